// Everything that a payday asks of one job, read out of the records.
#pragma once

#include "ledger/records/absence.h"
#include "ledger/records/assistant.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/budget.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payroll_opening.h"
#include "ledger/records/slip_recovery.h"
#include "ledger/records/timesheet.h"
#include "rules/payroll/payday.h"
#include "rules/payroll/rate_book.h"
#include "scheduler/payroll/job_facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

// What a run pays on which day. `without`: a slip that is reckoned anew, as if it had never been.
struct PaydayWanted {
    std::string kind{"cycle"};  // one of payroll_run_kinds
    ledger::Date paid_on{};     // by the calendar: what tax goes by
    ledger::Period days{};  // the employer's pay period; of an off-cycle run, that of the payday
    std::int64_t without = 0;
    bool is_of_one_job = false;  // a cycle of one job alone

    // It pays the period: what nobody else is to pay again.
    [[nodiscard]] bool closes_period() const { return kind == "cycle" || kind == "leaver"; }
};

// A code of what a person should see, and the two sums that it tells of.
struct JobFinding {
    std::string code{};
    std::int64_t amount = 0;
    std::int64_t other = 0;

    friend bool operator==(const JobFinding&, const JobFinding&) = default;
};

// An enrolment in the pension that the assistant opted out of: as if it had never been.
struct OptedOutEnrolment {
    ledger::Date joined_on{};
    std::optional<ledger::Date> left_on{};
    std::optional<ledger::Date> joined_again_on{};  // another enrolment, which counts

    [[nodiscard]] bool holds(ledger::Date payday) const {
        return joined_on <= payday && (!joined_again_on || payday < *joined_again_on);
    }
};

struct JobRecords {
    PaydayWanted wanted{};
    ledger::Employer employer{};
    ledger::Employment job{};
    std::int64_t person = 0;  // the assistant
    std::optional<ledger::Date> born_on{};
    std::optional<ledger::Date> state_pension_from{};
    std::optional<ledger::PayeeAccount> account{};  // that wages go to
    std::vector<ledger::PaySlip> slips{};           // that count, by payday
    std::vector<std::int64_t> later{};  // of the slips, those that were paid behind this payment
    std::optional<ledger::PayrollOpening> opening{};
    std::optional<ledger::Date> taken_over_until{};
    std::vector<ledger::OpeningWage> earlier_wages{};  // before the take-over, by payday
    std::vector<ledger::EmploymentRate> rates{};
    std::vector<ledger::Absence> absences{};
    std::vector<ledger::Timesheet> sheets{};  // to be paid now
    bool has_hours = false;                   // of the period: paid now, before, or elsewhere
    bool waits_for_hours = false;             // of the period: nobody has confirmed or decided them
    std::vector<JobFinding> findings{};       // of the hours and the period
    ledger::Date code_since{};                // from which the job's own code and basis stand
    std::vector<OptedOutEnrolment> opted_out{};
    JobFacts facts{};  // what is not told above

    // The newest one before the payday.
    [[nodiscard]] const ledger::PaySlip* last_slip() const;
    // What slips that count took for it.
    [[nodiscard]] ledger::Money pension_to_give_back() const;
    [[nodiscard]] bool is_in(const ledger::Period& days) const;
    [[nodiscard]] bool is_earlier(const ledger::PaySlip& slip) const;
};

// `wanted` without the days that another slip has paid whole. What was recorded later of the job's
// end counts; of absences other than parents' nothing is left behind it.
[[nodiscard]] JobRecords job_on_payday(ledger::Database& database,
                                       const ledger::Employer& employer,
                                       const ledger::Employment& job,
                                       const PaydayWanted& wanted);
// The same with what was read of the job before, as of the payday.
[[nodiscard]] JobRecords job_on_payday(ledger::Database& database,
                                       const JobOfEmployer& job,
                                       const PaydayWanted& wanted,
                                       JobFacts facts);
// The lines of a sheet: what was read of the job before, or else the record.
[[nodiscard]] std::vector<ledger::TimesheetLine> lines_of_sheet(ledger::Database& database,
                                                                const JobRecords& job,
                                                                std::int64_t timesheet);

// Whether other slips have paid this pay period whole: nobody is paid twice for it.
[[nodiscard]] bool is_paid_already(const JobRecords& job);
// Whether an earlier slip was the one in which the job ended.
[[nodiscard]] bool is_after_leaving(const JobRecords& job);

// The first to the last day of the hours that are paid.
[[nodiscard]] ledger::Period worked_days(const JobRecords& job);

// Tax code and basis (C or N) that count: those of the newest notice, else the job's own. In a new
// year every code is cumulative again (memory, not verified).
struct CodeOnPayday {
    std::string code{};
    std::string basis{};
};
[[nodiscard]] CodeOnPayday code_on_payday(const JobRecords& job);

// Of whom the minimum wage of apprentices is for: under 19, or in the first year of it, on the
// first day that is paid.
[[nodiscard]] bool is_apprentice(const JobRecords& job);

// Refused: `birth-unknown`, and what can't be read: tax code, basis, loans.
[[nodiscard]] ledger::Outcome<rules::PaydayTerms> terms_on_payday(ledger::Database& database,
                                                                  const JobRecords& job);

// In jobs of the payday's tax year before this one, as a P45 or HMRC's notice says.
struct PaidElsewhere {
    ledger::Money pay{};
    ledger::Money tax{};
};
[[nodiscard]] PaidElsewhere paid_elsewhere(ledger::Database& database,
                                           const ledger::Employment& job,
                                           ledger::Date paid_on);

// The tax year before this payment: the opening figures, earlier employments and the slips.
[[nodiscard]] rules::SlipToDate to_date_before(const JobRecords& job);

// What is agreed to be given back of this payment, by agreement, the oldest first.
[[nodiscard]] std::vector<ledger::SlipRecovery> to_recover_on(ledger::Database& database,
                                                              const JobRecords& job);

}  // namespace almoner::scheduler
