// A notice from its draft to the day that it counts, through the real program.
#include "tests/support/cli_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

namespace almoner::tests {
namespace {

using nlohmann::json;

class NoticeCommands : public ::testing::Test {
  protected:
    NoticeCommands() {
        area.load_sample_area();
        EXPECT_EQ(area.refusal("sam", {"setting", "set", "contact.phone", "01632 960000"}),
                  "accepted");
    }
    [[nodiscard]] std::vector<std::string> draft(const std::string& budget,
                                                 const std::string& kind) const {
        const std::string per = kind == "reclaim" ? "in-all" : "week";
        return {"notice",
                "draft",
                budget,
                "--kind",
                kind,
                "--reasons",
                "The day centre does four hours.",
                "--amount",
                "40",
                "--per",
                per,
                "--workings",
                "Three hours = £30.00; One hour = £10.00"};
    }
    json issue(const std::string& notice) {
        return area.answer("kim", {"notice", "issue", notice, "--understandable"});
    }
    json issued(const std::string& budget, const std::string& kind) {
        const json drafted = area.answer("jo", draft(budget, kind));
        const json made = issue(drafted.at("notice").get<std::string>());
        for (const json& each : made.at("letters")) {
            EXPECT_EQ(delivery(std::to_string(each.at("letter").get<int>()), "sent"), "accepted");
        }
        return made;
    }
    std::string standing(const std::string& notice) {
        const json shown = area.answer("jo", {"notice", "show", notice});
        return shown.at("notice").at(0).at("standing").get<std::string>();
    }
    json job() { return area.answer("sam", {"job", "run", "notices"}); }
    std::string delivery(const std::string& letter, const std::string& state) {
        return area.refusal("jo",
                            {"notice", "delivery", letter, "--state", state, "--channel", "post"});
    }
    json letter(const std::string& notice) {
        return area.answer("jo", {"notice", "show", notice}).at("letters").at(0);
    }
    std::string document(const json& number) {
        const std::string out = (area.folder() / "document").string();
        EXPECT_EQ(
            area.ask("jo",
                     {"evidence", "show", std::to_string(number.get<std::int64_t>()), "--out", out})
                .exit_code,
            0);
        return testing::read_whole(out);
    }
    // A program of these lines in the place of the one that makes PDFs.
    std::string program(const std::string& lines) {
        const std::string file = area.write("maker", "#!/bin/sh\n" + lines + "\n");
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
        return file;
    }

    CliArea area;
};

TEST_F(NoticeCommands, AReductionIsIssuedByAnotherAndCountsAfterItsDays) {
    EXPECT_EQ(area.answer("jo", draft("B-0002", "reduction")).at("state"), "drafted");
    EXPECT_EQ(area.refusal("jo", {"notice", "issue", "N-0001", "--understandable"}),
              "second-person-needed");
    EXPECT_EQ(area.refusal("kim", {"notice", "issue", "N-0001"}), "not-known");
    const json issued_now = issue("N-0001");
    EXPECT_EQ(issued_now.at("notice_days"), 28);
    // Two working days over Easter, then 28 days.
    EXPECT_EQ(issued_now.at("matures"), "2026-05-06");
    EXPECT_EQ(standing("N-0001"), "held: a letter was not sent");
    EXPECT_EQ(delivery("1", "sent"), "accepted");
    area.day = "2026-05-05";
    EXPECT_EQ(standing("N-0001"), "runs until 6 May 2026");
    EXPECT_EQ(job().at("words"), "0 notices have matured");
    area.day = "2026-05-06";
    EXPECT_EQ(standing("N-0001"), "may take effect");
    EXPECT_EQ(job().at("words"), "1 notices have matured");
    EXPECT_EQ(area.refusal("jo", {"notice", "challenge", "N-0001", "--words", "no"}),
              "illegal-transition");
    EXPECT_EQ(area.ask("", {"verify"}).exit_code, 0);
}

TEST_F(NoticeCommands, AChallengeHoldsItUntilItIsAnsweredAndComesOnce) {
    issued("B-0002", "reduction");
    area.day = "2026-04-10";
    EXPECT_EQ(area.refusal("jo", {"notice", "challenge", "N-0001", "--words", "I need it."}),
              "accepted");
    area.day = "2026-05-10";
    EXPECT_EQ(standing("N-0001"), "held by a challenge");
    EXPECT_EQ(job().at("words"), "0 notices have matured");
    const json answered = area.answer("kim",
                                      {"notice",
                                       "answer",
                                       "N-0001",
                                       "--outcome",
                                       "varied",
                                       "--worse",
                                       "--words",
                                       "We looked at the week again."});
    EXPECT_EQ(answered.at("state"), "running");
    EXPECT_EQ(answered.at("matures"), "2026-06-09");
    ASSERT_EQ(answered.at("letters").size(), 1U);
    // It counts from its own letter, as the first one did.
    EXPECT_EQ(standing("N-0001"), "held: a letter was not sent");
    area.day = "2026-05-12";
    EXPECT_EQ(delivery(answered.at("letters")[0].at("letter").dump(), "sent"), "accepted");
    EXPECT_EQ(standing("N-0001"), "runs until 11 June 2026");
    EXPECT_EQ(area.refusal("jo", {"notice", "challenge", "N-0001", "--words", "Again."}),
              "challenged-already");
}

// An answer of any kind is a letter that has to go out; also where nobody has a task of it.
TEST_F(NoticeCommands, ALetterThatWasNeverSentIsATaskFromTheNextDay) {
    issued("B-0002", "reduction");
    EXPECT_EQ(area.refusal("jo", {"notice", "challenge", "N-0001", "--words", "I need it."}),
              "accepted");
    const json answered =
        area.answer("kim", {"notice", "answer", "N-0001", "--outcome", "upheld", "--words", "No."});
    const auto told = [&] {
        (void)job();
        const json tasks = area.answer("jo", {"task", "list"}).at("tasks");
        return std::ranges::count_if(tasks, [&](const json& each) {
            return each.dump().find("written and never sent") != std::string::npos &&
                   each.dump().find(area.day) != std::string::npos;
        });
    };
    EXPECT_EQ(told(), 0) << "on its own day";
    area.day = "2026-04-03";
    EXPECT_EQ(told(), 1);
    EXPECT_EQ(told(), 1) << "once";
    EXPECT_EQ(delivery(answered.at("letters")[0].at("letter").dump(), "sent"), "accepted");
    EXPECT_EQ(told(), 0);
}

TEST_F(NoticeCommands, AReturnedLetterStopsTheClockUntilItIsServedAgain) {
    issued("B-0002", "reduction");
    EXPECT_EQ(delivery("1", "served-again"), "delivery-out-of-order");
    area.day = "2026-04-20";
    EXPECT_EQ(delivery("1", "returned"), "accepted");
    area.day = "2026-04-30";
    EXPECT_EQ(standing("N-0001"), "held: a letter came back");
    const std::string tasks = area.ask("jo", {"task", "list"}).out;
    EXPECT_NE(tasks.find("serve it again"), std::string::npos) << tasks;
    EXPECT_EQ(delivery("1", "served-again"), "accepted");
    EXPECT_EQ(standing("N-0001"), "runs until 2 June 2026");
    EXPECT_NE(area.ask("jo", {"task", "list"}).out.find("there is time until 2 June 2026"),
              std::string::npos);
}

// An issued notice that lies in a drawer tells nobody.
TEST_F(NoticeCommands, ItsDaysRunFromTheLetterThatWentOutLast) {
    (void)area.answer("jo", draft("B-0002", "reduction"));
    issue("N-0001");
    EXPECT_NE(area.ask("jo", {"task", "list"}).out.find("send its letters"), std::string::npos);
    const std::string html = document(letter("N-0001").at("html"));
    EXPECT_NE(html.find("We have decided to reduce the direct payment by £40 each week."),
              std::string::npos)
        << html;
    EXPECT_NE(html.find("Less each week"), std::string::npos);
    EXPECT_NE(html.find("They count from 8 April 2026, by when this letter should have reached "
                        "you. The earliest day on which it can happen is 6 May 2026."),
              std::string::npos);
    EXPECT_NE(html.find("If this letter was sent to you later than 2 April 2026, your 28 days "
                        "begin that much later."),
              std::string::npos);
    area.day = "2026-04-09";
    EXPECT_EQ(standing("N-0001"), "held: a letter was not sent");
    EXPECT_EQ(delivery("1", "sent"), "accepted");
    EXPECT_EQ(standing("N-0001"), "runs until 11 May 2026");
    EXPECT_EQ(area.ask("jo", {"task", "list"}).out.find("send its letters"), std::string::npos);
    area.day = "2026-05-11";
    EXPECT_EQ(job().at("words"), "1 notices have matured");
}

TEST_F(NoticeCommands, HowLongALetterTakesIsASetting) {
    EXPECT_EQ(area.refusal("sam", {"setting", "set", "notice.service-days", "31"}),
              "setting-unreadable");
    EXPECT_EQ(area.refusal("sam", {"setting", "set", "notice.service-days", "0"}), "accepted");
    (void)area.answer("jo", draft("B-0002", "reduction"));
    EXPECT_EQ(issue("N-0001").at("matures"), "2026-04-30");
    EXPECT_NE(
        document(letter("N-0001").at("html")).find("They count from the date of this letter."),
        std::string::npos);
    (void)area.answer("jo", draft("B-0002", "suspension"));
    EXPECT_EQ(issue("N-0002").at("matures"), "2026-04-02") << "it has no days";
}

// What names days that are long gone is not sent any more.
TEST_F(NoticeCommands, ALetterThatLayForMoreThanAWeekIsWrittenAnew) {
    (void)area.answer("jo", draft("B-0002", "reduction"));
    issue("N-0001");
    area.day = "2026-04-10";
    EXPECT_EQ(delivery("1", "sent"), "letter-out-of-date");
    EXPECT_EQ(delivery("1", "delivered"), "letter-out-of-date");
    EXPECT_EQ(standing("N-0001"), "held: a letter was not sent");
    EXPECT_EQ(area.refusal("jo", {"notice", "withdraw", "N-0001", "--words", "It lay too long."}),
              "accepted");
    issued("B-0002", "reduction");
    EXPECT_EQ(standing("N-0002"), "runs until 12 May 2026");
}

TEST_F(NoticeCommands, ItsLettersBearTheDayOnWhichTheyGoOut) {
    (void)area.answer("jo", draft("B-0002", "reduction"));
    const auto goes_out = [&](const std::string& day) {
        return area.refusal("kim",
                            {"notice", "issue", "N-0001", "--understandable", "--goes-out", day});
    };
    EXPECT_EQ(goes_out("2026-04-01"), "day-out-of-reach");
    EXPECT_EQ(goes_out("2026-04-10"), "day-out-of-reach");
    EXPECT_EQ(goes_out("2026-04-09"), "accepted");
    const std::string html = document(letter("N-0001").at("html"));
    EXPECT_NE(html.find("9 April 2026"), std::string::npos);
    EXPECT_NE(html.find("The earliest day on which it can happen is 11 May 2026."),
              std::string::npos);
    EXPECT_EQ(delivery("1", "sent"), "accepted");
    EXPECT_EQ(standing("N-0001"), "runs until 11 May 2026");
}

TEST_F(NoticeCommands, AChallengeThatCameInTimeCountsWheneverItIsEntered) {
    issued("B-0002", "reduction");
    area.day = "2026-05-08";
    EXPECT_EQ(job().at("words"), "1 notices have matured");
    const auto challenge = [&](const std::string& received) {
        return area.refusal(
            "jo",
            {"notice", "challenge", "N-0001", "--received", received, "--words", "I need it."});
    };
    EXPECT_EQ(challenge("2026-04-01"), "day-before-issue");
    EXPECT_EQ(challenge("2026-05-06"), "illegal-transition");
    EXPECT_EQ(challenge("2026-05-05"), "accepted");
    EXPECT_EQ(standing("N-0001"), "held by a challenge");
    const auto answer = [&](const std::string& user) {
        return area.refusal(
            user, {"notice", "answer", "N-0001", "--outcome", "upheld", "--words", "It stands."});
    };
    EXPECT_EQ(answer("jo"), "second-person-needed");
    EXPECT_EQ(answer("kim"), "accepted");
    EXPECT_EQ(job().at("words"), "1 notices have matured");
    EXPECT_EQ(job().at("words"), "0 notices have matured");
}

TEST_F(NoticeCommands, OnlyADecisionIsChallenged) {
    EXPECT_EQ(area.refusal("jo", {"run", "propose"}), "accepted");
    issued("B-0002", "first-payment");
    EXPECT_EQ(area.refusal("jo", {"notice", "challenge", "N-0001", "--words", "No."}),
              "nothing-to-challenge");
}

TEST_F(NoticeCommands, AStopHasNoticeToo) {
    EXPECT_EQ(issued("B-0002", "stop").at("notice_days"), 28);
}

TEST_F(NoticeCommands, ThatIsWithdrawnNeverCounts) {
    issued("B-0002", "reduction");
    const json withdrawn =
        area.answer("jo", {"notice", "withdraw", "N-0001", "--words", "The sum was wrong."});
    EXPECT_EQ(withdrawn.at("state"), "withdrawn");
    EXPECT_EQ(withdrawn.at("letters").size(), 1U);
    EXPECT_EQ(area.refusal("jo", {"notice", "withdraw", "N-0001", "--words", "Again."}),
              "illegal-transition");
}

TEST_F(NoticeCommands, EverybodyWhoActsGetsOneAsTheyRead) {
    (void)area.answer("jo", draft("B-0018", "reduction"));
    EXPECT_EQ(area.refusal("kim", {"notice", "issue", "N-0001", "--understandable"}),
              "reader-unknown");
    EXPECT_EQ(area.refusal("jo",
                           {"notice",
                            "reader",
                            "1",
                            "--format",
                            "plain-text",
                            "--address",
                            "1 High Street, Anytown"}),
              "accepted");
    const json letters = issue("N-0001").at("letters");
    ASSERT_EQ(letters.size(), 2U);
    EXPECT_EQ(letters[0].at("format"), "large-print");
    EXPECT_EQ(letters[1].at("to"), "representative");
    EXPECT_EQ(letters[1].at("format"), "plain-text");
}

TEST_F(NoticeCommands, ItsLetterIsInTheFormatThatIsRead) {
    (void)area.answer("jo", draft("B-0006", "reclaim"));
    EXPECT_EQ(area.refusal("kim", {"notice", "issue", "N-0001", "--understandable"}),
              "easy-reasons-missing");
    (void)area.answer("kim",
                      {"notice",
                       "issue",
                       "N-0001",
                       "--understandable",
                       "--easy-reasons",
                       "Some money is left. We want it back."});
    const std::string html = document(letter("N-0001").at("html"));
    EXPECT_NE(html.find("<p>Some money is left.</p>\n<p>We want it back.</p>"), std::string::npos);
    EXPECT_EQ(html.find("The day centre"), std::string::npos);
    (void)area.answer("jo", draft("B-0004", "reduction"));
    EXPECT_EQ(area.refusal("kim", {"notice", "issue", "N-0002", "--understandable"}),
              "translation-missing");
}

// Options for managing the money, section 3: the person is told who acts for them, as they read.
TEST_F(NoticeCommands, AnAppointmentIsToldInThePersonsFormat) {
    const std::vector<std::string> wish{"notice", "draft", "B-0001", "--kind", "appointment"};
    EXPECT_EQ(area.refusal("jo", wish), "nothing-to-tell");
    const json added = area.answer("jo",
                                   {"representative",
                                    "add",
                                    "P-0001",
                                    "--name",
                                    "Ida Tollemarsh",
                                    "--role",
                                    "representative",
                                    "--start",
                                    "2026-04-01",
                                    "--authority",
                                    "nhs-appointee",
                                    "--agreed-on",
                                    "2026-04-01",
                                    "--best-interests",
                                    area.evidence("P-0001")});
    EXPECT_NE(area.ask("jo", {"task", "list"}).out.find("notice draft B-0001 --kind appointment"),
              std::string::npos);
    EXPECT_EQ(area.refusal("jo",
                           {"notice",
                            "reader",
                            added.at("representative").dump(),
                            "--format",
                            "standard",
                            "--address",
                            "1 High Street, Anytown"}),
              "accepted");
    EXPECT_EQ(area.refusal("jo", wish), "accepted");
    const json letters = issue("N-0001").at("letters");
    ASSERT_EQ(letters.size(), 2U);
    EXPECT_EQ(letters[0].at("to"), "person");
    EXPECT_EQ(letters[0].at("format"), "large-print");
    EXPECT_EQ(letters[1].at("format"), "standard");
    const std::string html = document(letter("N-0001").at("html"));
    EXPECT_NE(html.find("Who looks after the direct payment"), std::string::npos);
    EXPECT_NE(html.find("From 2 April 2026 the direct payment for "), std::string::npos) << html;
    EXPECT_NE(html.find(" goes to Ida Tollemarsh, whom the NHS appointed to look after it and who "
                        "agreed to this on 1 April 2026. It was decided because it is best for "),
              std::string::npos)
        << html;
    EXPECT_NE(html.find(", who still has a say in how the money is used. The amount of the budget "
                        "stays the same."),
              std::string::npos)
        << html;
    EXPECT_NE(html.find("If you would rather have somebody else look after the money"),
              std::string::npos);
    EXPECT_EQ(area.ask("jo", {"task", "list"}).out.find("--kind appointment"), std::string::npos);
    EXPECT_EQ(area.ask("", {"verify"}).exit_code, 0);
}

TEST_F(NoticeCommands, TheFirstPaymentIsToldOutOfTheBooks) {
    const std::vector<std::string> first{"notice", "draft", "B-0002", "--kind", "first-payment"};
    EXPECT_EQ(area.refusal("jo", first), "nothing-to-tell");
    EXPECT_EQ(area.refusal("jo", {"run", "propose"}), "accepted");
    EXPECT_EQ(area.refusal("jo", first), "accepted");
    issue("N-0001");
    const std::string html = document(letter("N-0001").at("html"));
    EXPECT_NE(html.find("The first payment is £736. It should be in the account on"),
              std::string::npos)
        << html;
}

TEST_F(NoticeCommands, APdfIsMadeWithTagsLanguageTitleAndReadingOrder) {
    issued("B-0002", "reduction");
    EXPECT_EQ(area.refusal("jo", {"letter", "print"}), "accepted");
    const json shown = letter("N-0001");
    ASSERT_TRUE(shown.at("pdf").is_number()) << shown;
    const std::string pdf = (area.folder() / "document").string();
    EXPECT_TRUE(document(shown.at("pdf")).starts_with("%PDF-1."));
    const std::string plain = pdf + ".qdf";
    ASSERT_EQ(std::system(("qpdf --qdf --object-streams=disable " + pdf + " " + plain).c_str()), 0);
    const std::string inside = testing::read_whole(plain);
    for (const char* const part : {"/StructTreeRoot",
                                   "/Marked true",
                                   "/Lang (en-GB)",
                                   "/Title (We have decided to reduce the direct payment)",
                                   "pdfuaid:part=\"1\"",
                                   "/S /H1",
                                   "/S /Table"}) {
        EXPECT_NE(inside.find(part), std::string::npos) << part;
    }
    ASSERT_EQ(std::system(("pdftotext " + pdf + " " + pdf + ".txt").c_str()), 0);
    const std::string text = testing::read_whole(pdf + ".txt");
    std::size_t at = 0;
    for (const char* const next : {"Zoë Fairwether",
                                   "We have decided to reduce",
                                   "What we decided",
                                   "Why",
                                   "The sum",
                                   "When it happens",
                                   "What you can do",
                                   "Who to ask"}) {
        at = text.find(next, at);
        ASSERT_NE(at, std::string::npos) << next << "\n" << text;
    }
}

TEST_F(NoticeCommands, WhatCanMakeNoPdfLeavesATaskAndTheLetter) {
    issued("B-0002", "reduction");
    EXPECT_EQ(area.ask("jo", {"letter", "print", "--with", program("exit 3")}).exit_code, 3);
    EXPECT_EQ(area.ask("jo", {"letter", "print", "--with", program("sleep 60"), "--seconds", "1"})
                  .exit_code,
              3);
    EXPECT_EQ(area.ask("jo", {"letter", "print", "--with", "/nowhere"}).exit_code, 3);
    const json shown = letter("N-0001");
    EXPECT_TRUE(shown.at("pdf").is_null());
    EXPECT_NE(document(shown.at("html")).find("<h1>"), std::string::npos);
    EXPECT_NE(area.ask("jo", {"task", "list"}).out.find("No PDF"), std::string::npos);
}

TEST_F(NoticeCommands, TheSameKeyIsTheSameNotice) {
    std::vector<std::string> once = draft("B-0002", "reduction");
    once.insert(once.end(), {"--key", "a-key-of-mine"});
    EXPECT_EQ(area.answer("jo", once), area.answer("jo", once));
    EXPECT_EQ(area.answer("jo", {"notice", "list"}).at("notices").size(), 1U);
}

}  // namespace
}  // namespace almoner::tests
