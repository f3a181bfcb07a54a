#include "scheduler/option_change/hand_over.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/option_change.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/option_change/carry_over.h"

#include <algorithm>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Done;
using ledger::Holding;
using ledger::Money;
using ledger::Option;
using ledger::OptionChange;
using ledger::Outcome;
using ledger::Share;
using ledger::Shares;

const ledger::Query funds{
    "SELECT stream, body FROM account WHERE budget = $1 AND option = $2 AND name = 4 ORDER BY id"};
static_assert(static_cast<int>(AccountName::fund) == 4);

Holding holding_of(const HandOver& hand_over, Option option) {
    const bool is_ours = option == Option::managed_account;
    return {hand_over.budget, option, is_ours ? hand_over.client_account : 0};
}

Shares owners_under(ledger::Work& work, const Holding& old) {
    Shares owners;
    for (ledger::Rows rows = work.database().select(funds, old.budget, old.option); rows.next();) {
        owners.push_back({rows.stream(0), static_cast<std::int32_t>(rows.integer(1)), {}});
    }
    return owners;
}

// What is held and not owed to anybody: a payable stays with who owes it.
Shares left_under(ledger::Work& work, const Holding& old) {
    Shares left;
    for (const Share& owner : owners_under(work, old)) {
        const ledger::Balance fund =
            work.books().balance(ledger::of_holding(AccountName::fund, old, owner));
        const ledger::Balance held = work.books().balance(ledger::held(old, owner));
        const Money amount = std::min(fund.posted - fund.promised, held.posted - held.promised);
        if (amount > Money{}) left.push_back({owner.stream, owner.body, amount});
    }
    return left;
}

// Those between these options, the last of each pair.
std::vector<OptionChange> changes_between(ledger::Database& database,
                                          std::int64_t budget,
                                          Option before,
                                          Option after) {
    std::vector<OptionChange> found;
    for (const OptionChange& change : ledger::option_changes_of(database, budget)) {
        const bool is_meant = (before == Option::none || change.before == before) &&
                              (after == Option::none || change.after == after);
        if (!is_meant) continue;
        std::erase_if(found, [&](const OptionChange& other) {
            return other.before == change.before && other.after == change.after;
        });
        found.push_back(change);
    }
    return found;
}

}  // namespace

Outcome<OptionChange> change_meant(ledger::Database& database,
                                   std::int64_t budget,
                                   Option before,
                                   Option after) {
    const auto found = changes_between(database, budget, before, after);
    if (found.empty()) {
        return refused_in("option",
                          "option-not-changed",
                          "No change of option of this budget says that its money moves so.",
                          "Look at its plan lines with 'almoner person show PERSON'.");
    }
    if (found.size() > 1) {
        return refused_in("option",
                          "several-changes",
                          "This budget's way of being managed changed more than once.",
                          "Say the option that the money comes from, or goes to, with --option.");
    }
    return found.front();
}

UnderOption under_option(ledger::Work& work, std::int32_t budget, Option option) {
    const Holding old{budget, option, 0};
    UnderOption there{.free = ledger::total_of(left_under(work, old))};
    for (const Share& owner : owners_under(work, old)) {
        there.held += work.books().balance(ledger::held(old, owner)).posted;
    }
    return there;
}

Outcome<Done> may_hand_over(ledger::Work& work,
                            const HandOver& hand_over,
                            const std::string& field) {
    const Money left = ledger::total_of(left_under(work, holding_of(hand_over, hand_over.before)));
    if (hand_over.amount <= left) return Done{};
    return refused_in(field,
                      "more-than-is-left",
                      "This is more than what is left under " +
                          std::string(name_of(hand_over.before)) + ": " + in_pounds(left) +
                          " by the books, less what is owed out of it.",
                      "Look at it with 'almoner balance PERSON --detail'.");
}

void hand_over(ledger::Work& work, const HandOver& hand_over) {
    const Holding old = holding_of(hand_over, hand_over.before);
    const ledger::OptionMoneyMoved event{
        .from = old,
        .to = holding_of(hand_over, hand_over.after),
        .shares = ledger::split_by_streams(hand_over.amount, left_under(work, old))};
    work.post(post(event), {.effective = hand_over.on, .settled = hand_over.on});
    const auto changes =
        changes_between(work.database(), hand_over.budget, hand_over.before, hand_over.after);
    for (const OptionChange& change : changes) carry_over(work, change);
}

}  // namespace almoner::scheduler
