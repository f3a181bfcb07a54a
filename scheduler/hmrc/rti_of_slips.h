// What HMRC is told of a slip, out of the records: who, what was paid, and the year so far.
#pragma once

#include "gateway/hmrc/full_payment_submission.h"
#include "ledger/calendar/date.h"
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

// Of a job that ended without a slip of its last days: the day of leaving, with no pay on the
// payday and the year so far.
[[nodiscard]] gateway::hmrc::RtiEmployee rti_leaver(ledger::Database& database,
                                                    const ledger::Employer& employer,
                                                    const ledger::Employment& job,
                                                    ledger::Date paid_on);

// Whether that filing had the start of the job, or of one that was taken over the number that HMRC
// knew it by; of whom was erased: yes.
[[nodiscard]] bool was_starter_told(ledger::Database& database,
                                    std::int64_t filing,
                                    std::int64_t employment);
// Whether that filing says that the job ended, on whatever day: a day that was put right is kept in
// the records and not told anew (from memory, unverified: a second one may make a second record of
// the employment at HMRC). Of whom was erased in it: yes.
[[nodiscard]] bool was_end_told(ledger::Database& database,
                                std::int64_t filing,
                                std::int64_t employment);
// Whether that filing told of the slip what would be told of it now: the year so far with statutory
// pay, pension and each letter of National Insurance, and that the job ended. Names and addresses
// are not compared: they are told with the next payday. Of whom was erased: yes.
[[nodiscard]] bool is_told_alike(ledger::Database& database,
                                 const ledger::Employer& employer,
                                 const ledger::PaySlip& slip,
                                 std::int64_t filing);

// The sums of the year so far with which a slip is told.
[[nodiscard]] ledger::FilingSlip figures_to_tell(ledger::Database& database,
                                                 const ledger::PaySlip& slip);

}  // namespace almoner::scheduler
