#include "rules/payroll/ni_letter.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;

struct Row {
    char papers;
    const char* born;
    const char* pension_from;  // "" where it is not known
    const char* paid;
    char expected;
};

// reference/payroll.md section 2: C over State Pension age, H apprentice under 25, M under 21, Z
// under 21 with deferment, X under 16; the day of payment counts.
TEST(NiLetter, FollowsTheAgeOnTheDayOfPayment) {
    const Row rows[]{
        {'A', "1980-05-01", "", "2026-05-01", 'A'},
        {'A', "2010-05-02", "", "2026-05-01", 'X'},
        {'A', "2010-05-01", "", "2026-05-01", 'M'},
        {'A', "2005-05-02", "", "2026-05-01", 'M'},
        {'A', "2005-05-01", "", "2026-05-01", 'A'},
        {'M', "2005-05-01", "", "2026-05-01", 'A'},
        {'J', "2005-05-02", "", "2026-05-01", 'Z'},
        {'Z', "2005-05-01", "", "2026-05-01", 'J'},
        {'H', "2001-05-02", "", "2026-05-01", 'H'},
        {'H', "2001-05-01", "", "2026-05-01", 'A'},
        {'B', "1958-01-01", "2024-01-01", "2026-05-01", 'C'},
        {'A', "1960-01-01", "2026-05-02", "2026-05-01", 'A'},
        {'A', "1960-01-01", "2026-05-01", "2026-05-01", 'C'},
        {'C', "1958-01-01", "", "2026-05-01", 'C'},
        {'C', "1958-01-01", "2027-01-01", "2026-05-01", 'A'},
        {'V', "1980-05-01", "", "2026-05-01", 'V'},
        {'F', "2007-05-01", "", "2026-05-01", 'F'},
    };
    for (const Row& row : rows) {
        NiFacts facts{.letter = row.papers, .born_on = on(row.born)};
        if (*row.pension_from != '\0') facts.state_pension_from = on(row.pension_from);
        EXPECT_EQ(ni_letter_on(facts, on(row.paid)), row.expected)
            << row.papers << " born " << row.born << " paid " << row.paid;
    }
}

}  // namespace
}  // namespace almoner::rules
