#include "api/cli/task_list.h"

#include "ledger/records/actor.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "ledger/records/states.h"
#include "ledger/records/task.h"
#include "ledger/views/states_then.h"

namespace almoner::api {
namespace {

const ledger::Query by_day{
    "SELECT id, kind, subject, due_on, owner, words, state, words_private FROM task"
    " WHERE seq <= $1"
    " ORDER BY due_on, id"};
const ledger::Query open_by_day{
    "SELECT id, kind, subject, due_on, owner, words, state, words_private FROM task"
    " WHERE state = $1"
    " ORDER BY due_on, id"};
const ledger::Query decisions{
    "SELECT t.id, t.kind, t.subject, d.decided_on, d.actor, d.private_text, d.evidence"
    " FROM task_decision d JOIN task t ON t.id = d.task WHERE d.seq <= $1 ORDER BY d.id DESC"};

struct Decision {
    std::vector<Cell> row{};
    std::int64_t actor = 0;
    std::int64_t words = 0;
    Cell evidence{};
};

std::vector<Decision> all_decisions(ledger::Database& database, const ledger::AsOf& as_of) {
    std::vector<Decision> all;
    ledger::Rows rows = database.select(decisions, as_of.last_row());
    while (rows.next()) {
        all.push_back({.row = {rows.integer(0), rows.str(1), rows.str(2), rows.date(3)},
                       .actor = rows.integer(4),
                       .words = rows.integer(5),
                       .evidence = rows.is_null(6) ? Cell{} : Cell{rows.integer(6)}});
    }
    return all;
}

}  // namespace

Figures open_tasks(ledger::Database& database, const ledger::AsOf& as_of) {
    Figures figures{.name = "tasks",
                    .title = "To be done",
                    .columns = {{"task", "Task", Kind::number},
                                {"kind", "Kind", Kind::text},
                                {"subject", "About", Kind::text},
                                {"due_on", "Due", Kind::date},
                                {"owner", "Owner", Kind::text},
                                {"words", "What", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const bool is_now = as_of.how != ledger::AsOf::How::booked;
    const ledger::StatesThen states(database, ledger::Entity::task, as_of);
    ledger::Rows rows =
        is_now ? database.select(open_by_day, static_cast<int>(ledger::TaskState::open))
               : database.select(by_day, as_of.last_row());
    while (rows.next()) {
        const auto now = static_cast<ledger::TaskState>(rows.integer(6));
        if (states.of(rows.integer(0), now) != ledger::TaskState::open) continue;
        figures.rows.push_back({rows.integer(0),
                                rows.str(1),
                                rows.str(2),
                                rows.date(3),
                                rows.str(4),
                                ledger::task_words(database, rows.text(5), rows.maybe_integer(7))});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nothing is open.");
    return figures;
}

Figures decided_tasks(ledger::Database& database, const ledger::AsOf& as_of) {
    Figures figures{.name = "decisions",
                    .title = "What was decided",
                    .columns = {{"task", "Task", Kind::number},
                                {"kind", "Kind", Kind::text},
                                {"subject", "About", Kind::text},
                                {"decided_on", "Decided", Kind::date},
                                {"by", "By", Kind::text},
                                {"decision", "Decision", Kind::text},
                                {"evidence", "Evidence", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (Decision& each : all_decisions(database, as_of)) {
        const auto actor = ledger::actor_numbered(database, each.actor, ledger::last_day_of_all);
        each.row.emplace_back(actor ? actor->ref : std::string{});
        each.row.emplace_back(ledger::private_text(database, each.words).value_or("erased"));
        each.row.push_back(each.evidence);
        figures.rows.push_back(std::move(each.row));
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nothing was decided yet.");
    return figures;
}

}  // namespace almoner::api
