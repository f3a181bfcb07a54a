// A payslip and a submission by the real program: the papers to a folder, the messages over HTTPS
// to the stand-in for HMRC's engine.
#include "ops/hmrc/submit_command.h"

#include "ops/hmrc_stand_in/engine.h"
#include "tests/api/http_client.h"
#include "tests/support/cli_area.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>
#include <string>

namespace almoner::tests {
namespace {

using nlohmann::json;
using ops::hmrc_stand_in::Engine;
using ops::hmrc_stand_in::Fault;

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

// Agnes Tollemarsh employs Rosa Example for 20 hours a week; 80 hours are in the books.
class AfterAPayday : public ::testing::Test {
  protected:
    AfterAPayday() {
        area.load_sample_area();
        const std::string letter = area.evidence("P-0001");
        ok("sam", {"setting", "set", "contact.phone", "01632 960000"});
        ok("jo", {"employer",     "add",
                  "E-1",          "--budget",
                  "B-0001",       "--frequency",
                  "four-weekly",  "--first-payday",
                  "2026-05-01",   "--first-period-last",
                  "2026-04-26",   "--hmrc",
                  "registered",   "--hmrc-on",
                  "2026-04-01",   "--hmrc-evidence",
                  letter,         "--paye-reference",
                  "123/AB456",    "--accounts-reference",
                  "123PX1234567X"});
        ok("jo",
           {"assistant",
            "add",
            "PA-1",
            "--given-name",
            "Rosa",
            "--family-name",
            "Example",
            "--date-of-birth",
            "1990-05-17",
            "--gender",
            "F",
            "--nino",
            "AB123456C",
            "--address",
            "2 Mill Lane, Westmarch",
            "--postcode",
            "NE1 7XF",
            "--email",
            "rosa@example.org"});
        ok("jo",
           {"employment",
            "add",
            "J-1",
            "--employer",
            "E-1",
            "--assistant",
            "PA-1",
            "--start-on",
            "2026-03-30",
            "--plan-lines",
            "L-0001",
            "--starter",
            "A",
            "--weekly-hours",
            "20",
            "--weekdays",
            "1|2|3|4|5"});
        ok("jo",
           {"fact",
            "record",
            "B-0001",
            "--facts",
            "spending.duties_told=" + letter + ", spending.employment_law_told=" + letter});
        ok("jo",
           {"rate", "set", "J-1", "--kind", "day", "--rate", "12.71", "--from", "2026-03-30"});
        ok("jo", {"hours", "record", "J-1", "--period", "2026-03-30", "--day", "80:00"});
        ok("jo", {"hours", "confirm", "1", "--by", "holder", "--channel", "telephone"});
        const json run = ok("jo", {"payroll", "run", "--job", "J-1", "--payday", "2026-05-01"});
        ok("kim",
           {"payroll",
            "approve",
            run.at("run").get<std::string>(),
            "--confirm",
            run.at("confirm").get<std::string>()});
        ok("jo", {"payroll", "post", run.at("run").get<std::string>()});
        sign_in = area.write("hmrc.txt", "sender-id BUREAU1\npassword a secret\n");
        std::filesystem::permissions(
            sign_in, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    json ok(const std::string& user, std::vector<std::string> arguments) {
        return area.answer(user, std::move(arguments));
    }
    // Wages were approved: it takes two.
    void send_to(const std::string& url) {
        const json asked = ok("sam", {"setting", "set", "hmrc.submission-url", url});
        ok("kim",
           {"proposal",
            "confirm",
            std::to_string(asked.at("proposal").get<std::int64_t>()),
            "--confirm",
            asked.at("confirm")});
    }

    CliArea area;
    std::string sign_in;
};

TEST_F(AfterAPayday, APayslipIsWrittenOutForPostAndForEMail) {
    EXPECT_EQ(ok("jo", {"payroll", "documents", "PR-0001", "--channel", "post"}).at("made"), 1);
    const auto post = area.folder() / "post";
    std::filesystem::create_directories(post);
    ok("jo", {"payroll", "papers", "--channel", "post", "--to", post.string()});
    EXPECT_NE(read(post / "payslip-1.html").find("£1,016.80"), std::string::npos);
    EXPECT_NE(
        read(post / "papers.csv").find("1,payslip,PA-1,Rosa Example,\"2 Mill Lane, Westmarch\""),
        std::string::npos)
        << read(post / "papers.csv");
    ok("jo", {"payroll", "paper-sent", "1", "--state", "sent", "--channel", "post"});
    EXPECT_EQ(area.refusal("jo", {"payroll", "papers", "--channel", "post", "--to", post.string()}),
              "nothing-to-send");
    EXPECT_EQ(area.refusal("jo", {"payroll", "papers", "--to", post.string()}), "channel-missing");
    EXPECT_EQ(
        ok("jo", {"payroll", "documents", "--paper", "p11", "--job", "J-1", "--year", "2026-27"})
            .at("made"),
        1);
    const json papers = ok("vi", {"payroll", "papers"});
    EXPECT_EQ(papers.at("papers").size(), 2U) << papers.dump();
}

// Who reads Braille or by ear gets the text beside the page.
TEST_F(AfterAPayday, APayslipInPlainTextHasAFileOfItsOwn) {
    ok("jo", {"assistant", "change", "PA-1", "--format", "plain-text"});
    ok("jo", {"payroll", "documents", "PR-0001", "--channel", "post"});
    const auto post = area.folder() / "post";
    std::filesystem::create_directories(post);
    ok("jo", {"payroll", "papers", "--channel", "post", "--to", post.string()});
    EXPECT_NE(read(post / "payslip-1.txt").find("Amount: £1,016.80."), std::string::npos)
        << read(post / "payslip-1.txt");
    EXPECT_NE(read(post / "papers.csv").find("plain-text,payslip-1.html,payslip-1.txt"),
              std::string::npos)
        << read(post / "papers.csv");
}

TEST_F(AfterAPayday, APayslipForEMailIsAFileThatNamesNobodyOutside) {
    ok("jo", {"payroll", "documents", "PR-0001", "--channel", "email"});
    const auto mail = area.folder() / "mail";
    std::filesystem::create_directories(mail);
    ok("jo", {"payroll", "papers", "--channel", "email", "--to", mail.string()});
    const std::string file = read(mail / "payslip-1.eml");
    EXPECT_TRUE(
        file.starts_with("To: rosa@example.org\r\nSubject: A paper from your employer's "
                         "payroll\r\nX-Unsent: 1\r\n"))
        << file;
    EXPECT_NE(file.find("filename=\"payslip-1.html\""), std::string::npos);
    EXPECT_NE(file.find("=C2=A31,016.80"), std::string::npos);
    for (std::size_t at = 0; at < file.size();) {
        const std::size_t end = file.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 76U);
        at = end + 2;
    }
}

TEST_F(AfterAPayday, NothingIsSentUnlessItIsSwitchedOn) {
    const json answer = ok("jo", {"payroll", "submit"});
    EXPECT_EQ(answer.at("submissions").at(0).at("prepared"), 1) << answer.dump();
    EXPECT_EQ(answer.at("submissions").at(0).at("not_sent"), "hmrc-sending-off");
    EXPECT_EQ(answer.at("submissions").at(0).at("waiting"), 1);
    const json filings = ok("vi", {"payroll", "filings"});
    EXPECT_EQ(filings.at("filings").at(0).at("state"), "prepared");
    EXPECT_NE(area.ask("jo", {"payroll", "submit"}).out.find("2022-23"), std::string::npos);
    const ProgramEnd xml = area.ask("jo", {"payroll", "filing", "1", "--xml"});
    EXPECT_NE(xml.out.find("<TaxablePay>1016.80</TaxablePay>"), std::string::npos) << xml.err;
}

TEST_F(AfterAPayday, HmrcItselfIsNotAskedWithoutLeave) {
    send_to("https://transaction-engine.tax.service.gov.uk/submission");
    const json answer = ok("jo", {"payroll", "submit", "--sign-in", sign_in});
    EXPECT_EQ(answer.at("submissions").at(0).at("not_sent"), "hmrc-filing-off");
}

class OverTheWire : public AfterAPayday {
  protected:
    OverTheWire() {
        send_to("https://localhost:" + std::to_string(server_.port()) + "/submission");
    }
    json submit() {
        return ok("jo",
                  {"payroll",
                   "submit",
                   "--sign-in",
                   sign_in,
                   "--trust",
                   files_.certificate.string()})
            .at("submissions")
            .at(0);
    }
    std::string state() { return ok("vi", {"payroll", "filings"}).at("filings").at(0).at("state"); }
    static std::int64_t today() {
        return std::chrono::duration_cast<std::chrono::seconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }

    TemporaryFolder keys_;
    api::TlsFiles files_ = api::self_signed_certificate(keys_.path(), today());
    std::mutex mutex_;
    Engine engine_{{"BUREAU1", "a secret"}, "", 0};
    ServerUnderTest server_{{tls_listener(
        [this](const api::Request& request) {
            const std::lock_guard lock(mutex_);
            const auto answer = engine_.answer(request.body);
            api::Response response;
            response.status = answer.status;
            response.content_type = "text/xml";
            response.body = answer.body;
            return response;
        },
        files_)}};
};

TEST_F(OverTheWire, ASubmissionIsTakenAndTidiedUp) {
    const json sent = submit();
    EXPECT_EQ(sent.at("accepted"), 1) << sent.dump();
    EXPECT_EQ(sent.at("not_sent"), "");
    EXPECT_EQ(state(), "accepted");
    EXPECT_EQ(submit().at("prepared"), 0);
    const std::lock_guard lock(mutex_);
    ASSERT_EQ(engine_.accepted().size(), 1U);
    EXPECT_EQ(engine_.accepted()[0].employees.at(0).nino, "AB123456C");
    // 9.80 + 3.98 + 94.77.
    EXPECT_EQ(engine_.accepted()[0].due().pence(), 108'55);
    EXPECT_EQ(engine_.held(), 0U);
}

TEST_F(OverTheWire, AnOutageIsWaitedFor) {
    {
        const std::lock_guard lock(mutex_);
        engine_.expect({Fault::outage, 1});
    }
    EXPECT_EQ(submit().at("waiting"), 1);
    EXPECT_EQ(state(), "sent, no answer yet");
    // Not before its time.
    EXPECT_EQ(submit().at("waiting"), 1);
    const std::lock_guard lock(mutex_);
    EXPECT_TRUE(engine_.accepted().empty());
}

TEST_F(OverTheWire, WhatIsTurnedDownIsShownByPayrollNumber) {
    {
        const std::lock_guard lock(mutex_);
        engine_.expect({Fault::reject, 1});
    }
    EXPECT_EQ(submit().at("turned_down"), 1);
    const json filing = ok("jo", {"payroll", "filing", "1"});
    EXPECT_EQ(filing.at("errors").at(0).at("about"), "J-1") << filing.dump();
    EXPECT_EQ(filing.at("errors").at(0).at("number"), "9902");
}

TEST_F(OverTheWire, TheSignInStaysWithItsOwner) {
    std::filesystem::permissions(
        sign_in, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    EXPECT_EQ(submit().at("not_sent"), "hmrc-credentials-open");
}

TEST(EngineSettingsOfAnArea, FileNothingForRealAsTheyStand) {
    const auto none = ops::engine_settings({}, "0.1");
    EXPECT_FALSE(none.files_for_real);
    EXPECT_EQ(none.submission_url, "");
    const auto test = ops::engine_settings(
        {{"hmrc.submission-url", "https://test-transaction-engine.tax.service.gov.uk/submission"},
         {"hmrc.vendor-id", "1234"},
         {"hmrc.duplicate-numbers", "1046, 3001"}},
        "0.1");
    EXPECT_TRUE(test.is_test);
    EXPECT_EQ(test.rules.duplicate_numbers, (std::vector<std::string>{"1046", "3001"}));
    const auto real = ops::engine_settings(
        {{"hmrc.submission-url", "https://transaction-engine.tax.service.gov.uk/submission"},
         {"hmrc.files-for-real", "yes"}},
        "0.1");
    EXPECT_FALSE(real.is_test);
    EXPECT_TRUE(real.files_for_real);
}

}  // namespace
}  // namespace almoner::tests
