#include "scheduler/commands/uplift.h"

#include "ledger/records/plan_line.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/setting.h"
#include "scheduler/facts/increases.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::another_checker;
using tests::asking_checker;
using tests::asking_maker;
using tests::checker_up_to;
using tests::day;
using tests::Files;
using tests::with;

// L2 is 40.00 a week (2,080.00 a year) and L5 300.00 a month (3,600.00): social care both.
const Files by_stream{{"stream", "social-care"}, {"percent", "3.2"}, {"from", "2026-12-10"}};

class UpliftCommand : public tests::PeopleArea {
  protected:
    std::int64_t amount(std::string_view ref, std::string_view iso) {
        return ledger::plan_line_by_ref(area.database(), ref, day(iso))->amount.pence();
    }
    static Files approval(const json& proposed) {
        return {{"uplift", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}};
    }
};

TEST_F(UpliftCommand, RaisesAStreamFromADayInsideAPeriodOnceAnotherPersonApproves) {
    const json preview = accepted(uplift_propose, by_stream);
    EXPECT_EQ(preview["count"], 2);
    EXPECT_EQ(preview["before"], 568'000);
    EXPECT_EQ(preview["after"], 586'176);  // 41.28 a week and 309.60 a month
    EXPECT_EQ(preview["left_out"].size(), 0);
    EXPECT_EQ(amount("L2", "2026-12-10"), 4'000);
    accepted(uplift_approve, approval(preview), asking_checker);
    EXPECT_EQ(amount("L2", "2026-12-09"), 4'000);
    EXPECT_EQ(amount("L2", "2026-12-10"), 4'128);
    EXPECT_EQ(amount("L5", "2026-12-10"), 30'960);
    EXPECT_EQ(amount("L1", "2026-12-10"), 10'000);
}

TEST_F(UpliftCommand, ABackDatedOneIsDatedFromItsDay) {
    const json preview = accepted(uplift_propose, with(by_stream, "from", "2026-10-01"));
    accepted(uplift_approve, approval(preview), asking_checker);
    EXPECT_EQ(amount("L2", "2026-09-30"), 4'000);
    EXPECT_EQ(amount("L2", "2026-10-01"), 4'128);
    EXPECT_EQ(tasks(), "increase-untold uplift:1;");
}

// L2 is of B1 and L5 of B2.
TEST_F(UpliftCommand, IsToldOnceEachOfItsBudgetsHadItsLetter) {
    accepted(setting_set, {{"name", "contact.phone"}, {"value", "01632 960000"}}, asking_checker);
    accepted(notice_reader,
             {{"representative", "1"}, {"format", "standard"}, {"address", "1 High Street"}});
    const auto told = [&](const std::string& budget) {
        const json drafted = accepted(notice_draft, {{"budget", budget}, {"kind", "uplift"}});
        accepted(notice_issue,
                 {{"notice", drafted.at("notice")},
                  {"understandable", "yes"},
                  {"file:translation", "Mae'r gyllideb yn codi.\n"}},
                 asking_checker);
    };
    const auto open = [&] {
        const auto count = area.database().prepare(
            "SELECT COUNT(*) FROM task WHERE kind = 'increase-untold' AND state = 1");
        return count->step() ? count->integer(0) : -1;
    };
    const json preview = accepted(uplift_propose, by_stream);
    accepted(uplift_approve, approval(preview), asking_checker);
    EXPECT_EQ(open(), 1);
    told("B1");
    EXPECT_EQ(open(), 1);
    told("B1");
    EXPECT_EQ(open(), 1) << "B2 was not told";
    told("B2");
    EXPECT_EQ(open(), 0);
    // Those letters told of an uplift before this one; that they know is on record as well.
    const json next = accepted(uplift_propose, with(by_stream, "from", "2027-01-07"));
    accepted(uplift_approve, approval(next), asking_checker);
    EXPECT_EQ(open(), 1);
    told("B2");
    tell("budget:B1", "surplus.letter_issued=yes", "2027-01-06");
    EXPECT_EQ(open(), 1);
    tell("budget:B1", "surplus.letter_issued=yes", "2027-01-07");
    EXPECT_EQ(open(), 0);
}

// L2 is of B1 and L5 of B2; what is closed has nobody to be told of an increase.
TEST_F(UpliftCommand, OfAClosedBudgetNobodyIsTold) {
    const auto subjects = [&](std::string_view today) {
        std::string all;
        for (const std::string& each : settled_increases(area.database(), day(today))) {
            all += each + ";";
        }
        return all;
    };
    const json preview = accepted(uplift_propose, by_stream);
    accepted(uplift_approve, approval(preview), asking_checker);
    const json raised = accepted(plan_change, {{"plan_line", "L1"}, {"amount", "110"}});
    accepted(proposal_confirm,
             {{"proposal", raised.at("proposal").dump()}, {"confirm", raised["confirm"]}},
             asking_checker);
    EXPECT_EQ(tasks(), "increase-untold uplift:1;increase-untold budget:B1;");
    EXPECT_EQ(subjects("2027-03-31"), "");
    EXPECT_EQ(subjects("2027-04-01"), "budget:B1;");  // B1 ends on 31 March 2027
    tell("budget:B2", "surplus.letter_issued=yes", "2026-12-10");
    EXPECT_EQ(subjects("2027-03-31"), "");
    EXPECT_EQ(subjects("2027-04-01"), "uplift:1;budget:B1;");
}

TEST_F(UpliftCommand, RaisesTheLinesAtOneRateToANewAmount) {
    const json preview = accepted(uplift_propose,
                                  {{"amount", "100"},
                                   {"frequency", "weekly"},
                                   {"new_amount", "104.50"},
                                   {"from", "2026-12-10"}});
    EXPECT_EQ(preview["count"], 1);
    EXPECT_EQ(preview["confirm"], "1:543400");
    accepted(uplift_approve, approval(preview), asking_checker);
    EXPECT_EQ(amount("L1", "2026-12-10"), 10'450);
}

TEST_F(UpliftCommand, LinesThatItLeavesOutAreListedWithTheReason) {
    const json proposed =
        accepted(plan_change, {{"plan_line", "L2"}, {"amount", "45"}, {"from", "2027-01-01"}});
    EXPECT_EQ(accepted(uplift_propose, by_stream)["left_out"][0]["code"], "proposal-open");
    accepted(proposal_confirm,
             {{"proposal", proposed["proposal"].dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    const json preview = accepted(uplift_propose, by_stream);
    EXPECT_EQ(preview["count"], 1);
    ASSERT_EQ(preview["left_out"].size(), 1);
    EXPECT_EQ(preview["left_out"][0]["plan_line"], "L2");
    EXPECT_EQ(preview["left_out"][0]["code"], "uplift-later-rate");
    const json ended =
        accepted(uplift_propose, {{"stream", "nhs"}, {"percent", "1"}, {"from", "2027-03-31"}});
    EXPECT_EQ(ended["count"], 1);
    EXPECT_EQ(
        refused(uplift_propose, {{"stream", "nhs"}, {"percent", "1"}, {"from", "2027-04-01"}}),
        "nothing-to-raise stream");
}

TEST_F(UpliftCommand, IsApprovedByAnotherCheckerWithinTheirLimitWhoNamesCountAndTotal) {
    const Files fields = approval(accepted(uplift_propose, by_stream, asking_checker));
    EXPECT_EQ(refused(uplift_approve, fields, asking_checker), "own-proposal as");
    EXPECT_EQ(refused(uplift_approve, fields, asking_maker), "needs-checker as");
    EXPECT_EQ(refused(uplift_approve, fields, checker_up_to(586'175)), "above-approve-limit as");
    EXPECT_EQ(refused(uplift_approve, with(fields, "confirm", "3:586176"), another_checker),
              "confirm-differs confirm");
    accepted(uplift_approve, fields, checker_up_to(586'176));
    EXPECT_EQ(refused(uplift_approve, fields, another_checker), "proposal-closed proposal");
}

TEST_F(UpliftCommand, ALineThatChangedAfterThePreviewStopsIt) {
    const Files fields = approval(accepted(uplift_propose, by_stream));
    accepted(plan_change, {{"plan_line", "L5"}, {"purpose", "Respite care"}});
    EXPECT_EQ(refused(uplift_approve, fields, asking_checker), "changed-since uplift");
    EXPECT_EQ(amount("L2", "2026-12-10"), 4'000);
}

TEST_F(UpliftCommand, TheSameUpliftTwiceRaisesOnce) {
    const Files first = approval(accepted(uplift_propose, by_stream));
    const Files second = approval(accepted(uplift_propose, by_stream));
    accepted(uplift_approve, first, asking_checker);
    EXPECT_EQ(refused(uplift_approve, second, asking_checker), "changed-since uplift");
}

TEST_F(UpliftCommand, EachBadFieldIsNamed) {
    const auto spoil = [&](const char* field, const char* value) {
        return refused(uplift_propose, with(by_stream, field, value));
    };
    EXPECT_EQ(spoil("stream", ""), "uplift-scope-missing stream");
    EXPECT_EQ(spoil("stream", "health"), "not-in-the-list stream");
    EXPECT_EQ(spoil("percent", ""), "uplift-change-missing percent");
    EXPECT_EQ(spoil("new_amount", "5"), "uplift-change-missing percent");
    EXPECT_EQ(spoil("percent", "0"), "percent-out-of-range percent");
    EXPECT_EQ(spoil("percent", "-1"), "percent-out-of-range percent");
    EXPECT_EQ(spoil("percent", "50.01"), "percent-out-of-range percent");
    EXPECT_EQ(spoil("percent", "3.225"), "percent-out-of-range percent");
    EXPECT_EQ(spoil("amount", "40"), "field-missing frequency");
    EXPECT_EQ(spoil("from", ""), "field-missing from");
    EXPECT_EQ(
        refused(uplift_propose, {{"stream", "nhs"}, {"new_amount", "5"}, {"from", "2026-12-10"}}),
        "uplift-scope-missing amount");
    EXPECT_EQ(refused(uplift_approve, {{"uplift", "77"}}, asking_checker),
              "proposal-unknown uplift");
}

}  // namespace
}  // namespace almoner::scheduler
