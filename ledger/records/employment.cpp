#include "ledger/records/employment.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/versioned.h"
#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT number, version, ref, from_on, employer, assistant, start_on, end_on, end_reason,"
    " starter, previous_left_on, previous_pay, previous_tax, ni_letter, tax_code, tax_basis,"
    " loans, weekly_minutes, weekdays, has_fixed_hours, holiday, leave_year_on, relation,"
    " lives_with_holder, right_to_work_on, right_to_work_until, right_to_work_evidence, pension,"
    " pension_since, pension_postponed_until, pension_told_on FROM employment ";
constexpr auto of_employer_text =
    joined(columns, "WHERE employer = $1 AND from_on <= $2 ORDER BY id");
const Query of_employer{of_employer_text.data()};
constexpr auto of_assistant_text =
    joined(columns, "WHERE assistant = $1 AND from_on <= $2 ORDER BY id");
const Query of_assistant{of_assistant_text.data()};
constexpr auto of_employers_text =
    joined(columns, "WHERE employer BETWEEN $1 AND $2 AND from_on <= $3 ORDER BY id");
const Query of_employers{of_employers_text.data()};
const Query ends_of{
    "SELECT number, end_on, end_reason, pension, pension_since FROM employment"
    " WHERE number BETWEEN $1 AND $2"
    " ORDER BY number, version"};
const Query lines_of_jobs{
    "SELECT employment, version, plan_line, weight FROM employment_plan"
    " WHERE employment BETWEEN $1 AND $2 ORDER BY employment, version, plan_line"};
const Query rates_of_many{
    "SELECT seq, employment, kind, from_on, rate, actor FROM employment_rate"
    " WHERE employment BETWEEN $1 AND $2 ORDER BY employment, id"};
const Query last_version{"SELECT MAX(version) FROM employment WHERE number = $1"};
const Query lines_of_version{
    "SELECT plan_line, weight FROM employment_plan WHERE employment = $1 AND version = $2"
    " ORDER BY plan_line"};
const Query rates_of_employment{
    "SELECT seq, employment, kind, from_on, rate, actor FROM employment_rate"
    " WHERE employment = $1 ORDER BY id"};

Employment read(const Rows& rows) {
    return {.number = rows.integer(0),
            .version = rows.integer(1),
            .ref = rows.str(2),
            .from_on = rows.date(3),
            .employer = rows.integer(4),
            .assistant = rows.integer(5),
            .start_on = rows.date(6),
            .end_on = rows.maybe_date(7),
            .end_reason = rows.str(8),
            .starter = rows.str(9),
            .previous_left_on = rows.maybe_date(10),
            .previous_pay = rows.money(11),
            .previous_tax = rows.money(12),
            .ni_letter = rows.str(13),
            .tax_code = rows.str(14),
            .tax_basis = rows.str(15),
            .loans = rows.str(16),
            .weekly_minutes = rows.integer(17),
            .weekdays = rows.str(18),
            .has_fixed_hours = rows.integer(19) != 0,
            .holiday = rows.str(20),
            .leave_year_on = rows.date(21),
            .relation = rows.str(22),
            .lives_with_holder = rows.integer(23) != 0,
            .right_to_work_on = rows.maybe_date(24),
            .right_to_work_until = rows.maybe_date(25),
            .right_to_work_evidence = rows.maybe_integer(26),
            .pension = rows.str(27),
            .pension_since = rows.maybe_date(28),
            .pension_postponed_until = rows.maybe_date(29),
            .pension_told_on = rows.maybe_date(30)};
}

using Stored = Versions<columns, read>;

EmploymentRate read_rate(const Rows& rows) {
    return {.seq = rows.integer(0),
            .employment = rows.integer(1),
            .kind = rows.str(2),
            .from_on = rows.date(3),
            .rate = rows.money(4),
            .actor = rows.integer(5)};
}

}  // namespace

std::optional<Employment> employment_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<Employment> employment_by_ref(Database& database, std::string_view ref, Date on) {
    return Stored::by_ref(database, ref, on);
}

std::vector<Employment> employments_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Employment> employment_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::vector<Employment> employments_of_employer(Database& database,
                                                std::int64_t employer,
                                                Date on) {
    return last_of_each(database.select(of_employer, employer, on), read);
}

std::vector<Employment> employments_of_assistant(Database& database,
                                                 std::int64_t assistant,
                                                 Date on) {
    return last_of_each(database.select(of_assistant, assistant, on), read);
}

std::vector<Employment> employments_of_employers(Database& database,
                                                 const Stretch& employers,
                                                 Date on) {
    return last_of_each(database.select(of_employers, employers.first, employers.last, on), read);
}

std::vector<EmploymentEnd> ends_of_jobs(Database& database, const Stretch& jobs) {
    return last_of_each(database.select(ends_of, jobs.first, jobs.last), [](const Rows& rows) {
        return EmploymentEnd{.number = rows.integer(0),
                             .end_on = rows.maybe_date(1),
                             .end_reason = rows.str(2),
                             .pension = rows.str(3),
                             .pension_since = rows.maybe_date(4)};
    });
}

std::vector<PaidFromOfVersion> paid_from_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(lines_of_jobs, jobs.first, jobs.last), [](const Rows& rows) {
        return PaidFromOfVersion{.employment = rows.integer(0),
                                 .version = rows.integer(1),
                                 .line = {.plan_line = rows.integer(2), .weight = rows.integer(3)}};
    });
}

std::vector<PaidFrom> paid_from(Database& database, const Employment& employment) {
    return all_rows(database.select(lines_of_version, employment.number, employment.version),
                    [](const Rows& rows) {
                        return PaidFrom{.plan_line = rows.integer(0), .weight = rows.integer(1)};
                    });
}

std::int64_t insert_employment(Work& work, Employment employment, std::span<const PaidFrom> lines) {
    number_version(work, employment_table, last_version, employment);
    work.records().insert(employment_table,
                          employment.number,
                          employment.version,
                          employment.ref,
                          employment.from_on,
                          employment.employer,
                          employment.assistant,
                          employment.start_on,
                          employment.end_on,
                          employment.end_reason,
                          employment.starter,
                          employment.previous_left_on,
                          employment.previous_pay,
                          employment.previous_tax,
                          employment.ni_letter,
                          employment.tax_code,
                          employment.tax_basis,
                          employment.loans,
                          employment.weekly_minutes,
                          employment.weekdays,
                          employment.has_fixed_hours,
                          employment.holiday,
                          employment.leave_year_on,
                          employment.relation,
                          employment.lives_with_holder,
                          employment.right_to_work_on,
                          employment.right_to_work_until,
                          employment.right_to_work_evidence,
                          employment.pension,
                          employment.pension_since,
                          employment.pension_postponed_until,
                          employment.pension_told_on);
    for (const PaidFrom& each : lines) {
        work.records().insert(employment_plan_table,
                              employment.number,
                              employment.version,
                              each.plan_line,
                              each.weight);
    }
    return employment.number;
}

std::string_view unit_of_pay_kind(std::string_view kind) {
    if (kind == "sleep-in") return "nights";
    return kind == "mileage" ? "miles" : "minutes";
}

void insert_employment_rate(Work& work, const EmploymentRate& rate) {
    work.records().insert(
        employment_rate_table, rate.employment, rate.kind, rate.from_on, rate.rate, rate.actor);
}

std::vector<EmploymentRate> rates_of(Database& database, std::int64_t employment) {
    return all_rows(database.select(rates_of_employment, employment), read_rate);
}

std::vector<EmploymentRate> rates_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(rates_of_many, jobs.first, jobs.last), read_rate);
}

std::optional<Money> rate_on(std::span<const EmploymentRate> rates,
                             std::string_view kind,
                             Date day) {
    const EmploymentRate* newest = nullptr;
    for (const EmploymentRate& each : rates) {
        if (each.kind != kind || each.from_on > day) continue;
        if (newest == nullptr || each.from_on >= newest->from_on) newest = &each;
    }
    if (newest == nullptr) return std::nullopt;
    return newest->rate;
}

}  // namespace almoner::ledger
