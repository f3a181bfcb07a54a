// Nobody gets less by a change of a record alone: a case, or a listed ground that is shown.
#include "ledger/records/plan_line.h"
#include "ledger/records/review.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/plan_option.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "tests/scheduler/commands/people_area.h"
#include "tests/scheduler/facts/assessed_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::another_checker;
using tests::asking_checker;
using tests::asking_maker;
using tests::day;
using tests::Files;
using tests::with;

// L1 (NHS, £100 a week) and L2 (the council's) are P1's, paid by A1. Today is 22 November 2026.
class Lowering : public tests::PeopleArea {
  protected:
    Lowering() { tests::record_assessment(area, "A1", 10'000); }
    static Files confirming(const json& proposed) {
        return {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}};
    }
    void confirm(const json& proposed) {
        accepted(proposal_confirm, confirming(proposed), asking_checker);
    }
    std::int64_t amount_on(std::string_view iso) {
        return ledger::plan_line_by_ref(area.database(), "L1", day(iso))->amount.pence();
    }
    // "effect;" of each evaluation of the event, also of refused commands.
    std::string evaluated(const std::string& event) {
        const std::string text =
            "SELECT effect FROM evaluation WHERE event = '" + event + "' ORDER BY id";
        const auto statement = area.database().prepare(text.c_str());
        std::string all;
        while (statement->step()) all += std::string(statement->text(0)) + ";";
        return all;
    }
    // What else is asked of a change of option that the person asked for; it is taken back.
    std::string asked_beside_leaving(const Files& fields) {
        const std::size_t before = evaluated("reduce").size();
        const json proposed = accepted(plan_option, fields);
        accepted(proposal_refuse, {{"proposal", proposed.at("proposal").dump()}});
        const std::string asked = evaluated("reduce").substr(before);
        EXPECT_TRUE(asked.starts_with("allow;")) << asked;
        return asked.substr(std::min<std::size_t>(asked.size(), 6));
    }
    json shown(const json& proposed) {
        return json::parse(proposal_show(area.database(),
                                         proposed.at("proposal").get<std::int64_t>(),
                                         day("2026-11-22"),
                                         Personal::masked)
                               .value());
    }
};
using Holding = Lowering;

const Files lower{{"plan_line", "L1"}, {"amount", "90"}, {"from", "2026-12-01"}};
const Files end_line{{"plan_line", "L1"}, {"on", "2026-11-30"}};

TEST_F(Lowering, IsRefusedWithoutACaseOrAGround) {
    EXPECT_EQ(refused(plan_change, lower), "no-review plan_line");
    EXPECT_EQ(refused(plan_end, end_line), "no-review plan_line");
    EXPECT_EQ(refused(agreement_end, {{"agreement", "A1"}, {"on", "2026-11-30"}}),
              "no-review agreement");
    EXPECT_EQ(refused(agreement_change, {{"agreement", "A1"}, {"end", "2026-11-30"}}),
              "no-review agreement");
    EXPECT_EQ(refused(agreement_change, {{"agreement", "A1"}, {"start", "2026-11-30"}}),
              "no-review agreement");
    EXPECT_EQ(refused(agreement_change, {{"agreement", "A1"}, {"contribution", "20.01"}}),
              "no-review agreement");
    EXPECT_EQ(refused(budget_change, {{"budget", "B2"}, {"end", "2026-11-30"}}),
              "no-review budget");
    EXPECT_EQ(refused(plan_option,
                      {{"plan_line", "L2"},
                       {"option", "notional"},
                       {"payee", "provider:PR"},
                       {"from", "2026-12-01"},
                       {"amount", "39.99"}}),
              "no-review amount");
    EXPECT_EQ(evaluated("reduce"), "block;block;block;block;block;block;block;block;");
    EXPECT_EQ(refused(plan_change, with(lower, "frequency", "four-weekly")), "no-review plan_line");
    EXPECT_EQ(refused(plan_change, with(lower, "ground", "thrift")), "not-in-the-list ground");
    EXPECT_EQ(refused(plan_change, with(lower, "ground", "none")), "not-in-the-list ground");
}

TEST_F(Lowering, NeedsNothingWhereNobodyGetsLess) {
    accepted(plan_change, with(lower, "amount", "100.01"));
    accepted(budget_change, {{"budget", "B1"}, {"end", "none"}});
    accepted(agreement_change, {{"agreement", "A1"}, {"contribution", "19.99"}});
    EXPECT_EQ(evaluated("reduce"), "");
}

// A1 is paid every four weeks: its £20.00 are £260.00 a year, as 13 payments have it.
TEST_F(Lowering, OfAnotherFrequencyIsComparedByTheYear) {
    EXPECT_EQ(refused(agreement_change, {{"agreement", "A1"}, {"frequency", "one-off"}}),
              "no-review agreement");
    const Files monthly{{"agreement", "A1"}, {"frequency", "monthly"}, {"monthly_day", "1"}};
    EXPECT_EQ(refused(agreement_change, with(monthly, "contribution", "21.67")),
              "no-review agreement");
    EXPECT_EQ(refused(agreement_change, with(monthly, "contribution", "21.66")), "accepted");
}

TEST_F(Lowering, OnThePersonsRequestNeedsItsPaperAndAnotherPerson) {
    const Files asked = with(lower, "ground", "request");
    EXPECT_EQ(refused(plan_change, asked), "ground-paper plan_line");
    EXPECT_EQ(refused(plan_change, with(asked, "ground_evidence", "99")),
              "evidence-unknown ground_evidence");
    EXPECT_EQ(refused(plan_change, with(asked, "ground_evidence", evidence("P2"))),
              "evidence-of-another-person ground_evidence");
    const std::string paper = evidence();
    const json proposed = accepted(plan_change, with(asked, "ground_evidence", paper));
    EXPECT_EQ(amount_on("2026-12-01"), 10'000);
    EXPECT_EQ(shown(proposed)["ground"], "request");
    EXPECT_EQ(shown(proposed)["ground_evidence"].dump(), paper);
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed), asking_maker), "needs-checker as");
    confirm(proposed);
    EXPECT_EQ(amount_on("2026-11-30"), 10'000);
    EXPECT_EQ(amount_on("2026-12-01"), 9'000);
    // As it was refused, proposed and confirmed.
    EXPECT_EQ(evaluated("reduce"), "need-evidence;allow;allow;");
}

TEST_F(Lowering, OnRequestStillCoversThePlannedCareWhereItsCostIsKnown) {
    accepted(fact_record, {{"subject", "L1"}, {"facts", "line.planned_cost=90.01"}});
    const Files asked = with(with(lower, "ground", "request"), "ground_evidence", evidence());
    EXPECT_EQ(refused(plan_change, asked), "insufficient plan_line");
    accepted(fact_record, {{"subject", "L1"}, {"facts", "line.planned_cost=90.00"}});
    accepted(plan_change, asked);
}

TEST_F(Lowering, NobodyAttestsAGroundBesideTheCommand) {
    EXPECT_EQ(refused(fact_record, {{"subject", "B1"}, {"facts", "surplus.without_case=request"}}),
              "fact-recorded-elsewhere surplus.without_case");
    EXPECT_EQ(refused(fact_record, {{"subject", "B1"}, {"facts", "surplus.ground_borne_out=yes"}}),
              "fact-recorded-elsewhere surplus.ground_borne_out");
}

// The area was taken over: this program has paid nothing, whoever paid before.
TEST_F(Lowering, BecauseAFigureWasWrongNeedsThePaperThatShowsIt) {
    const Files wrong = with(lower, "ground", "error");
    EXPECT_EQ(refused(plan_change, wrong), "ground-paper plan_line");
    EXPECT_EQ(refused(plan_end, with(end_line, "ground", "error")), "ground-paper plan_line");
    EXPECT_EQ(
        refused(agreement_end, {{"agreement", "A1"}, {"on", "2026-11-30"}, {"ground", "error"}}),
        "ground-paper agreement");
    EXPECT_EQ(refused(plan_change, with(wrong, "ground_evidence", evidence("P2"))),
              "evidence-of-another-person ground_evidence");
    EXPECT_EQ(amount_on("2026-12-01"), 10'000);
    confirm(accepted(plan_change, with(wrong, "ground_evidence", evidence())));
    EXPECT_EQ(amount_on("2026-12-01"), 9'000);
}

TEST_F(Lowering, BecauseOfADeathNeedsADeathOnRecordByThen) {
    const Files ended = with(end_line, "ground", "death");
    EXPECT_EQ(refused(plan_end, ended), "ground-not-so plan_line");
    accepted(person_died, {{"person", "P1"}, {"on", "2026-11-20"}});
    EXPECT_EQ(refused(plan_end, with(ended, "on", "2026-11-18")), "ground-not-so plan_line");
    confirm(accepted(plan_end, with(ended, "on", "2026-11-20")));
}

TEST_F(Lowering, ByWhatTakesItsPlaceNeedsAsMuchFromTheSameDay) {
    const Files ended = with(end_line, "ground", "replaced");
    const Files line{{"plan_line", "L9"},
                     {"budget", "B1"},
                     {"commissioner", "ICB"},
                     {"stream", "nhs"},
                     {"purpose", "Nights"},
                     {"option", "direct-payment"},
                     {"amount", "99.99"},
                     {"frequency", "weekly"},
                     {"start", "2026-12-01"},
                     {"facts", "line.planned_cost=90"}};
    tell_what_activation_asks("B1");
    confirm(accepted(plan_add, line));
    EXPECT_EQ(refused(plan_end, ended), "ground-not-so plan_line");
    confirm(
        accepted(plan_change, {{"plan_line", "L9"}, {"amount", "100"}, {"from", "2026-12-01"}}));
    EXPECT_EQ(refused(plan_end, with(ended, "on", "2026-11-29")), "ground-not-so plan_line");
    confirm(accepted(plan_end, ended));
}

// A plan line of the NHS beginning on 1 December 2026, which may take the place of another.
Files nhs_line(const std::string& ref, const std::string& amount) {
    return {{"plan_line", ref},
            {"budget", "B1"},
            {"commissioner", "ICB"},
            {"stream", "nhs"},
            {"purpose", "Nights"},
            {"option", "direct-payment"},
            {"amount", amount},
            {"frequency", "weekly"},
            {"start", "2026-12-01"},
            {"facts", "line.planned_cost=" + amount}};
}

// L1 and the budget end on 31 March 2027.
TEST_F(Lowering, WhatTakesItsPlaceLastsAsLong) {
    const Files ended = with(end_line, "ground", "replaced");
    tell_what_activation_asks("B1");
    confirm(accepted(plan_add, with(nhs_line("L9", "100"), "end", "2027-03-30")));
    EXPECT_EQ(refused(plan_end, ended), "ground-not-so plan_line");
    confirm(accepted(plan_add, with(nhs_line("L10", "100"), "start", "2027-03-31")));
    EXPECT_EQ(refused(plan_end, ended), "ground-not-so plan_line") << "that begins another day";
    confirm(accepted(plan_change,
                     {{"plan_line", "L9"}, {"end", "2027-03-31"}, {"from", "2026-12-01"}}));
    confirm(accepted(plan_end, ended));
}

TEST_F(Lowering, AOneOffSumTakesNoPlaceOfARegularOne) {
    tell_what_activation_asks("B1");
    confirm(accepted(plan_add, with(nhs_line("L9", "9000"), "frequency", "one-off")));
    EXPECT_EQ(refused(plan_end, with(end_line, "ground", "replaced")), "ground-not-so plan_line");
}

TEST_F(Lowering, OneLineTakesThePlaceOfOneAndNotOfTwo) {
    tell_what_activation_asks("B1");
    confirm(accepted(plan_add, with(nhs_line("L8", "100"), "start", "2026-11-23")));
    confirm(accepted(plan_add, nhs_line("L9", "100")));
    const Files first = with(end_line, "ground", "replaced");
    const Files second = with(first, "plan_line", "L8");
    const json proposed_first = accepted(plan_end, first);
    const json proposed_second = accepted(plan_end, second);
    confirm(proposed_first);
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed_second), asking_checker),
              "ground-not-so plan_line");
    EXPECT_EQ(refused(plan_end, second), "ground-not-so plan_line");
    confirm(
        accepted(plan_change, {{"plan_line", "L9"}, {"amount", "200"}, {"from", "2026-12-01"}}));
    confirm(proposed_second);
}

// L2 is the council's, and another stream: it takes nothing from what replaces the NHS line.
TEST_F(Lowering, LinesOfOtherMoneyHaveTheirOwnInTheirPlace) {
    tell_what_activation_asks("B1");
    confirm(accepted(plan_add, nhs_line("L9", "100")));
    const Files council =
        with(with(nhs_line("L10", "40"), "commissioner", "LA"), "stream", "social-care");
    confirm(accepted(plan_add, council));
    const Files ended = with(end_line, "ground", "replaced");
    confirm(accepted(plan_end, ended));
    confirm(accepted(plan_end, with(ended, "plan_line", "L2")));
}

TEST_F(Lowering, AnAgreementGivesWayToOneThatAsksForNoMoreAndLastsAsLong) {
    const Files ended{{"agreement", "A1"}, {"on", "2026-12-06"}, {"ground", "replaced"}};
    Files next{{"agreement", "A9"},
               {"budget", "B1"},
               {"option", "direct-payment"},
               {"payee", "holder"},
               {"paid_from", "BA-ICB"},
               {"frequency", "four-weekly"},
               {"anchor_date", "2026-12-07"},
               {"start", "2026-12-07"},
               {"end", "2027-03-30"},
               {"timing", "advance"},
               {"contribution", "20"},
               {"contribution_basis", "net"}};
    accepted(agreement_add, next);
    EXPECT_EQ(refused(agreement_end, ended), "ground-not-so agreement");
    accepted(agreement_change,
             {{"agreement", "A9"}, {"end", "2027-03-31"}, {"contribution", "20.01"}});
    EXPECT_EQ(refused(agreement_end, ended), "ground-not-so agreement");
    accepted(agreement_change, {{"agreement", "A9"}, {"contribution", "20"}});
    confirm(accepted(agreement_end, ended));
}

// A1 pays L1 and L2 and asks for £20 of each payment; it goes on, for L1.
TEST_F(Lowering, AnotherOptionAsksForNoShareOnTop) {
    const Files another{{"plan_line", "L2"},
                        {"option", "notional"},
                        {"payee", "provider:PR"},
                        {"from", "2026-12-01"},
                        {"ground", "request"},
                        {"ground_evidence", evidence()}};
    const Files dearer = with(with(another, "contribution", "0.01"), "contribution_basis", "gross");
    EXPECT_EQ(asked_beside_leaving(dearer), "allow;");
    EXPECT_EQ(asked_beside_leaving(with(another, "end", "2027-03-30")), "allow;");
    EXPECT_EQ(asked_beside_leaving(with(another, "end", "2027-03-31")), "");
}

// L2 alone is left, so that A1 ends with it; it is social care, of which a share may be asked.
TEST_F(Lowering, AnotherOptionOfTheLastLineAsksForTheSameShareUnlessItWasAssessed) {
    confirm(accepted(plan_end,
                     {{"plan_line", "L1"},
                      {"on", "2026-11-30"},
                      {"ground", "request"},
                      {"ground_evidence", evidence()}}));
    const Files another{{"plan_line", "L2"},
                        {"option", "notional"},
                        {"payee", "provider:PR"},
                        {"from", "2026-12-01"},
                        {"ground", "request"},
                        {"ground_evidence", evidence()}};
    EXPECT_EQ(asked_beside_leaving(with(another, "contribution", "20.01")), "allow;");
    EXPECT_EQ(asked_beside_leaving(with(another, "contribution", "20")), "");
    const Files assessed = with(with(another, "contribution", "20.01"), "ground", "contribution");
    EXPECT_EQ(refused(plan_option, assessed), "ground-not-so option");
}

TEST_F(Lowering, AnotherShareOfThePersonIsGroundForThatAlone) {
    const Files assessed{{"agreement", "A1"},
                         {"contribution", "25"},
                         {"ground", "contribution"},
                         {"ground_evidence", evidence()}};
    confirm(accepted(agreement_change, assessed));
    EXPECT_EQ(
        refused(agreement_change, with(with(assessed, "contribution", "25"), "end", "2026-12-31")),
        "ground-not-so agreement");
    EXPECT_EQ(refused(plan_change,
                      with(with(lower, "ground", "contribution"), "ground_evidence", evidence())),
              "ground-not-so plan_line");
}

TEST_F(Lowering, AnAgreementMayGiveWayToOneThatBeginsTheNextDay) {
    const Files ended{{"agreement", "A1"}, {"on", "2026-12-06"}, {"ground", "replaced"}};
    EXPECT_EQ(refused(agreement_end, ended), "ground-not-so agreement");
    accepted(agreement_add,
             {{"agreement", "A9"},
              {"budget", "B1"},
              {"option", "direct-payment"},
              {"payee", "holder"},
              {"paid_from", "BA-ICB"},
              {"frequency", "four-weekly"},
              {"anchor_date", "2026-12-07"},
              {"start", "2026-12-07"},
              {"timing", "advance"}});
    EXPECT_EQ(refused(agreement_end, with(ended, "on", "2026-12-05")), "ground-not-so agreement");
    confirm(accepted(agreement_end, ended));
}

TEST_F(Lowering, DroppingALaterRaiseIsOneToo) {
    confirm(accepted(plan_change, with(lower, "amount", "120")));
    const Files drop{{"plan_line", "L1"},
                     {"purpose", "Care"},
                     {"from", "2026-11-23"},
                     {"replaces_later", "yes"}};
    EXPECT_EQ(refused(plan_change, drop), "no-review plan_line");
}

TEST_F(Lowering, AHoldThatIsNotMadeGoodIsOneToo) {
    accepted(plan_hold, {{"plan_line", "L1"}, {"reason", "account"}, {"from", "2026-11-25"}});
    EXPECT_EQ(refused(plan_resume, {{"plan_line", "L1"}, {"from", "2026-11-26"}}),
              "no-review plan_line");
    confirm(accepted(plan_resume, {{"plan_line", "L1"}, {"from", "2026-11-25"}}));
}

// The agreement with the provider is a draft, and would be no direct payment.
TEST_F(Lowering, STP_03_TheSameMoneyIsManagedAnotherWayAtThePersonsRequest) {
    const Files another{{"plan_line", "L2"},
                        {"option", "notional"},
                        {"payee", "provider:PR"},
                        {"from", "2026-12-01"}};
    EXPECT_EQ(refused(plan_option, another), "no-review option");
    const Files asked = with(another, "ground", "request");
    EXPECT_EQ(refused(plan_option, asked), "ground-paper option");
    confirm(accepted(plan_option, with(asked, "ground_evidence", evidence())));
    EXPECT_EQ(evaluated("reduce"), "block;need-evidence;allow;allow;");
}

TEST_F(Holding, ForAReviewNeedsANoticeFirst) {
    EXPECT_EQ(refused(agreement_hold, {{"agreement", "A1"}, {"reason", "review"}}),
              "not-notified reason");
    EXPECT_EQ(refused(plan_hold, {{"plan_line", "L1"}, {"reason", "review"}}),
              "not-notified plan_line");
    EXPECT_EQ(evaluated("suspend"), "block;block;");
}

TEST_F(Holding, OnRequestNeedsItsPaper) {
    const Files asked{{"agreement", "A1"}, {"reason", "request"}};
    EXPECT_EQ(refused(agreement_hold, asked), "request-not-shown reason");
    accepted(agreement_hold, with(asked, "ground_evidence", evidence()));
}

TEST_F(Holding, BecauseOfAConcernIsReviewedWithinTheDaysOfThePolicy) {
    accepted(agreement_hold, {{"agreement", "A1"}, {"reason", "concern"}});
    const auto reviews = ledger::reviews_of(area.database(), 1);
    ASSERT_EQ(reviews.size(), 1U);
    EXPECT_EQ(reviews[0].kind, "concern");
    EXPECT_EQ(reviews[0].due_on, day("2026-12-06"));  // 14 days
    EXPECT_EQ(evaluated("suspend"), "warn;");
    accepted(plan_hold, {{"plan_line", "L1"}, {"reason", "concern"}});
    EXPECT_EQ(ledger::reviews_of(area.database(), 1).size(), 1U);
}

TEST_F(Holding, IsLookedAtByAnotherPerson) {
    accepted(plan_hold, {{"plan_line", "L1"}, {"reason", "account"}}, asking_checker);
    const json open = json::parse(proposal_list(area.database(), day("2026-11-22")))["proposals"];
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0]["kind"], "plan-hold");
    EXPECT_EQ(open[0]["about"], "L1");
    EXPECT_EQ(refused(proposal_confirm, confirming(open[0]), asking_checker), "own-proposal as");
    EXPECT_EQ(amount_on("2026-11-22"), 0);
    accepted(proposal_refuse, {{"proposal", open[0]["proposal"].dump()}}, another_checker);
    EXPECT_EQ(tasks(), "plan-line-held plan-line:L1;hold-refused plan-line:L1;");
}

}  // namespace
}  // namespace almoner::scheduler
