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
    std::string words;   // what was seen; holds no secret and no personal data
    bool needed = true;  // without it nobody can be served; otherwise somebody should look
};

// /livez touches nothing; /readyz runs the checks and answers 503 when a needed one is not good, or
// there is none: a check that could not run never reports as passing. /metrics, where there are
// any, in Prometheus's text format; 503 when they can't be had.
[[nodiscard]] Handler health_handler(std::function<std::vector<HealthCheck>()> checks,
                                     std::function<std::string()> metrics = {});

}  // namespace almoner::api
