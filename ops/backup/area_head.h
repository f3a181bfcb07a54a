// Where an area's journal stands: what a backup is named by, and what a segment follows upon.
#pragma once

#include "ledger/calendar/moment.h"
#include "ledger/journal/journal.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <string>

namespace almoner::ops {

struct AreaHead {
    std::int64_t seq = 0;
    std::string hash{};      // 64 hexadecimal digits; of the newest row
    std::int64_t at_ms = 0;  // when its command was given
    std::string area{};      // the hash of the first row: no two areas share it
    std::int64_t migration = 0;
};

[[nodiscard]] AreaHead area_head(ledger::Database& database);
// As verify takes it for a witness.
[[nodiscard]] ledger::JournalHead witness_of(const AreaHead& head);
// Whether the journal has this row with a hash that begins so.
[[nodiscard]] bool has_row(ledger::Database& database, std::int64_t seq, std::string_view hash);

using ledger::moment_words;
// What it writes, seconds and milliseconds left out or not; without the Z it is London's time. A
// moment without a fraction is the whole of its second or minute. Nothing when it can't be read.
[[nodiscard]] std::optional<std::int64_t> parse_moment(std::string_view text);
// "3 days", "2 hours", "40 seconds": the largest unit, rounded down.
[[nodiscard]] std::string age_words(std::int64_t age_ms);

}  // namespace almoner::ops
