#include "scheduler/ending/ending_standing.h"

#include "ledger/records/in_force.h"
#include "ledger/records/pay_out.h"
#include "ledger/records/person.h"
#include "ledger/records/reduction_case.h"
#include "ledger/records/spend.h"
#include "ledger/values/invariant.h"
#include "rules/lifecycle/life_cycles.h"
#include "rules/stop/liabilities.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::EndingAnswer;
using ledger::EndingSettled;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;

constexpr std::int64_t ever = std::numeric_limits<std::int64_t>::max();

// One command stops the line and opens the ending.
const ledger::Query opened_by_case{
    "SELECT c.id FROM ending e JOIN reduction_case c ON c.budget = e.budget"
    " JOIN case_step s ON s.reduction_case = c.id AND s.seq = e.seq"
    " WHERE e.id = $1 AND c.kind = 'stop' AND s.state = $2 ORDER BY c.id"};
const ledger::Query its_rows{
    "SELECT seq, (SELECT MAX(s.seq) FROM ending_step s WHERE s.ending = ending.id"
    " AND s.state = 'closed') FROM ending WHERE id = $1"};
const ledger::Query lines_as_of{
    "SELECT p.number, p.end_on FROM plan_line p WHERE p.budget = $1 AND p.version ="
    " (SELECT MAX(v.version) FROM plan_line v WHERE v.number = p.number AND v.seq <= $2)"
    " ORDER BY p.number"};

ledger::PlanLine line_on(ledger::Database& database, std::int64_t number, ledger::Date day) {
    auto line = ledger::plan_line_numbered(database, number, day);
    if (!line) line = ledger::plan_line_numbered(database, number, last_day_of_all);
    if (!line) throw ledger::InvariantBroken("a debt of a plan line that is not there");
    return *line;
}

Owed& owed_of(ledger::Database& database, EndingStanding& standing, const EndingAnswer& answer) {
    for (Owed& each : standing.owed) {
        if (each.kind == answer.kind && each.line.number == answer.plan_line) return each;
    }
    const ledger::PlanLine line = line_on(database, answer.plan_line, standing.opened.last_on);
    return standing.owed.emplace_back(Owed{.kind = answer.kind, .line = line});
}

// A record of spending that was taken back has met nothing.
bool counts(ledger::Database& database, const EndingSettled& settled, std::int64_t last_row) {
    if (settled.seq > last_row) return false;
    if (settled.spend == 0) return true;
    return ledger::state_after(ledger::steps_of_spend(database, settled.spend, last_row)) ==
           ledger::SpendState::confirmed;
}

void add_settled(EndingStanding& standing, const EndingSettled& settled) {
    for (Owed& owed : standing.owed) {
        if (owed.kind != settled.kind || owed.line.number != settled.plan_line) continue;
        (settled.way == "body" ? owed.by_body : owed.spent) += settled.amount;
    }
}

std::string list_of(const std::vector<std::string_view>& kinds) {
    std::string list;
    for (const std::string_view each : kinds) {
        list += (list.empty() ? "" : ", ") + std::string(each);
    }
    return list;
}

void add_pay_out(EndingStanding& standing, const ledger::PayOut& each) {
    for (Owed& owed : standing.owed) {
        if (owed.kind != each.owed || owed.line.number != each.plan_line) continue;
        owed.paid_out += each.paid();
        owed.on_its_way += each.promised();
    }
}

}  // namespace

Money EndingStanding::unmet() const {
    Money sum;
    for (const Owed& each : owed) sum += std::max(each.unmet(), Money{});
    return sum;
}

Money EndingStanding::unpaid_by_body() const {
    Money sum;
    for (const Owed& each : owed) sum += std::max(each.by_body - each.paid_out, Money{});
    return sum;
}

const Owed* EndingStanding::of(std::string_view kind, std::int64_t plan_line) const {
    for (const Owed& each : owed) {
        if (each.kind == kind && each.line.number == plan_line) return &each;
    }
    return nullptr;
}

EndingStanding standing_of_ending(ledger::Database& database,
                                  const ledger::Ending& opened,
                                  std::int64_t last_row) {
    EndingStanding standing{.opened = opened};
    const auto budget = ledger::budget_numbered(database, opened.budget, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("an ending of a budget that is not there");
    standing.budget = *budget;
    standing.unanswered.assign(ledger::owed_kinds.begin(), ledger::owed_kinds.end());
    for (const EndingAnswer& each : ledger::answers_of_ending(database, opened.id)) {
        if (each.seq > last_row) continue;
        std::erase(standing.unanswered, each.kind);
        if (each.plan_line == 0) continue;
        Owed& owed = owed_of(database, standing, each);
        owed.found = each.amount;
        owed.evidence = each.evidence;
    }
    for (const EndingSettled& each : ledger::settled_of_ending(database, opened.id)) {
        if (counts(database, each, last_row)) add_settled(standing, each);
    }
    for (const ledger::PayOut& each : ledger::pay_outs_of_ending(database, opened.id)) {
        add_pay_out(standing, each);
    }
    return standing;
}

rules::StopGround ground_of(const ledger::Ending& ending) {
    if (ending.because == "death") return rules::StopGround::death;
    return rules::value_named<rules::StopGround>(ending.ground).value_or(rules::StopGround::none);
}

std::optional<StopOfLine> stop_that_opened(ledger::Database& database,
                                           const ledger::Ending& ending) {
    if (ending.because != "stop") return std::nullopt;
    std::int64_t number = 0;
    {
        ledger::Rows rows =
            database.select(opened_by_case, ending.id, name_of_value(rules::CaseState::matured));
        if (!rows.next()) return std::nullopt;
        number = rows.integer(0);
    }
    const auto decision = ledger::decision_of_case(database, number);
    if (!decision) throw ledger::InvariantBroken("a case that took effect and was not decided");
    return StopOfLine{.reduction_case = number, .plan_line = decision->plan_line};
}

bool is_of_part(ledger::Database& database, const ledger::Ending& ending) {
    const auto stop = stop_that_opened(database, ending);
    if (!stop) return false;
    const auto others_go_on = [&](std::int64_t as_of_row) {
        ledger::Rows lines = database.select(lines_as_of, ending.budget, as_of_row);
        while (lines.next()) {
            const bool goes_on = lines.is_null(1) || lines.date(1) > ending.last_on;
            if (goes_on && lines.integer(0) != stop->plan_line) return true;
        }
        return false;
    };
    ledger::Rows rows = database.select(its_rows, ending.id);
    if (!rows.next()) return false;
    const std::int64_t opened = rows.integer(0);
    const std::int64_t closed = rows.is_null(1) ? ever : rows.integer(1);
    return others_go_on(opened) || others_go_on(closed);
}

std::optional<ledger::Ending> closed_as_a_whole(ledger::Database& database, std::int64_t budget) {
    for (ledger::Ending& each : ledger::endings_of(database, budget)) {
        if (each.state == "closed" && !is_of_part(database, each)) return std::move(each);
    }
    return std::nullopt;
}

bool are_liabilities_moved(const EndingStanding& standing) {
    return std::ranges::none_of(standing.owed, [&](const Owed& each) {
        return each.unmet() > Money{} && liabilities_move(standing.opened, each.line);
    });
}

bool liabilities_move(const ledger::Ending& ending, const ledger::PlanLine& line) {
    return rules::liabilities_move(regime_of(line.stream), ground_of(ending));
}

Outcome<Done> nothing_is_owed_of(const EndingStanding& standing, const std::string& field) {
    const std::string number = ledger::ending_number(standing.opened.id);
    if (!standing.unanswered.empty()) {
        return refused_in(
            field,
            "owed-unanswered",
            "Nobody has found out yet what is owed of: " + list_of(standing.unanswered) + ".",
            "Answer each line of " + number +
                " with 'almoner ending answer', and have it confirmed.");
    }
    if (standing.unmet().is_zero()) return Done{};
    return refused_in(field,
                      "owed-unmet",
                      in_pounds(standing.unmet()) + " is owed and not met yet.",
                      "Meet it first: 'almoner ending show " + number + "' says how much of what.");
}

Outcome<Done> nothing_is_owed_first(ledger::Database& database,
                                    const ledger::Budget& budget,
                                    const std::string& field) {
    bool is_asked = false;  // of the whole budget
    for (const ledger::Ending& each : ledger::endings_of(database, budget.number)) {
        const bool is_part = is_of_part(database, each);
        is_asked = is_asked || !is_part;
        // One that closed some lines alone says nothing of the others.
        if (is_part && each.state != "open") continue;
        Outcome<Done> met = nothing_is_owed_of(standing_of_ending(database, each), field);
        if (!met.accepted()) return met;
    }
    if (is_asked) return Done{};
    const auto person = ledger::person_numbered(database, budget.person, last_day_of_all);
    if (!person || !person->died_on) return Done{};
    return refused_in(field,
                      "ending-missing",
                      "The person has died, and nobody has asked what is still owed.",
                      "Open it with 'almoner ending open " + budget.ref +
                          " --because death' and answer each line.");
}

}  // namespace almoner::scheduler
