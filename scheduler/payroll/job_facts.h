// What the records say of jobs before a payday: of all jobs of a run in a fixed number of queries.
#pragma once

#include "ledger/records/employer.h"
#include "ledger/records/job_ends.h"
#include "ledger/records/many_jobs.h"
#include "ledger/records/private_text.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace almoner::scheduler {

struct SheetOfJob {
    ledger::StandingSheet standing{};
    std::vector<ledger::TimesheetLine> lines{};
    bool has_lines = false;  // of one that ended long before the payday they are not read
};

struct JobFacts {
    std::int64_t person = 0;  // the assistant
    std::optional<ledger::Date> born_on{};
    std::optional<ledger::Date> state_pension_from{};
    std::optional<ledger::PayeeAccount> account{};  // that wages go to
    ledger::EmploymentEnd end{};                    // as it is known now
    std::vector<ledger::PaySlip> slips{};           // that count, by payday
    std::vector<ledger::PaidHours> paid_hours{};
    std::vector<SheetOfJob> sheets{};
    std::vector<ledger::PayrollOpening> openings{};
    std::vector<ledger::OpeningWage> earlier_wages{};
    std::vector<ledger::EmploymentRate> rates{};
    std::vector<ledger::AbsenceVersion> absences{};
    std::vector<ledger::CodeNotice> notices{};
    std::vector<ledger::PaidFrom> paid_from{};
    std::vector<ledger::PlanLine> plan_lines{};         // every version of each that pays it
    std::vector<ledger::AttestedFact> said{};           // of its budget
    std::vector<ledger::AttestedFact> said_of_lines{};  // of the plan lines that pay it
    std::vector<ledger::LeavingDecision> leaving{};     // as they were written
    std::optional<ledger::Apprenticeship> apprenticeship{};
    bool has_orders = false;
    bool has_recoveries = false;
    std::int64_t under_way = 0;  // a run that is approved and not in the books has a slip of it
    std::int64_t client_account = 0;  // of the support service
};

struct JobOfEmployer {
    const ledger::Employer* employer = nullptr;
    const ledger::Employment* job = nullptr;
};

// In the order of the jobs.
[[nodiscard]] std::vector<JobFacts> facts_of_jobs(ledger::Database& database,
                                                  std::span<const JobOfEmployer> jobs,
                                                  ledger::Date payday);

// The version that counts on the day; nothing: none does.
[[nodiscard]] const ledger::PlanLine* plan_line_in(std::span<const ledger::PlanLine> versions,
                                                   std::int64_t number,
                                                   ledger::Date on);

// What employers have used of the year's Employment Allowance, by employer.
[[nodiscard]] std::map<std::int64_t, ledger::Money> allowances_before(
    ledger::Database& database, const std::vector<std::int64_t>& employers, std::int64_t tax_year);

}  // namespace almoner::scheduler
