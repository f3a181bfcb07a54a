// almoner ending pack: what the person, or the next body, takes along.
#pragma once

#include "api/cli/spec.h"

namespace almoner::ops {

// A new folder with pack.json, a CSV for each table and pack.pdf. For a checker alone; the look is
// in the access log before anything is written.
[[nodiscard]] api::CommandSpec ending_pack_command();

}  // namespace almoner::ops
