// /livez and /readyz, for those whom the public can't speak for.
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

// The same /livez and /readyz beside what is public, for callers on this machine alone: to all
// others, and for everything else that `health` answers, `others` says that nothing is there.
[[nodiscard]] Handler with_health_for_this_machine(Handler health, Handler others);

}  // namespace almoner::api
