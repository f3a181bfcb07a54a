// What notices and their letters are refused for, and that nothing changed by it.
#include "ledger/records/evidence.h"
#include "ledger/records/letter.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/setting.h"
#include "tests/scheduler/reduction_case_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using tests::anna;
using tests::AskedOn;
using tests::ben;
using tests::CaseArea;
using tests::Given;
using tests::on;
using tests::pounds;

class NoticeRefusals : public CaseArea {
  protected:
    // "code field", or "accepted".
    std::string refused(CommandHandler handler, const Given& fields, const AskedOn& how = {}) {
        const auto asked = area.ask(handler, fields, how);
        if (asked.accepted()) return "accepted";
        EXPECT_FALSE(asked.refusal().next.empty()) << asked.refusal().code;
        words = asked.refusal().words;
        return asked.refusal().code + " " + asked.refusal().field;
    }
    std::string draft(const Given& other) {
        Given fields{{"budget", "BP1"}, {"kind", "decision"}, {"reasons", "Less is needed."}};
        for (const auto& [name, value] : other) fields[name] = value;
        if (fields.at("kind") == "decision") fields.try_emplace("decided", "You get less.");
        return refused(notice_draft, fields);
    }
    std::string issue(const AskedOn& how = {.actor = ben}) {
        return refused(notice_issue, {{"notice", "N-0001"}, {"understandable", "yes"}}, how);
    }
    std::string workings(std::int64_t notice) {
        return ledger::notice_by_id(area.area().database(), notice)->workings;
    }
    std::string state() { return ledger::notice_by_id(area.area().database(), 1)->state; }

    void is_known_as(const std::string& format, std::string_view day = "2026-11-01") {
        area.write([&](ledger::Work& work) {
            auto known = *ledger::person_numbered(work.database(), person.person, on(day));
            known.from_on = on(day);
            known.information_format = format;
            known.personal = ledger::insert_person_private(work,
                                                           person.person,
                                                           {.given_name = "Ada",
                                                            .family_name = "Byrd",
                                                            .date_of_birth = on("1960-01-01"),
                                                            .address = "1 High Street, Anytown"});
            ledger::insert_person(work, known);
        });
    }
    void has_a_phone() {
        area.answer(setting_set, {{"name", "contact.phone"}, {"value", "01632 960000"}});
    }
    // N-0001 of a decision, with one letter to the person, which was made on 2 November 2026.
    void issued() {
        is_known_as("standard");
        has_a_phone();
        EXPECT_EQ(draft({}), "accepted");
        EXPECT_EQ(issue(), "accepted") << words;
    }
    std::string delivery(const Given& other, const std::string& today = "2026-11-04") {
        Given fields{{"letter", "1"}, {"state", "sent"}, {"channel", "post"}};
        for (const auto& [name, value] : other) fields[name] = value;
        return refused(notice_delivery, fields, {.day = today});
    }
    // £450 a week is to be £400.
    void reduction_to_be_told() { (void)decided("reduction", "reduce", {{"amount", "400.00"}}); }
    std::string draft_of_case() { return draft({{"kind", "reduction"}, {"case", "C-0001"}}); }
    void line_is_worth(std::int64_t amount) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-03"));
            line.from_on = on("2026-11-03");
            line.amount = pounds(amount);
            ledger::insert_plan_line(work, line);
        });
    }

    std::string words;  // of the last refusal
};

TEST_F(NoticeRefusals, ADraftIsOfABudgetAndAListedKind) {
    EXPECT_EQ(draft({{"budget", "BP9"}}), "budget-unknown budget");
    EXPECT_EQ(draft({{"kind", "greeting"}}), "not-in-the-list kind");
    EXPECT_EQ(area.count("notice"), 0);
}

TEST_F(NoticeRefusals, ADecisionIsToldWithWhatWasDecided) {
    EXPECT_EQ(draft({{"decided", ""}}), "decided-missing decided");
    EXPECT_EQ(draft({{"kind", "stop"}, {"decided", "We stop."}}), "decided-by-kind decided");
    EXPECT_EQ(area.count("notice"), 0);
    is_known_as("easy-read");
    has_a_phone();
    EXPECT_EQ(draft({{"decided", "You get a stairlift"}}), "accepted");
    Given wanted{{"notice", "N-0001"}, {"understandable", "yes"}, {"easy_reasons", "It helps."}};
    EXPECT_EQ(refused(notice_issue, wanted, {.actor = ben}), "easy-decided-missing easy_decided");
    EXPECT_EQ(area.count("letter"), 0);
    wanted["easy_decided"] = "You get a stairlift.";
    EXPECT_EQ(refused(notice_issue, wanted, {.actor = ben}), "accepted") << words;
}

// What the letter to the person says of their payments: £1,800 every four weeks.
TEST_F(NoticeRefusals, AReductionIsToldByThePaymentThatShowsIt) {
    is_known_as("standard");
    has_a_phone();
    told_of_budget("surplus.plan_notice_days", "28");
    told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000");
    reduction_to_be_told();
    EXPECT_EQ(draft_of_case(), "accepted");
    EXPECT_EQ(issue(), "accepted") << words;
    ledger::Database& database = area.area().database();
    const auto letter = ledger::show_evidence(
        ledger::everything(2, "a check"), database, ledger::letter_by_id(database, 1)->html);
    ASSERT_TRUE(letter && letter->document);
    EXPECT_NE(letter->document->find("From the payment of 24 December 2026 on, each should be "
                                     "£1,600 instead of £1,800."),
              std::string::npos)
        << *letter->document;
}

TEST_F(NoticeRefusals, ASumIsToldWithItsWorkings) {
    EXPECT_EQ(draft({{"amount", "0.00"}, {"workings", "All = £0.00"}}), "money-below-zero amount");
    EXPECT_EQ(words, "The sum of a notice is above zero.");
    EXPECT_EQ(draft({{"amount", "0.01"}}), "workings-missing workings");
    EXPECT_EQ(draft({{"kind", "reclaim"}}), "amount-missing amount");
    EXPECT_EQ(area.count("notice"), 0);
    EXPECT_EQ(draft({{"amount", "0.01"}, {"per", "week"}, {"workings", "All = £0.01"}}),
              "accepted");
}

TEST_F(NoticeRefusals, ASumIsToldWithItsPeriod) {
    const Given sum{{"amount", "12.50"}, {"workings", "All = £12.50"}};
    EXPECT_EQ(draft(sum), "period-missing per");
    Given fields = sum;
    fields["per"] = "fortnight";
    EXPECT_EQ(draft(fields), "not-in-the-list per");
    fields["kind"] = "reclaim";
    fields["per"] = "week";
    EXPECT_EQ(draft(fields), "sum-is-in-all per");
    EXPECT_EQ(area.count("notice"), 0);
    fields.erase("per");
    EXPECT_EQ(draft(fields), "accepted");
    EXPECT_EQ(workings(1), "All = £12.50\nWhat we ask to be paid back in all = £12.50\n");
    fields["kind"] = "reduction";
    fields["per"] = "four-weeks";
    EXPECT_EQ(draft(fields), "accepted");
    EXPECT_EQ(workings(2), "All = £12.50\nLess every four weeks = £12.50\n");
}

TEST_F(NoticeRefusals, TheLinesOfTheWorkingsComeToTheSum) {
    const auto with_lines = [&](const std::string& lines) {
        return draft({{"amount", "12.50"}, {"per", "week"}, {"workings", lines}});
    };
    EXPECT_EQ(with_lines("Gloves = £10.00; Soap = £2.49"), "workings-differ workings");
    EXPECT_EQ(words, "The lines of the workings do not add up to £12.50.");
    EXPECT_EQ(with_lines("Gloves = £10.00; Soap = £2.51"), "workings-differ workings");
    EXPECT_EQ(with_lines("Gloves and soap"), "workings-differ workings");
    EXPECT_EQ(with_lines("Gloves and soap; In all = £12.50"), "workings-differ workings");
    EXPECT_EQ(with_lines("Gloves = £10.00; Soap = £2.49; In all = £12.50"),
              "workings-differ workings");
    EXPECT_EQ(area.count("notice"), 0);
    EXPECT_EQ(with_lines("Gloves = £10.00; Soap = £2.50"), "accepted");
    EXPECT_EQ(with_lines("Gloves = £15.00; Given back = -£2.50; In all = £12.50"), "accepted");
    EXPECT_EQ(workings(2),
              "Gloves = £15.00\nGiven back = -£2.50\nWhat it comes to each week = £12.50\n");
}

TEST_F(NoticeRefusals, ACaseIsToldWithItsPeriodAndLinesThatComeToItsSum) {
    reduction_to_be_told();
    EXPECT_EQ(draft({{"kind", "reduction"}, {"case", "C-0001"}, {"workings", "Soap = £49.99"}}),
              "workings-differ workings");
    EXPECT_EQ(draft({{"kind", "reduction"}, {"case", "C-0001"}, {"per", "week"}}),
              "as-decided per");
    EXPECT_EQ(area.count("notice"), 0);
    EXPECT_EQ(draft({{"kind", "reduction"}, {"case", "C-0001"}, {"workings", "Soap = £50.00"}}),
              "accepted");
    EXPECT_EQ(workings(1),
              "Soap = £50.00\nWhat was planned each week = £450.00\nWhat is planned each week from "
              "then on = £400.00\nLess each week = £50.00\n");
}

// SUF-01: it would cover no more than £400 of what the planned care costs.
TEST_F(NoticeRefusals, RED_05_NobodyIsToldOfWhatCouldNotTakeEffect) {
    is_known_as("standard");
    has_a_phone();
    reduction_to_be_told();
    EXPECT_EQ(draft_of_case(), "accepted");
    EXPECT_EQ(issue(), "not-known notice");
    told_of_budget("surplus.plan_notice_days", "28");
    told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40001");
    EXPECT_EQ(issue(), "insufficient notice");
    EXPECT_EQ(state(), "drafted");
    EXPECT_EQ(area.count("letter"), 0);
    told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000", "2026-10-21");
    EXPECT_EQ(issue(), "accepted") << words;
}

TEST_F(NoticeRefusals, NobodyIsToldWhoseNameIsNotRecorded) {
    EXPECT_EQ(draft({}), "accepted");
    EXPECT_EQ(issue(), "nobody-to-tell notice");
    EXPECT_EQ(words, "The person's name and address are not recorded.");
    EXPECT_EQ(state(), "drafted");
}

TEST_F(NoticeRefusals, ALetterSaysWhomToRing) {
    is_known_as("standard");
    EXPECT_EQ(draft({}), "accepted");
    EXPECT_EQ(issue(), "contact-missing notice");
    EXPECT_EQ(state(), "drafted");
    has_a_phone();
    EXPECT_EQ(issue(), "accepted") << words;
}

TEST_F(NoticeRefusals, ANumberThatNoneHasIsRefusedByEach) {
    for (const CommandHandler each :
         {notice_issue, notice_challenge, notice_answer, notice_withdraw, notice_mature}) {
        EXPECT_EQ(refused(each, {{"notice", "N-0009"}}), "notice-unknown notice");
    }
}

TEST_F(NoticeRefusals, AnIssuedOneIsNotIssuedAgain) {
    issued();
    EXPECT_EQ(issue(), "illegal-transition notice");
    // Before anything else: also to whoever drafted it.
    EXPECT_EQ(issue({.actor = anna}), "illegal-transition notice");
    EXPECT_EQ(area.count("letter"), 1);
}

// Guidance on direct payments for healthcare, para 129.
TEST_F(NoticeRefusals, INF_02_WhoIssuesItSaysThatItCanBeUnderstood) {
    is_known_as("standard");
    has_a_phone();
    ASSERT_EQ(draft({}), "accepted");
    EXPECT_EQ(refused(notice_issue, {{"notice", "N-0001"}}, {.actor = ben}), "not-known notice");
    EXPECT_EQ(issue(), "accepted") << words;
}

TEST_F(NoticeRefusals, NoChallengeCameTomorrow) {
    issued();
    Given challenge{{"notice", "N-0001"}, {"received", "2026-11-04"}, {"words", "I need it."}};
    EXPECT_EQ(refused(notice_challenge, challenge, {.day = "2026-11-03"}),
              "day-in-the-future received");
    EXPECT_EQ(state(), "issued");
    EXPECT_EQ(refused(notice_challenge, challenge, {.day = "2026-11-04"}), "accepted");
}

TEST_F(NoticeRefusals, ItMaturesOnItsDayAndIsThenNotTakenBack) {
    issued();
    EXPECT_EQ(delivery({}, "2026-11-02"), "accepted");
    const auto matures = *ledger::notice_by_id(area.area().database(), 1)->matures_on;
    EXPECT_EQ(refused(notice_mature, {{"notice", "N-0001"}}, {.day = (matures + -1).iso()}),
              "notice-not-matured notice");
    EXPECT_EQ(state(), "issued");
    EXPECT_EQ(refused(notice_mature, {{"notice", "N-0001"}}, {.day = matures.iso()}), "accepted");
    EXPECT_EQ(refused(notice_withdraw,
                      {{"notice", "N-0001"}, {"words", "We were wrong."}},
                      {.day = matures.iso()}),
              "illegal-transition notice");
    EXPECT_EQ(state(), "matured");
}

TEST_F(NoticeRefusals, AnAnswerIsWrittenAsItsReaderReads) {
    issued();
    EXPECT_EQ(refused(notice_challenge, {{"notice", "N-0001"}, {"words", "I need it."}}),
              "accepted");
    is_known_as("easy-read", "2026-11-03");
    Given answer{{"notice", "N-0001"}, {"outcome", "upheld"}, {"words", "We looked again."}};
    const AskedOn by_ben{.actor = ben, .day = "2026-11-03"};
    EXPECT_EQ(refused(notice_answer, answer, by_ben), "easy-reasons-missing easy_reasons");
    EXPECT_EQ(state(), "challenged");
    EXPECT_EQ(area.count("letter"), 1);
    is_known_as("other-language", "2026-11-03");
    EXPECT_EQ(refused(notice_answer, answer, by_ben), "translation-missing translation");
    is_known_as("easy-read", "2026-11-03");
    answer["easy_reasons"] = "We looked.";
    EXPECT_EQ(refused(notice_answer, answer, by_ben), "accepted");
}

TEST_F(NoticeRefusals, ACaseIsToldInItsOwnBudget) {
    (void)area.add();
    reduction_to_be_told();
    EXPECT_EQ(draft({{"budget", "BP2"}, {"kind", "reduction"}, {"case", "C-0001"}}),
              "case-of-another-budget case");
    EXPECT_EQ(area.count("notice"), 0);
}

TEST_F(NoticeRefusals, NoReductionIsToldOfALineThatIsWorthNoMore) {
    reduction_to_be_told();
    line_is_worth(400);
    EXPECT_EQ(draft_of_case(), "changed-since case");
    EXPECT_EQ(area.count("notice"), 0);
}

TEST_F(NoticeRefusals, ADraftThatTellsAnotherSumByNowIsNotIssued) {
    is_known_as("standard");
    has_a_phone();
    reduction_to_be_told();
    EXPECT_EQ(draft_of_case(), "accepted");
    line_is_worth(500);
    EXPECT_EQ(issue(), "notice-tells-otherwise notice");
    EXPECT_EQ(state(), "drafted");
    EXPECT_EQ(area.count("letter"), 0);
}

TEST_F(NoticeRefusals, ACaseIsToldOnce) {
    is_known_as("standard");
    has_a_phone();
    reduction_to_be_told();
    EXPECT_EQ(draft_of_case(), "accepted");
    issue_notice("reduction");
    EXPECT_EQ(issue(), "notice-already case");
    EXPECT_EQ(state(), "drafted");
    EXPECT_EQ(area.count("letter"), 0);
}

TEST_F(NoticeRefusals, ALetterGoesByAListedWayAndNotBeforeItWasMade) {
    issued();
    EXPECT_EQ(delivery({{"channel", "pigeon"}}), "not-in-the-list channel");
    EXPECT_EQ(delivery({{"on", "2026-11-01"}}), "day-out-of-order on");
    EXPECT_EQ(delivery({{"on", "2026-11-05"}}), "day-out-of-order on");
    EXPECT_EQ(area.count("letter_delivery"), 0);
    EXPECT_EQ(delivery({{"on", "2026-11-03"}}), "accepted");
    EXPECT_EQ(delivery({{"on", "2026-11-02"}, {"state", "delivered"}}), "day-out-of-order on");
    EXPECT_EQ(area.count("letter_delivery"), 1);
}

TEST_F(NoticeRefusals, AReaderIsSomebodyWhoActsAndTheirLanguageHasAName) {
    Given reads{{"representative", "1"}, {"format", "standard"}, {"address", "2 High Street"}};
    EXPECT_EQ(refused(notice_reader, reads), "representative-unknown representative");
    area.write([&](ledger::Work& work) {
        ledger::insert_representative(
            work,
            {.from_on = on("2026-11-01"),
             .person = person.person,
             .name_private = ledger::insert_private_text(work, person.person, "Bo Lee"),
             .start_on = on("2026-11-01")});
    });
    reads["format"] = "other-language";
    EXPECT_EQ(refused(notice_reader, reads), "language-missing language");
    reads["language"] = "klingon";
    EXPECT_EQ(refused(notice_reader, reads), "language-unknown language");
    EXPECT_EQ(area.count("reader_need"), 0);
    reads["language"] = "welsh";
    EXPECT_EQ(refused(notice_reader, reads), "accepted");
}

TEST_F(NoticeRefusals, ALetterHasOnePdfAndThatIsOne) {
    issued();
    const auto before = area.count("evidence");
    EXPECT_EQ(refused(letter_pdf, {{"letter", "1"}, {"file:pdf", "<html>"}}), "not-a-pdf file:pdf");
    EXPECT_EQ(area.count("letter_pdf"), 0);
    EXPECT_EQ(area.count("evidence"), before);
    const Given made{{"letter", "1"}, {"file:pdf", "%PDF-1.7 and so on"}};
    EXPECT_EQ(refused(letter_pdf, made), "accepted");
    EXPECT_EQ(refused(letter_pdf, made), "pdf-known letter");
    EXPECT_EQ(area.count("letter_pdf"), 1);
}

}  // namespace
}  // namespace almoner::scheduler
