// A body's own suspension or stop goes by a case: review, decision, notice that has run its days.
#include "ledger/records/actor.h"
#include "ledger/records/ending.h"
#include "ledger/records/evidence.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/facts/attested.h"
#include "scheduler/notice/notice_term.h"
#include "tests/scheduler/reduction_case_area.h"

namespace almoner::scheduler {
namespace {

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
        told_of_budget("surplus.plan_notice_days", "28");
        told_of_budget("stop.care_still_funded", "yes");
        told_of_budget("stop.alternative_provision", std::to_string(letter()));
    }
    // Somebody has found what is owed, on this line; E-0001 is open.
    void found_owed(ledger::Money amount, const std::string& because = "stop") {
        area.write([&](ledger::Work& work) {
            const auto id = ledger::insert_ending(work,
                                                  person.person,
                                                  {.budget = person.budget,
                                                   .because = because,
                                                   .last_on = on("2026-12-01"),
                                                   .ground = because == "stop" ? "misuse" : "",
                                                   .opened_on = work.today(),
                                                   .opened_by = 1});
            ledger::insert_ending_step(
                work,
                person.person,
                {.ending = id, .state = "open", .on = work.today(), .actor = 1});
            ledger::insert_ending_answer(work,
                                         {.ending = id,
                                          .kind = "invoices",
                                          .plan_line = person.line,
                                          .amount = amount,
                                          .evidence = 1,
                                          .proposal = 1,
                                          .proposed_by = 1,
                                          .approved_by = 2});
        });
    }
    void body_takes_over(ledger::Money amount) {
        area.write([&](ledger::Work& work) {
            ledger::insert_ending_settled(work,
                                          {.ending = 1,
                                           .kind = "invoices",
                                           .plan_line = person.line,
                                           .amount = amount,
                                           .way = "body",
                                           .evidence = 1,
                                           .proposal = 1,
                                           .on = work.today(),
                                           .actor = 1});
        });
    }
    std::optional<ledger::Ending> ending() {
        return ledger::ending_of(area.area().database(), person.budget);
    }
    // The council's, under the same agreement.
    void add_another_line() {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
            line.number = 0;
            line.ref = "LP2";
            line.body = area.partner;
            line.stream = ledger::Stream::social_care;
            ledger::insert_plan_line(work, line);
        });
    }
    void change_line(ledger::Date from, ledger::Date start) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, from);
            line.from_on = from;
            line.start_on = start;
            ledger::insert_plan_line(work, line);
        });
    }
    void answer_all(const std::string& day, const std::string& number = "E-0001") {
        const auto said =
            area.answer(ending_answer,
                        {{"ending", number},
                         {"what", "wages,notice-pay,redundancy,holiday-pay,hmrc,pension,invoices"},
                         {"nothing", "yes"},
                         {"evidence", "1"}},
                        {.day = day});
        area.answer(proposal_confirm,
                    {{"proposal", said.at("proposal").dump()}, {"confirm", said.at("confirm")}},
                    {.actor = tests::ben, .day = day});
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
    // LP2 by C-0002, whose notice matures with its effect.
    std::string stop_another_line(const std::string& effect) {
        EXPECT_EQ(
            decided(
                "stop", "stop", {{"ground", "misuse"}, {"plan_line", "LP2"}, {"effect", effect}}),
            "C-0002");
        issue_notice("stop", "C-0002", "2026-11-02", effect);
        return area.refusal(case_take_effect, {{"case", "C-0002"}}, {.day = effect});
    }
    void agreement_ends(std::string_view day) {
        area.write([&](ledger::Work& work) {
            auto agreement =
                *ledger::agreement_numbered(work.database(), person.agreement, on("2026-12-02"));
            agreement.end_on = on(day);
            ledger::insert_agreement(work, agreement);
        });
    }
    std::string close(const std::string& number, const std::string& day) {
        return area.refusal(ending_close, {{"ending", number}}, {.day = day});
    }
    std::string take_effect() { return area.refusal(case_take_effect, in_case, on_2_december); }
    // What was refused of C-0001, which is opened here; or "accepted".
    std::string proposed(Given fields) {
        if (area.count("reduction_case") == 0) {
            const std::string review = std::to_string(closed_review("stop"));
            area.answer(case_open, {{"review", review}, {"kind", "stop"}, {"words", "Why."}});
        }
        fields.merge(Given{{"case", "C-0001"}, {"plan_line", "LP1"}, {"workings", "All of it."}});
        return area.refusal(case_propose, fields);
    }

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

TEST_F(StopCase, OfALineThatWasChangedForLaterDaysIsNotStopped) {
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    change_line(on("2026-12-03"), on("2026-11-02"));
    EXPECT_EQ(take_effect(), "changed-since");
}

TEST_F(StopCase, OfALineThatHasNotBegunIsNotStopped) {
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    change_line(on("2026-11-10"), on("2026-12-02"));
    EXPECT_EQ(take_effect(), "changed-since");
    change_line(on("2026-11-10"), on("2026-12-01"));
    EXPECT_EQ(take_effect(), "accepted");
}

TEST_F(StopCase, NeedsAGroundOfTheList) {
    const std::string review = std::to_string(closed_review("stop"));
    area.answer(case_open, {{"review", review}, {"kind", "stop"}, {"words", "Why."}});
    Given proposal{{"case", "C-0001"}, {"plan_line", "LP1"}, {"workings", "All of it."}};
    EXPECT_EQ(area.refusal(case_propose, proposal), "field-missing");
    for (const char* const other : {"thrift", "none", "death"}) {
        proposal["ground"] = other;
        EXPECT_EQ(area.refusal(case_propose, proposal), "not-in-the-list") << other;
    }
    proposal["ground"] = "misuse";
    area.answer(case_propose, proposal);
}

// SI 2013/1617 reg 17(1): it must stop, and its notice is given all the same (17(3)).
TEST_F(StopCase, CON_02_AConsentThatWasWithdrawnStopsByItsOwnCase) {
    told_of_budget("eligibility.consent_withdrawn", "yes");
    decided("stop", "stop", {{"ground", "consent-withdrawn"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    EXPECT_EQ(area.refusal(case_take_effect, in_case, {.day = "2026-12-01"}), "notice-running");
    EXPECT_EQ(take_effect(), "accepted");
    EXPECT_EQ(line_on("2026-12-02").end_on, on("2026-12-01"));
}

TEST_F(StopCase, CON_02_AConsentThatWasWithdrawnDoesNotHinderAnotherStop) {
    told_of_budget("eligibility.consent_withdrawn", "yes");
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    EXPECT_EQ(take_effect(), "accepted");
}

// Gloucestershire: at once only for fraud or danger, signed off; else 28 days and two working days.
TEST_F(StopCase, STP_03_FraudOrDangerStopsOnTheDayOfItsNotice) {
    const auto term = [&](const std::string& ground) {
        const std::string number =
            decided("stop", "stop", {{"ground", ground}, {"effect", "2026-11-20"}});
        const ledger::Notice notice{.kind = "stop", .budget = person.budget, .case_number = number};
        const NoticeTerm asked = notice_term(area.area().database(), notice, on("2026-11-02"));
        return std::to_string(asked.days) + " " + asked.matures_on.iso();
    };
    EXPECT_EQ(term("misuse"), "28 2026-12-02");
    EXPECT_EQ(term("fraud"), "0 2026-11-02");
    EXPECT_EQ(term("safety"), "0 2026-11-02");
    issue_notice("stop", "C-0002", "2026-11-20", "2026-11-20");
    EXPECT_EQ(area.refusal(case_take_effect, {{"case", "C-0002"}}, {.day = "2026-11-20"}),
              "accepted");
    EXPECT_EQ(line_on("2026-11-20").end_on, on("2026-11-19"));
}

// Each law has its own list of grounds.
TEST_F(StopCase, STP_02_AGroundOfAnotherLawStopsNothing) {
    EXPECT_EQ(proposed({{"ground", "sen-must-stop"}}), "no-ground-of-the-nhs");
    EXPECT_EQ(area.count("proposal"), 0);
    EXPECT_EQ(proposed({{"ground", "misuse"}}), "accepted");
}

// Whoever confirms it sees what is paid for which period, by what, and until when.
TEST_F(StopCase, IsConfirmedByWhatStops) {
    const std::string stops =
        "Plan line LP1, £450.00 each week, paid by agreement AP1, from 20 November 2026.";
    const Given wanted{{"ground", "misuse"}, {"effect", "2026-11-20"}};
    EXPECT_EQ(proposed(wanted), "accepted");
    const auto shown = nlohmann::json::parse(
        proposal_show(area.area().database(), 1, on("2026-11-02"), Personal::masked).value());
    EXPECT_EQ(shown.at("confirm"), "1:2340000");
    EXPECT_EQ(shown.at("changes").at(0).at("before"), stops);
    EXPECT_EQ(shown.at("changes").at(0).at("after"), "nothing");
    const auto blind =
        area.ask(case_approve, {{"case", "C-0001"}, {"confirm", "1:0"}}, {.actor = tests::ben});
    ASSERT_FALSE(blind.accepted());
    EXPECT_EQ(blind.refusal().code, "confirm-differs");
    EXPECT_TRUE(blind.refusal().words.ends_with("It would stop: " + stops))
        << blind.refusal().words;
    EXPECT_EQ(
        area.refusal(
            case_approve, {{"case", "C-0001"}, {"confirm", "1:2340000"}}, {.actor = tests::ben}),
        "accepted");
}

// On hold it is worth nothing for now; what stops is what would be paid again.
TEST_F(StopCase, OfALineOnHoldIsConfirmedByWhatWouldBePaidAgain) {
    area.answer(plan_hold, {{"plan_line", "LP1"}, {"reason", "account"}, {"from", "2026-11-02"}});
    EXPECT_EQ(proposed({{"ground", "misuse"}, {"effect", "2026-11-20"}}), "accepted");
    EXPECT_EQ(to_confirm(stake_of(area.area().database(),
                                  *ledger::proposal_by_id(area.area().database(), 2),
                                  on("2026-11-02"))),
              "1:2340000");
}

TEST_F(StopCase, STP_02_TheCareActStopsNothingForWantOfSuitability) {
    add_another_line();
    EXPECT_EQ(proposed({{"ground", "no-longer-suitable"}, {"plan_line", "LP2"}}),
              "no-ground-of-the-care-act");
}

TEST_F(StopCase, WaitsForWhatTakesThePlaceOfThePayment) {
    told_of_budget("stop.alternative_provision", "99");
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    EXPECT_EQ(take_effect(), "alternative-provision");
    EXPECT_EQ(line_on("2026-12-02").end_on, std::nullopt);
}

// W11 (SI 2013/1617 reg 17(9)): what is owed is read from the ending's records, whichever way the
// payment stops. Nobody says it by hand.
TEST_F(StopCase, WaitsUntilTheBodyHasTakenOverWhatIsOwed) {
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    found_owed(pounds(640));
    told_of_budget("stop.liabilities_moved", "yes");  // as an older program let them say
    EXPECT_EQ(take_effect(), "liabilities-not-moved");
    body_takes_over(pounds(639));
    EXPECT_EQ(take_effect(), "liabilities-not-moved");
    body_takes_over(pounds(1));
    EXPECT_EQ(take_effect(), "accepted");
    EXPECT_EQ(ledger::every_ending(area.area().database()).size(), 1U);
    EXPECT_EQ(
        attested_value(ledger::CaseKind::budget, "stop.liabilities_moved", "yes").refusal().code,
        "fact-recorded-elsewhere");
}

TEST_F(StopCase, OpensTheEndingInWhichWhatIsOwedIsAsked) {
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    EXPECT_FALSE(ending());
    EXPECT_EQ(take_effect(), "accepted");
    ASSERT_TRUE(ending());
    EXPECT_EQ(ending()->state, "open");
    EXPECT_EQ(ending()->because, "stop");
    EXPECT_EQ(ending()->ground, "misuse");
    EXPECT_EQ(ending()->last_on, on("2026-12-01"));
    EXPECT_EQ(ending()->words, "In hospital.");  // why nobody was consulted
    EXPECT_EQ(area.refusal(ending_close, {{"ending", "E-0001"}}, on_2_december),
              "agreements-go-on");
    EXPECT_EQ(
        area.refusal(agreement_end, {{"agreement", "AP1"}, {"on", "2026-12-01"}}, on_2_december),
        "accepted")
        << "nothing that it pays is left";
}

// The council's line goes on under the same agreement: the accounts do too.
TEST_F(StopCase, OfOneLineAmongOthersClosesWhatIsOwedOnThatOneAlone) {
    add_another_line();
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    ASSERT_EQ(take_effect(), "accepted");
    EXPECT_EQ(area.refusal(ending_answer,
                           {{"ending", "E-0001"},
                            {"what", "invoices"},
                            {"plan_line", "LP2"},
                            {"amount", "5"},
                            {"evidence", "1"}},
                           on_2_december),
              "plan-line-goes-on");
    EXPECT_EQ(area.refusal(ending_close, {{"ending", "E-0001"}}, on_2_december), "owed-unanswered");
    answer_all("2026-12-02");
    EXPECT_EQ(area.refusal(ending_close, {{"ending", "E-0001"}}, on_2_december), "accepted");
    EXPECT_EQ(ending()->state, "closed");
    EXPECT_TRUE(is_sound());
}

// What is owed on the second line is asked about as well, and with it the budget is closed.
TEST_F(StopCase, OfALaterLineHasAnEndingOfItsOwn) {
    add_another_line();
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    ASSERT_EQ(take_effect(), "accepted");
    const std::string day = "2027-01-15";
    ASSERT_EQ(stop_another_line(day), "accepted");
    ASSERT_EQ(ledger::every_ending(area.area().database()).size(), 2U);
    EXPECT_EQ(ending()->last_on, on("2027-01-14"));
    Given owed{{"ending", "E-0001"},
               {"what", "invoices"},
               {"plan_line", "LP2"},
               {"amount", "5"},
               {"evidence", "1"}};
    EXPECT_EQ(area.refusal(ending_answer, owed, {.day = day}), "plan-line-goes-on");
    EXPECT_EQ(close("E-0002", day), "other-ending-open");
    answer_all(day);
    EXPECT_EQ(close("E-0001", day), "accepted");
    EXPECT_EQ(close("E-0002", day), "agreements-go-on");
    agreement_ends("2027-01-14");
    EXPECT_EQ(close("E-0002", day), "owed-unanswered");
    owed["ending"] = "E-0002";
    EXPECT_EQ(area.refusal(ending_answer, owed, {.day = day}), "accepted");
    EXPECT_EQ(close("E-0002", day), "proposal-open");
    EXPECT_TRUE(is_sound());
}

// LP1 goes on until 14 January by its case, and the case of LP2 takes effect before.
TEST_F(StopCase, OfTheLastLineCountsUntilTheLastDayOfAll) {
    add_another_line();
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2027-01-15"}});
    issue_notice("stop");
    ASSERT_EQ(take_effect(), "accepted");
    ASSERT_EQ(stop_another_line("2026-12-03"), "accepted");
    EXPECT_EQ(ledger::plan_line_by_ref(area.area().database(), "LP2", on("2026-12-03"))->end_on,
              on("2026-12-02"));
    EXPECT_EQ(ending()->id, 2);
    EXPECT_EQ(ending()->last_on, on("2027-01-14"));
}

// LP2 is ended by hand on 14 January, with no case and so no ending.
TEST_F(StopCase, OfOneLineNeedsAnEndingOfTheWholeOnceNothingGoesOn) {
    add_another_line();
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    ASSERT_EQ(take_effect(), "accepted");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_by_ref(work.database(), "LP2", on("2026-12-02"));
        line.from_on = on("2027-01-14");
        line.end_on = on("2027-01-14");
        ledger::insert_plan_line(work, line);
    });
    agreement_ends("2027-01-14");
    answer_all("2026-12-02");
    EXPECT_EQ(close("E-0001", "2027-01-15"), "whole-ending-missing");
    EXPECT_EQ(area.refusal(ending_open,
                           {{"about", "BP1"}, {"because", "move"}, {"on", "2027-01-14"}},
                           {.day = "2027-01-15"}),
              "accepted");
    EXPECT_EQ(close("E-0002", "2027-01-15"), "other-ending-open");
    EXPECT_EQ(close("E-0001", "2027-01-15"), "accepted");
    EXPECT_EQ(close("E-0002", "2027-01-15"), "owed-unanswered");
}

// As long as LP2 goes on, that is until 14 January, nothing else is asked for.
TEST_F(StopCase, OfOneLineIsClosedWhileAnotherOneStillGoesOn) {
    add_another_line();
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    ASSERT_EQ(take_effect(), "accepted");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_by_ref(work.database(), "LP2", on("2026-12-02"));
        line.from_on = on("2027-01-14");
        line.end_on = on("2027-01-14");
        ledger::insert_plan_line(work, line);
    });
    answer_all("2026-12-02");
    EXPECT_EQ(close("E-0001", "2027-01-14"), "accepted");
}

// STP-06: what lasts too long is resumed, or comes to a stop.
TEST_F(StopCase, MayBeOfALineThatIsOnHold) {
    decided("stop", "stop", {{"ground", "misuse"}, {"effect", "2026-11-20"}});
    issue_notice("stop");
    area.answer(plan_hold, {{"plan_line", "LP1"}, {"reason", "account"}}, {.day = "2026-11-30"});
    EXPECT_EQ(take_effect(), "accepted");
    EXPECT_EQ(line_on("2026-12-02").end_on, on("2026-12-01"));
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
