// The facts of records that are to be erased, as the records have them (DAT-04).
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "rules/engine/facts.h"

#include <cstdint>

namespace almoner::scheduler {

// A personal file is a major record (constructed), or for ever where it was said that a permanent
// adaptation is among what was bought; it belongs to the financial year in which something happened
// last. A document on legal hold, or a hold that was said, holds all.
[[nodiscard]] rules::Facts facts_to_purge(ledger::Database& database,
                                          std::int64_t person,
                                          ledger::Date last_event,
                                          ledger::Date on);

}  // namespace almoner::scheduler
