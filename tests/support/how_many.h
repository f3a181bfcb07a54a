// How often a test does what can be done any number of times.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace almoner::tests {

// `all` with ALMONER_ALL in the environment, else `few`; what `name` says there goes before both.
[[nodiscard]] inline std::int64_t how_many(const char* name, std::int64_t few, std::int64_t all) {
    if (const char* const said = std::getenv(name)) return std::stoll(said);
    return std::getenv("ALMONER_ALL") == nullptr ? few : all;
}

}  // namespace almoner::tests
