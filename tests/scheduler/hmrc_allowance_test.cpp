// What HMRC is told of Employment Allowance: when the claim changes, and of the year before.
#include "tests/scheduler/hmrc_filings_area.h"

#include <set>

namespace almoner::scheduler {
namespace {

using tests::says;

class HmrcAllowance : public tests::HmrcFilingsArea {
  protected:
    void claim(bool is_claimed) {
        change_employer([&](ledger::Employer& changed) { changed.claims_allowance = is_claimed; });
    }
};

// HMRC turns down as a duplicate what it had before: the second claim tells with it that no
// statutory pay was taken off.
TEST_F(HmrcAllowance, IsClaimedAgainInAMessageThatHmrcDidNotHave) {
    pay_80_hours();
    EXPECT_EQ(purposes(submit()), "paid,allowance");
    EXPECT_TRUE(says(xml(2), "<EmpAllceInd>yes</EmpAllceInd>"));
    claim(false);
    EXPECT_EQ(purposes(submit()), "allowance");
    claim(true);
    EXPECT_EQ(purposes(submit()), "allowance");
    EXPECT_TRUE(says(xml(4), "<EmpAllceInd>yes</EmpAllceInd>")) << xml(4);
    EXPECT_TRUE(says(xml(4), "<SMPRecovered>0.00</SMPRecovered>")) << xml(4);
    EXPECT_FALSE(says(xml(4), "<SPPRecovered>")) << xml(4);
    EXPECT_NE(filing(4).mark, filing(2).mark);
    claim(false);
    EXPECT_EQ(purposes(submit()), "allowance");
    claim(true);
    EXPECT_EQ(purposes(submit()), "allowance");
    EXPECT_TRUE(says(xml(6), "<SPPRecovered>0.00</SPPRecovered>")) << xml(6);
    EXPECT_EQ((std::set<std::string>{
                   filing(2).mark, filing(3).mark, filing(4).mark, filing(5).mark, filing(6).mark})
                  .size(),
              5U);
    EXPECT_EQ(purposes(submit()), "");
}

// The last payday of 2026-27 may be told after 5 April, and its year's claim with it.
TEST_F(HmrcAllowance, OfTheYearBeforeIsClaimedBehind5April) {
    pay_80_hours();
    // Of eleven months nobody was paid.
    EXPECT_TRUE(purposes(submit({{"late_reason", "G"}}, "2027-04-13")).ends_with(",allowance"));
    EXPECT_EQ(filing(12).purpose, "allowance");
    EXPECT_EQ(filing(12).tax_year, 2026);
    EXPECT_TRUE(says(xml(12), "<EmpAllceInd>yes</EmpAllceInd>")) << xml(12);
    EXPECT_EQ(purposes(submit({}, "2027-04-14")), "");
}

}  // namespace
}  // namespace almoner::scheduler
