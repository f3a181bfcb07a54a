// Asks the rules whether somebody may be paid as an assistant: family and friends, who employs.
#pragma once

#include "ledger/records/employment.h"
#include "rules/engine/facts.h"
#include "rules/policy/policy.h"
#include "scheduler/commands/command.h"
#include "scheduler/payroll/employment_row.h"
#include "scheduler/payroll/job_on_payday.h"

#include <string>
#include <vector>

namespace almoner::scheduler {

// Of an employment with the terms that it would have, as of the day.
[[nodiscard]] rules::Facts facts_of_employment(ledger::Database& database,
                                               const EmploymentRow& row,
                                               ledger::Date on);

// What stands in the way of a job's wages on the payday, as rules and records stand: the reasons.
// What is not known stands in their way too, each fact by its name; that the holder was told of
// their duties (EMP-02, EMP-03) in that of the first wage. Nothing is stored. The database is asked
// for evidence that a fact names and, of a managed account, whether its agreement is signed.
[[nodiscard]] std::vector<std::string> against_wages(ledger::Database& database,
                                                     const rules::Policy& policy,
                                                     const JobRecords& job);

// The rules of pay-payroll. Refused where those of family and friends find something in the way, or
// any rule forbids it. What else they want before the first wage is answered: the reasons.
[[nodiscard]] ledger::Outcome<std::vector<std::string>> ask_about_employment(
    Asked& asked, const EmploymentRow& row, std::int64_t holder);

}  // namespace almoner::scheduler
