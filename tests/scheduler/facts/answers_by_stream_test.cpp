// One stream of an integrated budget is refused and another offered; each has its own last answer.
#include "ledger/records/budget_answer.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/commands/plan.h"
#include "tests/scheduler/facts/budget_area.h"

namespace almoner::tests {
namespace {

using scheduler::budget_offer;
using scheduler::budget_refuse;

// B1: L1 is NHS money, L2 social care. Both are paid by direct payment.
class AnswersByStream : public BudgetEvents {
  protected:
    Files refusal(const std::string& streams) {
        return {{"budget", "B1"},
                {"reasons", "The ward meets these needs."},
                {"challenge", "Write to us: it is looked at again."},
                {"streams", streams},
                {"evidence", paper}};
    }
    Files offer(const std::string& streams) {
        return {{"budget", "B1"},
                {"amount", "100.00"},
                {"frequency", "weekly"},
                {"ways", "notional,third-party,direct-payment"},
                {"accounts", "bank-account"},
                {"streams", streams},
                {"evidence", paper}};
    }
    // A draft that would pay both.
    std::string signed_draft() {
        if (!is_drafted) {
            accepted(scheduler::agreement_add,
                     {{"agreement", "A9"},
                      {"budget", "B1"},
                      {"option", "direct-payment"},
                      {"payee", "holder"},
                      {"paid_from", "BA-ICB"},
                      {"frequency", "four-weekly"},
                      {"anchor_date", "2027-04-05"},
                      {"start", "2027-04-05"},
                      {"timing", "advance"}});
            is_drafted = true;
        }
        return refused(scheduler::agreement_sign,
                       {{"agreement", "A9"}, {"signed_on", "2026-11-20"}, {"evidence", paper}});
    }
    std::string added(const std::string& stream, const std::string& body) {
        return refused(scheduler::plan_add,
                       {{"plan_line", "L9"},
                        {"budget", "B1"},
                        {"commissioner", body},
                        {"stream", stream},
                        {"purpose", "Nights"},
                        {"option", "direct-payment"},
                        {"amount", "50"},
                        {"frequency", "weekly"},
                        {"start", "2026-12-01"}});
    }
    bool is_drafted = false;
};

// Of the NHS money nothing is asked of the Care Act's conditions.
TEST_F(AnswersByStream, OnlyTheRulesOfTheRefusedStreamAreAsked) {
    EXPECT_EQ(refused(budget_refuse, refusal("social-care")), "not-known budget");
    accepted(budget_refuse, refusal("nhs"));
    EXPECT_EQ(ledger::budget_answers_of(area.database(), 1).back().streams, "nhs");
    EXPECT_EQ(refused(budget_refuse, refusal("education")), "stream-unknown streams");
    EXPECT_EQ(refused(budget_offer, offer("education")), "stream-unknown streams");
    is_sound();
}

TEST_F(AnswersByStream, ALineOfTheRefusedStreamDoesNotBegin) {
    accepted(budget_refuse, refusal("nhs"));
    EXPECT_EQ(added("nhs", "ICB"), "budget-refused plan_line");
    EXPECT_NE(added("social-care", "LA"), "budget-refused plan_line");
    accepted(budget_offer, offer("social-care"));  // says nothing of the NHS money
    EXPECT_EQ(added("nhs", "ICB"), "budget-refused plan_line");
    accepted(budget_offer, offer("nhs"));
    EXPECT_NE(added("nhs", "ICB"), "budget-refused plan_line");
}

// L1 ends with March 2027, L2 goes on: A9 begins in April and pays L2 alone.
TEST_F(AnswersByStream, AnAgreementIsSignedThatPaysNothingOfIt) {
    accepted(budget_refuse, refusal("nhs"));
    EXPECT_NE(signed_draft(), "budget-refused agreement");
    tell("budget:B1", "eligibility.conditions_hold=no, eligibility.failed_condition=" + paper);
    accepted(budget_refuse, refusal("social-care"));
    EXPECT_EQ(signed_draft(), "budget-refused agreement");
}

}  // namespace
}  // namespace almoner::tests
