#include "scheduler/payroll/client_funds.h"

#include "ledger/views/person_accounts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Holding;
using ledger::Money;
using ledger::Share;
using ledger::Stream;

bool is_joint(Stream stream) {
    return stream == Stream::social_care || stream == Stream::person;
}

Money free_of(ledger::Work& work, const ledger::AccountKey& key) {
    const ledger::Balance balance = work.books().balance(key);
    return balance.posted - balance.promised;
}

}  // namespace

ClientFunds::Place ClientFunds::place_of(const Holding& holding, const Share& share) {
    const bool joint = is_joint(share.stream);
    return {holding.budget,
            static_cast<int>(holding.option),
            holding.client_account,
            joint ? 0 : static_cast<int>(share.stream),
            joint ? 0 : share.body};
}

Money ClientFunds::joint_of(const Holding& holding) {
    Money sum;
    for (const ledger::CountedAccount& each : ledger::accounts_of_budget(
             work_.database(), holding.budget, ledger::now_on(work_.today()))) {
        const ledger::AccountKey& key = each.key;
        const bool is_here = key.name == AccountName::held && key.option == holding.option &&
                             key.bank_account == holding.client_account;
        if (is_here && is_joint(key.stream)) sum += free_of(work_, key);
    }
    return sum;
}

Money& ClientFunds::free_in(const Holding& holding, const Share& share) {
    const Place place = place_of(holding, share);
    const auto known = free_.find(place);
    if (known != free_.end()) return known->second;
    const Money free =
        is_joint(share.stream) ? joint_of(holding) : free_of(work_, ledger::held(holding, share));
    return free_.emplace(place, free).first->second;
}

bool ClientFunds::take(const Holding& holding, const ledger::Shares& shares) {
    std::map<Place, Money> wanted;
    for (const Share& each : shares) {
        (void)free_in(holding, each);
        wanted[place_of(holding, each)] += each.amount;
    }
    const bool covered = std::ranges::all_of(
        wanted, [&](const auto& each) { return each.second <= free_.at(each.first); });
    if (!covered) return false;
    for (const auto& [place, amount] : wanted) free_.at(place) -= amount;
    return true;
}

}  // namespace almoner::scheduler
