// A file that a command makes for the person who asked for it ("--out").
#pragma once

#include "ledger/values/outcome.h"

#include <string>
#include <string_view>

namespace almoner::api {

// There whole or not at all, for its owner alone; nothing is written over and no link is followed.
// Refused: file-exists, file-unwritable (field --out).
[[nodiscard]] ledger::Outcome<ledger::Done> write_new_file(const std::string& file,
                                                           std::string_view octets);

}  // namespace almoner::api
