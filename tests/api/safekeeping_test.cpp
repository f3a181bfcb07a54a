#include "api/door/safekeeping.h"

#include <gtest/gtest.h>

namespace almoner::api {
namespace {

constexpr std::int64_t now_ms = 1'795'000'000'000;
constexpr std::int64_t hour_ms = 3'600'000;

Safekeeping good() {
    return {.backup_at_ms = now_ms - 26 * hour_ms,
            .drill_at_ms = now_ms - 35 * 24 * hour_ms,
            .drill_failed = false,
            .ships = true,
            .ships_well = true,
            .shipping_words = "",
            .unshipped_commands = 0};
}

std::string bad_ones(const Safekeeping& kept) {
    std::string names;
    for (const SafekeepingCheck& each : checks_of(kept, now_ms)) {
        if (!each.good) names += std::string(each.name) + ";";
    }
    return names;
}

TEST(Safekeeping, IsGoodUpToADayAndTwoHoursAndFiveWeeks) {
    EXPECT_EQ(bad_ones(good()), "");
    Safekeeping kept = good();
    *kept.backup_at_ms -= 1;
    EXPECT_EQ(bad_ones(kept), "backup;");
    kept = good();
    *kept.drill_at_ms -= 1;
    EXPECT_EQ(bad_ones(kept), "drill;");
}

TEST(Safekeeping, ThatNeverWasOrFailedIsNotGood) {
    EXPECT_EQ(bad_ones({}), "backup;drill;");
    Safekeeping kept = good();
    kept.drill_failed = true;
    EXPECT_EQ(bad_ones(kept), "drill;");
    kept = good();
    kept.ships_well = false;
    EXPECT_EQ(bad_ones(kept), "shipping;");
    kept.ships = false;  // nobody asked for it
    EXPECT_EQ(bad_ones(kept), "");
}

TEST(Safekeeping, IsMeasuredInSecondsWithoutPersonalData) {
    Safekeeping kept = good();
    kept.backup_at_ms = now_ms - 1'999;
    kept.drill_at_ms.reset();
    kept.drill_failed = true;
    kept.ships_well = false;
    kept.unshipped_commands = 3;
    EXPECT_EQ(
        metrics_of(kept, now_ms),
        "# HELP almoner_backup_age_seconds Since the last backup.\n"
        "# TYPE almoner_backup_age_seconds gauge\n"
        "almoner_backup_age_seconds 1\n"
        "# HELP almoner_restore_drill_age_seconds Since the last restore drill that was good.\n"
        "# TYPE almoner_restore_drill_age_seconds gauge\n"
        "almoner_restore_drill_age_seconds +Inf\n"
        "# HELP almoner_restore_drill_failed 1 when the last restore drill failed.\n"
        "# TYPE almoner_restore_drill_failed gauge\n"
        "almoner_restore_drill_failed 1\n"
        "# HELP almoner_shipping_good 1 while each commit reaches the second folder.\n"
        "# TYPE almoner_shipping_good gauge\n"
        "almoner_shipping_good 0\n"
        "# HELP almoner_shipping_behind_commands Commands that the second folder does not "
        "have.\n"
        "# TYPE almoner_shipping_behind_commands gauge\n"
        "almoner_shipping_behind_commands 3\n");
}

}  // namespace
}  // namespace almoner::api
