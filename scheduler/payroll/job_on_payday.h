// Everything that a payday asks of one job, read out of the records.
#pragma once

#include "ledger/records/absence.h"
#include "ledger/records/assistant.h"
#include "ledger/records/budget.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payroll_opening.h"
#include "ledger/records/timesheet.h"
#include "rules/payroll/payday.h"
#include "rules/payroll/rate_book.h"

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
};

// A code of what a person should see, and the two sums that it tells of.
struct JobFinding {
    std::string code{};
    std::int64_t amount = 0;
    std::int64_t other = 0;

    friend bool operator==(const JobFinding&, const JobFinding&) = default;
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
    std::optional<ledger::PayrollOpening> opening{};
    std::vector<ledger::EmploymentRate> rates{};
    std::vector<ledger::Absence> absences{};
    std::vector<ledger::Timesheet> sheets{};  // to be paid now
    std::vector<JobFinding> findings{};       // of the hours

    // The newest one before the payday.
    [[nodiscard]] const ledger::PaySlip* last_slip() const;
    [[nodiscard]] bool is_in(const ledger::Period& days) const;
};

[[nodiscard]] JobRecords job_on_payday(ledger::Database& database,
                                       const ledger::Employer& employer,
                                       const ledger::Employment& job,
                                       const PaydayWanted& wanted);

// Whether an earlier slip has paid this pay period whole: nobody is paid twice for it.
[[nodiscard]] bool is_paid_already(const JobRecords& job);

// The first to the last day of the hours that are paid.
[[nodiscard]] ledger::Period worked_days(const JobRecords& job);

// Tax code and basis (C or N) that count: those of the newest notice, else of the start. In a new
// year every code is cumulative again (memory, not verified).
struct CodeOnPayday {
    std::string code{};
    std::string basis{};
};
[[nodiscard]] CodeOnPayday code_on_payday(ledger::Database& database, const JobRecords& job);

// Refused: `birth-unknown`, and what can't be read: tax code, basis, loans.
[[nodiscard]] ledger::Outcome<rules::PaydayTerms> terms_on_payday(ledger::Database& database,
                                                                  const JobRecords& job);

// The tax year before this payment: the opening figures, earlier employments and the slips.
[[nodiscard]] rules::SlipToDate to_date_before(ledger::Database& database, const JobRecords& job);

// What is agreed to be given back of this payment.
[[nodiscard]] ledger::Money to_recover_on(ledger::Database& database, const JobRecords& job);

}  // namespace almoner::scheduler
