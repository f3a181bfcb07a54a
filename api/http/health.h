// /livez and /readyz, for a listener of their own that the public can't reach.
#pragma once

#include "api/http/http.h"

#include <functional>
#include <string>
#include <vector>

namespace almoner::api {

struct HealthCheck {
    std::string name;
    bool good = false;
    std::string words;  // what was seen; holds no secret and no personal data
};

// /livez touches nothing; /readyz runs the checks and answers 503 when one is not good, or there is
// none: a check that could not run never reports as passing.
[[nodiscard]] Handler health_handler(std::function<std::vector<HealthCheck>()> checks);

}  // namespace almoner::api
