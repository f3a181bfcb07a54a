#include "ledger/records/notice.h"

#include "ledger/records/letter.h"
#include "ledger/records/notice_step.h"
#include "ledger/storage/database.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

namespace almoner::ledger {
namespace {

Date day(std::string_view iso) {
    return *Date::parse(iso);
}

class Notices : public ::testing::Test {
  protected:
    template <class Write>
    void write(Write write_in) {
        const CommandResult result = area.run([&](Work& work) -> Outcome<std::string> {
            write_in(work);
            return std::string("{}");
        });
        ASSERT_TRUE(result.outcome.accepted());
    }
    void step(NoticeStep given) {
        given.notice = 1;
        if (given.on == Date{}) given.on = day("2026-06-01");
        if (given.actor == 0) given.actor = 2;
        write([&](Work& work) { insert_notice_step(work, 3, given); });
    }
    void issue() {
        write([&](Work& work) {
            insert_notice(work, 3, reduction);
            insert_notice_step(
                work, 3, {.notice = 1, .state = "drafted", .on = day("2026-05-30"), .actor = 1});
            insert_notice_step(work,
                               3,
                               {.notice = 1,
                                .state = "issued",
                                .on = day("2026-06-01"),
                                .actor = 2,
                                .drafted_by = 1});
            insert_notice_clock(work, issued);
        });
    }
    bool matures_exactly_on(std::string_view iso) {
        const Notice notice = *notice_by_id(area.database(), 1);
        return !has_matured(notice, day(iso) + -1) && has_matured(notice, day(iso));
    }
    bool never() { return !has_matured(*notice_by_id(area.database(), 1), day("2099-01-01")); }

    tests::TestArea area;
    const Notice reduction{.kind = "reduction",
                           .budget = 7,
                           .case_number = "C-0001",
                           .reasons = "The review found that less is needed.",
                           .amount = Money::from_pence(12'345),
                           .workings = "Of each month = £123.45",
                           .effect_on = day("2026-07-01"),
                           .drafted_on = day("2026-05-30"),
                           .drafted_by = 1};
    const NoticeClock issued{.notice = 1,
                             .cause = "issued",
                             .from_on = day("2026-06-01"),
                             .days = 28,
                             .matures_on = day("2026-06-29")};
};

TEST_F(Notices, AreReadAsTheyWereWritten) {
    issue();
    Notice expected = reduction;
    expected.id = 1;
    expected.number = "N-0001";
    expected.state = "issued";
    expected.issued_on = day("2026-06-01");
    expected.issued_by = 2;
    expected.days = 28;
    expected.matures_on = day("2026-06-29");
    Database& db = area.database();
    EXPECT_EQ(find_notice(db, "N-0001"), expected);
    EXPECT_EQ(notices_of(db, 7), std::vector<Notice>{expected});
    EXPECT_EQ(every_notice(db), std::vector<Notice>{expected});
    EXPECT_EQ(notices_of_case(db, "C-0001"), std::vector<Notice>{expected});
    EXPECT_EQ(notice_clocks(db, 1), std::vector<NoticeClock>{issued});
    for (const char* const wrong : {"N-0002", "N-1", "1", "", "N-", "N-0001x", "n-0001"}) {
        EXPECT_FALSE(find_notice(db, wrong)) << wrong;
    }
    EXPECT_TRUE(notices_of_case(db, "").empty());
    EXPECT_TRUE(notices_of_case(db, "C-0002").empty());
}

TEST_F(Notices, MatureOnTheDayTheirDaysHaveRunAndNotOneSooner) {
    issue();
    EXPECT_TRUE(matures_exactly_on("2026-06-29"));
}

TEST_F(Notices, ThatWereOnlyDraftedNeverMature) {
    write([&](Work& work) {
        insert_notice(work, 3, reduction);
        insert_notice_step(
            work, 3, {.notice = 1, .state = "drafted", .on = day("2026-05-30"), .actor = 1});
    });
    EXPECT_TRUE(never());
}

TEST_F(Notices, AreHeldByAChallengeThatHoldsUntilItIsAnswered) {
    issue();
    step({.state = "challenged", .holds = true, .words = "I need it."});
    EXPECT_TRUE(never());
    EXPECT_TRUE(find_notice(area.database(), "N-0001")->was_challenged);
    step({.state = "upheld", .words = "We looked again."});
    EXPECT_TRUE(matures_exactly_on("2026-06-29"));
}

TEST_F(Notices, RunOnThroughAChallengeThatDoesNotHold) {
    issue();
    step({.state = "challenged", .words = "I need it."});
    EXPECT_TRUE(matures_exactly_on("2026-06-29"));
}

TEST_F(Notices, ThatWereWithdrawnNeverMature) {
    issue();
    step({.state = "withdrawn", .words = "The sum was wrong."});
    EXPECT_TRUE(never());
}

TEST_F(Notices, RunAnewWhenTheyWereVariedForTheWorse) {
    issue();
    write([&](Work& work) {
        insert_notice_clock(work,
                            {.notice = 1,
                             .cause = "varied",
                             .from_on = day("2026-06-10"),
                             .days = 28,
                             .matures_on = day("2026-07-08")});
    });
    EXPECT_TRUE(matures_exactly_on("2026-07-08"));
}

// "Sent" is not "served".
TEST_F(Notices, DoNotMatureWhileALetterOfTheirsIsBack) {
    issue();
    write([&](Work& work) {
        insert_letter(work,
                      {.notice = 1,
                       .cause = "issue",
                       .recipient_kind = "person",
                       .recipient = 3,
                       .format = "easy-read",
                       .language = "en",
                       .made_on = day("2026-06-01"),
                       .html = 5});
        insert_letter_delivery(
            work,
            3,
            {.letter = 1, .state = "sent", .channel = "post", .on = day("2026-06-01"), .actor = 2});
        insert_letter_delivery(work,
                               3,
                               {.letter = 1,
                                .state = "returned",
                                .channel = "post",
                                .on = day("2026-06-12"),
                                .actor = 2,
                                .words = "gone away"});
    });
    EXPECT_TRUE(never());
    write([&](Work& work) {
        insert_letter_delivery(work,
                               3,
                               {.letter = 1,
                                .state = "served-again",
                                .channel = "by-hand",
                                .on = day("2026-06-15"),
                                .actor = 2});
        insert_notice_clock(work,
                            {.notice = 1,
                             .cause = "served-again",
                             .from_on = day("2026-06-15"),
                             .days = 28,
                             .matures_on = day("2026-07-13")});
    });
    EXPECT_TRUE(matures_exactly_on("2026-07-13"));
    const auto news = deliveries_of(area.database(), 1);
    ASSERT_EQ(news.size(), 3U);
    EXPECT_EQ(news[1].words, "gone away");
}

// Nobody is held to new terms that never came.
TEST_F(Notices, DoNotMatureWhileTheLetterOfNewTermsIsBack) {
    issue();
    const auto news = [](std::string_view state, std::string_view on) {
        return LetterDelivery{
            .letter = 1, .state = std::string(state), .channel = "post", .on = day(on), .actor = 2};
    };
    write([&](Work& work) {
        insert_letter(work,
                      {.notice = 1,
                       .cause = "answer",
                       .recipient_kind = "person",
                       .recipient = 3,
                       .format = "standard",
                       .language = "en",
                       .made_on = day("2026-06-10"),
                       .html = 5});
        insert_letter_delivery(work, 3, news("sent", "2026-06-10"));
        insert_letter_delivery(work, 3, news("returned", "2026-06-12"));
    });
    EXPECT_TRUE(matures_exactly_on("2026-06-29")) << "its terms are the old ones";
    write([&](Work& work) {
        insert_notice_clock(work,
                            {.notice = 1,
                             .cause = "varied",
                             .from_on = day("2026-06-10"),
                             .days = 28,
                             .matures_on = day("2026-07-08")});
    });
    EXPECT_TRUE(never());
    write([&](Work& work) { insert_letter_delivery(work, 3, news("served-again", "2026-06-15")); });
    EXPECT_TRUE(matures_exactly_on("2026-07-08"));
}

TEST_F(Notices, NobodyIssuesWhatTheyDraftedThemselves) {
    issue();
    EXPECT_THROW(area.database().run_script(
                     "INSERT INTO notice_step(id, seq, notice, state, done_on, actor, drafted_by,"
                     " holds) VALUES (9, 9, 2, 'issued', 1, 1, 1, 0)"),
                 StorageError);
}

TEST_F(Notices, ALetterHasAPdfOnceOneWasMade) {
    issue();
    const Letter letter{.id = 1,
                        .notice = 1,
                        .cause = "issue",
                        .recipient_kind = "representative",
                        .recipient = 4,
                        .format = "large-print",
                        .language = "cy",
                        .made_on = day("2026-06-01"),
                        .html = 5,
                        .plain = 6};
    write([&](Work& work) {
        insert_letter(work, letter);
        insert_letter_pdf(work, {.letter = 1, .problem_private = 3, .on = day("2026-06-01")});
    });
    Database& db = area.database();
    EXPECT_EQ(letters_without_pdf(db), std::vector<Letter>{letter});
    EXPECT_EQ(letters_of(db, 1), std::vector<Letter>{letter});
    write([&](Work& work) {
        insert_letter_pdf(work, {.letter = 1, .evidence = 8, .on = day("2026-06-02")});
    });
    EXPECT_TRUE(letters_without_pdf(db).empty());
    EXPECT_EQ(pdfs_of(db, 1).size(), 2U);
}

TEST_F(Notices, AReaderIsReadAsOfTheDay) {
    write([&](Work& work) {
        insert_reader_need(work,
                           3,
                           {.representative = 4,
                            .format = "standard",
                            .language = "en",
                            .address = "1 High Street",
                            .from_on = day("2026-01-01"),
                            .recorded_by = 1});
        insert_reader_need(work,
                           3,
                           {.representative = 4,
                            .format = "easy-read",
                            .language = "en",
                            .address = "2 High Street",
                            .from_on = day("2026-06-01"),
                            .recorded_by = 1});
    });
    Database& db = area.database();
    EXPECT_FALSE(reader_need_on(db, 4, day("2025-12-31")));
    EXPECT_FALSE(reader_need_on(db, 5, day("2026-12-31")));
    EXPECT_EQ(reader_need_on(db, 4, day("2026-05-31"))->address, "1 High Street");
    EXPECT_EQ(reader_need_on(db, 4, day("2026-06-01"))->format, "easy-read");
}

}  // namespace
}  // namespace almoner::ledger
