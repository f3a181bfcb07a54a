// The facts of what is to be shared of a person, as the records have them (DAT-01).
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/data_share.h"
#include "ledger/storage/database.h"
#include "rules/engine/facts.h"
#include "rules/information/sharing.h"

#include <cstdint>

namespace almoner::scheduler {

[[nodiscard]] rules::SharedParts parts_of(std::int64_t bits);
[[nodiscard]] std::int64_t bits_of(rules::SharedParts parts);

// There is a basis where a document about the person shows it, or it was said that there is one. A
// recipient is named where the area knows them, or a name was given of whom it can't know; a
// support service has the person as a client where an agreement on that day pays it.
[[nodiscard]] rules::Facts facts_to_share(ledger::Database& database,
                                          const ledger::DataShare& share,
                                          ledger::Date on);

}  // namespace almoner::scheduler
