#include "rules/payroll/hmrc_period.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;

struct Row {
    const char* paid_on;
    bool is_quarterly;
    const char* first;
    const char* last;
    const char* due_by;
    const char* reference;
};

// reference/payroll.md, section 10: tax months end on the 5th, quarters on 5 July, October, January
// and April; the 22nd; 2712 is 2026-27 month 12, and a quarter has its last month.
TEST(HmrcPeriod, IsThePaydaysMonthOrQuarter) {
    const Row rows[]{
        {"2026-05-01", false, "2026-04-06", "2026-05-05", "2026-05-22", "2701"},
        {"2026-05-05", false, "2026-04-06", "2026-05-05", "2026-05-22", "2701"},
        {"2026-05-06", false, "2026-05-06", "2026-06-05", "2026-06-22", "2702"},
        {"2026-12-31", false, "2026-12-06", "2027-01-05", "2027-01-22", "2709"},
        {"2027-04-05", false, "2027-03-06", "2027-04-05", "2027-04-22", "2712"},
        {"2026-05-01", true, "2026-04-06", "2026-07-05", "2026-07-22", "2703"},
        {"2026-07-06", true, "2026-07-06", "2026-10-05", "2026-10-22", "2706"},
        {"2027-01-05", true, "2026-10-06", "2027-01-05", "2027-01-22", "2709"},
        {"2027-03-31", true, "2027-01-06", "2027-04-05", "2027-04-22", "2712"},
    };
    for (const Row& row : rows) {
        const HmrcPeriod period = hmrc_period(on(row.paid_on), row.is_quarterly);
        EXPECT_EQ(period.days.first, on(row.first)) << row.paid_on;
        EXPECT_EQ(period.days.last, on(row.last)) << row.paid_on;
        EXPECT_EQ(period.due_by, on(row.due_by)) << row.paid_on;
        EXPECT_EQ(period.reference, row.reference) << row.paid_on;
    }
}

TEST(HmrcPeriod, PensionsAreDueInTheNextMonth) {
    EXPECT_EQ(pension_due_by(on("2026-05-01")), on("2026-06-22"));
    EXPECT_EQ(pension_due_by(on("2026-12-24")), on("2027-01-22"));
}

}  // namespace
}  // namespace almoner::rules
