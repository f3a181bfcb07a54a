#include "api/door/safekeeping.h"

#include <array>

namespace almoner::api {
namespace {

constexpr std::int64_t ms_in_a_second = 1'000;
constexpr std::int64_t seconds_in_an_hour = 3'600;
constexpr std::int64_t hours_in_a_day = 24;

std::string old(std::int64_t age_ms) {
    const std::int64_t hours = age_ms / ms_in_a_second / seconds_in_an_hour;
    if (hours < 2 * hours_in_a_day) return std::to_string(hours) + " hours ago";
    return std::to_string(hours / hours_in_a_day) + " days ago";
}

SafekeepingCheck backup_check(const Safekeeping& kept, std::int64_t now_ms) {
    if (!kept.backup_at_ms) {
        return {"backup", false, "no backup was ever made: 'almoner backup --help'"};
    }
    const std::int64_t age = now_ms - *kept.backup_at_ms;
    return {"backup", age <= longest_without_backup_ms, "the last backup was made " + old(age)};
}

SafekeepingCheck drill_check(const Safekeeping& kept, std::int64_t now_ms) {
    if (kept.drill_failed) {
        return {"drill", false, "the last restore drill failed: 'almoner drill --help'"};
    }
    if (!kept.drill_at_ms) {
        return {"drill", false, "no restore was ever tried: 'almoner drill --help'"};
    }
    const std::int64_t age = now_ms - *kept.drill_at_ms;
    return {"drill", age <= longest_without_drill_ms, "the last restore drill was " + old(age)};
}

SafekeepingCheck shipping_check(const Safekeeping& kept) {
    if (kept.ships_well) return {"shipping", true, "each commit is shipped to a second folder"};
    return {"shipping",
            false,
            std::to_string(kept.unshipped_commands) +
                " commands are not in the second folder: " + kept.shipping_words};
}

std::string gauge(std::string_view name, std::string_view help, const std::string& value) {
    const std::string full = "almoner_" + std::string(name);
    return "# HELP " + full + " " + std::string(help) + "\n# TYPE " + full + " gauge\n" + full +
           " " + value + "\n";
}

std::string age(const std::optional<std::int64_t>& at_ms, std::int64_t now_ms) {
    return at_ms ? std::to_string((now_ms - *at_ms) / ms_in_a_second) : "+Inf";
}

}  // namespace

std::vector<SafekeepingCheck> checks_of(const Safekeeping& kept, std::int64_t now_ms) {
    std::vector<SafekeepingCheck> checks{backup_check(kept, now_ms), drill_check(kept, now_ms)};
    if (kept.ships) checks.push_back(shipping_check(kept));
    return checks;
}

std::string metrics_of(const Safekeeping& kept, std::int64_t now_ms) {
    std::string text =
        gauge("backup_age_seconds", "Since the last backup.", age(kept.backup_at_ms, now_ms)) +
        gauge("restore_drill_age_seconds",
              "Since the last restore drill that was good.",
              age(kept.drill_at_ms, now_ms)) +
        gauge("restore_drill_failed",
              "1 when the last restore drill failed.",
              kept.drill_failed ? "1" : "0");
    if (!kept.ships) return text;
    return text +
           gauge("shipping_good",
                 "1 while each commit reaches the second folder.",
                 kept.ships_well ? "1" : "0") +
           gauge("shipping_behind_commands",
                 "Commands that the second folder does not have.",
                 std::to_string(kept.unshipped_commands));
}

}  // namespace almoner::api
