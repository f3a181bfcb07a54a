// A store whose personal rows open and seal with the people's keys of its data folder.
#pragma once

#include "api/door/door.h"
#include "ops/sealing/key_file.h"

#include <filesystem>
#include <memory>
#include <string>

namespace almoner::ops {

// As the folder's settings say (`people_keys`), else people.keys in it: beside the database, in no
// backup of ours.
[[nodiscard]] ledger::Outcome<std::filesystem::path> people_keys_of(
    const std::filesystem::path& folder);

// Whether the newest row of each sealed table opens, or is of somebody who was erased. Nothing
// where there is no fault, else what it is and how it is mended.
[[nodiscard]] std::string key_fault(ledger::Database& database, const KeyFile& file);

// Its writer makes the file with a new area, throws away again what a power cut has left of an
// erased person, and refuses another area's file; whoever opens it, a missing one or one that is
// behind the books. All throw ledger::StorageError with the fix.
[[nodiscard]] api::Store keyed(api::Store store, const std::filesystem::path& file);

}  // namespace almoner::ops
