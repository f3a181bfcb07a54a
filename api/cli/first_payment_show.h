// almoner budget waiting: how long each budget takes from its request to its first payment.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

[[nodiscard]] int show_first_payments(const Call& call, Reading& reading);

}  // namespace almoner::api
