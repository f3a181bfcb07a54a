#include "ledger/views/balance.h"

#include "ledger/records/agreement.h"
#include "ledger/records/organisation.h"
#include "ledger/views/balance_words.h"
#include "ledger/views/option_sums.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace almoner::ledger {
namespace {

// Where a budget is managed in more than one way, its contingency is kept in the first of these
// that holds money.
constexpr std::array kept_aside_in{
    Option::direct_payment, Option::managed_account, Option::third_party};

using SumsByOption = std::map<Option, OptionSums>;

OptionBalance balance_in(Option option, const OptionSums& sums) {
    return {.option = option,
            .held = sums.held(),
            .with_body = sums.with_body(),
            .on_its_way = sums.drawn(),
            .arriving = sums.arriving(),
            .promised = sums.promised(),
            .free_to_spend = sums.free(),
            .own_part_late = sums.own_part_late()};
}

Option option_that_keeps(const Budget& budget, const PersonAccounts& all) {
    for (const Option option : kept_aside_in) {
        const bool holds = std::ranges::any_of(all.accounts, [&](const CountedAccount& account) {
            return account.key.budget == budget.number && account.key.option == option &&
                   account.key.name == AccountName::held && account.counted.posted > 0;
        });
        if (holds) return option;
    }
    return Option::none;
}

void keep_aside(BalanceView& view, const PersonAccounts& all) {
    for (const Budget& budget : all.budgets) {
        const Option keeper = option_that_keeps(budget, all);
        for (OptionBalance& balance : view.options) {
            if (balance.option != keeper) continue;
            balance.kept_aside += budget.contingency;
            balance.free_to_spend -= budget.contingency;
        }
    }
}

// What waits to be sent is not on its way yet.
void take_out_unsent(BalanceView& view, const std::vector<NotSentYet>& waiting) {
    for (const NotSentYet& each : waiting) {
        const auto balance = std::ranges::find(view.options, each.option, &OptionBalance::option);
        if (balance == view.options.end()) continue;
        const Money amount = std::min(each.amount, balance->on_its_way);
        if (amount.is_zero()) continue;
        balance->on_its_way -= amount;
        balance->approved += amount;
        const auto [known, is_first] = view.send_by.try_emplace(each.option, each.send_on);
        if (!is_first) known->second = std::min(known->second, each.send_on);
    }
}

std::string names_of(Database& database, const std::set<std::int32_t>& bodies, Date on) {
    bool nhs = false;
    bool council = false;
    for (const std::int32_t body : bodies) {
        const auto found = organisation_numbered(database, body, on);
        if (!found) continue;
        nhs = nhs || found->kind == OrganisationKind::nhs;
        council = council || found->kind == OrganisationKind::council;
    }
    if (nhs && council) return "the NHS and the council";
    if (nhs) return "the NHS";
    return council ? "the council" : "the commissioner";
}

// Of those whose money an option is, who has some of it left; where nobody has, all of them.
std::string whose_money(Database& database, const PersonAccounts& all, Option option, Date on) {
    std::set<std::int32_t> bodies;
    std::set<std::int32_t> with_money;
    for (const CountedAccount& account : all.accounts) {
        if (account.key.option != option || account.key.stream == Stream::person) continue;
        bodies.insert(account.key.body);
        const bool keeps = account.key.name == AccountName::undrawn ||
                           account.key.name == AccountName::payable_supplier;
        if (keeps && account.counted.posted != 0) with_money.insert(account.key.body);
    }
    return names_of(database, with_money.empty() ? bodies : with_money, on);
}

// An account that only the holder sees is the one that direct payments go to.
std::vector<OwnPart> own_parts(Database& database, const PersonAccounts& all, Date on) {
    std::vector<OwnPart> parts;
    for (const Budget& budget : all.budgets) {
        for (const Agreement& agreement : agreements_of(database, budget.number, on)) {
            const bool adds = agreement.option == Option::direct_payment &&
                              agreement.status == AgreementStatus::active &&
                              agreement.contribution_basis == ContributionBasis::net &&
                              !agreement.contribution.is_zero();
            if (adds) parts.push_back({agreement.contribution, agreement.frequency});
        }
    }
    return parts;
}

// What the reader may see of it.
std::vector<WaitingMoney> waiting_for(const Scope& scope,
                                      Database& database,
                                      const std::vector<Budget>& budgets) {
    std::vector<WaitingMoney> all;
    for (const Budget& budget : budgets) {
        for (WaitingMoney& each : waiting_money_of(database, budget)) {
            std::erase_if(each.shares,
                          [&](const Share& share) { return !scope.sees(share.stream); });
            if (!each.shares.empty()) all.push_back(std::move(each));
        }
    }
    return all;
}

}  // namespace

Outcome<BalanceView> balance_of(const Scope& scope,
                                Database& database,
                                std::string_view person,
                                const AsOf& as_of,
                                const BankHolidays& holidays) {
    const Outcome<PersonAccounts> found = accounts_of_person(scope, database, person, as_of);
    if (!found.accepted()) return found.refusal();
    const PersonAccounts& all = found.value();
    SumsByOption sums;
    for (const CountedAccount& account : all.accounts) sums[account.key.option].add(account);
    BalanceView view{.person = all.ref, .as_of = as_of};
    for (const Option option : all_options) {
        const auto has = sums.find(option);
        if (has == sums.end() || !has->second.has_anything()) continue;
        view.options.push_back(balance_in(option, has->second));
    }
    keep_aside(view, all);
    for (const OptionBalance& balance : view.options) view.free_to_spend += balance.free_to_spend;
    take_out_unsent(view, not_sent_yet(scope, database, all.budgets, as_of, holidays));
    for (const OptionBalance& balance : view.options) {
        view.with_whom[balance.option] = whose_money(database, all, balance.option, as_of.day);
    }
    view.own_parts = own_parts(database, all, as_of.day);
    if (as_of.how == AsOf::How::now) {
        view.next = next_payments(database, all.budgets, as_of.day, holidays);
        view.came_back = came_back(database, all.budgets);
        view.waiting = waiting_for(scope, database, all.budgets);
    }
    view.sentence = balance_sentence(view);
    view.notes = balance_notes(view);
    return view;
}

void expect(BalanceView& view, const AmountOfNext& amount) {
    for (NextPayment& next : view.next) {
        if (next.amount || !next.to_pay) continue;
        next.amount = amount(next);
        next.is_expected = next.amount.has_value();
    }
    view.notes = balance_notes(view);
}

}  // namespace almoner::ledger
