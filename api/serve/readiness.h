// What /readyz looks at: the database, its tables, the writer, the jobs, the clock, the backups.
#pragma once

#include "api/door/door.h"
#include "api/http/health.h"

#include <atomic>
#include <functional>
#include <vector>

namespace almoner::api {

struct Readiness {
    const Store& store;
    const Clock& clock;
    std::function<bool()> writer_stopped;
    const std::atomic<std::int64_t>& last_tick_ms;  // of the job loop
    bool is_simulated = false;  // then the books may be ahead of this machine's clock
};

// Backups and what is shipped are told of and stop nobody.
[[nodiscard]] std::vector<HealthCheck> check_readiness(const Readiness& readiness);

// What /metrics shows of the area. Throws StorageError.
[[nodiscard]] std::string area_metrics(const Store& store, const Clock& clock);

}  // namespace almoner::api
