// A folder that a command makes for the person who asked for it: there whole or not at all.
#pragma once

#include "ledger/values/outcome.h"

#include <filesystem>
#include <map>
#include <string>

namespace almoner::ops {

// The files by their names, for their owner alone; nothing is written over. Refused: folder-exists,
// folder-unwritable (field --to), and as api::write_new_file.
[[nodiscard]] ledger::Outcome<ledger::Done> write_new_folder(
    const std::filesystem::path& folder, const std::map<std::string, std::string>& files);

}  // namespace almoner::ops
