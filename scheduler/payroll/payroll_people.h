// Finds what a command about payroll names.
#pragma once

#include "ledger/records/assistant.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Their last versions. Refused: employer-unknown, assistant-unknown, employment-unknown.
[[nodiscard]] ledger::Outcome<ledger::Employer> employer_asked_for(const Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Assistant> assistant_asked_for(const Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Employment> employment_asked_for(const Asked& asked);

// The job whose reference stands in this field. Refused: job-unknown.
[[nodiscard]] ledger::Outcome<ledger::Employment> job_named(const Asked& asked,
                                                            const std::string& field);
// Of the support service that the field service names. Refused: service-unknown.
[[nodiscard]] ledger::Outcome<std::vector<ledger::Employer>> employers_of_service(
    const Asked& asked);

// The holder's and the assistant's number as people.
[[nodiscard]] std::int64_t holder_of(ledger::Database& database,
                                     const ledger::Employment& employment);
[[nodiscard]] std::int64_t assistant_person(ledger::Database& database,
                                            const ledger::Employment& employment);
[[nodiscard]] ledger::Employer employer_of(ledger::Database& database,
                                           const ledger::Employment& employment);

// Of a starter without a code of HMRC's: the personal allowance of the years from 2021-22
// (payroll.md, section 3); the setting payroll-emergency-code says otherwise.
[[nodiscard]] std::string emergency_code(const Surroundings& around);

// A change counts from a day that is not before the last one.
[[nodiscard]] ledger::Outcome<ledger::Date> change_day(const Asked& asked, ledger::Date last);

}  // namespace almoner::scheduler
