// A plan or an offer of a budget that there is none of, or none of whose lines goes on.
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/commands/plan_approve.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace almoner::scheduler {
namespace {

using tests::on;

class PlanRefusals : public ::testing::Test {
  protected:
    // Its one line ended on 15 November 2026.
    PlanRefusals() {
        tests::PersonTerms terms;
        terms.line.end_on = terms.agreement.end_on = on("2026-11-15");
        const auto person = area.add(terms);
        budget =
            ledger::budget_numbered(area.area().database(), person.budget, ledger::last_day_of_all)
                ->ref;
    }
    std::string refused(CommandHandler handler,
                        const std::string& of,
                        std::map<std::string, std::string> more = {}) {
        more["budget"] = of;
        return area.refusal(handler, more, {.day = "2026-11-16"});
    }

    tests::RunArea area;
    std::string budget;
};

TEST_F(PlanRefusals, OfABudgetThatNobodyKnows) {
    for (const CommandHandler each : {plan_submit, plan_return, plan_approve, budget_offer}) {
        EXPECT_EQ(refused(each, "B-NONE"), "budget-unknown");
    }
}

TEST_F(PlanRefusals, OfABudgetWhoseLinesHaveEnded) {
    EXPECT_EQ(refused(plan_submit, budget, {{"states", "services"}}), "no-lines");
    EXPECT_EQ(refused(budget_offer,
                      budget,
                      {{"amount", "100.00"}, {"frequency", "weekly"}, {"ways", "direct-payment"}}),
              "no-lines");
}

}  // namespace
}  // namespace almoner::scheduler
