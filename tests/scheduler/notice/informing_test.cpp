// Letters without a decision say what the books have.
#include "scheduler/notice/informing.h"

#include "ledger/records/appointment.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "scheduler/notice/decided.h"
#include "scheduler/notice/letter_words.h"
#include "scheduler/notice/recipients.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using tests::on;
using tests::RunArea;

class Informing : public ::testing::Test {
  protected:
    Informing() : person(area.add()) { (void)area.propose("2026-11-02", "2026-10-26"); }
    // As a bank or a rule would have left it.
    void make(const std::string& sql) { area.area().database().run_script(sql.c_str()); }
    ledger::Notice told(std::string_view kind, std::string_view today = "2026-11-02") {
        const auto notice =
            told_by_the_books(area.area().database(), kind, person.budget, on(today));
        EXPECT_TRUE(notice.accepted()) << kind;
        return notice.accepted() ? notice.value() : ledger::Notice{};
    }
    std::string refusal(std::string_view kind, std::string_view today = "2026-11-02") {
        const auto notice =
            told_by_the_books(area.area().database(), kind, person.budget, on(today));
        return notice.accepted() ? "accepted" : notice.refusal().code;
    }

    RunArea area;
    tests::TestPerson person;
};

TEST_F(Informing, TheFirstPaymentHasItsSumDayAndPeriod) {
    const ledger::Notice notice = told("first-payment");
    EXPECT_EQ(notice.amount, tests::pounds(400));
    EXPECT_EQ(notice.effect_on, on("2026-11-02"));
    EXPECT_EQ(notice.reasons,
              "The first payment is £400. It should be in the account on 2 November 2026, for 2 to "
              "29 November 2026. After that we pay every four weeks.");
    EXPECT_EQ(notice.workings,
              "The budget for 2 to 29 November 2026 = £400.00\nWhat we pay = £400.00\n");
}

TEST_F(Informing, AFirstPaymentThatHasComeIsToldAsPast) {
    EXPECT_EQ(
        told("first-payment", "2026-11-03").reasons,
        "The first payment is £400. It should have been in the account on 2 November 2026, "
        "for 2 to 29 November 2026. If it has not come, tell us. After that we pay every four "
        "weeks.");
    make("UPDATE payment SET state = " +
         std::to_string(static_cast<int>(ledger::PaymentState::settled)));
    const ledger::Notice notice = told("first-payment", "2026-11-03");
    EXPECT_EQ(notice.reasons,
              "The first payment was £400. It was paid into the account on 2 November 2026, for 2 "
              "to 29 November 2026. After that we pay every four weeks.");
    EXPECT_EQ(notice.workings,
              "The budget for 2 to 29 November 2026 = £400.00\nWhat we paid = £400.00\n");
}

TEST_F(Informing, NothingIsToldOfAPaymentThatWasCancelled) {
    make("UPDATE payment SET state = " +
         std::to_string(static_cast<int>(ledger::PaymentState::cancelled)));
    EXPECT_EQ(refusal("first-payment"), "nothing-to-tell");
}

TEST_F(Informing, AnUpliftHasBothAmounts) {
    EXPECT_EQ(refusal("uplift"), "nothing-to-tell");
    area.write([&](ledger::Work& work) {
        ledger::PlanLine line =
            *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
        line.from_on = on("2027-04-05");
        line.amount = tests::pounds(104);
        ledger::insert_plan_line(work, line);
    });
    const ledger::Notice notice = told("uplift");
    EXPECT_EQ(notice.effect_on, on("2027-04-05"));
    EXPECT_NE(notice.workings.find("each week, before = £100.00\n"), std::string::npos);
    EXPECT_NE(notice.workings.find("each week, from 5 April 2027 = £104.00\n"), std::string::npos);
}

TEST_F(Informing, AMovedDateHasBothDays) {
    EXPECT_EQ(refusal("moved-date"), "nothing-to-tell");
    make("UPDATE payment SET redated_on = " + std::to_string(on("2026-11-04").days()));
    EXPECT_NE(told("moved-date")
                  .reasons.find("A payment of £400 falls on 2 November 2026. It will be in the "
                                "account on 4 November 2026 instead."),
              std::string::npos);
}

TEST_F(Informing, AHeldPaymentHasItsReason) {
    EXPECT_EQ(refusal("held-payment"), "nothing-to-tell");
    make("UPDATE payment SET state = 2");
    make(
        "INSERT INTO finding(id, seq, payment, code, outcome)"
        " VALUES (900, 900, 1, 'no-approved-account', 'held')");
    const std::string reasons = told("held-payment").reasons;
    EXPECT_TRUE(reasons.starts_with(
        "A payment of £400 that falls on 2 November 2026 has to wait until your bank details"))
        << reasons;
}

TEST_F(Informing, AYearlyStatementAddsUpWhatWasPaidInTheYearThatEnded) {
    make("UPDATE payment SET state = 9");
    EXPECT_EQ(refusal("yearly-statement", "2027-03-31"), "nothing-to-tell");
    const ledger::Notice notice = told("yearly-statement", "2027-04-01");
    EXPECT_EQ(notice.amount, tests::pounds(400));
    EXPECT_EQ(notice.workings, "Paid on 2 November 2026 = £400.00\nAll that was paid = £400.00\n");
}

// 2 December 2026: Bo Lee, a parent, acts; P1 is then erased, and with P1 all that was sealed.
TEST_F(Informing, OfWhoActsNothingIsToldOnceTheirNameIsGone) {
    area.write([&](ledger::Work& work) {
        const std::int64_t who = ledger::insert_representative(
            work,
            {.from_on = on("2026-11-02"),
             .person = person.person,
             .role = ledger::RepresentativeRole::parent,
             .name_private = ledger::insert_private_text(work, person.person, "Bo Lee"),
             .start_on = on("2026-11-02")});
        ledger::insert_appointment(work,
                                   {.representative = who,
                                    .authority = "parental-responsibility",
                                    .agreed_on = on("2026-10-30"),
                                    .appointed_on = on("2026-11-02"),
                                    .appointed_by = 1});
    });
    EXPECT_TRUE(told(ledger::appointment_letter, "2026-12-02")
                    .reasons.ends_with("goes to Bo Lee, who acts as a parent and who agreed "
                                       "to this on 30 October 2026. The amount of the budget "
                                       "stays the same."));
    area.write([&](ledger::Work& work) { (void)work.records().erase(person.person); });
    const auto notice = told_by_the_books(
        area.area().database(), ledger::appointment_letter, person.budget, on("2026-12-02"));
    ASSERT_FALSE(notice.accepted());
    EXPECT_EQ(notice.refusal().code, "nothing-to-tell");
    EXPECT_EQ(notice.refusal().words, "The name of who was appointed is not known any more.");
}

TEST(Recipients, LanguagesHaveTheirTags) {
    EXPECT_EQ(language_tag(""), "en");
    EXPECT_EQ(language_tag("Welsh"), "cy");
    EXPECT_EQ(language_tag("PL"), "pl");
    EXPECT_EQ(language_tag("Klingon"), "und");
}

TEST(Recipients, AnAddressIsALineForEachOfItsParts) {
    EXPECT_EQ(address_lines("1 High Street, Anytown,\n ZZ1 1AA"),
              (std::vector<std::string>{"1 High Street", "Anytown", "ZZ1 1AA"}));
}

LetterCase about(const std::string& kind) {
    return {.notice = {.number = "N-0001",
                       .kind = kind,
                       .reasons = "Because.",
                       .amount = tests::pounds(40),
                       .workings = "All = £40.00"},
            .days = 28,
            .matures_on = on("2026-11-30"),
            .phone = "01632 960000",
            .holder = "Ada Byrd"};
}

TEST(LetterWords, SayByWhenOnceAndWhatHappensMeanwhile) {
    const Recipient ada{.kind = "person", .name = "Ada Byrd", .is_holder = true};
    LetterCase reduction = about("reduction");
    const std::string waits = gateway::letter_text(letter_to(ada, reduction));
    EXPECT_NE(waits.find("You can ask once, before 30 November 2026"), std::string::npos) << waits;
    EXPECT_NE(waits.find("While we look at it again, nothing changes."), std::string::npos);
    reduction.holds = false;
    const std::string goes_on = gateway::letter_text(letter_to(ada, reduction));
    EXPECT_NE(goes_on.find("The law lets it go ahead from 30 November 2026"), std::string::npos);
    EXPECT_EQ(goes_on.find("nothing changes"), std::string::npos);
}

// A notice is issued once it was decided; until it matures nothing happens.
TEST(LetterWords, SayOnceThatItWasDecided) {
    const Recipient ada{.kind = "person", .name = "Ada Byrd", .is_holder = true};
    const std::string text = gateway::letter_text(letter_to(ada, about("reduction")));
    EXPECT_EQ(text.find("plan to"), std::string::npos) << text;
    EXPECT_NE(text.find("We have decided to reduce the direct payment\n"), std::string::npos);
    EXPECT_NE(text.find("We have decided to reduce the direct payment by £40.\nNothing changes "
                        "before 30 November 2026.\n"),
              std::string::npos)
        << text;
    const Recipient easy{
        .kind = "person", .name = "Ada Byrd", .format = "easy-read", .is_holder = true};
    const std::string short_words = gateway::letter_text(letter_to(easy, about("reduction")));
    EXPECT_NE(short_words.find("We decided to pay less money.\nThe sum is £40.\nNothing changes "
                               "yet.\n"),
              std::string::npos)
        << short_words;
    LetterCase taken_back = about("reduction");
    taken_back.answer = "withdrawn";
    EXPECT_EQ(letter_to(ada, taken_back).title,
              "Our answer about the reduction of the direct payment");
}

TEST(LetterWords, SayWhatWasDecided) {
    const Recipient ada{.kind = "person", .name = "Ada Byrd", .is_holder = true};
    LetterCase decision = about("decision");
    decision.notice.amount.reset();
    decision.notice.workings.clear();
    decision.notice.reasons =
        with_decision("We will pay for the stairlift", "It lets you live at home.");
    decision.easy_decided = "We pay for a stairlift.";
    decision.easy_reasons = "You can stay at home.";
    const std::string text = gateway::letter_text(letter_to(ada, decision));
    EXPECT_NE(
        text.find("What we decided\n\nWe will pay for the stairlift.\nNothing changes before"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("Why\n\nIt lets you live at home.\n"), std::string::npos);
    const Recipient easy{
        .kind = "person", .name = "Ada Byrd", .format = "easy-read", .is_holder = true};
    EXPECT_NE(gateway::letter_text(letter_to(easy, decision))
                  .find("We pay for a stairlift.\nNothing changes yet.\n\nWhy\n\nYou can stay at "
                        "home.\n"),
              std::string::npos);
}

TEST(LetterWords, ToWhoActsSayForWhom) {
    const Recipient other{.kind = "representative", .name = "Bo Lee"};
    const std::string text = gateway::letter_text(letter_to(other, about("stop")));
    EXPECT_NE(text.find("This letter is about the personal budget of Ada Byrd."),
              std::string::npos);
}

// SI 2013/1617 reg 15(7): the outcome states amount, time and payer again.
TEST(LetterWords, TheAnswerToAClaimStatesTheSumAgain) {
    const Recipient ada{.kind = "person", .name = "Ada Byrd", .is_holder = true};
    LetterCase claim = about("reclaim");
    claim.answer = "upheld";
    claim.answer_words = "We looked again.";
    const std::string text = gateway::letter_text(letter_to(ada, claim));
    EXPECT_NE(text.find("All: £40.00."), std::string::npos) << text;
    EXPECT_NE(text.find("Please pay by 30 November 2026."), std::string::npos);
    EXPECT_NE(text.find("Whoever holds the direct payment account pays it."), std::string::npos);
}

}  // namespace
}  // namespace almoner::scheduler
