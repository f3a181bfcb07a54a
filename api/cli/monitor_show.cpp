#include "api/cli/monitor_show.h"

#include "api/cli/budget_look.h"
#include "ledger/records/in_force.h"
#include "rules/engine/kinds.h"
#include "scheduler/monitoring/returns_due.h"

namespace almoner::api {
namespace {

std::string standing_of(const scheduler::ReturnStanding& standing, ledger::Date day) {
    if (!standing.steps.empty()) return standing.steps.back().state;
    return standing.request.due_on < day ? "late" : "asked";
}

}  // namespace

int show_returns(const Call& call, Reading& reading) {
    ledger::Database& database = *reading.database;
    Figures figures{.name = "returns",
                    .title = "Returns to ask for, and those that are late",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"band", "Band", Kind::text},
                                {"first", "From", Kind::date},
                                {"last", "To", Kind::date},
                                {"due", "Due", Kind::date},
                                {"standing", "That is", Kind::text},
                                {"return", "Number", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const std::int64_t late : scheduler::late_returns(database, reading.day)) {
        const auto request = ledger::return_request_by_id(database, late);
        const auto budget =
            ledger::budget_numbered(database, request->budget, ledger::last_day_of_all);
        if (!budget || !reading.scope.sees_person(budget->person)) continue;
        figures.rows.push_back({budget->ref,
                                request->band,
                                request->period.first,
                                request->period.last,
                                request->due_on,
                                std::string("late"),
                                request->id});
    }
    for (const scheduler::ReturnDue& each : scheduler::returns_to_ask(database, reading.day)) {
        if (!reading.scope.sees_person(each.budget.person)) continue;
        const bool is_held =
            scheduler::return_held(database, each.budget.person, each.period.first).has_value();
        figures.rows.push_back({each.budget.ref,
                                std::string(rules::name_of_value(each.band)),
                                each.period.first,
                                each.period.last,
                                Cell{},
                                std::string(is_held ? "held already" : "to ask for"),
                                Cell{}});
    }
    show(call, figures);
    return exit_ok;
}

int list_returns(const Program& program, const Call& call, Reading& reading) {
    const auto budget = budget_looked_at(program, call, reading);
    if (!budget.accepted()) return show_refusal(call, budget.refusal());
    Figures figures{.name = "returns",
                    .title = "Returns of " + budget.value().ref,
                    .columns = {{"return", "Number", Kind::number},
                                {"first", "From", Kind::date},
                                {"last", "To", Kind::date},
                                {"band", "Band", Kind::text},
                                {"asked", "Asked", Kind::date},
                                {"due", "Due", Kind::date},
                                {"state", "State", Kind::text},
                                {"evidence", "Document", Kind::number},
                                {"words", "What was offered", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const auto& each : scheduler::returns_of(*reading.database, budget.value().number)) {
        const ledger::ReturnStep last =
            each.steps.empty() ? ledger::ReturnStep{} : each.steps.back();
        std::string words;
        for (const ledger::ReturnStep& step : each.steps) words += step.words;
        figures.rows.push_back({each.request.id,
                                each.request.period.first,
                                each.request.period.last,
                                each.request.band,
                                each.request.asked_on,
                                each.request.due_on,
                                standing_of(each, reading.day),
                                last.evidence ? Cell{*last.evidence} : Cell{},
                                words});
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
