// almoner safeguarding: the sub-balances of each client account, which always come to its bank's.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Field: service. Exit 5 where an account differs by as little as a penny.
[[nodiscard]] int show_safeguarding(const Call& call, Reading& reading);

}  // namespace almoner::api
