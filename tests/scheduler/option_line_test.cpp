// The line that is left by a change of option: what keeps it from being left on a day.
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_hold.h"
#include "tests/scheduler/option_area.h"

#include <functional>

namespace almoner::scheduler {
namespace {

using tests::on;

class LineToLeave : public tests::OptionArea {
  protected:
    // LP1 as it is, but for this; "code field" of leaving it on 16 November, or "accepted".
    std::string refused(const std::function<void(ledger::PlanLine&)>& spoil,
                        const std::string& from = "2026-11-16") {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
            line.number = line.version = 0;
            line.ref = "L" + std::to_string(++lines_);
            spoil(line);
            ledger::insert_plan_line(work, line);
        });
        auto fields = to_managed();
        fields["plan_line"] = "L" + std::to_string(lines_);
        fields["from"] = from;
        const auto outcome = area.ask(plan_option, fields, {.day = "2026-11-10"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    }

  private:
    int lines_ = 0;
};

TEST_F(LineToLeave, IsPaidOnTheDaysBeforeAndAfter) {
    const auto begins = [](ledger::PlanLine& line) { line.start_on = on("2026-11-16"); };
    EXPECT_EQ(refused(begins), "before-the-line from");
    EXPECT_EQ(refused(begins, "2026-11-17"), "accepted");
    const auto ends = [](ledger::PlanLine& line) { line.end_on = on("2026-11-16"); };
    EXPECT_EQ(refused(ends, "2026-11-17"), "plan-line-ended from");
    EXPECT_EQ(refused(ends), "accepted");
}

TEST_F(LineToLeave, HasNoChangeAheadAndIsNoOneOffSum) {
    const auto changes = [](std::string_view day) {
        return [day](ledger::PlanLine& line) { line.from_on = on(day); };
    };
    EXPECT_EQ(refused(changes("2026-11-11")), "later-change from");
    EXPECT_EQ(refused(changes("2026-11-10")), "accepted");
    EXPECT_EQ(
        refused([](ledger::PlanLine& line) { line.frequency = ledger::PlanFrequency::one_off; }),
        "one-off-line plan_line");
}

TEST_F(LineToLeave, IsNotOnHold) {
    (void)area.answer(
        plan_hold, {{"plan_line", "LP1"}, {"reason", "account"}}, {.day = "2026-11-10"});
    EXPECT_EQ(area.refusal(plan_option, to_managed(), {.day = "2026-11-10"}), "plan-line-held");
}

}  // namespace
}  // namespace almoner::scheduler
