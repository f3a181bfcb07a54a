// The floor of posting on PostgreSQL: rows by binary COPY, balances by one update a commit.
#pragma once

#include "tests/bench/measure.h"

#include <cstdint>
#include <string>

namespace almoner::bench {

// Over 10,000 accounts, `batch` transfers to a commit: a row for each and two entries of it, whose
// accounts' counters are folded in memory. `postgres`: a connection as libpq reads it; its tables
// are made in a schema of their own and taken away again.
[[nodiscard]] Run copy_floor(const std::string& postgres,
                             std::int64_t transfers,
                             std::int64_t batch);

}  // namespace almoner::bench
