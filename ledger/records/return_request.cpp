#include "ledger/records/return_request.h"

#include "ledger/records/private_text.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char request_columns[] =
    "SELECT id, budget, period_first, period_last, band, asked_on, due_on, asked_by"
    " FROM return_request ";
constexpr auto by_id_text = joined(request_columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto of_budget_text = joined(request_columns, "WHERE budget = $1 ORDER BY period_first");
const Query of_budget{of_budget_text.data()};
const Query steps{
    "SELECT id, request, state, done_on, actor, evidence, words_private FROM return_step"
    " WHERE request = $1 ORDER BY id"};
const Query by_evidence{"SELECT request FROM return_step WHERE evidence = $1"};

ReturnRequest read_request(const Rows& rows) {
    return {.id = rows.integer(0),
            .budget = rows.integer(1),
            .period = {rows.date(2), rows.date(3)},
            .band = rows.str(4),
            .asked_on = rows.date(5),
            .due_on = rows.date(6),
            .asked_by = rows.integer(7)};
}

ReturnStep read_step(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .request = rows.integer(1),
            .state = rows.str(2),
            .on = rows.date(3),
            .actor = rows.integer(4),
            .evidence = rows.maybe_integer(5),
            .words = rows.is_null(6) ? std::string{}
                                     : private_text(database, rows.integer(6)).value_or("")};
}

}  // namespace

std::int64_t insert_return_request(Work& work, const ReturnRequest& request) {
    return work.records().insert(return_request_table,
                                 request.budget,
                                 request.period.first,
                                 request.period.last,
                                 request.band,
                                 request.asked_on,
                                 request.due_on,
                                 request.asked_by);
}

std::int64_t insert_return_step(Work& work, std::int64_t person, const ReturnStep& step) {
    const auto words = step.words.empty()
                           ? std::nullopt
                           : std::optional(insert_private_text(work, person, step.words));
    return work.records().insert(
        return_step_table, step.request, step.state, step.on, step.actor, step.evidence, words);
}

std::optional<ReturnRequest> return_request_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read_request);
}

std::vector<ReturnRequest> return_requests_of(Database& database, std::int64_t budget) {
    return all_rows(database.select(of_budget, budget), read_request);
}

std::vector<ReturnStep> steps_of_return(Database& database, std::int64_t request) {
    return all_rows(database.select(steps, request),
                    [&](const Rows& row) { return read_step(database, row); });
}

std::optional<std::int64_t> return_evidenced_by(Database& database, std::int64_t evidence) {
    Rows rows = database.select(by_evidence, evidence);
    if (!rows.next()) return std::nullopt;
    return rows.integer(0);
}

}  // namespace almoner::ledger
