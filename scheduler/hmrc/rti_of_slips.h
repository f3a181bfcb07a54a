// What HMRC is told of a slip, out of the records: who, what was paid, and the year so far.
#pragma once

#include "gateway/hmrc/full_payment_submission.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>

namespace almoner::scheduler {

// Of the scheme; empty parts where they are not recorded: HMRC's check names them.
[[nodiscard]] gateway::hmrc::EmployerReferences rti_references(ledger::Database& database,
                                                               const ledger::Employer& employer);
[[nodiscard]] gateway::hmrc::RtiPerson rti_person(ledger::Database& database,
                                                  const ledger::Employment& job);

// `is_first`: HMRC has been told nothing of this person in this job yet. Where the opening figures
// hold statutory pay, its kinds are not known: what was paid since is told.
[[nodiscard]] gateway::hmrc::RtiEmployee rti_employee(ledger::Database& database,
                                                      const ledger::Employer& employer,
                                                      const ledger::PaySlip& slip,
                                                      bool is_first);

// The sums of the year so far with which a slip is told.
[[nodiscard]] ledger::FilingSlip figures_to_tell(ledger::Database& database,
                                                 const ledger::PaySlip& slip);

}  // namespace almoner::scheduler
