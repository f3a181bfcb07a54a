// rules.md sections 1.1 and 1.2: what is asked when a budget is offered, refused and put together,
// when its plan is approved, when it pays more, and when a review is closed.
#include "ledger/records/budget.h"
#include "ledger/records/budget_answer.h"
#include "ledger/records/plan_step.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/commands/budget_asked.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/plan_hold.h"
#include "tests/scheduler/facts/budget_area.h"

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::budget_offer;
using scheduler::budget_refuse;
using scheduler::plan_approve;
using scheduler::plan_submit;

struct SpoiledFact {
    const char* subject;
    const char* facts;
    const char* code;
    const char* mended;
};

// B1 is £100 a week of NHS money and £40 of social care, by direct payment.
class BudgetOffer : public BudgetEvents {
  protected:
    Files offer() {
        return {{"budget", "B1"},
                {"amount", "140.00"},
                {"frequency", "weekly"},
                {"ways", "notional,third-party,direct-payment"},
                {"accounts", "bank-account,card"},
                {"evidence", paper}};
    }
};

TEST_F(BudgetOffer, OPT_01_OPT_04_AllThreeWaysAndABankAccountAreOffered) {
    accepted(budget_offer, offer());
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 1}, "offer"), "allow");
    const auto kept = ledger::budget_answers_of(area.database(), 1);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].answer, "offered");
    EXPECT_EQ(kept[0].amount.pence(), 14'000);
    EXPECT_EQ(kept[0].streams, "nhs,social-care");
    is_sound();
}

TEST_F(BudgetOffer, OPT_01_OPT_04_WithoutOneOfThemItIsNotOffered) {
    for (const char* const two :
         {"third-party,direct-payment", "notional,direct-payment", "notional,third-party"}) {
        EXPECT_EQ(refused(budget_offer, with(offer(), "ways", two)),
                  "all-three-options-missing budget")
            << two;
    }
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 1}, "offer"), "block");
    EXPECT_EQ(refused(budget_offer, with(offer(), "accounts", "card,marketplace")),
              "card-only budget");
    EXPECT_EQ(ledger::budget_answers_of(area.database(), 1).size(), 0U);
    is_sound();
}

// Summary guide, Annex A 3.2: a wheelchair budget need not be open in all three ways.
TEST_F(BudgetOffer, OPT_01_OfAWheelchairMayLeaveOneOut) {
    const Files one_way = with(offer(), "ways", "direct-payment");
    EXPECT_EQ(refused(budget_offer, one_way), "all-three-options-missing budget");
    tell("L1", "line.kind=wheelchair");
    tell("L2", "line.kind=maternity");
    accepted(budget_offer, one_way);
}

TEST_F(BudgetOffer, NamesTheFieldThatIsWrong) {
    EXPECT_EQ(refused(budget_offer, with(offer(), "budget", "B99")), "budget-unknown budget");
    EXPECT_EQ(refused(budget_offer, with(offer(), "ways", "cash")), "not-in-the-list ways");
    EXPECT_EQ(refused(budget_offer, with(offer(), "amount", "0")), "amount-is-nothing amount");
    EXPECT_EQ(refused(budget_offer, with(offer(), "on", "2026-11-23")), "day-in-the-future on");
    EXPECT_EQ(refused(budget_offer, with(offer(), "evidence", evidence("P2"))),
              "evidence-of-another-person evidence");
    Files no_letter = offer();
    no_letter.erase("evidence");
    EXPECT_EQ(refused(budget_offer, no_letter), "evidence-missing evidence");
}

class BudgetRefusal : public BudgetEvents {
  protected:
    Files refusal(const std::string& budget = "B1") {
        return {{"budget", budget},
                {"reasons", "The ward meets these needs."},
                {"challenge", "Write to us: it is looked at again."},
                {"evidence", paper}};
    }
    void add_budget_without_lines() {
        Files more = sample_import();
        more.at("file:budgets.csv") += "B8,P1,LA,2026-04-01,,\n";
        more["apply"] = "yes";
        EXPECT_TRUE(ask(area, scheduler::import_area, more, asking_maker).accepted());
    }
};

TEST_F(BudgetRefusal, ELI_07_HasALetterWithReasons) {
    // Of its social care.
    tell("budget:B1", "eligibility.conditions_hold=no, eligibility.failed_condition=" + paper);
    Files bare = refusal();
    bare.erase("evidence");
    EXPECT_EQ(refused(budget_refuse, bare), "no-letter budget");
    EXPECT_EQ(refused(budget_refuse, with(refusal(), "reasons", "")), "no-reasons budget");
    // SI 2013/1617 reg 7(10) asks for no right to a review; SI 2014/1652 reg 7 does.
    accepted(budget_refuse, with(refusal(), "challenge", ""));
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 1}, "refuse"), "allow");
    EXPECT_EQ(ledger::budget_answers_of(area.database(), 1).back().reasons,
              "The ward meets these needs.");
    is_sound();
}

TEST_F(BudgetRefusal, ELI_07_OfSenMoneyStatesTheRightToAReview) {
    add_budget_without_lines();
    Files sen = refusal("B8");
    EXPECT_EQ(refused(budget_refuse, sen), "field-missing streams");
    sen["streams"] = "education";
    EXPECT_EQ(refused(budget_refuse, with(sen, "challenge", "")), "no-right-to-review budget");
    accepted(budget_refuse, sen);
}

// Care Act 2014 s 31(2): where it was asked for and all conditions hold it is paid.
TEST_F(BudgetRefusal, ELI_05_OfSocialCareNamesAConditionThatFails) {
    add_budget_without_lines();
    const Files asc = with(refusal("B8"), "streams", "social-care");
    EXPECT_EQ(refused(budget_refuse, asc), "not-known budget");
    tell("B8", "eligibility.conditions_hold=yes");
    accepted(scheduler::budget_asked, {{"budget", "B8"}, {"on", "2026-11-20"}});
    EXPECT_EQ(refused(budget_refuse, asc), "refusal-without-failed-condition budget");
    tell("B8", "eligibility.conditions_hold=no");
    EXPECT_EQ(refused(budget_refuse, asc), "failed-condition-paper budget");
    tell("B8", "eligibility.failed_condition=" + paper);
    EXPECT_EQ(refused(budget_refuse, with(asc, "reasons", "")), "no-reasons budget");
    EXPECT_EQ(refused(budget_refuse, with(asc, "evidence", "")), "no-letter budget");
    accepted(budget_refuse, asc);
    tell("B8", "eligibility.conditions_hold=yes, eligibility.was_requested=no");
    accepted(budget_refuse, asc);
}

// £50 a week of the ICB's money for P1, by direct payment.
class PlanApproval : public BudgetMadeHere {
  protected:
    PlanApproval() {
        confirm(accepted(scheduler::plan_add, new_line("L9", "50")));
        accepted(budget_offer, offer("50.00"));
        sign();
    }
    static Files new_line(const std::string& ref, const std::string& amount) {
        Files fields = with(line(ref, amount), "option", "direct-payment");
        return with(std::move(fields), "facts", "line.planned_cost=50.00");
    }
    Files offer(const std::string& amount) { return offer_of(amount); }
    Files without(const std::string& what) {
        Files fields = plan();
        std::string& all = fields.at("states");
        all.erase(all.find(what), what.size() + (all.ends_with(what) ? 0 : 1));
        while (all.ends_with(' ') || all.ends_with(',')) all.pop_back();
        return fields;
    }
    std::string approve(const scheduler::Actor& who = asking_checker) {
        return approved(seen, who);
    }
    std::string seen = "1:260000";  // £50 a week
    std::string state() {
        const auto budget = ledger::budget_by_ref(area.database(), "B9", ledger::last_day_of_all);
        return ledger::plan_steps_of(area.database(), budget->number).back().state;
    }
};

TEST_F(PlanApproval, IsByAnotherPersonOnceAllThatTheLawAsksIsThere) {
    EXPECT_EQ(state(), "draft");
    EXPECT_EQ(approve(), "not-submitted budget");
    accepted(plan_submit, plan(), asking_checker);
    EXPECT_EQ(state(), "submitted");
    EXPECT_EQ(approve(asking_checker), "own-proposal as");
    EXPECT_EQ(approve(checker_up_to(259'999)), "above-approve-limit as");
    EXPECT_EQ(approve(checker_up_to(260'000)), "accepted");  // 52 weeks of £50
    EXPECT_EQ(state(), "approved");
    is_sound();
}

TEST_F(PlanApproval, PLN_01_PLN_02_EachThingThatThePlanLeavesOutIsNamed) {
    struct LeftOut {
        const char* what;
        const char* code;
    };
    for (const LeftOut& each :
         {LeftOut{"needs-and-outcomes", "missing-field-needs-and-outcomes"},
          LeftOut{"services", "missing-field-services"},
          LeftOut{"amount-and-intervals", "missing-field-amount-and-intervals"},
          LeftOut{"coordinator", "missing-field-care-coordinator"},
          LeftOut{"monitoring", "missing-field-monitoring"},
          LeftOut{"first-review", "missing-field-first-review"},
          LeftOut{"notice-period", "missing-field-notice-period"},
          LeftOut{"risk-procedure", "no-risk-procedure"}}) {
        EXPECT_EQ(refused(plan_submit, without(each.what)), std::string(each.code) + " budget");
    }
    EXPECT_EQ(state(), "draft");
    EXPECT_EQ(refused(plan_submit, plan()), "accepted");
}

// What was recorded since it was submitted counts when it is approved.
TEST_F(PlanApproval, ChangesItsAnswerWithEachFactThatIsRecorded) {
    accepted(plan_submit, plan());
    for (const SpoiledFact& each : {
             SpoiledFact{"B9",
                         "plan.services_meet_needs=no",
                         "services-do-not-meet-needs",
                         "plan.services_meet_needs=yes"},
             SpoiledFact{"B9", "eligibility.option_discussion=", "option-discussion", nullptr},
             SpoiledFact{"B9",
                         "plan.needs_met_by_carer=yes",
                         "carer-involved",
                         "plan.needs_met_by_carer=no"},
             SpoiledFact{"B9",
                         "plan.combines_plans=yes, plan.all_agree_to_combine=no",
                         "combined-without-agreement",
                         "plan.all_agree_to_combine=yes"},
             SpoiledFact{"L9", "line.options_chosen=2", "not-one-option", "line.options_chosen=1"},
             SpoiledFact{"L9", "line.service=gambling", "excluded-h", "line.service=ordinary"},
             SpoiledFact{"L9", "line.service=debt", "excluded-i", "line.service=ordinary"},
             SpoiledFact{
                 "L9", "line.service=primary-medical", "excluded-a", "line.service=ordinary"},
             SpoiledFact{"L9", "line.service=nhs-charge", "excluded-b", "line.service=ordinary"},
             SpoiledFact{
                 "L9", "line.service=planned-surgery", "excluded-c", "line.service=ordinary"},
             SpoiledFact{"L9",
                         "line.service=vaccination-or-screening",
                         "excluded-d",
                         "line.service=ordinary"},
             SpoiledFact{
                 "L9", "line.service=child-measurement", "excluded-e", "line.service=ordinary"},
             SpoiledFact{"L9", "line.service=health-check", "excluded-f", "line.service=ordinary"},
             SpoiledFact{
                 "L9", "line.service=alcohol-or-tobacco", "excluded-g", "line.service=ordinary"},
         }) {
        tell(each.subject, each.facts);
        EXPECT_EQ(approve(), std::string(each.code) + " budget") << each.facts;
        if (each.mended != nullptr) tell(each.subject, each.mended);
        tell_of_plan();
    }
    tell("B9", "plan.needs_met_by_carer=yes, plan.carer_involved=" + paper);
    EXPECT_EQ(approve(), "accepted");
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 3}, "approve-plan"), "allow");
}

TEST_F(PlanApproval, OPT_02_TheLinesAddUpToWhatWasOffered) {
    accepted(budget_offer, offer("50.01"));
    EXPECT_EQ(refused(plan_submit, plan()), "lines-do-not-sum budget");
    accepted(budget_offer, offer("50.00"));
    accepted(plan_submit, plan());
    confirm(accepted(scheduler::plan_add, new_line("L10", "1")));
    EXPECT_EQ(approve(), "lines-do-not-sum budget");
    accepted(budget_offer, offer("51.00"));
    EXPECT_EQ(approve(), "confirm-differs confirm");
    seen = "2:265200";
    EXPECT_EQ(approve(), "accepted");
}

TEST_F(PlanApproval, PLN_02_TheNextVersionIsSignedAnew) {
    accepted(plan_submit, plan());
    ASSERT_EQ(approve(), "accepted");
    EXPECT_EQ(tasks(), "");
    accepted(budget_offer, offer("51.00"));
    confirm(accepted(scheduler::plan_add, new_line("L10", "1")));
    EXPECT_EQ(tasks(), "plan-changed budget:B9;");
    EXPECT_EQ(refused(plan_submit, plan()), "person-does-not-agree budget");
    accepted(scheduler::plan_sign,
             {{"budget", "B9"}, {"signed_on", "2026-11-22"}, {"evidence", paper}});
    accepted(plan_submit, plan());
    EXPECT_EQ(state(), "under-review");
    EXPECT_EQ(refused(scheduler::plan_return,
                      {{"budget", "B9"}, {"words", "What of Sundays?"}},
                      asking_checker),
              "illegal-transition budget");
    seen = accepted(plan_submit, plan()).at("confirm");
    EXPECT_EQ(approve(), "accepted");
    EXPECT_EQ(state(), "approved");
    const auto open = area.database().prepare(
        "SELECT COUNT(*) FROM task WHERE kind = 'plan-changed'"
        " AND state = 1");
    ASSERT_TRUE(open->step());
    EXPECT_EQ(open->integer(0), 0);
}

TEST_F(PlanApproval, OneThatIsReturnedIsSubmittedAgain) {
    accepted(plan_submit, plan());
    EXPECT_EQ(refused(plan_submit, plan()), "illegal-transition budget");
    EXPECT_EQ(refused(scheduler::plan_return, {{"budget", "B9"}}, asking_checker),
              "field-missing words");
    accepted(
        scheduler::plan_return, {{"budget", "B9"}, {"words", "Who monitors it?"}}, asking_checker);
    EXPECT_EQ(state(), "returned");
    EXPECT_EQ(approve(), "not-submitted budget");
    accepted(plan_submit, plan());
    EXPECT_EQ(approve(), "accepted");
}

TEST_F(PlanApproval, ComesBeforeAnAgreementOfTheBudgetPays) {
    accepted(scheduler::agreement_add,
             {{"agreement", "A9"},
              {"budget", "B9"},
              {"option", "direct-payment"},
              {"payee", "holder"},
              {"paid_from", "BA-ICB"},
              {"frequency", "four-weekly"},
              {"anchor_date", "2026-12-07"},
              {"start", "2026-12-07"},
              {"timing", "advance"}});
    tell_what_activation_asks("B9");
    const Files signature{{"agreement", "A9"}, {"signed_on", "2026-11-20"}, {"evidence", paper}};
    EXPECT_EQ(refused(scheduler::agreement_sign, signature), "plan-not-approved agreement");
    accepted(plan_submit, plan());
    EXPECT_EQ(refused(scheduler::agreement_sign, signature), "plan-not-approved agreement");
    ASSERT_EQ(approve(), "accepted");
    accepted(budget_refuse, {{"budget", "B9"}, {"reasons", "No."}, {"evidence", paper}});
    EXPECT_EQ(refused(scheduler::agreement_sign, signature), "budget-refused agreement");
    accepted(budget_offer, offer("50.00"));
    confirm(accepted(scheduler::agreement_sign, signature));
}

// What was submitted at £50 a week and is worth more by now was not looked at.
TEST_F(PlanApproval, IsOfTheFiguresThatWereSeen) {
    EXPECT_EQ(accepted(plan_submit, plan()).at("confirm"), "1:260000");
    seen = "1:260001";
    EXPECT_EQ(approve(), "confirm-differs confirm");
    seen = "2:260000";
    EXPECT_EQ(approve(), "confirm-differs confirm");
    confirm(accepted(scheduler::plan_change,
                     {{"plan_line", "L9"}, {"amount", "51"}, {"from", "2026-12-14"}}));
    accepted(budget_offer, offer("51.00"));
    seen = "1:260000";
    EXPECT_EQ(approve(), "confirm-differs confirm");
    seen = "1:2652.00";
    EXPECT_EQ(approve(), "accepted");
}

// B10 is made here: £50 a week of the council's money for P1.
class PlanOfTheCouncil : public BudgetEvents {
  protected:
    void begin(const std::string& stream, const std::string& facts) {
        confirm(accepted(scheduler::plan_add,
                         {{"plan_line", "L10"},
                          {"budget", "B10"},
                          {"person", "P1"},
                          {"lead_commissioner", "LA"},
                          {"commissioner", "LA"},
                          {"stream", stream},
                          {"option", "direct-payment"},
                          {"amount", "50"},
                          {"frequency", "weekly"},
                          {"start", "2026-12-07"}}));
        accepted(budget_offer,
                 {{"budget", "B10"},
                  {"amount", "2600.00"},
                  {"frequency", "yearly"},
                  {"ways", "notional,third-party,direct-payment"},
                  {"accounts", "bank-account"},
                  {"evidence", paper}});
        tell("B10",
             "plan.needs_met_by_carer=no, plan.combines_plans=no,"
             "eligibility.option_discussion=" +
                 paper + "," + facts);
    }
    std::string submitted() {
        return refused(plan_submit, {{"budget", "B10"}, {"evidence", paper}});
    }
    std::string approved() {
        return refused(plan_approve, {{"budget", "B10"}, {"confirm", "1:260000"}}, asking_checker);
    }
};

// Care Act 2014 s 26: 52 weeks of £50 are £2,600, whoever pays which part of it.
TEST_F(PlanOfTheCouncil, PLN_03_TheCostIsWhatTheAdultAndTheAuthorityPay) {
    begin("social-care", "plan.cost_to_authority=2600.01");
    EXPECT_EQ(submitted(), "arithmetic budget");
    tell("B10", "plan.cost_to_authority=-2600.00");
    EXPECT_EQ(submitted(), "negative-part budget");
    tell("B10", "plan.cost_to_authority=2600.00");
    EXPECT_EQ(submitted(), "accepted");
    tell("B10", "plan.cost_to_authority=2599.99");
    EXPECT_EQ(approved(), "arithmetic budget");
    tell("B10", "plan.cost_to_authority=");
    EXPECT_EQ(approved(), "not-known budget");
    tell("B10", "plan.cost_to_authority=2600.00");
    accepted(scheduler::agreement_add,
             {{"agreement", "A10"},
              {"budget", "B10"},
              {"option", "direct-payment"},
              {"payee", "holder"},
              {"paid_from", "BA-LA"},
              {"frequency", "four-weekly"},
              {"anchor_date", "2026-12-07"},
              {"start", "2026-12-07"},
              {"timing", "advance"},
              {"contribution", "10.00"},
              {"contribution_basis", "net"}});
    EXPECT_EQ(approved(), "accepted");
}

// SI 2014/1652 reg 6(2), 9.
TEST_F(PlanOfTheCouncil, USE_03_NoSchoolPlaceAndNothingInASchoolWithoutConsent) {
    begin("education", "spending.is_school_place=no, spending.used_in_school=no");
    EXPECT_EQ(submitted(), "accepted");
    tell("B10", "spending.is_school_place=yes");
    EXPECT_EQ(approved(), "school-place budget");
    tell("B10", "spending.is_school_place=no, spending.used_in_school=yes");
    EXPECT_EQ(approved(), "head-consent budget");
    tell("B10", "spending.head_consent=" + paper);
    EXPECT_EQ(approved(), "accepted");
}

}  // namespace
}  // namespace almoner::tests
