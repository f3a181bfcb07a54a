// RCL-02 and RCL-03 where a case takes effect: each fact that is recorded changes the answer.
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "tests/scheduler/reduction_case_area.h"

namespace almoner::tests {
namespace {

class ReclaimFacts : public CaseArea {
  protected:
    void line_is_of(ledger::Stream stream) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_by_ref(work.database(), "LP1", ledger::last_day_of_all);
            line.stream = stream;
            ledger::insert_plan_line(work, line);
        });
    }
    // What the case is about is money of this stream, decided before anything was said of it.
    void of(ledger::Stream stream, const std::string& ground, const std::string& review_kind) {
        line_is_of(stream);
        (void)decided(
            "reclaim", "reclaim", {{"amount", "900.00"}, {"ground", ground}}, review_kind);
        issue_notice("reclaim");
    }
    void say(const std::string& name, const std::string& value) {
        told_on = told_on + 1;
        told(ledger::CaseKind::budget, person.budget, name, value, told_on.iso());
    }
    std::string answer() { return take_effect("2026-12-02"); }

    ledger::Date told_on = on("2026-11-02");
};

// SI 2014/1652 reg 13(2): never more than was left unspent on agreed provision.
TEST_F(ReclaimFacts, RCL_02_OfSenMoneyNoMoreThanWasLeftUnspent) {
    of(ledger::Stream::education, "used-otherwise", "surplus");
    EXPECT_EQ(answer(), "not-known");
    say("reclaim.unspent_on_provision", "89999");
    EXPECT_EQ(answer(), "exceeds-unspent");
    say("reclaim.unspent_on_provision", "90000");
    EXPECT_NE(answer(), "exceeds-unspent");
    EXPECT_NE(answer(), "not-known");
    spent(10, "2026-11-20");  // what was spent elsewhere is not free, and is owed all the same
    EXPECT_NE(answer(), "exceeds-unspent");
}

// Care Act 2014 s 33(5): an unspent balance is no breach unless the agreement says so.
TEST_F(ReclaimFacts, RCL_03_OfSocialCareNeedsABreachOrASurplusCondition) {
    line_is_of(ledger::Stream::social_care);
    const std::string review = std::to_string(closed_review("reclaim", "surplus"));
    const std::string number =
        area.answer(scheduler::case_open,
                    {{"review", review}, {"kind", "reclaim"}, {"words", "It is not needed."}})
            .at("case");
    const auto proposed = [&] {
        return area.refusal(scheduler::case_propose,
                            {{"case", number},
                             {"plan_line", "LP1"},
                             {"amount", "900.00"},
                             {"ground", "unused-accumulated"},
                             {"workings", "2 weeks of £450 = £900.00"}},
                            {.day = "2026-11-20"});
    };
    say("reclaim.surplus_condition", "no");
    EXPECT_EQ(proposed(), "no-breach");
    say("reclaim.surplus_condition", "yes");
    EXPECT_EQ(proposed(), "no-review");
}

TEST_F(ReclaimFacts, RCL_03_AReviewOfTheBreachIsOnRecord) {
    of(ledger::Stream::social_care, "breach-of-condition", "breach");
    EXPECT_NE(answer(), "no-breach");
    EXPECT_NE(answer(), "no-review");
}

}  // namespace
}  // namespace almoner::tests
