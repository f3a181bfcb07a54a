#include "ledger/records/job_ends.h"

#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array leaving_decision_columns{"employment"sv,
                                              "part"sv,
                                              "is_due"sv,
                                              "weeks"sv,
                                              "week"sv,
                                              "evidence"sv,
                                              "decided_on"sv,
                                              "decided_by"sv};
constexpr std::array apprenticeship_columns{
    "employment"sv, "first_on"sv, "last_on"sv, "is_withdrawn"sv, "evidence"sv, "recorded_by"sv};
constexpr std::array payroll_id_before_columns{"employment"sv, "payroll_id"sv, "recorded_by"sv};

const Query decisions{
    "SELECT employment, part, is_due, weeks, week, evidence, decided_on, decided_by"
    " FROM leaving_decision WHERE employment BETWEEN $1 AND $2 ORDER BY employment, id"};
const Query apprenticeships{
    "SELECT employment, first_on, last_on, is_withdrawn, evidence, recorded_by"
    " FROM apprenticeship WHERE employment BETWEEN $1 AND $2 ORDER BY employment, id"};
const Query ids{"SELECT payroll_id FROM payroll_id_before WHERE employment = $1 ORDER BY id"};

}  // namespace

const RecordTable leaving_decision_table{"leaving_decision", leaving_decision_columns};
const RecordTable apprenticeship_table{"apprenticeship", apprenticeship_columns};
const RecordTable payroll_id_before_table{"payroll_id_before", payroll_id_before_columns};

void insert_leaving_decision(Work& work, const LeavingDecision& decision) {
    work.records().insert(leaving_decision_table,
                          decision.employment,
                          decision.part,
                          decision.is_due,
                          decision.weeks,
                          decision.week,
                          decision.evidence,
                          decision.decided_on,
                          decision.decided_by);
}

std::vector<LeavingDecision> leaving_decisions_of(Database& database, std::int64_t employment) {
    return leaving_decisions_between(database, employment, employment);
}

std::vector<LeavingDecision> leaving_decisions_between(Database& database,
                                                       std::int64_t first,
                                                       std::int64_t last) {
    return all_rows(database.select(decisions, first, last), [](const Rows& rows) {
        return LeavingDecision{.employment = rows.integer(0),
                               .part = rows.str(1),
                               .is_due = rows.integer(2) != 0,
                               .weeks = rows.integer(3),
                               .week = rows.money(4),
                               .evidence = rows.maybe_integer(5),
                               .decided_on = rows.date(6),
                               .decided_by = rows.integer(7)};
    });
}

const LeavingDecision* leaving_decision_in(std::span<const LeavingDecision> all,
                                           std::string_view part) {
    const LeavingDecision* newest = nullptr;
    for (const LeavingDecision& each : all) {
        if (each.part == part) newest = &each;
    }
    return newest;
}

void insert_apprenticeship(Work& work, const Apprenticeship& apprenticeship) {
    work.records().insert(apprenticeship_table,
                          apprenticeship.employment,
                          apprenticeship.first_on,
                          apprenticeship.last_on,
                          apprenticeship.is_withdrawn,
                          apprenticeship.evidence,
                          apprenticeship.recorded_by);
}

std::optional<Apprenticeship> apprenticeship_of(Database& database, std::int64_t employment) {
    const auto all = apprenticeships_between(database, employment, employment);
    if (all.empty()) return std::nullopt;
    return all.back();
}

std::vector<Apprenticeship> apprenticeships_between(Database& database,
                                                    std::int64_t first,
                                                    std::int64_t last) {
    return all_rows(database.select(apprenticeships, first, last), [](const Rows& rows) {
        return Apprenticeship{.employment = rows.integer(0),
                              .first_on = rows.date(1),
                              .last_on = rows.maybe_date(2),
                              .is_withdrawn = rows.integer(3) != 0,
                              .evidence = rows.maybe_integer(4),
                              .recorded_by = rows.integer(5)};
    });
}

void insert_payroll_id_before(Work& work, const PayrollIdBefore& before) {
    work.records().insert(
        payroll_id_before_table, before.employment, before.payroll_id, before.recorded_by);
}

std::string payroll_id_before(Database& database, std::int64_t employment) {
    const auto all =
        all_rows(database.select(ids, employment), [](const Rows& rows) { return rows.str(0); });
    return all.empty() ? std::string{} : all.back();
}

}  // namespace almoner::ledger
