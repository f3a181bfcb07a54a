// What belongs to many jobs, read in one query each: the readers of one job stand with its tables.
#pragma once

#include "ledger/records/absence.h"
#include "ledger/records/assistant.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/code_notice.h"
#include "ledger/records/employment.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payroll_opening.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/slip_recoverable.h"
#include "ledger/records/slip_recovery.h"
#include "ledger/records/timesheet.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace almoner::ledger {

// Numbers from the first to the last, both in it. What each reader gives is by these numbers first,
// then as the reader of one gives it.
struct Stretch {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
// Every number lies in one of them, in order; few others lie between.
[[nodiscard]] std::vector<Stretch> stretches_of(std::vector<std::int64_t> numbers);

[[nodiscard]] std::vector<Employment> employments_of_employers(Database& database,
                                                               const Stretch& employers,
                                                               Date on);
// How the newest version of each ends, or that it lasts; and its pension.
struct EmploymentEnd {
    std::int64_t number = 0;
    std::optional<Date> end_on{};
    std::string end_reason{};
    std::string pension{};
    std::optional<Date> pension_since{};
};
[[nodiscard]] std::vector<EmploymentEnd> ends_of_jobs(Database& database, const Stretch& jobs);

// Of every version.
struct PaidFromOfVersion {
    std::int64_t employment = 0;
    std::int64_t version = 0;
    PaidFrom line{};
};
[[nodiscard]] std::vector<PaidFromOfVersion> paid_from_of_jobs(Database& database,
                                                               const Stretch& jobs);
[[nodiscard]] std::vector<EmploymentRate> rates_of_jobs(Database& database, const Stretch& jobs);

// How a sheet stands, and what was decided of it.
struct StandingSheet {
    Timesheet sheet{};
    std::string state{};
    std::string decision{};
};
[[nodiscard]] std::vector<StandingSheet> sheets_of_jobs(Database& database, const Stretch& jobs);
struct LineOfSheet {
    std::int64_t employment = 0;
    std::int64_t timesheet = 0;
    TimesheetLine line{};
};
// Of sheets whose period ends on the day or later, sheet by sheet.
[[nodiscard]] std::vector<LineOfSheet> sheet_lines_of_jobs(Database& database,
                                                           const Stretch& jobs,
                                                           Date ends_from);

[[nodiscard]] std::vector<AbsenceVersion> absence_versions_of_jobs(Database& database,
                                                                   const Stretch& jobs);
// As absences_of(), out of all versions of one job.
[[nodiscard]] std::vector<Absence> absences_in(std::span<const AbsenceVersion> versions);
[[nodiscard]] std::vector<CodeNotice> code_notices_of_jobs(Database& database, const Stretch& jobs);
// As code_notice_on(), out of all notices of one job.
[[nodiscard]] const CodeNotice* code_notice_in(std::span<const CodeNotice> notices, Date payday);
[[nodiscard]] std::vector<std::int64_t> jobs_with_orders(Database& database, const Stretch& jobs);

// Of every tax year.
[[nodiscard]] std::vector<PayrollOpening> openings_of_jobs(Database& database, const Stretch& jobs);
[[nodiscard]] std::vector<OpeningWage> opening_wages_of_jobs(Database& database,
                                                             const Stretch& jobs);
[[nodiscard]] std::vector<OpeningAllowance> opening_allowances_of(Database& database,
                                                                  const Stretch& employers,
                                                                  std::int64_t tax_year);

[[nodiscard]] std::vector<PaySlip> slips_that_count_of_jobs(Database& database,
                                                            const Stretch& jobs);
struct PaidHoursOfJob {
    std::int64_t employment = 0;
    PaidHours hours{};
};
[[nodiscard]] std::vector<PaidHoursOfJob> paid_hours_of_jobs(Database& database,
                                                             const Stretch& jobs);
// A run that is approved and not in the books yet has a slip of it.
struct JobUnderWay {
    std::int64_t employment = 0;
    std::int64_t run = 0;
};
[[nodiscard]] std::vector<JobUnderWay> jobs_under_way(Database& database, const Stretch& jobs);
[[nodiscard]] std::vector<std::int64_t> jobs_with_recoveries(Database& database,
                                                             const Stretch& jobs);
// As allowance_used(); who has used none is left out.
struct AllowanceOfEmployer {
    std::int64_t employer = 0;
    Money used{};
};
[[nodiscard]] std::vector<AllowanceOfEmployer> allowances_used(Database& database,
                                                               const Stretch& employers,
                                                               std::int64_t tax_year);

// Of slips by their ids: a run's stand together.
[[nodiscard]] std::vector<PaySlipLine> lines_of_slips(Database& database, const Stretch& slips);
[[nodiscard]] std::vector<PaySlipOrder> orders_of_slips(Database& database, const Stretch& slips);
[[nodiscard]] std::vector<PaySlipSplit> splits_of_slips(Database& database, const Stretch& slips);
[[nodiscard]] std::vector<SlipRecovery> recoveries_of_slips(Database& database,
                                                            const Stretch& slips);
[[nodiscard]] std::vector<SlipRecoverable> recoverable_of_slips(Database& database,
                                                                const Stretch& slips);
// What posting asks of a slip: of a hundred thousand the rest would be read for nothing.
struct SlipToPost {
    std::int64_t id = 0;
    std::int64_t budget = 0;
    Option option = Option::none;
    std::int64_t client_account = 0;
    Date paid_on{};
    Period worked{};
    Money recovered{};
};
[[nodiscard]] std::vector<SlipToPost> slips_to_post(Database& database, std::int64_t run);
[[nodiscard]] std::int64_t slips_in_run(Database& database, std::int64_t run);
// What its slips cost all plan lines.
[[nodiscard]] Money cost_of_run(Database& database, std::int64_t run);
// Those that are in the books.
[[nodiscard]] std::vector<std::int64_t> posted_slips(Database& database, const Stretch& slips);

// As attested_facts_of(), of each of these cases, which stand in order; by case, then name.
[[nodiscard]] std::vector<AttestedFact> attested_facts_of_cases(Database& database,
                                                                CaseKind kind,
                                                                std::span<const std::int64_t> cases,
                                                                Date on);

// The newest version of each.
[[nodiscard]] std::vector<Assistant> assistants_between(Database& database, const Stretch& numbers);
// What is opened of people: the day, in the row of this id.
struct OpenedDay {
    std::int64_t id = 0;
    Date day{};
};
// When they were born, and their day of State Pension age, where it is known. `ids` in order;
// nothing else is opened.
[[nodiscard]] std::vector<OpenedDay> births_of(Database& database,
                                               std::span<const std::int64_t> ids);
[[nodiscard]] std::vector<OpenedDay> pension_days_of(Database& database,
                                                     std::span<const std::int64_t> ids);
// The row of person_private of each one's newest version.
struct PersonalRow {
    std::int64_t number = 0;
    std::int64_t personal = 0;
};
[[nodiscard]] std::vector<PersonalRow> personal_rows_between(Database& database,
                                                             const Stretch& people);
// As they count on the day, by their own numbers.
[[nodiscard]] std::vector<PayeeAccount> payee_accounts_of_people(Database& database,
                                                                 const Stretch& people,
                                                                 Date on);
// Every version, the first one first.
[[nodiscard]] std::vector<PlanLine> plan_line_versions_between(Database& database,
                                                               const Stretch& numbers);

}  // namespace almoner::ledger
