// almoner assessment list, share list: what a person is to contribute, and what was shared of them.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Field: agreement. The look is logged.
[[nodiscard]] int list_assessments(const Program& program, const Call& call, Reading& reading);
// Field: person. The look is logged.
[[nodiscard]] int list_shares(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api
