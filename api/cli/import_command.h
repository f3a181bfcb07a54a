// almoner import: shows a person what is wrong in their own files, and writes those to be mended.
#pragma once

#include "api/cli/spec.h"

namespace almoner::api {

// The cells themselves are shown here only, out of the files that were given: what is asked for,
// answered and journalled holds no personal text.
[[nodiscard]] int import_folder(const Program& program, Call& call);

}  // namespace almoner::api
