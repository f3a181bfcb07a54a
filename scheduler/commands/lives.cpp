#include "scheduler/commands/lives.h"

#include "ledger/records/budget_answer.h"
#include "ledger/records/ending.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_step.h"
#include "ledger/values/invariant.h"
#include "scheduler/ending/ending_standing.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Done;
using ledger::Outcome;
using rules::AgreementState;
using rules::BudgetState;

// What is passed through on the way, the last one among it.
std::vector<AgreementState> way_to(AgreementState from, AgreementState to) {
    const bool was_paying = from == AgreementState::active || from == AgreementState::on_hold;
    if (from == AgreementState::offered && to == AgreementState::active) {
        return {AgreementState::is_signed, AgreementState::active};
    }
    if (was_paying && to == AgreementState::stopped) {
        return {AgreementState::notice_to_stop, AgreementState::stopped};
    }
    return {to};
}

// A draft that is ended was never an agreement.
AgreementState next_of(const Agreement& before, const Agreement& after) {
    const bool was_draft = before.status == AgreementStatus::draft;
    return was_draft && after.status == AgreementStatus::ended ? AgreementState::closed
                                                               : life_of(after);
}

template <class State, std::size_t N>
Outcome<Done> may_move_on(const std::array<rules::Move<State>, N>& moves,
                          std::string_view what,
                          std::pair<State, State> states,
                          const std::string& field) {
    const auto found = rules::find_move(moves, what, states.first, states.second);
    if (found.accepted()) return Done{};
    ledger::Refusal refusal = found.refusal();
    refusal.field = field;
    return refusal;
}

Outcome<Done> may_pass(AgreementState from,
                       const std::vector<AgreementState>& way,
                       const std::string& field) {
    for (const AgreementState next : way) {
        Outcome<Done> moved =
            may_move_on(rules::agreement_moves, "agreement", std::pair{from, next}, field);
        if (!moved.accepted()) return moved;
        from = next;
    }
    return Done{};
}

const ledger::Query row_of_close{
    "SELECT COALESCE(MAX(seq), 0) FROM ending_step WHERE ending = $1 AND state = 'closed'"};
// A version that came into the books after that row and goes on for longer than the budget did
// then: a last day that was put right.
const ledger::Query went_on_after{
    "SELECT 1 FROM budget b JOIN budget later ON later.number = b.number"
    " WHERE b.number = $1 AND b.version = (SELECT MAX(v.version) FROM budget v"
    " WHERE v.number = $1 AND v.seq <= $2) AND later.seq > $2 AND b.end_on IS NOT NULL"
    " AND (later.end_on IS NULL OR later.end_on > b.end_on) LIMIT 1"};

bool was_opened_again(ledger::Database& database, const ledger::Ending& ending) {
    std::int64_t closed = 0;
    {
        ledger::Rows rows = database.select(row_of_close, ending.id);
        if (rows.next()) closed = rows.integer(0);
    }
    return database.select(went_on_after, ending.budget, closed).next();
}

bool has_final_account(ledger::Database& database, std::int64_t budget) {
    return std::ranges::any_of(ledger::endings_of(database, budget),
                               [&](const ledger::Ending& each) {
                                   return each.state == "closed" && !is_of_part(database, each) &&
                                          !was_opened_again(database, each);
                               });
}

ledger::Budget budget_of(ledger::Database& database, std::int64_t number) {
    auto budget = ledger::budget_numbered(database, number, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("the life of a budget that is not there");
    return *budget;
}

// Before anything was paid.
BudgetState life_before(ledger::Database& database, std::int64_t budget) {
    const auto steps = ledger::plan_steps_of(database, budget);
    const bool is_agreed =
        std::ranges::any_of(steps, [](const auto& each) { return each.state == "approved"; });
    if (is_agreed) return BudgetState::agreed;
    const auto answers = ledger::budget_answers_of(database, budget);
    const bool was_offered = std::ranges::any_of(
        answers, [](const auto& each) { return each.answer == ledger::budget_offered; });
    return was_offered ? BudgetState::indicative : BudgetState::draft;
}

}  // namespace

AgreementState life_of(const Agreement& agreement) {
    switch (agreement.status) {
        case AgreementStatus::draft: return AgreementState::offered;
        case AgreementStatus::active: return AgreementState::active;
        case AgreementStatus::held: return AgreementState::on_hold;
        case AgreementStatus::ended: return AgreementState::stopped;
    }
    throw ledger::InvariantBroken("unlisted status of an agreement");
}

Outcome<Done> may_become(const Agreement& before,
                         const Agreement& after,
                         const std::string& field) {
    const AgreementState from = life_of(before);
    const AgreementState to = next_of(before, after);
    return from == to ? Done{} : may_pass(from, way_to(from, to), field);
}

Outcome<Done> may_be_closed(const Agreement& agreement, const std::string& field) {
    const AgreementState from = life_of(agreement);
    std::vector<AgreementState> way;
    if (from != AgreementState::stopped) way = way_to(from, AgreementState::stopped);
    way.push_back(AgreementState::final_account);
    way.push_back(AgreementState::closed);
    return may_pass(from, way, field);
}

BudgetState life_of(ledger::Database& database, const ledger::Budget& budget) {
    const bool was_made_here = !ledger::plan_steps_of(database, budget.number).empty();
    const auto agreements = ledger::agreements_of(database, budget.number, ledger::last_day_of_all);
    const bool was_paying =
        !was_made_here || std::ranges::any_of(agreements, [](const Agreement& each) {
            return each.status != AgreementStatus::draft;
        });
    const BudgetState state =
        was_paying ? BudgetState::active : life_before(database, budget.number);
    return has_final_account(database, budget.number) ? end_of(state) : state;
}

Outcome<Done> may_become(BudgetState from, BudgetState to, const std::string& field) {
    if (from == to) return Done{};
    return may_move_on(rules::budget_moves, "budget", std::pair{from, to}, field);
}

Outcome<Done> may_begin_to_pay(ledger::Database& database,
                               std::int64_t budget,
                               const std::string& field) {
    return may_become(life_of(database, budget_of(database, budget)), BudgetState::active, field);
}

Outcome<Done> may_have_more(ledger::Database& database,
                            std::int64_t budget,
                            const std::string& field) {
    if (!has_final_account(database, budget)) return Done{};
    return may_begin_to_pay(database, budget, field);
}

Outcome<Done> may_last_until(ledger::Database& database,
                             const ledger::Budget& before,
                             const ledger::Budget& after,
                             const std::string& field) {
    const bool goes_on = before.end_on && (!after.end_on || *before.end_on < *after.end_on);
    const BudgetState life = life_of(database, before);
    const bool is_over = life == BudgetState::ended || life == BudgetState::voided;
    return may_become(life, goes_on && is_over ? BudgetState::active : life, field);
}

BudgetState end_of(BudgetState state) {
    const bool was_active = state == BudgetState::active || state == BudgetState::revised ||
                            state == BudgetState::ended;
    return was_active ? BudgetState::ended : BudgetState::voided;
}

}  // namespace almoner::scheduler
