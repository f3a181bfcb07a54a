// What is due for days on which an assistant was away: sick pay, pay of parents, holiday.
#pragma once

#include "rules/payroll/family_pay.h"
#include "rules/payroll/payday.h"
#include "rules/payroll/sick_pay.h"
#include "scheduler/payroll/job_on_payday.h"

#include <vector>

namespace almoner::scheduler {

// A spell of sickness up to a day, with those before that it links to. Refused, with absence as
// field: weekdays-unknown, earnings-unknown; `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<rules::SickSpell> sick_spell(const rules::RateBook& book,
                                                           const JobRecords& job,
                                                           const ledger::Absence& absence,
                                                           ledger::Date until);
// What the law asks of pay of parents. Refused: event-unknown, earnings-unknown.
[[nodiscard]] ledger::Outcome<rules::FamilyPayFacts> family_pay_facts(
    const JobRecords& job, const ledger::Absence& absence, rules::FamilyPayKind kind);

// Of one pay period: what the law gives up to its last day, less what it gave up to the day before
// its first. Where it gives nothing, or a figure or a rate is not known, a finding says why.
// Never refused.
[[nodiscard]] ledger::Outcome<std::vector<rules::PayLine>> lines_of_absences(
    ledger::Database& database,
    const rules::RateBook& book,
    const JobRecords& job,
    std::vector<JobFinding>& findings);

}  // namespace almoner::scheduler
