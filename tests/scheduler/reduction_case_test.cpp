// Nothing is taken back without review, decision by two, and a notice that has matured (rules.md
// 1.6, 1.7 and the case of section 3).
#include "ledger/records/plan_step.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/proposal_show.h"
#include "tests/scheduler/reduction_case_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::Given;
using tests::on;
using tests::pounds;

class ACase : public CaseArea {
  protected:
    void told_what_a_reduction_asks() {
        told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000");
        told_of_budget("surplus.plan_notice_days", "28");
    }
    Money amount_on(std::string_view day) {
        return ledger::plan_line_numbered(area.area().database(), person.line, on(day))->amount;
    }
};

TEST_F(ACase, NeedsAClosedReviewThatCameToIt) {
    const auto open = [&](std::int64_t review, const std::string& kind) {
        return area.refusal(
            case_open,
            {{"review", std::to_string(review)}, {"kind", kind}, {"words", "Too much."}});
    };
    EXPECT_EQ(open(1, "offset"), "review-unknown");
    const std::int64_t notified = closed_review("offset", "surplus", "notified");
    EXPECT_EQ(open(notified, "offset"), "no-review");
    const std::int64_t closed = closed_review("offset");
    EXPECT_EQ(open(closed, "reclaim"), "no-review");
    EXPECT_EQ(open(closed, "gift"), "not-in-the-list");
    EXPECT_EQ(open(closed, "offset"), "accepted");
    EXPECT_EQ(open(closed, "offset"), "case-exists");
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "reviewed");
}

TEST_F(ACase, IsDecidedByTwoPeopleWithItsWorkings) {
    const std::string review = std::to_string(closed_review("reduce"));
    area.answer(case_open, {{"review", review}, {"kind", "reduction"}, {"words", "Less is used."}});
    Given wanted{{"case", "C-0001"}, {"plan_line", "LP1"}, {"amount", "400.00"}};
    EXPECT_EQ(area.refusal(case_approve, {{"case", "C-0001"}}, {.actor = ben}), "nothing-proposed");
    EXPECT_EQ(area.refusal(case_propose, wanted), "field-missing");  // its workings
    wanted["workings"] = "Two hours less a week.";
    EXPECT_EQ(area.refusal(case_propose, wanted), "workings-differ");
    wanted["workings"] = "Two hours = £50.01";
    EXPECT_EQ(area.refusal(case_propose, wanted), "workings-differ");
    wanted["workings"] = "Soap = £0.01";
    wanted["amount"] = "450.00";
    EXPECT_EQ(area.refusal(case_propose, wanted), "nothing-to-reduce");
    wanted["amount"] = "449.99";
    const json proposed = area.answer(case_propose, wanted, {.actor = ben});
    EXPECT_EQ(proposed.at("before"), 2'340'000);
    EXPECT_EQ(proposed.at("after"), 2'339'948);
    const Given approval{{"case", "C-0001"}, {"confirm", "1:2339948"}};
    EXPECT_EQ(area.refusal(case_approve, approval, {.actor = ben}), "own-proposal");
    EXPECT_EQ(area.refusal(case_approve, approval, {.actor = tests::anna}), "needs-checker");
    const auto shown = json::parse(
        proposal_show(area.area().database(), 1, on("2026-11-02"), Personal::masked).value());
    EXPECT_EQ(shown.at("changes").at(0).dump(),
              R"({"after":"£449.99","before":"£450.00","what":"plan line LP1, each week"})");
    EXPECT_FALSE(shown.contains("ground"));
    area.answer(case_approve, approval, {.actor = tests::carol});
    EXPECT_EQ(area.refusal(case_propose, wanted), "illegal-transition");
    EXPECT_EQ(ledger::decision_of_case(area.area().database(), 1)->workings, "Soap = £0.01");
    EXPECT_TRUE(is_sound());
}

TEST_F(ACase, TakesEffectOnlyOnceItsNoticeHasMatured) {
    told_what_a_reduction_asks();
    const std::string review = std::to_string(closed_review("reduce"));
    area.answer(case_open, {{"review", review}, {"kind", "reduction"}, {"words", "Less is used."}});
    EXPECT_EQ(take_effect("2026-11-02"), "illegal-transition");
    area.answer(case_propose,
                {{"case", "C-0001"},
                 {"plan_line", "LP1"},
                 {"amount", "400.00"},
                 {"workings", "Two hours = £50.00"},
                 {"effect", "2026-11-30"}});
    EXPECT_EQ(take_effect("2026-11-02"), "illegal-transition");
    area.answer(case_approve, {{"case", "C-0001"}, {"confirm", "1:2080000"}}, {.actor = ben});
    EXPECT_EQ(take_effect("2026-11-02"), "illegal-transition");  // nobody was consulted
    EXPECT_EQ(area.refusal(case_consult, {{"case", "C-0001"}}), "evidence-missing");
    area.answer(case_consult, {{"case", "C-0001"}, {"words", "In hospital, nobody else."}});
    EXPECT_EQ(take_effect("2026-11-02"), "notice-not-issued");
    const std::int64_t notice = issue_notice("reduction");
    EXPECT_EQ(take_effect("2026-12-01"), "notice-running");
    notice_step(notice, "challenged", "2026-12-01");
    EXPECT_EQ(take_effect("2026-12-02"), "reconsideration-unanswered");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(450));
    notice_step(notice, "upheld", "2026-12-02");
    EXPECT_EQ(take_effect("2026-12-02"), "accepted");
    EXPECT_EQ(amount_on("2026-12-01"), pounds(450));  // never before the notice has matured
    EXPECT_EQ(amount_on("2026-12-02"), pounds(400));
    EXPECT_EQ(take_effect("2026-12-02"), "illegal-transition");
    EXPECT_TRUE(is_sound());
}

// The plan was approved as it was before.
TEST_F(ACase, ThatLowersALineAsksForTheNextVersionOfThePlan) {
    told_what_a_reduction_asks();
    const auto tasks = [&] {
        const auto rows = area.area().database().prepare(
            "SELECT COUNT(*) FROM task WHERE kind = 'plan-changed' AND state = 1");
        return rows->step() ? rows->integer(0) : -1;
    };
    area.write([&](ledger::Work& work) {
        ledger::insert_plan_step(
            work,
            person.person,
            {.budget = person.budget, .state = "approved", .on = work.today(), .actor = 1});
    });
    (void)decided("reduction", "reduce", {{"amount", "400.00"}, {"effect", "2026-11-30"}});
    issue_notice("reduction");
    EXPECT_EQ(tasks(), 0);
    EXPECT_EQ(take_effect("2026-12-02"), "accepted");
    EXPECT_EQ(tasks(), 1);
}

TEST_F(ACase, IsAskedAboutByTheRules) {
    const auto decide = [&] { return decided("reduction", "reduce", {{"amount", "400.00"}}); };
    (void)decide();
    issue_notice("reduction");
    EXPECT_EQ(take_effect("2026-12-02"), "not-known");  // what the planned care costs
    told_what_a_reduction_asks();
    told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40001", "2026-10-21");
    EXPECT_EQ(take_effect("2026-12-02"), "insufficient");  // SUF-01, a penny too little
    told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000", "2026-10-22");
    told_of_budget("surplus.plan_notice_days", "31");  // RED-02: the plan has longer notice
    EXPECT_EQ(take_effect("2026-12-02"), "notice-running");
    EXPECT_EQ(take_effect("2026-12-03"), "accepted");
}

TEST_F(ACase, OfAnotherNoticeOrAWithdrawnOneWaits) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    const std::int64_t other = issue_notice("reclaim");
    issue_notice("reduction", "C-0002");
    EXPECT_EQ(take_effect("2026-12-02"), "notice-not-issued");
    const std::int64_t notice = issue_notice("reduction");
    notice_step(notice, "challenged", "2026-11-10");
    notice_step(notice, "withdrawn", "2026-11-12");
    EXPECT_EQ(take_effect("2026-12-02"), "notice-not-issued");
    notice_step(other, "withdrawn", "2026-11-12");
    area.answer(case_withdraw, {{"case", "C-0001"}, {"words", "She needs it."}});
    EXPECT_EQ(take_effect("2026-12-02"), "illegal-transition");
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "closed");
}

TEST_F(ACase, IsToldAsItWasDecidedAndNotBefore) {
    told_what_a_reduction_asks();
    const Given wanted{{"budget", "BP1"},
                       {"kind", "reduction"},
                       {"reasons", "The review found that less is needed."},
                       {"case", "C-0001"}};
    const auto draft = [&](Given other = {}) {
        other.insert(wanted.begin(), wanted.end());
        return area.refusal(notice_draft, other);
    };
    EXPECT_EQ(draft(), "case-unknown");  // a number that somebody foresaw
    const std::string review = std::to_string(closed_review("reduce"));
    area.answer(case_open, {{"review", review}, {"kind", "reduction"}, {"words", "Less is used."}});
    EXPECT_EQ(draft(), "case-not-so-far");
    area.answer(case_propose,
                {{"case", "C-0001"},
                 {"plan_line", "LP1"},
                 {"amount", "400.00"},
                 {"workings", "Two hours = £50.00"}});
    area.answer(case_approve, {{"case", "C-0001"}, {"confirm", "1:2080000"}}, {.actor = ben});
    EXPECT_EQ(draft(), "case-not-so-far");
    area.answer(case_consult, {{"case", "C-0001"}, {"words", "In hospital."}});
    EXPECT_EQ(draft({{"case", "C-1"}}), "case-unknown");
    EXPECT_EQ(draft({{"kind", "offset"}}), "case-of-another-kind");
    EXPECT_EQ(draft({{"amount", "10.00"}, {"workings", "In all = £10.00"}}), "as-decided");
    EXPECT_EQ(draft({{"effect_on", "2026-11-03"}}), "as-decided");
    EXPECT_EQ(draft(), "accepted");
    const auto notice = *ledger::notice_by_id(area.area().database(), 1);
    EXPECT_EQ(notice.amount, pounds(50));
    EXPECT_EQ(notice.effect_on, ledger::decision_of_case(area.area().database(), 1)->effect_on);
    EXPECT_EQ(notice.workings,
              "Two hours = £50.00\nWhat was planned each week = £450.00\n"
              "What is planned each week from then on = £400.00\nLess each week = £50.00\n");
    EXPECT_EQ(draft(), "notice-already");
    EXPECT_EQ(area.refusal(case_propose,
                           {{"case", "C-0001"},
                            {"plan_line", "LP1"},
                            {"amount", "390.00"},
                            {"workings", "Three hours = £60.00"}}),
              "notice-already");
    area.answer(case_withdraw, {{"case", "C-0001"}, {"words", "She needs it."}});
    EXPECT_EQ(ledger::notice_by_id(area.area().database(), 1)->state, "withdrawn");
}

TEST_F(ACase, TakesNoMoreThanItsNoticeTold) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    issue_notice("reduction", "C-0001", "2026-11-02", "2026-12-02", -pounds(40));
    EXPECT_EQ(take_effect("2026-12-02"), "notice-tells-otherwise");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(450));
}

// £450 -> £400 was told; meanwhile the line went up to £500.
TEST_F(ACase, OfALineThatWentUpMeanwhileIsDecidedAgain) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    const std::int64_t notice = issue_notice("reduction");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-10"));
        line.from_on = on("2026-11-10");
        line.amount = pounds(500);
        ledger::insert_plan_line(work, line);
    });
    EXPECT_EQ(take_effect("2026-12-02"), "notice-tells-otherwise");
    notice_step(notice, "running", "2026-12-02");
    notice_step(notice, "withdrawn", "2026-12-02");
    area.answer(case_propose,
                {{"case", "C-0001"},
                 {"plan_line", "LP1"},
                 {"amount", "450.00"},
                 {"workings", "Two hours = £50.00"}},
                {.day = "2026-12-02"});
    EXPECT_EQ(take_effect("2027-01-10"), "notice-not-issued");
}

// C2: who asked has no answer, whatever is issued after it.
TEST_F(ACase, IsNotSteppedRoundByASecondNotice) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    notice_step(issue_notice("reduction"), "challenged", "2026-11-10");
    issue_notice("reduction", "C-0001", "2026-11-12", "2026-12-12");
    EXPECT_EQ(take_effect("2026-12-20"), "reconsideration-unanswered");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(450));
}

TEST_F(ACase, WhoseReviewIsNotClosedIsRefused) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    issue_notice("reduction");
    area.write([&](ledger::Work& work) {
        ledger::insert_review_step(
            work,
            person.person,
            {.review = 1, .state = "started", .on = on("2026-11-20"), .actor = 1});
    });
    EXPECT_EQ(take_effect("2026-12-02"), "no-review");
}

}  // namespace
}  // namespace almoner::scheduler
