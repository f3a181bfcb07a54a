// Reads what an agreement says from a command's fields: the payee, the account, the terms.
#pragma once

#include "ledger/records/agreement.h"
#include "scheduler/commands/people_fields.h"

namespace almoner::scheduler {

// Sets what the fields give; what they leave out stays as it is. `is_new` makes the fields that an
// agreement can't be without needed.
void read_agreement(FieldReading& in, Asked& asked, ledger::Agreement& agreement, bool is_new);

// Whether it has payments or periods that were set aside: then how often and when it pays is fixed,
// for other days would cut its past anew.
[[nodiscard]] bool has_payments(ledger::Database& database, std::int64_t agreement);
// Whether the two pay as often and on the same days.
[[nodiscard]] bool same_days(const ledger::Agreement& a, const ledger::Agreement& b);
// What a refusal says of it: what happened and what to do.
inline constexpr std::string_view days_are_fixed =
    "Payments were made under this agreement, so how often and when it pays can't change.";
inline constexpr std::string_view days_are_fixed_next =
    "End it with its last day, and add another agreement from the day after.";

}  // namespace almoner::scheduler
