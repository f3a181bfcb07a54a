// What PostgreSQL's own measurement says of a machine: TPC-B, as eight clients ask for it.
#pragma once

#include "tests/bench/measure.h"

#include <cstdint>
#include <string>

namespace almoner::bench {

// How long pgbench with 8 clients needs for so many transactions of TPC-B, from its rate over ten
// seconds. `postgres`: a connection as libpq reads it, made ready with pgbench -i.
[[nodiscard]] Run pgbench_floor(const std::string& postgres, std::int64_t transactions);

}  // namespace almoner::bench
