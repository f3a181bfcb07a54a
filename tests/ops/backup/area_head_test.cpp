#include "ops/backup/area_head.h"

#include <gtest/gtest.h>

namespace almoner::ops {
namespace {

struct MomentCase {
    const char* text;
    std::optional<std::int64_t> at_ms;
};

// `date -u -d 2026-07-01T12:00:00Z +%s` gives 1782907200; London is an hour ahead then.
TEST(Moment, IsReadInUniversalTimeOrAsLondonsClocksSay) {
    const MomentCase cases[] = {
        {"2026-07-01T12:00:00Z", 1'782'907'200'999},
        {"2026-07-01T12:00:00.000Z", 1'782'907'200'000},
        {"2026-07-01T12:00Z", 1'782'907'259'999},
        {"2026-07-01T13:00:00", 1'782'907'200'999},
        {"2026-07-01 13:00", 1'782'907'259'999},
        {"2026-12-01T12:00:00", 1'796'126'400'999},  // winter: the same as with a Z
        {"2026-12-01T12:00:00Z", 1'796'126'400'999},
        {"2026-07-01T12:00:59.999Z", 1'782'907'259'999},
        {"2026-07-01T12:00:60Z", std::nullopt},
        {"2026-07-01T24:00:00Z", std::nullopt},
        {"2026-02-29T12:00:00Z", std::nullopt},
        {"2026-07-01", std::nullopt},
        {"2026-07-01T12:00:00.5Z", std::nullopt},
        {"2026-07-01T12:00:00+01:00", std::nullopt},
        {"2026-07-01T12:00:-1Z", std::nullopt},
        {"", std::nullopt},
        {"Z", std::nullopt},
    };
    for (const MomentCase& each : cases)
        EXPECT_EQ(parse_moment(each.text), each.at_ms) << each.text;
}

TEST(Moment, IsWrittenInUniversalTime) {
    EXPECT_EQ(moment_words(1'782'907'200'000), "2026-07-01T12:00:00Z");
    EXPECT_EQ(moment_words(1'782'907'200'999), "2026-07-01T12:00:00Z");
    EXPECT_EQ(moment_words(0), "1970-01-01T00:00:00Z");
}

TEST(Age, IsInTheLargestUnitThatFits) {
    EXPECT_EQ(age_words(-5), "0 seconds");
    EXPECT_EQ(age_words(999), "0 seconds");
    EXPECT_EQ(age_words(1'000), "1 second");
    EXPECT_EQ(age_words(59'999), "59 seconds");
    EXPECT_EQ(age_words(60'000), "1 minute");
    EXPECT_EQ(age_words(3'599'999), "59 minutes");
    EXPECT_EQ(age_words(3'600'000), "1 hour");
    EXPECT_EQ(age_words(86'399'999), "23 hours");
    EXPECT_EQ(age_words(2 * 86'400'000), "2 days");
}

}  // namespace
}  // namespace almoner::ops
