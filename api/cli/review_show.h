// Reviews: by when they are due, and where they stand.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

[[nodiscard]] int show_due(const Call& call, Reading& reading);
// Refused: budget-unknown.
[[nodiscard]] int list_reviews(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api
