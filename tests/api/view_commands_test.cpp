// What is read on the command line, as its users see it.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/support/cli_area.h"
#include "tests/support/places.h"

#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <sstream>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

using nlohmann::json;

// ops/sample-area on 2 April 2026, with a run that waits for its approval.
class Views : public ::testing::Test {
  protected:
    Views() {
        area.load_sample_area();
        run = area.answer("jo", {"run", "propose", "--until", "2026-04-30"})["runs"][0]["run"];
    }

    [[nodiscard]] std::string out(const std::string& user,
                                  const std::vector<std::string>& arguments) const {
        const ProgramEnd end = area.ask(user, arguments);
        EXPECT_TRUE(end.exit_code == 0 || end.exit_code == 5) << end.err;
        return end.out;
    }

    CliArea area;
    std::string run;
};

TEST_F(Views, ARunIsCsvWhereCsvWasAskedFor) {
    const std::string csv = out("vi", {"run", "show", run, "--csv"});
    // One table, whose columns do not depend on what the run holds.
    EXPECT_TRUE(csv.starts_with(
        "version,run,payment,person,payee,account,agreement,kind,option,period_first,period_last,"
        "attempt,nominal_on,entry_on,gross_pence,gross_pounds,contribution_pence,"
        "contribution_pounds,contribution_is,advanced_pence,advanced_pounds,net_pence,net_pounds,"
        "streams_nhs_pence,streams_nhs_pounds,streams_social-care_pence,"
        "streams_social-care_pounds,streams_children_pence,streams_children_pounds,"
        "streams_education_pence,streams_education_pounds,streams_person_pence,"
        "streams_person_pounds,state,late,held_for,next,reason,words,evidence,other_account,"
        "offset_pence,offset_pounds\n"))
        << csv;
    EXPECT_EQ(csv.find("\n\n"), std::string::npos) << csv;
    EXPECT_EQ(csv.find('{'), std::string::npos) << csv;
}

TEST_F(Views, WhoseUseHasEndedDoesNotLookBackEither) {
    area.day = "2026-04-10";
    ASSERT_EQ(area.refusal("sam", {"user", "end", "--ref", "vi"}), "accepted");
    for (const char* const day : {"2026-04-10", "2026-04-02"}) {
        area.day = day;
        EXPECT_EQ(area.refusal("vi", {"balance", "P-0001"}), "user-ended") << day;
    }
    EXPECT_EQ(area.refusal("jo", {"balance", "P-0001"}), "accepted");
    EXPECT_NE(area.ask("vi", {"balance", "P-0001"}).err.find("was ended on 10 April 2026"),
              std::string::npos);
}

TEST_F(Views, WhoeverBeginsAnAreaWhereOneIsIsToldSo) {
    EXPECT_EQ(area.refusal("", {"init", "--name", "Another"}), "area-exists");
}

TEST_F(Views, WhoWasGivenMoreWaitsAndIsTold) {
    const std::string confirm = area.answer("jo", {"run", "show", run})["confirm"];
    ASSERT_EQ(area.refusal("sam", {"run", "approve", run, "--confirm", confirm}), "accepted");
    ASSERT_EQ(area.refusal("sam", {"user", "change", "--ref", "vi", "--role", "maker"}),
              "accepted");
    EXPECT_EQ(area.refusal("vi", {"balance", "P-0001"}), "user-waits");
    EXPECT_NE(out("sam", {"user", "list"}).find("no, to be confirmed"), std::string::npos);
    EXPECT_EQ(area.refusal("sam", {"user", "confirm", "--ref", "vi"}), "own-proposal");
    EXPECT_EQ(area.refusal("jo", {"user", "confirm", "--ref", "vi"}), "accepted");
    EXPECT_EQ(area.refusal("vi", {"balance", "P-0001"}), "accepted");
    EXPECT_NE(out("sam", {"user", "list"}).find("maker"), std::string::npos);
}

// The area of a program before the last tables: whoever looks is told, and the next change makes
// them.
TEST_F(Views, AnAreaOfAnEarlierProgramIsBroughtUpToDateByItsNextChange) {
    ledger::open_sqlite(area.data(), ledger::SqliteUse::write)
        ->run_script(
            "DROP TABLE payroll_opening_recovered; DELETE FROM migration WHERE number = 34;"
            "DROP TABLE leaving_decision; DROP TABLE apprenticeship;"
            "DROP TABLE payroll_id_before; DELETE FROM migration WHERE number = 42;"
            "DROP TABLE api_token_end; DELETE FROM migration WHERE number = 29;"
            "DROP INDEX payee_account_by_person; DELETE FROM migration WHERE number = 28;"
            "DROP TABLE assessment; DROP TABLE data_share;"
            "DELETE FROM migration WHERE number = 26;"
            "DROP TABLE plan_step; DROP TABLE budget_answer;"
            "DELETE FROM migration WHERE number = 25;"
            "DROP TABLE agreement_fee; DROP TABLE fee_charge; DROP TABLE hmrc_refund_part;"
            "DROP TABLE pay_slip_recoverable; DROP TABLE overpaid_came_back;"
            "DELETE FROM migration WHERE number = 24;"
            "DROP TABLE pay_slip_period; DROP TABLE pay_slip_recovery;"
            "DROP TABLE payroll_opening_wage; DROP TABLE payroll_opening_allowance;"
            "DELETE FROM migration WHERE number = 23;"
            "DROP TABLE payroll_query; DROP TABLE payroll_query_answer;"
            "DELETE FROM migration WHERE number = 21;"
            "DROP TABLE payroll_paper; DROP TABLE payroll_paper_pdf;"
            "DROP TABLE payroll_paper_delivery; DROP TABLE hmrc_filing;"
            "DROP TABLE hmrc_filing_part; DROP TABLE hmrc_filing_slip;"
            "DROP TABLE hmrc_filing_step; DELETE FROM migration WHERE number = 19;"
            "DROP TABLE slip_pay_out; DROP TABLE pay_out_reference; DROP TABLE supplier_invoice;"
            "DROP TABLE supplier_invoice_step; DROP TABLE managed_pay_out;"
            "DELETE FROM migration WHERE number = 18;"
            "DROP TABLE opening_correction; DELETE FROM migration WHERE number = 17;"
            "DROP TABLE case_returned; DROP TABLE pay_out; DELETE FROM migration WHERE number = 15;"
            "DROP TABLE appointment; DROP TABLE agreement_document;"
            "DROP TABLE agreement_document_pdf; DROP TABLE agreement_signing;"
            "DELETE FROM migration WHERE number = 16;"
            "DROP TABLE payroll_run; DROP TABLE payroll_run_step; DROP TABLE pay_slip; DROP TABLE "
            "pay_slip_line; DROP TABLE pay_slip_order; DROP TABLE pay_slip_split; DROP TABLE "
            "pay_slip_finding; DROP TABLE pay_slip_posting; DROP TABLE pay_recovery;"
            "DELETE FROM migration WHERE number = 14;"
            "DROP TABLE employer; DROP TABLE assistant; DROP TABLE assistant_private; DROP "
            "TABLE employment; DROP TABLE employment_plan; DROP TABLE employment_rate; DROP "
            "TABLE payroll_opening; DROP TABLE payroll_opening_ni; DROP TABLE code_notice; "
            "DROP TABLE pay_order; DROP TABLE pay_order_band; DROP TABLE timesheet; DROP "
            "TABLE timesheet_line; DROP TABLE timesheet_step; DROP TABLE absence; "
            "DELETE FROM migration WHERE number = 13;"
            "DROP TABLE ending; DROP TABLE ending_answer; DROP TABLE ending_settled;"
            "DROP TABLE ending_step; DELETE FROM migration WHERE number = 12;"
            "DROP TABLE reduction_case; DROP TABLE case_decision; DROP TABLE case_step;"
            "DROP TABLE period_offset; DROP TABLE case_instalment; DROP TABLE case_recovery;"
            "DELETE FROM migration WHERE number = 11;"
            "DROP TABLE spend; DROP TABLE spend_step; DROP TABLE return_request;"
            "DROP TABLE return_step; DELETE FROM migration WHERE number = 10");
    const ProgramEnd looked =
        area.ask("vi", {"report", "month", "--commissioner", "ICB", "--month", "2026-04"});
    EXPECT_EQ(looked.exit_code, 4);
    EXPECT_NE(looked.err.find("was last written by an earlier almoner"), std::string::npos)
        << looked.err;
    EXPECT_EQ(area.refusal("sam", {"setting", "set", "cut-off", "21:00"}), "accepted");
    EXPECT_EQ(area.refusal("vi", {"balance", "P-0001"}), "accepted");
}

TEST_F(Views, FourPeopleLookAtTheSameMoment) {
    std::vector<std::future<int>> ends;
    for (int i = 0; i < 4; ++i) {
        ends.push_back(std::async(std::launch::async,
                                  [&] { return area.ask("vi", {"balance", "P-0001"}).exit_code; }));
    }
    for (auto& end : ends) EXPECT_EQ(end.get(), 0);
}

TEST_F(Views, ARunIsInWordsForAPerson) {
    const std::string words = out("sam", {"run", "show", run});
    EXPECT_EQ(words.find('{'), std::string::npos) << words;
    EXPECT_NE(words.find(" 2026  "), std::string::npos) << words;
    EXPECT_NE(words.find("P-0001"), std::string::npos) << words;
}

// £511.20 of B-0008 was taken over as set aside and not paid.
TEST_F(Views, ARunSaysWhatNoPeriodPays) {
    const std::string words = out("sam", {"run", "show", run});
    EXPECT_NE(words.find("£511.20  set aside before"), std::string::npos) << words;
    EXPECT_NE(words.find("Set aside before: taken over from another system, or moved here by a "
                         "change of option. No period pays it."),
              std::string::npos)
        << words;
}

TEST_F(Views, TheApproverSeesWhomTheyPayAndAViewerDoesNot) {
    const json seen = area.answer("sam", {"run", "show", run})["payments"][0];
    const json masked = area.answer("vi", {"run", "show", run})["payments"][0];
    EXPECT_EQ(seen["person"], masked["person"]);
    EXPECT_EQ(seen["account"].get<std::string>().size(), 5U) << seen["account"];
    EXPECT_EQ(masked["account"], "***");
    EXPECT_NE(seen["payee"], masked["payee"]);
}

TEST_F(Views, TheBalanceHasItsNextPaymentsForPrograms) {
    const json balance = area.answer("vi", {"balance", "P-0001"});
    ASSERT_FALSE(balance["next_payments"].empty());
    EXPECT_TRUE(balance["next_payments"][0].contains("amount"));
    const std::string csv = out("vi", {"balance", "P-0001", "--csv"});
    EXPECT_NE(csv.find("version,on,amount_pence,amount_pounds,option,payment,expected\n"),
              std::string::npos)
        << csv;
}

// Before a run has proposed it, too: four weeks of £212.50, and of £240 a year.
TEST(NextPayment, IsWhatItsTermsComeTo) {
    CliArea area;
    area.load_sample_area();
    const json before = area.answer("vi", {"balance", "P-0001"})["next_payments"][0];
    EXPECT_EQ(before["on"], "2026-05-01");
    EXPECT_EQ(before["amount"], 86'841);
    const ProgramEnd words = area.ask("vi", {"balance", "P-0001"});
    EXPECT_NE(words.out.find("The next payment, expected to be £868.41, is due on 1 May 2026."),
              std::string::npos)
        << words.out;
    (void)area.answer("jo", {"run", "propose", "--until", "2026-05-04"});
    const json proposed = area.answer("vi", {"balance", "P-0001"})["next_payments"];
    ASSERT_EQ(proposed.size(), 2U);
    EXPECT_EQ(proposed[1]["on"], "2026-05-01");
    EXPECT_EQ(proposed[1]["amount"], before["amount"]);
}

// What was booked on the day after is not among the figures of the day.
TEST(EarlierDay, HasNothingThatWasLearntLater) {
    CliArea area;
    area.load_sample_area();
    area.day = "2026-04-03";
    (void)area.answer("jo", {"run", "propose", "--until", "2026-04-30"});
    const auto on = [&](const char* day, const std::vector<std::string>& arguments) {
        CliArea& asked = area;
        asked.day = day;
        return asked.ask("vi", arguments).out;
    };
    const std::vector<std::string> books{"export", "--format", "csv"};
    const std::string booked_later = ",2026-04-03,2026";  // before the day it belongs to
    EXPECT_EQ(on("2026-04-02", books).find(booked_later), std::string::npos);
    EXPECT_NE(on("2026-04-03", books).find(booked_later), std::string::npos);
    const std::vector<std::string> month{
        "report", "month", "--commissioner", "ICB", "--month", "2026-04"};
    const std::string then = on("2026-04-02", month);
    EXPECT_NE(then.find("as the books stood on 2 April 2026"), std::string::npos) << then;
    EXPECT_NE(then.find("No payment is under way."), std::string::npos) << then;
    EXPECT_EQ(on("2026-04-03", month).find("No payment is under way."), std::string::npos);
    EXPECT_EQ(on("2026-04-02", {"balance", "P-0001"}).rfind("As the books stood on 2 April", 0),
              0U);
}

TEST_F(Views, ARunIsAsWideAsAScreenAndItsRowsAddUp) {
    const std::string words = out("sam", {"run", "show", "RUN-2"});
    std::istringstream lines(words);
    const std::string heading = "Payment       Person";
    bool seen = false;
    for (std::string line; std::getline(lines, line);) {
        seen = seen || line.starts_with(heading);
        if (line.starts_with("ALM") && line.find(": ") != std::string::npos) continue;  // a note
        EXPECT_LE(line.size(), 150U) << line;
    }
    EXPECT_TRUE(seen) << words;
    EXPECT_NE(words.find("£396.00  £120 to council      £396.00  late"), std::string::npos)
        << words;
    EXPECT_NE(words.find("£752.00  -£52.40              £699.60  late"), std::string::npos)
        << words;
}

// The runs of the day after are not among those of the day, and what has no past says so.
TEST(EarlierDay, ListsWhatWasBookedThenOrSaysThatItShowsNow) {
    CliArea area;
    area.load_sample_area();
    area.day = "2026-04-03";
    const json run = area.answer("jo", {"run", "propose", "--until", "2026-04-30"})["runs"][0];
    const std::string ref = run["run"].get<std::string>();
    EXPECT_FALSE(area.answer("vi", {"run", "list"})["runs"].empty());
    area.day = "2026-04-02";
    EXPECT_TRUE(area.answer("vi", {"run", "list"})["runs"].empty());
    const json tasks = area.answer("vi", {"task", "list"})["tasks"];
    ASSERT_EQ(tasks.size(), 1U);  // somebody else represents P-0019 from October on
    EXPECT_EQ(tasks[0].at("kind"), "representative-follows");
    EXPECT_EQ(area.refusal("vi", {"run", "show", ref}), "only-as-now");
    EXPECT_EQ(area.refusal("vi", {"setting", "list"}), "only-as-now");
    EXPECT_EQ(area.refusal("vi", {"proposal", "list"}), "only-as-now");
    EXPECT_EQ(area.refusal("vi", {"case", "list"}), "only-as-now");
    EXPECT_EQ(area.refusal("vi", {"case", "show", "C-0001"}), "only-as-now");
    EXPECT_EQ(area.refusal("vi", {"notice", "list"}), "only-as-now");
    EXPECT_EQ(area.refusal("vi", {"review", "list", "B-0001"}), "only-as-now");
}

// Where the clock is the machine's, a day to come has no books.
TEST(DayToCome, IsRefusedInARealArea) {
    const TempFolder folder;
    const std::string data = (folder.path() / "data").string();
    const std::string credential = (folder.path() / "credential").string();
    std::filesystem::create_directories(data);
    std::ofstream(credential) << "the words of sam\n";
    ASSERT_EQ(run_almoner({"init", "--name", "Mid Mercia", "--data", data}).exit_code, 0);
    const ProgramEnd added = run_almoner({"user",
                                          "add",
                                          "--ref",
                                          "sam",
                                          "--name",
                                          "Sam",
                                          "--role",
                                          "checker",
                                          "--new-credential-file",
                                          credential,
                                          "--data",
                                          data});
    ASSERT_EQ(added.exit_code, 0) << added.err;
    const auto asked = [&](const char* day) {
        return run_almoner({"task",
                            "list",
                            "--as-of",
                            day,
                            "--data",
                            data,
                            "--as",
                            "sam",
                            "--credential-file",
                            credential});
    };
    const ProgramEnd to_come = asked("2099-06-01");
    EXPECT_EQ(to_come.exit_code, 1);
    EXPECT_NE(to_come.err.find("Refused (day-to-come): What is known is up to today, "),
              std::string::npos)
        << to_come.err;
    EXPECT_EQ(asked("2026-01-01").exit_code, 0);
}

TEST_F(Views, NothingToShowIsSaidInWords) {
    EXPECT_EQ(out("vi", {"proposal", "list"}), "Nothing waits for a second person.\n");
    area.day = "2040-01-01";
    EXPECT_NE(out("vi", {"calendar", "A-0016"}).find("No more payments come"), std::string::npos);
}

TEST(CalendarBeforeItsList, SaysByWhichListTheDaysAre) {
    const CliArea area;
    (void)area.answer("jo", {"import", testing::project_path("ops/sample-area").string()});
    const std::string said = "The area has loaded no list of bank holidays";
    EXPECT_NE(area.ask("vi", {"calendar", "A-0001"}).out.find(said), std::string::npos);
    const std::string dates = area.write("d.csv", "nominal_payment_date\n2026-04-03\n");
    EXPECT_NE(area.ask("vi", {"calendar", "dates", dates}).err.find(said), std::string::npos);
    const std::string list =
        testing::project_path("ops/reference-data/bank-holidays-england-wales.csv").string();
    EXPECT_EQ(area.ask("vi", {"calendar", "A-0001", "--holidays", list}).out.find(said),
              std::string::npos);
    (void)area.answer("jo", {"calendar", "load", list});
    EXPECT_EQ(area.ask("vi", {"calendar", "A-0001"}).out.find(said), std::string::npos);
}

TEST(AFolderThatCantBe, IsToldInPlainWords) {
    const TempFolder folder;
    const std::string file = (folder.path() / "file").string();
    std::ofstream(file) << "not a folder";
    const auto said = [](const std::string& data) {
        const ProgramEnd end = run_almoner({"init", "--name", "Mid Mercia", "--data", data});
        EXPECT_EQ(end.exit_code, 4);
        return end.err;
    };
    EXPECT_EQ(said(file + "/data"),
              "almoner: " + file +
                  "/data can't be used: a part of it is a file and not a folder. Look at how it is "
                  "written, or name another folder.\n");
    EXPECT_EQ(said("/proc/almoner/data"),
              "almoner: /proc/almoner/data can't be used: it is not there, or can't be made there. "
              "Look at how it is written, or name another folder.\n");
}

TEST(Slips, OfTheHandAreUsageFaults) {
    CliArea area;
    const auto code = [&](std::vector<std::string> arguments) {
        return area.ask("vi", std::move(arguments)).exit_code;
    };
    EXPECT_EQ(code({"report", "month", "--commissioner", "ICB", "--month", "May"}), 2);
    EXPECT_EQ(code({"export", "--format", "xyz"}), 2);
    EXPECT_EQ(code({"serve", "--port", "99999"}), 2);
    EXPECT_EQ(code({"demo", "--people", "abc"}), 2);
    area.day = "2026-02-30";
    EXPECT_EQ(code({"verify"}), 2);
    EXPECT_EQ(code({"balance", "P-0001"}), 2);
    EXPECT_EQ(code({"run", "propose"}), 2);
}

}  // namespace
}  // namespace almoner::tests
