// What the commands on an agreement share: which one is meant, its next version, who confirms it.
#pragma once

#include "ledger/records/agreement.h"
#include "scheduler/commands/command.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/facts/charges.h"
#include "scheduler/reduction/ground.h"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// The last version of the agreement that the field names. Refused: agreement-unknown.
[[nodiscard]] ledger::Outcome<ledger::Agreement> agreement_asked_for(const Asked& asked);
// The same, refused as agreement-held and the like unless it is of this status.
[[nodiscard]] ledger::Outcome<ledger::Agreement> agreement_of_status(const Asked& asked,
                                                                     ledger::AgreementStatus wanted,
                                                                     std::string_view next);
// The version to change from that day on; `last` is the last one that was written. Refused in `in`:
// later-change.
[[nodiscard]] ledger::Agreement version_to_change(FieldReading& in,
                                                  Asked& asked,
                                                  const ledger::Agreement& last,
                                                  ledger::Date from);
[[nodiscard]] std::int64_t person_of_agreement(Asked& asked, const ledger::Agreement& agreement);

// Refused: agreements-overlap, when another one pays the same plan lines on some of the same days.
[[nodiscard]] ledger::Outcome<ledger::Done> is_alone(Asked& asked,
                                                     const ledger::Agreement& agreement);
// Fields signed_on and evidence: it counts, where it is alone. Refused: day-in-the-future,
// evidence-missing and the like, document-not-signed, agreements-overlap.
[[nodiscard]] ledger::Outcome<ledger::Done> sign_agreement(Asked& asked,
                                                           ledger::Agreement& agreement);
// The rules of activation, of a draft that is to pay or where another organisation is paid; those
// of a change of payee where a direct payment goes to somebody else from now on; those of
// activation of each plan line that it did not pay before. `means`: of an assessment that is not
// recorded yet. Refused as ask_rules() refuses.
[[nodiscard]] ledger::Outcome<ledger::Done> rules_allow(Asked& asked,
                                                        const ledger::Agreement& before,
                                                        const ledger::Agreement& after,
                                                        const MeansNow* means = nullptr);
// A nominee or an authorised person who is to be paid from the first day on is asked about as one
// who takes over (NOM-01, NOM-02). Refused in `field`, as ask_rules() refuses.
[[nodiscard]] ledger::Outcome<ledger::Done> chosen_payee_may(Asked& asked,
                                                             const ledger::Agreement& agreement,
                                                             const std::string& field);
// Nothing where it takes nothing away on any day; else as may_lower() refuses.
[[nodiscard]] ledger::Outcome<ledger::Done> may_pay_so(Asked& asked,
                                                       const ledger::Agreement& after,
                                                       const Ground& ground);
// With the ground that the fields name, where it takes something away.
[[nodiscard]] ledger::Outcome<Answer> propose_agreement(Asked& asked,
                                                        const ledger::Agreement& agreement,
                                                        bool was_paying);
// Opens a case for a person where a back-dated change takes something back.
void note_agreement_reduction(Asked& asked,
                              const ledger::Agreement& before,
                              const ledger::Agreement& after);

[[nodiscard]] nlohmann::json agreement_shown(const ledger::Agreement& agreement);

}  // namespace almoner::scheduler
