// rules.md sections 1.2, 1.5, 1.6, 1.9 and 1.10: what is asked of a line that comes into a budget
// or is worth something else, of money that moves to another option, of an increase, and of a
// review that is closed.
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_handed_over.h"
#include "scheduler/commands/plan_option.h"
#include "scheduler/commands/review.h"
#include "scheduler/commands/setting.h"
#include "scheduler/commands/uplift.h"
#include "tests/scheduler/facts/budget_area.h"

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::agreement_change;
using scheduler::plan_add;
using scheduler::plan_change;
using scheduler::proposal_confirm;
using scheduler::review_close;

// A new line of B1 that no agreement pays: £50 a week.
class BuildBudget : public BudgetEvents {
  protected:
    static Files line(const std::string& facts, const std::string& stream = "nhs") {
        return {{"plan_line", "L9"},
                {"budget", "B1"},
                {"commissioner", stream == "nhs" ? "ICB" : "LA"},
                {"stream", stream},
                {"purpose", "Nights"},
                {"option", "notional"},
                {"amount", "50"},
                {"frequency", "weekly"},
                {"start", "2026-12-01"},
                {"facts", facts}};
    }
    std::string added(const std::string& facts, const std::string& stream = "nhs") {
        return refused(plan_add, line(facts, stream));
    }
    static Files third_party(const std::string& ref,
                             const std::string& amount,
                             const std::string& facts) {
        return with(
            with(with(line(facts), "option", "third-party"), "plan_line", ref), "amount", amount);
    }
};

TEST_F(BuildBudget, OfWhichNothingSpecialIsSaidIsAllowedAndKept) {
    confirm(accepted(plan_add, line("")));
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 1}, "build-budget"), "allow");
    is_sound();
}

TEST_F(BuildBudget, PLN_05_AssessmentAndReviewAreNotChargedToIt) {
    EXPECT_EQ(added("line.is_process_cost=yes"), "process-cost-charged plan_line");
    EXPECT_EQ(added("line.is_process_cost=no"), "accepted");
    tell("L1", "line.is_process_cost=yes");
    const Files raise{{"plan_line", "L1"}, {"amount", "110.00"}, {"from", "2026-12-01"}};
    EXPECT_EQ(refused(plan_change, raise), "process-cost-charged plan_line");
    tell("L1", "line.is_process_cost=no");
    const json proposed = accepted(plan_change, raise);
    tell("L1", "line.is_process_cost=yes");
    EXPECT_EQ(refused(proposal_confirm, confirmation(proposed), asking_checker),
              "process-cost-charged plan_line");
    tell("L1", "line.is_process_cost=no");
    confirm(proposed);
}

// SI 2014/2672 reg 3: six weeks, and £1,000.
TEST_F(BuildBudget, PLN_06_FreeReablementAndSmallAdaptationsStayOut) {
    EXPECT_EQ(added("line.provision=reablement, line.weeks_provided=6", "social-care"),
              "free-reablement plan_line");
    EXPECT_EQ(added("line.provision=reablement", "social-care"), "not-known plan_line");
    EXPECT_EQ(added("line.provision=reablement, line.weeks_provided=7", "social-care"), "accepted");
    EXPECT_EQ(added("line.provision=aid-or-adaptation, line.provision_cost=1000.00", "social-care"),
              "free-adaptation plan_line");
    EXPECT_EQ(added("line.provision=aid-or-adaptation, line.provision_cost=1000.01", "social-care"),
              "accepted");
    EXPECT_EQ(added("line.provision=reablement, line.weeks_provided=6"), "accepted");  // NHS
}

TEST_F(BuildBudget, TPB_02_TheManagementChargeHasALineOfItsOwn) {
    EXPECT_EQ(refused(plan_add, third_party("L8", "100", "line.fee=10.00")),
              "fee-not-shown plan_line");
    EXPECT_EQ(refused(plan_add, third_party("L8", "90", "line.planned_cost=90.01")),
              "care-below-cost plan_line");
    tell("budget:B1", "third_party.budget=5200.00");
    EXPECT_EQ(refused(plan_add, third_party("L8", "90", "line.planned_cost=90.00")),
              "budget-is-not-care-and-fee plan_line");
    tell("budget:B1", "third_party.budget=4680.00");
    confirm(accepted(plan_add, third_party("L8", "90", "line.planned_cost=90.00")));
    // 52 weeks of £90 and of £10.
    EXPECT_EQ(refused(plan_add, third_party("L10", "10", "line.fee=10.00")),
              "budget-is-not-care-and-fee plan_line");
    tell("budget:B1", "third_party.budget=5200.00");
    EXPECT_EQ(refused(plan_add, third_party("L10", "10", "line.fee=10.00")), "accepted");
    tell("L8", "line.fee=0.01");
    EXPECT_EQ(refused(plan_add, third_party("L10", "10", "line.fee=10.00")),
              "fee-not-shown plan_line");
}

TEST_F(BuildBudget, PWB_01_AWheelchairBudgetIsTheCostOfTheChair) {
    const std::string chair = "line.kind=wheelchair, line.years_since_chair=5, line.chair_cost=";
    EXPECT_EQ(added(chair + "50.01"), "not-the-cost-of-the-chair plan_line");
    EXPECT_EQ(added("line.kind=wheelchair, line.years_since_chair=5"), "not-known plan_line");
    EXPECT_EQ(added(chair + "50.00"), "accepted");
    EXPECT_EQ(added("line.kind=wheelchair, line.chair_cost=50.00, line.years_since_chair=4,"
                    "line.wheelchair_need_changed=no"),
              "accepted");
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 1}, "build-budget"), "warn");
}

// A1 pays NHS and social care of B1, A3 education and A4 social care of B2.
TEST_F(BuildBudget, CTB_01_NothingIsAskedOfThePersonOnAnExemptLine) {
    const auto share = [&](const char* agreement) {
        return refused(agreement_change,
                       {{"agreement", agreement},
                        {"contribution", "25.00"},
                        {"contribution_basis", "net"},
                        {"from", "2026-12-07"}});
    };
    EXPECT_EQ(share("A3"), "contribution-on-exempt-line agreement");
    EXPECT_NE(share("A4"), "contribution-on-exempt-line agreement");
    accepted(agreement_change,
             {{"agreement", "A1"}, {"contribution", "19.00"}, {"from", "2026-12-07"}});
    EXPECT_EQ(last_effect({ledger::CaseKind::plan_line, 1}, "build-budget"), "allow");
    tell("L5", "line.contribution_exempt=yes");
    EXPECT_EQ(share("A4"), "contribution-on-exempt-line agreement");
    tell("L5", "line.contribution_exempt=no");
    EXPECT_NE(share("A4"), "contribution-on-exempt-line agreement");
    EXPECT_EQ(added("line.contribution=0.01"), "contribution-on-exempt-line plan_line");
}

class IncreaseOfABudget : public BudgetEvents {
  protected:
    IncreaseOfABudget() { tell_what_activation_asks("B1"); }
    void raise(const char* amount, const char* from) {
        confirm(accepted(plan_change, {{"plan_line", "L1"}, {"amount", amount}, {"from", from}}));
    }
};

TEST_F(IncreaseOfABudget, RED_09_TheHolderIsTold) {
    raise("110.00", "2026-12-01");
    EXPECT_EQ(tasks(), "increase-untold budget:B1;");
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 1}, "increase"), "allow");
}

TEST_F(IncreaseOfABudget, RED_09_TheLetterEndsTheTask) {
    raise("110.00", "2026-12-01");
    accepted(scheduler::setting_set,
             {{"name", "contact.phone"}, {"value", "01632 960000"}},
             asking_checker);
    const json drafted = accepted(scheduler::notice_draft, {{"budget", "B1"}, {"kind", "uplift"}});
    accepted(scheduler::notice_issue,
             {{"notice", drafted.at("notice")}, {"understandable", "yes"}},
             asking_checker);
    const auto open = area.database().prepare(
        "SELECT COUNT(*) FROM task WHERE kind = 'increase-untold' AND state = 1");
    ASSERT_TRUE(open->step());
    EXPECT_EQ(open->integer(0), 0);
}

TEST_F(IncreaseOfABudget, RED_09_ThatTheyWereToldIsOnRecordFromItsFirstDay) {
    tell("budget:B1", "surplus.letter_issued=yes", "2026-12-01");
    raise("110.00", "2026-12-01");
    EXPECT_EQ(tasks(), "");
    raise("120.00", "2026-12-08");  // that letter told of another one
    EXPECT_EQ(tasks(), "increase-untold budget:B1;");
}

TEST_F(IncreaseOfABudget, RED_09_SoAreThoseWhoseOwnShareFallsOrWhoseStreamIsRaised) {
    confirm(accepted(agreement_change,
                     {{"agreement", "A1"}, {"contribution", "10.00"}, {"from", "2026-11-30"}}));
    EXPECT_EQ(tasks(), "increase-untold budget:B1;");
    const json proposed =
        accepted(scheduler::uplift_propose,
                 {{"stream", "education"}, {"percent", "5"}, {"from", "2026-12-28"}});
    accepted(scheduler::uplift_approve,
             {{"uplift", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(
        tasks(),
        "increase-untold budget:B1;increase-untold uplift:" + proposed.at("proposal").dump() + ";");
}

class ReviewOfABudget : public BudgetEvents {};

TEST_F(ReviewOfABudget, OPT_03_IsClosedOnceTheOptionsWereDiscussedAtIt) {
    accepted(scheduler::review_open, {{"budget", "B1"}, {"kind", "request"}, {"words", "why"}});
    accepted(scheduler::review_decide,
             {{"review", "1"},
              {"outcome", "no-change"},
              {"covers", "plan,use,sufficiency,terms"},
              {"involved", paper},
              {"agreed", paper},
              {"words", "It meets the plan."}});
    EXPECT_EQ(refused(review_close, {{"review", "1"}}), "illegal-transition review");
    accepted(scheduler::review_tell, {{"review", "1"}, {"letter", paper}});
    EXPECT_EQ(refused(review_close, {{"review", "1"}}), "option-discussion review");
    tell("budget:B1", "eligibility.option_discussion=" + paper, "2026-11-21");
    EXPECT_EQ(refused(review_close, {{"review", "1"}}), "option-discussion review");
    tell("budget:B1", "eligibility.option_discussion=" + paper);
    EXPECT_EQ(refused(review_close, {{"review", "1"}}), "accepted");
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 1}, "review"), "allow");
}

// B8 was managed by the organisation FUND, which has £310 of it.
class ChangeOfOption : public BudgetEvents {
  protected:
    void add_fund(const std::string& kind) {
        Files more = sample_import();
        more.at("file:third_parties.csv") += "FUND,Ash," + kind + ",Ash,001001,00000008\n";
        more.at("file:budgets.csv") += "B8,P1,ICB,2026-04-01,,\n";
        more.at("file:plan_lines.csv") +=
            "L8,B8,ICB,nhs,Days,third-party,77.50,weekly,2026-04-01,\n";
        more.at("file:agreements.csv") +=
            "A8,B8,third-party,third-party:FUND,,,,BA-ICB,four-weekly,2026-04-06,,"
            "2026-04-06,,advance,,,active,2026-03-01\n";
        more.at("file:opening_balances.csv") += "held,,B8,third-party,ICB,nhs,,310.00,2026-04-01\n";
        more["apply"] = "yes";
        const auto imported = ask(area, scheduler::import_area, more, asking_maker);
        ASSERT_TRUE(imported.accepted()) << imported.refusal().words;
        tell_what_activation_asks("B8");
    }
    json change() {
        return accepted(scheduler::plan_option,
                        {{"plan_line", "L8"},
                         {"option", "direct-payment"},
                         {"from", "2026-11-22"},
                         {"facts", "line.planned_cost=77.50"},
                         {"payee", "holder"},
                         {"ground", "request"},
                         {"ground_evidence", paper}});
    }
    std::string handed_over(const std::string& amount) {
        return refused(scheduler::plan_handed_over,
                       {{"budget", "B8"}, {"amount", amount}, {"on", "2026-11-22"}});
    }
};

// Constructed: 28 days.
TEST_F(ChangeOfOption, ISF_03_TheBalanceLessWhatIsCommittedMoves) {
    add_fund("individual-service-fund");
    const json proposed = change();
    EXPECT_EQ(proposed.value("fund_moves_by", ""), "2026-12-20");
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 3}, "change-option"), "allow");
    confirm(proposed);
    EXPECT_EQ(handed_over("309.99"), "not-portable-amount amount");
    const json all = accepted(scheduler::plan_handed_over,
                              {{"budget", "B8"}, {"amount", "310.00"}, {"on", "2026-11-22"}});
    accepted(scheduler::proposal_refuse, {{"proposal", all.at("proposal").dump()}});
    tell("A8", "third_party.committed=10.00");
    EXPECT_EQ(handed_over("310.00"), "not-portable-amount amount");
    const json given = accepted(scheduler::plan_handed_over,
                                {{"budget", "B8"}, {"amount", "300.00"}, {"on", "2026-11-22"}});
    tell("A8", "third_party.committed=20.00");
    EXPECT_EQ(refused(proposal_confirm, confirmation(given), asking_checker),
              "not-portable-amount proposal");
    tell("A8", "third_party.committed=10.00");
    confirm(given);
}

TEST_F(ChangeOfOption, SCH_01_TheScheduleOfTheAgreementThatItMakesIsAsked) {
    add_fund("trust");
    const Files signed_too{{"plan_line", "L8"},
                           {"option", "direct-payment"},
                           {"from", "2026-11-22"},
                           {"facts", "line.planned_cost=77.50"},
                           {"payee", "holder"},
                           {"signed_on", "2026-11-20"},
                           {"evidence", paper}};
    tell("budget:B8", "account.plan_fixes_dates=no");
    EXPECT_EQ(refused(scheduler::plan_option, signed_too), "no-dates-in-plan plan_line");
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 3}, "schedule"), "block");
    tell("budget:B8", "account.plan_fixes_dates=");
    const json proposed = accepted(scheduler::plan_option, signed_too);
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 3}, "schedule"), "allow");
    tell("budget:B8", "account.plan_fixes_dates=no");
    EXPECT_EQ(refused(proposal_confirm, confirmation(proposed), asking_checker),
              "no-dates-in-plan plan_line");
    tell("budget:B8", "account.plan_fixes_dates=");
    confirm(proposed);
}

// A draft pays nothing: it is asked about when it is signed.
TEST_F(ChangeOfOption, SCH_01_IsNotAskedOfADraft) {
    add_fund("trust");
    tell("budget:B8", "account.plan_fixes_dates=no");
    confirm(change());
    EXPECT_EQ(last_effect({ledger::CaseKind::budget, 3}, "schedule"), "never asked");
}

TEST_F(ChangeOfOption, ISF_03_IsOfServiceFundsAlone) {
    add_fund("trust");
    const json proposed = change();
    EXPECT_EQ(proposed.count("fund_moves_by"), 0U);
    confirm(proposed);
    EXPECT_EQ(handed_over("309.99"), "accepted");
}

}  // namespace
}  // namespace almoner::tests
