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

// Whether the keys are this area's: of the newest rows of each sealed table and of the newest
// people some open, none is of somebody of whom they know nothing, and no two are of people whose
// keys open nothing (the keys of a copy that went its own way). A single row that does not open is
// verify's to name. Nothing where there is no fault, else what it is and how it is mended.
[[nodiscard]] std::string key_fault(ledger::Database& database, const KeyFile& file);

// Its writer makes the file with a new area, throws away again what a power cut has left of an
// erased person, cuts off an append that was torn, and refuses another area's file; whoever opens
// it, a missing one, a damaged one or one that is behind the books. All throw ledger::StorageError
// with the fix.
[[nodiscard]] api::Store keyed(api::Store store, const std::filesystem::path& file);

}  // namespace almoner::ops
