// almoner letter print: the letters' worker, a process of its own.
#pragma once

#include "api/cli/spec.h"

namespace almoner::ops {

// Makes the PDF of each letter and of each agreement for signing that has none, keeps it with its
// hash, and has a failure noted as a task; the server and the other commands never wait for it.
[[nodiscard]] api::CommandSpec letter_print_command();

}  // namespace almoner::ops
