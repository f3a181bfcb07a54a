#include "scheduler/facts/fund_facts.h"

#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/plan_line.h"
#include "ledger/views/chain.h"
#include "ledger/views/person_accounts.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/ask_rules.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::Money;
using ledger::Option;
using rules::ThirdPartyKind;

constexpr std::string_view word = "third-party:";

// The one that paid last says who has the money.
bool is_service_fund(ledger::Database& database, std::int64_t budget, Date today) {
    ThirdPartyKind kind = ThirdPartyKind::other;
    for (const Agreement& each : ledger::agreements_of(database, budget, ledger::last_day_of_all)) {
        const bool counts = each.option == Option::third_party &&
                            each.status != ledger::AgreementStatus::draft && each.start_on <= today;
        if (counts) kind = kind_of_fund(database, each, today);
    }
    return kind == ThirdPartyKind::service_fund;
}

struct CameIn {
    Date on{};
    Money amount{};
};

bool is_there(const ledger::ChainRow& row) {
    return row.state == ledger::TransferState::posted ||
           row.state == ledger::TransferState::settles;
}

// All that came in, and what of it is left.
Money all_held(ledger::Database& database,
               std::int64_t budget,
               Date today,
               std::vector<CameIn>& came_in) {
    Money held;
    for (const ledger::CountedAccount& account :
         ledger::accounts_of_budget(database, budget, ledger::now_on(today))) {
        const bool is_meant = account.key.name == ledger::AccountName::held &&
                              account.key.option == Option::third_party;
        if (!is_meant) continue;
        held += Money::from_pence(account.counted.posted);
        ledger::Chain chain(database, account.id, account.last_transfer);
        while (const auto row = chain.next()) {
            if (row->is_debit && is_there(*row)) {
                came_in.push_back({row->settled.value_or(row->effective), row->amount});
            }
        }
    }
    return held;
}

// Going back from the newest until all that is held is found: the day of the last that was needed.
std::int64_t oldest_days(std::vector<CameIn> came_in, Money held, Date today) {
    std::ranges::sort(came_in, std::ranges::greater{}, &CameIn::on);
    std::int64_t days = 0;
    Money found;
    for (const CameIn& each : came_in) {
        if (held <= found) break;
        found += each.amount;
        days = std::max<std::int64_t>(0, today - each.on);
    }
    return days;
}

Money weekly(ledger::Database& database, std::int64_t budget, Date today) {
    Money worth;
    for (const ledger::PlanLine& each : ledger::plan_lines_of(database, budget, today)) {
        const bool stands = each.start_on <= today && (!each.end_on || today <= *each.end_on);
        const bool is_regular = each.frequency != ledger::PlanFrequency::one_off;
        if (each.option == Option::third_party && stands && is_regular) {
            worth += worth_in_a_year(each);
        }
    }
    return a_week_of(worth);
}

}  // namespace

ThirdPartyKind kind_of_fund(ledger::Database& database, const Agreement& agreement, Date on) {
    if (!agreement.payee.starts_with(word)) return ThirdPartyKind::other;
    const std::string_view ref = std::string_view(agreement.payee).substr(word.size());
    const auto is_a = [&](ledger::OrganisationKind kind) {
        return ledger::organisation_by_ref(database, kind, ref, on).has_value();
    };
    if (is_a(ledger::OrganisationKind::individual_service_fund)) {
        return ThirdPartyKind::service_fund;
    }
    return is_a(ledger::OrganisationKind::trust) ? ThirdPartyKind::trust : ThirdPartyKind::other;
}

std::optional<FundKept> fund_kept(ledger::Database& database, std::int64_t budget, Date today) {
    if (!is_service_fund(database, budget, today)) return std::nullopt;
    std::vector<CameIn> came_in;
    const Money held = all_held(database, budget, today, came_in);
    return FundKept{.held = held,
                    .weekly = weekly(database, budget, today),
                    .oldest_days = oldest_days(std::move(came_in), held, today)};
}

bool is_beyond_policy(ledger::Database& database, const FundKept& kept, Date today) {
    using enum rules::Parameter;
    const rules::Policy policy = policy_in_force(database, today);
    const Money most = kept.weekly.mul_div(
        policy.number(service_fund_carry_forward_weeks), 1, ledger::Rounding::down);
    return most < kept.held || policy.number(service_fund_carry_forward_days) < kept.oldest_days;
}

void take_fund(const std::optional<FundKept>& kept, rules::ThirdPartyFacts& facts) {
    if (!kept) return;
    facts.kind = ThirdPartyKind::service_fund;
    facts.held = kept->held;
    facts.weekly_amount = kept->weekly;
    facts.oldest_money_days = kept->oldest_days;
    if (!facts.named_need.value) facts.named_need = false;
    if (!facts.excess_reviewed.value) facts.excess_reviewed = false;
}

}  // namespace almoner::scheduler
