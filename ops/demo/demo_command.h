// almoner demo: a believable area of any size, made and played in an empty data folder.
#pragma once

#include "api/cli/spec.h"

namespace almoner::ops::demo {

[[nodiscard]] api::CommandSpec demo_command();

}  // namespace almoner::ops::demo
