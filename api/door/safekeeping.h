// How well an area is kept in a second place: what whoever runs it should see.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::api {

// Moments are milliseconds since 1970 by this machine's clock.
struct Safekeeping {
    std::optional<std::int64_t> backup_at_ms{};  // the last one
    std::optional<std::int64_t> drill_at_ms{};   // the last one that was good
    bool drill_failed = false;                   // the last one of all
    bool ships = false;                          // each commit goes to a second folder
    bool ships_well = false;
    std::string shipping_words{};  // why not
    std::int64_t unshipped_commands = 0;
};

struct SafekeepingCheck {
    std::string_view name{};  // "backup", "drill", "shipping"
    bool good = false;
    std::string words{};
};

inline constexpr std::int64_t longest_without_backup_ms = 26LL * 3'600'000;      // a day and a bit
inline constexpr std::int64_t longest_without_drill_ms = 35LL * 24 * 3'600'000;  // five weeks

[[nodiscard]] std::vector<SafekeepingCheck> checks_of(const Safekeeping& kept, std::int64_t now_ms);
// In Prometheus's text format; an age is +Inf where there never was one.
[[nodiscard]] std::string metrics_of(const Safekeeping& kept, std::int64_t now_ms);

}  // namespace almoner::api
