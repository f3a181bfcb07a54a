// A secret of the area: digests that are made with it can't be guessed back from what they stand
// in.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/record_table.h"

#include <string>
#include <string_view>

namespace almoner::ledger {

extern const RecordTable area_salt_table;

// What the fingerprints of bank lines are made with.
inline constexpr std::string_view salt_of_lines = "bank-lines";

// 16 octets, made when the area first asks for them and never changed: digests must meet again.
[[nodiscard]] std::string area_salt(Work& work, std::string_view purpose);

}  // namespace almoner::ledger
