// What was restored, as tables and a sentence.
#pragma once

#include "api/render/figures.h"
#include "ops/backup/restore.h"

#include <string>
#include <vector>

namespace almoner::ops {

// The head and its time, what came after and is not there, and what the bank must be asked about.
[[nodiscard]] std::string sentence_of(const Restored& restored);
[[nodiscard]] std::vector<api::Figures> tables_of(const Restored& restored);
// Of one that is not verified().
[[nodiscard]] std::string not_verified_words(const Restored& restored);

}  // namespace almoner::ops
