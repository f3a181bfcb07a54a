// Posting through the one writer of an area on PostgreSQL, beside the floor of binary COPY.
#pragma once

#include <string>

namespace almoner::bench {

// `postgres`: a connection as libpq reads it, to a database in which schemas may be made. Whether
// the promises were kept.
[[nodiscard]] bool postgres_figures(const std::string& postgres, int repeats);

}  // namespace almoner::bench
