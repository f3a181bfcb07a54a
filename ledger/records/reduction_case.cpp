#include "ledger/records/reduction_case.h"

#include "ledger/records/case_tables.h"
#include "ledger/records/numbered_ref.h"
#include "ledger/records/private_text.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr std::string_view prefix = "C-";

constexpr char case_columns[] =
    "SELECT id, budget, kind, review, opened_on, opened_by, words_private, (SELECT s.state FROM"
    " case_step s WHERE s.reduction_case = reduction_case.id ORDER BY s.id DESC LIMIT 1)"
    " FROM reduction_case ";
constexpr auto by_id_text = joined(case_columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_text = joined(case_columns, "ORDER BY id");
const Query every{every_text.data()};
constexpr auto of_budget_text = joined(case_columns, "WHERE budget = $1 ORDER BY id");
const Query of_budget{of_budget_text.data()};
const Query steps{
    "SELECT id, reduction_case, state, done_on, actor, notice, amount, evidence, words_private"
    " FROM case_step WHERE reduction_case = $1 ORDER BY id"};
const Query last_decision{
    "SELECT reduction_case, plan_line, amount, ground, effect_on, proposal, proposed_by,"
    " approved_by, workings_private FROM case_decision WHERE reduction_case = $1"
    " ORDER BY id DESC LIMIT 1"};
const Query instalments{
    "SELECT agreed_on, due_on, amount FROM case_instalment WHERE reduction_case = $1"
    " AND seq = (SELECT MAX(seq) FROM case_instalment WHERE reduction_case = $1)"
    " ORDER BY due_on, id"};
const Query recoveries{
    "SELECT reduction_case, way, amount, done_on, item, proposal FROM case_recovery"
    " WHERE reduction_case = $1 ORDER BY id"};
const Query returned_of_case{
    "SELECT reduction_case, amount, returned_on FROM case_returned WHERE reduction_case = $1"
    " ORDER BY id"};
// The commissioner's side of what was paid out of a client account.
const Query arrived_of_case{
    "SELECT o.reduction_case, m.amount, l.booked_on FROM pay_out o"
    " JOIN line_match m ON m.payment = o.payment AND m.payment <> 0"
    " JOIN statement_line l ON l.id = m.line"
    " WHERE o.reduction_case = $1 AND o.reduction_case <> 0 AND m.kind = 'reclaim-receipt'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id) ORDER BY m.id"};
const Query returned_of_payment{"SELECT amount FROM case_returned WHERE payment = $1 ORDER BY id"};
const Query repaid_by_item{"SELECT amount FROM case_recovery WHERE item = $1 ORDER BY id"};

std::optional<std::int64_t> words_of(Work& work, std::int64_t person, const std::string& words) {
    if (words.empty()) return std::nullopt;
    return insert_private_text(work, person, words);
}

std::string words_in(Database& database, const Rows& rows, int column) {
    if (rows.is_null(column)) return {};
    return private_text(database, rows.integer(column)).value_or("");
}

ReductionCase read_case(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .budget = rows.integer(1),
            .kind = rows.str(2),
            .review = rows.integer(3),
            .opened_on = rows.date(4),
            .opened_by = rows.integer(5),
            .words = words_in(database, rows, 6),
            .state = rows.is_null(7) ? std::string{} : rows.str(7)};
}

CaseStep read_step(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .reduction_case = rows.integer(1),
            .state = rows.str(2),
            .on = rows.date(3),
            .actor = rows.integer(4),
            .notice = rows.str(5),
            .amount = rows.money(6),
            .evidence = rows.maybe_integer(7),
            .words = words_in(database, rows, 8)};
}

std::vector<ReductionCase> all_cases(Database& database, Rows rows) {
    return all_rows(std::move(rows), [&](const Rows& row) { return read_case(database, row); });
}

}  // namespace

std::string case_number(std::int64_t id) {
    return numbered_ref(prefix, id);
}

std::int64_t insert_case(Work& work, std::int64_t person, const ReductionCase& opened) {
    return work.records().insert(reduction_case_table,
                                 opened.budget,
                                 opened.kind,
                                 opened.review,
                                 opened.opened_on,
                                 opened.opened_by,
                                 words_of(work, person, opened.words));
}

void insert_case_decision(Work& work, std::int64_t person, const CaseDecision& decision) {
    work.records().insert(case_decision_table,
                          decision.reduction_case,
                          decision.plan_line,
                          decision.amount,
                          decision.ground,
                          decision.effect_on,
                          decision.proposal,
                          decision.proposed_by,
                          decision.approved_by,
                          words_of(work, person, decision.workings));
}

void insert_case_step(Work& work, std::int64_t person, const CaseStep& step) {
    work.records().insert(case_step_table,
                          step.reduction_case,
                          step.state,
                          step.on,
                          step.actor,
                          step.notice,
                          step.amount,
                          step.evidence,
                          words_of(work, person, step.words));
}

void insert_case_instalment(Work& work,
                            std::int64_t reduction_case,
                            const CaseInstalment& instalment) {
    work.records().insert(case_instalment_table,
                          reduction_case,
                          instalment.agreed_on,
                          instalment.due_on,
                          instalment.amount);
}

void insert_case_recovery(Work& work, const CaseRecovery& recovery) {
    work.records().insert(case_recovery_table,
                          recovery.reduction_case,
                          recovery.way,
                          recovery.amount,
                          recovery.on,
                          recovery.item,
                          recovery.proposal);
}

void insert_case_returned(Work& work, const CaseReturned& returned) {
    work.records().insert(case_returned_table,
                          returned.reduction_case,
                          returned.payment,
                          returned.amount,
                          returned.on);
}

std::optional<ReductionCase> case_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id),
                    [&](const Rows& row) { return read_case(database, row); });
}

std::optional<ReductionCase> find_case(Database& database, std::string_view number) {
    const auto id = id_of_ref(prefix, number);
    return id ? case_by_id(database, *id) : std::nullopt;
}

std::vector<ReductionCase> every_case(Database& database) {
    return all_cases(database, database.select(every));
}

std::vector<ReductionCase> cases_of(Database& database, std::int64_t budget) {
    return all_cases(database, database.select(of_budget, budget));
}

std::vector<CaseStep> steps_of_case(Database& database, std::int64_t id) {
    return all_rows(database.select(steps, id),
                    [&](const Rows& row) { return read_step(database, row); });
}

std::optional<CaseDecision> decision_of_case(Database& database, std::int64_t id) {
    return only_row(database.select(last_decision, id), [&](const Rows& row) {
        return CaseDecision{.reduction_case = row.integer(0),
                            .plan_line = row.integer(1),
                            .amount = row.money(2),
                            .ground = row.str(3),
                            .effect_on = row.date(4),
                            .proposal = row.integer(5),
                            .proposed_by = row.integer(6),
                            .approved_by = row.integer(7),
                            .workings = words_in(database, row, 8)};
    });
}

std::vector<CaseInstalment> instalments_of_case(Database& database, std::int64_t id) {
    return all_rows(database.select(instalments, id), [](const Rows& row) {
        return CaseInstalment{
            .agreed_on = row.date(0), .due_on = row.date(1), .amount = row.money(2)};
    });
}

std::vector<CaseRecovery> recoveries_of_case(Database& database, std::int64_t id) {
    auto all = all_rows(database.select(recoveries, id), [](const Rows& row) {
        return CaseRecovery{.reduction_case = row.integer(0),
                            .way = row.str(1),
                            .amount = row.money(2),
                            .on = row.date(3),
                            .item = row.integer(4),
                            .proposal = row.integer(5)};
    });
    for (Rows rows = database.select(arrived_of_case, id); rows.next();) {
        all.push_back({.reduction_case = rows.integer(0),
                       .way = "repaid",
                       .amount = rows.money(1),
                       .on = rows.date(2)});
    }
    Rows rows = database.select(returned_of_case, id);
    while (rows.next()) {
        all.push_back({.reduction_case = rows.integer(0),
                       .way = "returned",
                       .amount = rows.money(1),
                       .on = rows.date(2)});
    }
    return all;
}

Money returned_to_cases(Database& database, std::int64_t payment) {
    Money sum;
    Rows rows = database.select(returned_of_payment, payment);
    while (rows.next()) sum += rows.money(0);
    return sum;
}

Money repaid_by(Database& database, std::int64_t item) {
    Money sum;
    Rows rows = database.select(repaid_by_item, item);
    while (rows.next()) sum += rows.money(0);
    return sum;
}

}  // namespace almoner::ledger
