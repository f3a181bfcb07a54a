// 'almoner key make' and 'key show'.
#pragma once

#include "api/cli/spec.h"

namespace almoner::ops {

// They ask for no user: whoever may read the key's file has the key. The private half is never
// shown. Refused: area-unknown, and as signing_key_file.h says.
[[nodiscard]] api::CommandSpec key_make_command();
[[nodiscard]] api::CommandSpec key_show_command();

}  // namespace almoner::ops
