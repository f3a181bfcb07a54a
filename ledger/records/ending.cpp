#include "ledger/records/ending.h"

#include "ledger/records/numbered_ref.h"
#include "ledger/records/private_text.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr std::string_view prefix = "E-";

constexpr char ending_columns[] =
    "SELECT id, budget, because, last_on, ground, opened_on, opened_by, consulted,"
    " consulted_on, words_private, (SELECT s.state FROM ending_step s WHERE s.ending = ending.id "
    "ORDER BY s.id DESC LIMIT 1)"
    " FROM ending ";
constexpr auto by_id_text = joined(ending_columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_text = joined(ending_columns, "ORDER BY id");
const Query every{every_text.data()};
constexpr auto of_budget_text = joined(ending_columns, "WHERE budget = $1 ORDER BY id");
const Query of_budget{of_budget_text.data()};
const Query answers{
    "SELECT ending, kind, plan_line, amount, evidence, proposal, proposed_by, approved_by, seq"
    " FROM ending_answer WHERE ending = $1 ORDER BY id"};
const Query settled{
    "SELECT ending, kind, plan_line, amount, way, spend, evidence, proposal, done_on, actor, seq"
    " FROM ending_settled WHERE ending = $1 ORDER BY id"};
const Query steps{
    "SELECT ending, state, done_on, actor, words_private FROM ending_step WHERE ending = $1"
    " ORDER BY id"};
// What a withdrawn ending counted is free again.
const Query by_spend{
    "SELECT 1 FROM ending_settled WHERE spend = $1 AND NOT EXISTS (SELECT 1 FROM ending_step s"
    " WHERE s.ending = ending_settled.ending AND s.state = 'withdrawn') LIMIT 1"};

std::optional<std::int64_t> kept(Work& work, std::int64_t person, const std::string& words) {
    if (words.empty()) return std::nullopt;
    return insert_private_text(work, person, words);
}

std::string words_in(Database& database, const Rows& rows, int column) {
    if (rows.is_null(column)) return {};
    return private_text(database, rows.integer(column)).value_or("");
}

Ending read_ending(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .budget = rows.integer(1),
            .because = rows.str(2),
            .last_on = rows.date(3),
            .ground = rows.str(4),
            .opened_on = rows.date(5),
            .opened_by = rows.integer(6),
            .consulted = rows.maybe_integer(7),
            .consulted_on = rows.maybe_date(8),
            .words = words_in(database, rows, 9),
            .state = rows.is_null(10) ? std::string{} : rows.str(10)};
}

EndingSettled read_settled(const Rows& rows) {
    return {.seq = rows.integer(10),
            .ending = rows.integer(0),
            .kind = rows.str(1),
            .plan_line = rows.integer(2),
            .amount = rows.money(3),
            .way = rows.str(4),
            .spend = rows.integer(5),
            .evidence = rows.integer(6),
            .proposal = rows.integer(7),
            .on = rows.date(8),
            .actor = rows.integer(9)};
}

}  // namespace

std::string ending_number(std::int64_t id) {
    return numbered_ref(prefix, id);
}

std::int64_t insert_ending(Work& work, std::int64_t person, const Ending& opened) {
    return work.records().insert(ending_table,
                                 opened.budget,
                                 opened.because,
                                 opened.last_on,
                                 opened.ground,
                                 opened.opened_on,
                                 opened.opened_by,
                                 opened.consulted,
                                 opened.consulted_on,
                                 kept(work, person, opened.words));
}

void insert_ending_answer(Work& work, const EndingAnswer& answer) {
    work.records().insert(ending_answer_table,
                          answer.ending,
                          answer.kind,
                          answer.plan_line,
                          answer.amount,
                          answer.evidence,
                          answer.proposal,
                          answer.proposed_by,
                          answer.approved_by);
}

void insert_ending_settled(Work& work, const EndingSettled& settled_now) {
    work.records().insert(ending_settled_table,
                          settled_now.ending,
                          settled_now.kind,
                          settled_now.plan_line,
                          settled_now.amount,
                          settled_now.way,
                          settled_now.spend,
                          settled_now.evidence,
                          settled_now.proposal,
                          settled_now.on,
                          settled_now.actor);
}

void insert_ending_step(Work& work, std::int64_t person, const EndingStep& step) {
    work.records().insert(ending_step_table,
                          step.ending,
                          step.state,
                          step.on,
                          step.actor,
                          kept(work, person, step.words));
}

std::optional<Ending> ending_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id),
                    [&](const Rows& row) { return read_ending(database, row); });
}

std::optional<Ending> find_ending(Database& database, std::string_view number) {
    const auto id = id_of_ref(prefix, number);
    return id ? ending_by_id(database, *id) : std::nullopt;
}

std::vector<Ending> every_ending(Database& database) {
    return all_rows(database.select(every),
                    [&](const Rows& row) { return read_ending(database, row); });
}

std::vector<Ending> endings_of(Database& database, std::int64_t budget) {
    std::vector<Ending> all = all_rows(database.select(of_budget, budget),
                                       [&](const Rows& row) { return read_ending(database, row); });
    std::erase_if(all, [](const Ending& each) { return each.state == "withdrawn"; });
    return all;
}

std::optional<Ending> ending_of(Database& database, std::int64_t budget) {
    std::vector<Ending> all = endings_of(database, budget);
    if (all.empty()) return std::nullopt;
    return std::move(all.back());
}

std::vector<EndingAnswer> answers_of_ending(Database& database, std::int64_t id) {
    return all_rows(database.select(answers, id), [](const Rows& row) {
        return EndingAnswer{.seq = row.integer(8),
                            .ending = row.integer(0),
                            .kind = row.str(1),
                            .plan_line = row.integer(2),
                            .amount = row.money(3),
                            .evidence = row.integer(4),
                            .proposal = row.integer(5),
                            .proposed_by = row.integer(6),
                            .approved_by = row.integer(7)};
    });
}

std::vector<EndingSettled> settled_of_ending(Database& database, std::int64_t id) {
    return all_rows(database.select(settled, id),
                    [](const Rows& row) { return read_settled(row); });
}

std::vector<EndingStep> steps_of_ending(Database& database, std::int64_t id) {
    return all_rows(database.select(steps, id), [&](const Rows& row) {
        return EndingStep{.ending = row.integer(0),
                          .state = row.str(1),
                          .on = row.date(2),
                          .actor = row.integer(3),
                          .words = words_in(database, row, 4)};
    });
}

bool has_settled(Database& database, std::int64_t spend) {
    return database.select(by_spend, spend).next();
}

}  // namespace almoner::ledger
