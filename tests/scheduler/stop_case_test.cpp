// A body's own suspension or stop goes by a case: review, decision, notice that has run its days.
#include "ledger/records/actor.h"
#include "ledger/records/evidence.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/plan_hold.h"
#include "tests/scheduler/reduction_case_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::AskedOn;
using tests::Given;
using tests::on;
using tests::pounds;

const AskedOn on_2_december{.day = "2026-12-02"};

// LP1 is £450 a week of NHS money.
class StopCase : public tests::CaseArea {
  protected:
    StopCase() {
        area.write([](ledger::Work& work) {
            ledger::insert_actor(work, {.ref = "anna", .from_on = work.today()});
        });
        told_of_budget("eligibility.consent_withdrawn", "no");
        told_of_budget("surplus.plan_notice_days", "28");
        told_of_budget("stop.care_still_funded", "yes");
        told_of_budget("stop.liabilities_moved", "yes");
        told_of_budget("stop.alternative_provision", std::to_string(letter()));
    }
    std::int64_t letter() {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            id = ledger::insert_evidence(work,
                                         {.kind = "letter",
                                          .person = person.person,
                                          .subject = "what takes its place",
                                          .dated_on = work.today(),
                                          .given_by = 1,
                                          .media_type = "text/plain"},
                                         "a letter");
        });
        return id;
    }
    ledger::PlanLine line_on(std::string_view day) {
        return ledger::plan_line_by_ref(area.area().database(), "LP1", on(day)).value();
    }
    std::string take_effect() { return area.refusal(case_take_effect, in_case, on_2_december); }

    const Given in_case{{"case", "C-0001"}};
};

TEST_F(StopCase, EndsThePlanLineTheDayBeforeItsNoticeMatures) {
    decided("stop", "stop", {{"ground", "no-longer-suitable"}, {"effect", "2026-11-20"}});
    EXPECT_EQ(take_effect(), "notice-not-issued");
    issue_notice("stop");
    EXPECT_EQ(area.refusal(case_take_effect, in_case, {.day = "2026-12-01"}), "notice-running");
    EXPECT_EQ(area.answer(case_take_effect, in_case, on_2_december)["state"], "closed");
    EXPECT_EQ(line_on("2026-12-01").end_on, std::nullopt);
    EXPECT_EQ(line_on("2026-12-02").end_on, on("2026-12-01"));
    EXPECT_TRUE(is_sound());
}

TEST_F(StopCase, NeedsAGroundOfTheList) {
    const std::string review = std::to_string(closed_review("stop"));
    area.answer(case_open, {{"review", review}, {"kind", "stop"}, {"words", "Why."}});
    Given proposal{{"case", "C-0001"}, {"plan_line", "LP1"}, {"workings", "All of it."}};
    EXPECT_EQ(area.refusal(case_propose, proposal), "field-missing");
    proposal["ground"] = "thrift";
    EXPECT_EQ(area.refusal(case_propose, proposal), "not-in-the-list");
    proposal["ground"] = "misuse";
    area.answer(case_propose, proposal);
}

TEST_F(StopCase, WaitsForWhatTakesThePlaceOfThePayment) {
    told_of_budget("stop.liabilities_moved", "no");
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    EXPECT_EQ(take_effect(), "liabilities-not-moved");
    told_of_budget("stop.liabilities_moved", "yes");
    told_of_budget("stop.alternative_provision", "99");
    EXPECT_EQ(take_effect(), "alternative-provision");
    EXPECT_EQ(line_on("2026-12-02").end_on, std::nullopt);
}

TEST_F(StopCase, OfASuspensionLeavesThePlanLineOnHold) {
    decided("suspend", "suspend", {{"effect", "2026-11-20"}});
    issue_notice("suspension");
    told_of_budget("stop.care_still_funded", "no");
    EXPECT_EQ(take_effect(), "care-unfunded");
    told_of_budget("stop.care_still_funded", "yes");
    EXPECT_EQ(area.answer(case_take_effect, in_case, on_2_december)["state"], "closed");
    EXPECT_EQ(line_on("2026-12-01").amount, pounds(450));
    EXPECT_EQ(line_on("2026-12-02").amount, pounds(0));
    EXPECT_TRUE(is_on_hold(area.area().database(), line_on("2026-12-02")));
}

}  // namespace
}  // namespace almoner::scheduler
