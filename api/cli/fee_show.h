// almoner fee list: what agreements say of the support service's fee, and what was charged of it.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Field: budget (else all that the reader may see).
[[nodiscard]] int list_fees(const Call& call, Reading& reading);

}  // namespace almoner::api
