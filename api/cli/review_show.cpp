#include "api/cli/review_show.h"

#include "api/cli/budget_look.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/review.h"
#include "scheduler/review/review_due.h"

namespace almoner::api {
namespace {

using ledger::last_day_of_all;

Cell number_or_nothing(std::int64_t number) {
    return number == 0 ? Cell{} : Cell{number};
}

Cell day_or_nothing(const std::optional<ledger::Date>& day) {
    return day ? Cell{*day} : Cell{};
}

std::string standing(const ledger::Date due, const ledger::Date task_from, const ledger::Date day) {
    if (due < day) return "overdue";
    return task_from <= day ? "soon" : "later";
}

}  // namespace

int show_due(const Call& call, Reading& reading) {
    Figures figures{.name = "reviews",
                    .title = "By when budgets are to be reviewed",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"kind", "Review", Kind::text},
                                {"due", "By", Kind::date},
                                {"standing", "That is", Kind::text},
                                {"payments_began", "Payments began", Kind::date},
                                {"last_review", "Last review", Kind::date},
                                {"review", "Open as", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const auto& each : scheduler::reviews_due(*reading.database, reading.day)) {
        const auto budget =
            ledger::budget_numbered(*reading.database, each.budget, last_day_of_all);
        if (!budget || !reading.scope.sees_person(budget->person)) continue;
        figures.rows.push_back({each.budget_ref,
                                each.kind,
                                each.due_on,
                                standing(each.due_on, each.task_from, reading.day),
                                each.payments_began,
                                day_or_nothing(each.last_review),
                                number_or_nothing(each.open_review)});
    }
    show(call, figures);
    return exit_ok;
}

int list_reviews(const Program& program, const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    ledger::Database& database = *reading.database;
    const auto budget = budget_looked_at(program, call, reading);
    if (!budget.accepted()) return show_refusal(call, budget.refusal());
    Figures figures{.name = "reviews",
                    .title = "Reviews of " + budget.value().ref,
                    .columns = {{"review", "Number", Kind::number},
                                {"kind", "Review", Kind::text},
                                {"due", "By", Kind::date},
                                {"state", "State", Kind::text},
                                {"on", "Since", Kind::date},
                                {"outcome", "Came to", Kind::text},
                                {"words", "Why", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Review& each : ledger::reviews_of(database, budget.value().number)) {
        figures.rows.push_back(
            {each.id, each.kind, each.due_on, "scheduled", each.opened_on, "", each.words});
        for (const ledger::ReviewStep& step : ledger::steps_of(database, each.id)) {
            figures.rows.push_back(
                {each.id, each.kind, each.due_on, step.state, step.on, step.outcome, step.words});
        }
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
