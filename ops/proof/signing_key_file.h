// The file that an area's signing key is kept in: apart from the data, read by its owner alone.
#pragma once

#include "ledger/journal/signing.h"
#include "ledger/values/outcome.h"

#include <filesystem>

namespace almoner::ops {

// Of the area of this data folder, whose settings name the file. Refused: key-none where they name
// none, key-unreadable, key-open-to-others, what the settings refuse.
[[nodiscard]] ledger::Outcome<ledger::SigningKey> read_signing_key(
    const std::filesystem::path& data);

// Makes a key in a new file and names it in the settings of the data folder, in this order: a crash
// between leaves a file that nothing uses. Refused: key-there, key-in-data, file-exists,
// folder-missing, what the settings refuse. Throws ledger::StorageError.
[[nodiscard]] ledger::Outcome<ledger::PublicKey> make_signing_key(
    const std::filesystem::path& data, const std::filesystem::path& file);

}  // namespace almoner::ops
