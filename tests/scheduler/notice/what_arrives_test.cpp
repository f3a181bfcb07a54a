// A letter says what comes of each payment, and from which day on.
#include "scheduler/notice/what_arrives.h"

#include "ledger/records/in_force.h"
#include "tests/scheduler/reduction_case_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Notice;
using tests::CaseArea;
using tests::on;
using tests::pounds;

// £1,800 every four weeks in advance: 2 and 30 November, 28 December 2026 (a bank holiday, so it
// comes on the 24th), 25 January 2027. A notice of 2 November matures on 2 December.
class Arriving : public CaseArea {
  protected:
    std::optional<WhatArrives> looked_at(const Notice& notice,
                                         std::string_view from = "2026-12-02") {
        return what_arrives(area.area().database(), notice, on(from), on("2026-11-02"));
    }
    // Its sentences and points, each on a line.
    std::string told(const Notice& notice, bool easy = false) {
        const auto what = looked_at(notice);
        if (!what) return "nothing";
        const gateway::LetterPart part = arriving_part(*what, easy);
        std::string all;
        for (const std::string& each : part.paragraphs) all += each + "\n";
        for (const std::string& each : part.points) all += "- " + each + "\n";
        return all;
    }
    Notice of(const std::string& kind, std::int64_t amount, const std::string& number = {}) const {
        return {.kind = kind,
                .budget = person.budget,
                .case_number = number,
                .amount = pounds(amount),
                .workings = "All = £50.00\nLess each week = £50.00\n"};
    }
    void agreement_is(const std::function<void(ledger::Agreement&)>& change) {
        area.write([&](ledger::Work& work) {
            auto agreement = *ledger::agreement_numbered(
                work.database(), person.agreement, ledger::last_day_of_all);
            change(agreement);
            ledger::insert_agreement(work, agreement);
        });
    }
};

TEST_F(Arriving, OfAReductionIsSaidByThePaymentAndTheFirstThatShowsIt) {
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    EXPECT_EQ(told(of("reduction", 50, "C-0001")),
              "The direct payment comes every four weeks. From the payment of 24 December 2026 on, "
              "each should be £1,600 instead of £1,800. Payments before that stay as they are.\n");
    EXPECT_EQ(told(of("reduction", 50, "C-0001"), true),
              "The money comes every four weeks.\n"
              "From 24 December 2026 it should be £1,600 each time. Before that it is £1,800.\n");
}

// 30 November and 1 December at £450 a week, 26 days at £400: £128.57 and £1,485.71, and a penny of
// rounding.
TEST_F(Arriving, APaymentForDaysBeforeAndAfterHasASumOfItsOwn) {
    agreement_is([](ledger::Agreement& each) { each.timing = ledger::Timing::arrears; });
    const std::string text = told(of("reduction", 50));
    EXPECT_NE(text.find(" The payment of 24 December 2026, which is for days before and after, "
                        "should be £1,614.29 instead of £1,800. From the payment of 25 January "
                        "2027 on, each should be £1,600 instead of £1,800."),
              std::string::npos)
        << text;
}

// £3,000 against £1,800 keeps £1,800, then £1,200, and pays £600: ops/docs/taking-money-back.md.
TEST_F(Arriving, OfAnOffsetIsSaidPaymentByPaymentUntilAllIsKept) {
    EXPECT_EQ(told(of("offset", 3000)),
              "The direct payment comes every four weeks. What we keep of each payment, and what "
              "comes, is below. It is an estimate. By this the payment of 25 January 2027 is the "
              "last one of which we keep something, and after it £1,800 comes again.\n"
              "We never keep what the planned care needs until the next payment, so it may take "
              "longer.\n"
              "- Payment of 24 December 2026: we keep £1,800 of the £1,800, and nothing comes.\n"
              "- Payment of 25 January 2027: we keep £1,200 of the £1,800, and £600 comes.\n");
    EXPECT_NE(told(of("offset", 9000))
                  .find("- The 5 payments from 24 December 2026 to 19 April "
                        "2027: of each we keep £1,800 of the £1,800, and "
                        "nothing comes.\n"),
              std::string::npos);
    EXPECT_NE(told(of("offset", 3000), true)
                  .find("- On 24 December 2026 no money comes.\n- On 25 January 2027 £600 comes, "
                        "not £1,800.\n"),
              std::string::npos)
        << told(of("offset", 3000), true);
}

// Of a period that has begun nothing is kept.
TEST_F(Arriving, NothingIsKeptOfAPeriodThatBeganBefore) {
    EXPECT_EQ(looked_at(of("offset", 100), "2026-11-30")->payments.front().first, on("2026-11-30"));
    EXPECT_EQ(looked_at(of("offset", 100), "2026-12-01")->payments.front().first, on("2026-12-24"));
}

TEST_F(Arriving, NothingIsGuessed) {
    Notice monthly = of("reduction", 50);
    monthly.workings = "All = £50.00\nLess each month = £50.00\n";
    EXPECT_EQ(told(monthly), "nothing");
    EXPECT_EQ(told(of("stop", 450)), "nothing");
    EXPECT_NE(told(of("reduction", 50)), "nothing");
    agreement_is([](ledger::Agreement& each) { each.end_on = on("2026-12-01"); });
    EXPECT_EQ(told(of("reduction", 50)), "nothing");
}

}  // namespace
}  // namespace almoner::scheduler
