#include "gateway/hmrc/engine_client.h"

#include "ops/hmrc_stand_in/engine.h"
#include "tests/api/http_client.h"
#include "tests/gateway/hmrc/sample_submission.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>

namespace almoner::gateway::hmrc {
namespace {

using ops::hmrc_stand_in::Engine;
using ops::hmrc_stand_in::Fault;
using tests::ServerUnderTest;
using tests::TemporaryFolder;

constexpr std::int64_t begin_s = 1'777'600'000;
constexpr std::int64_t day_s = 86'400;

const SenderCredentials sender{.sender_id = "BUREAU1", .password = "secret"};

MarkedBody sample_body() {
    return marked_body(sample_submission(), SenderKind::bureau).value();
}

Filing sample_filing() {
    return {.message_class = "HMRC-PAYE-RTI-FPS", .transaction_id = "A1"};
}

EngineSettings local_settings() {
    EngineSettings settings;
    settings.submission_url = "https://localhost/submission";
    settings.is_test = false;
    settings.channel = {.vendor_id = "0000", .product = "Almoner", .version = "0.1"};
    settings.rules.duplicate_numbers = {ops::hmrc_stand_in::duplicate_number};
    return settings;
}

// The engine without a wire between.
class Talk {
  public:
    EngineClient client() {
        return {.settings = local_settings(),
                .sender = sender,
                .post = [this](const std::string& url, const std::string& message) {
                    ++questions_;
                    last_url_ = url;
                    if (is_cut_off_)
                        return https::PostResult{.trouble = https::Trouble::not_reached};
                    const auto answer = engine.answer(message);
                    return https::PostResult{.status = answer.status, .body = answer.body};
                }};
    }

    // Until nothing is left to do; each step as soon as it is due, at most thirty.
    Filing live(Filing filing, const MarkedBody& body) {
        std::int64_t now_s = begin_s;
        for (int i = 0; i < 30 && next_step(filing) != EngineStep::none; ++i) {
            now_s = std::max(now_s, filing.try_after_s);
            filing = take_step(client(), filing, body, now_s);
        }
        return filing;
    }

    Engine engine{{sender.sender_id, sender.password}, "https://localhost/poll", 10};
    int questions_ = 0;
    bool is_cut_off_ = false;
    std::string last_url_;
};

TEST(EngineClient, FilesOnceAndTidiesUp) {
    Talk talk;
    const Filing filed = talk.live(sample_filing(), sample_body());
    EXPECT_EQ(name_of(filed.state), "accepted");
    EXPECT_EQ(filed.receipt_mark, sample_body().mark.base64);
    EXPECT_EQ(talk.questions_, 3);  // submit, poll, delete
    EXPECT_EQ(talk.engine.held(), 0U);
    ASSERT_EQ(talk.engine.accepted().size(), 1U);
}

TEST(EngineClient, TellsHmrcWhatTheSlipsSay) {
    Talk talk;
    (void)talk.live(sample_filing(), sample_body());
    const auto& told = talk.engine.accepted().front();
    EXPECT_EQ(told.office, "123/AB456");
    EXPECT_EQ(told.tax_year, "26-27");
    ASSERT_EQ(told.employees.size(), 2U);
    EXPECT_EQ(told.employees[0].nino, "HJ123456B");
    EXPECT_EQ(told.employees[1].nino, "");
    // 9.80 + 3.98 + 94.77 + 56.64.
    EXPECT_EQ(told.due(), pence(16519));
}

TEST(EngineClient, AsksAgainOnlyWhenItIsTime) {
    Talk talk;
    const MarkedBody body = sample_body();
    const Filing sent = take_step(talk.client(), sample_filing(), body, begin_s);
    EXPECT_EQ(sent.try_after_s, begin_s + 10);
    EXPECT_EQ(take_step(talk.client(), sent, body, begin_s + 9).state, FilingState::acknowledged);
    EXPECT_EQ(talk.questions_, 1);
    EXPECT_EQ(take_step(talk.client(), sent, body, begin_s + 10).state, FilingState::accepted);
    EXPECT_EQ(talk.last_url_, "https://localhost/poll");
}

TEST(EngineClient, NeverSendsTwiceWhatHmrcTookWithoutSayingSo) {
    Talk talk;
    talk.engine.expect({Fault::lost_answer, 1});
    const MarkedBody body = sample_body();
    const Filing doubtful = take_step(talk.client(), sample_filing(), body, begin_s);
    EXPECT_EQ(name_of(doubtful.state), "in_doubt");
    const Filing filed = talk.live(doubtful, body);
    EXPECT_EQ(name_of(filed.state), "accepted");
    EXPECT_EQ(talk.engine.accepted().size(), 1U);
}

TEST(EngineClient, SendsAgainWhatHmrcNeverHad) {
    Talk talk;
    talk.engine.expect({Fault::outage, 3});
    const Filing filed = talk.live(sample_filing(), sample_body());
    EXPECT_EQ(name_of(filed.state), "accepted");
    EXPECT_EQ(talk.engine.accepted().size(), 1U);
}

TEST(EngineClient, AsksFirstAfterACrashOnTheWay) {
    Talk talk;
    const MarkedBody body = sample_body();
    const Filing kept = before_sending(sample_filing());
    (void)take_step(talk.client(), sample_filing(), body, begin_s);
    // What the step gave was never kept.
    EXPECT_EQ(name_of(talk.live(kept, body).state), "accepted");
    EXPECT_EQ(talk.engine.accepted().size(), 1U);
}

TEST(EngineClient, GoesOnThroughEveryFaultThatPasses) {
    for (const Fault fault :
         {Fault::outage, Fault::lost_answer, Fault::slow, Fault::recoverable, Fault::garbage}) {
        for (std::uint32_t times = 1; times <= 3; ++times) {
            Talk talk;
            talk.engine.expect({fault, times});
            const Filing filed = talk.live(sample_filing(), sample_body());
            EXPECT_EQ(name_of(filed.state), "accepted") << static_cast<int>(fault) << " " << times;
            EXPECT_EQ(talk.engine.accepted().size(), 1U);
        }
    }
}

// It was acknowledged: only a person finds out what became of it.
TEST(EngineClient, SendsNothingAgainWhereTheEngineForgot) {
    Talk talk;
    talk.engine.expect({Fault::forget, 1});
    const Filing filed = talk.live(sample_filing(), sample_body());
    EXPECT_EQ(name_of(filed.state), "in_doubt");
    EXPECT_EQ(talk.engine.accepted().size(), 1U);
}

TEST(EngineClient, IsToldWhoIsWrong) {
    Talk talk;
    talk.engine.expect({Fault::reject, 1});
    const Filing filed = talk.live(sample_filing(), sample_body());
    EXPECT_EQ(name_of(filed.state), "rejected");
    ASSERT_EQ(filed.errors.size(), 1U);
    EXPECT_EQ(pay_id_of(sample_body(), filed.errors.front()), "PA-1");
    EXPECT_EQ(pay_id_of(sample_body(), {.employee = 2}), "");
    EXPECT_EQ(pay_id_of(sample_body(), {}), "");
    EXPECT_EQ(talk.engine.held(), 0U);
    EXPECT_TRUE(talk.engine.accepted().empty());
}

std::string number_of_error(Talk& talk, const MarkedBody& body) {
    const Filing filed = talk.live(sample_filing(), body);
    return filed.errors.empty() ? "" : filed.errors.front().number;
}

TEST(EngineClient, IsToldOfABodyThatWasChangedOnTheWay) {
    Talk talk;
    MarkedBody changed = sample_body();
    changed.xml.replace(changed.xml.find("1016.80"), 7, "1016.81");
    EXPECT_EQ(number_of_error(talk, changed), "2021");
    MarkedBody without = sample_body();
    without.xml.replace(without.xml.find(without.mark.base64), 28, "");
    EXPECT_EQ(number_of_error(talk, without), "2022");
}

TEST(EngineClient, IsToldOfASignInThatIsNotKnown) {
    Talk talk;
    EngineClient client = talk.client();
    client.sender.password = "another";
    const Filing filed = take_step(client, sample_filing(), sample_body(), begin_s);
    EXPECT_EQ(name_of(filed.state), "rejected");
    EXPECT_EQ(filed.errors.front().number, "1046");
}

TEST(EngineClient, StaysMadeWhereNothingWasSent) {
    Talk talk;
    talk.is_cut_off_ = true;
    const Filing filed = take_step(talk.client(), sample_filing(), sample_body(), begin_s);
    EXPECT_EQ(name_of(filed.state), "made");
    EXPECT_EQ(filed.try_after_s, begin_s + 60);
}

TEST(EngineSettings, FileNothingForRealUnlessToldTo) {
    const auto code_of = [](const char* url, bool for_real, bool is_test, const char* vendor) {
        EngineSettings settings;
        settings.submission_url = url;
        settings.files_for_real = for_real;
        settings.is_test = is_test;
        settings.channel.vendor_id = vendor;
        const auto outcome = check(settings);
        return outcome.accepted() ? std::string("ok") : outcome.refusal().code;
    };
    const char* const live = "https://transaction-engine.tax.service.gov.uk/submission";
    const char* const test = "https://test-transaction-engine.tax.service.gov.uk/submission";
    EXPECT_EQ(code_of(live, false, true, "1234"), "hmrc-filing-off");
    EXPECT_EQ(code_of(live, false, false, "1234"), "hmrc-filing-off");
    EXPECT_EQ(code_of(test, false, false, "1234"), "hmrc-filing-off");
    EXPECT_EQ(code_of(test, false, true, "1234"), "ok");
    EXPECT_EQ(code_of(test, false, true, ""), "vendor-id-missing");
    EXPECT_EQ(code_of(live, true, false, "12345"), "vendor-id-missing");
    EXPECT_EQ(code_of(live, true, false, "1234"), "ok");
    EXPECT_EQ(code_of("https://localhost:8453/submission", false, false, ""), "ok");
    EXPECT_EQ(code_of("http://localhost/submission", true, true, "1234"), "hmrc-url-form");
}

TEST(EngineSettings, AskNowhereElseThanWhereTheyWereTold) {
    EngineSettings settings = local_settings();
    EXPECT_EQ(poll_address(settings, "https://localhost/other/poll"),
              "https://localhost/other/poll");
    EXPECT_EQ(poll_address(settings, "https://elsewhere.example/poll"), "https://localhost/poll");
    EXPECT_EQ(poll_address(settings, "http://localhost/poll"), "https://localhost/poll");
    settings.submission_url = "https://localhost:8453/submission";
    EXPECT_EQ(poll_address(settings, "https://localhost/poll"), "https://localhost:8453/poll");
}

TEST(HmrcCredentials, AreReadFromAFileThatOthersCantRead) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "sender.txt";
    const auto write = [&](const std::string& text, std::filesystem::perms perms) {
        std::ofstream(file) << text;
        std::filesystem::permissions(file, perms);
        const auto read = read_credentials(file);
        return read.accepted() ? read.value().sender_id + "/" + read.value().password
                               : read.refusal().code;
    };
    const auto ours = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
    EXPECT_EQ(read_credentials(folder.path() / "none").refusal().code, "hmrc-credentials-missing");
    EXPECT_EQ(write("sender-id BUREAU1\npassword a b c\n", ours), "BUREAU1/a b c");
    EXPECT_EQ(write("BUREAU1\nsecret\n", ours), "hmrc-credentials-form");
    EXPECT_EQ(write("sender-id BUREAU1\npassword x\n", ours | std::filesystem::perms::group_read),
              "hmrc-credentials-open");
}

// The same over the wire.
class OverHttps : public ::testing::Test {
  protected:
    https::PostResult ask(const std::string& host, const std::filesystem::path& trusted) {
        const std::string url =
            "https://" + host + ":" + std::to_string(server_.port()) + "/submission";
        return https::post(url, "text/xml", "<a/>", settings(trusted));
    }
    static https::PostSettings settings(const std::filesystem::path& trusted) {
        return {.trusted_certificates = trusted,
                .connect_wait = std::chrono::milliseconds(5000),
                .answer_wait = std::chrono::milliseconds(5000)};
    }
    static std::int64_t today() {
        return std::chrono::duration_cast<std::chrono::seconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }

    TemporaryFolder folder_;
    api::TlsFiles files_ = api::self_signed_certificate(folder_.path(), today());
    std::mutex mutex_;
    Engine engine_{{sender.sender_id, sender.password}, "", 0};
    ServerUnderTest server_{{tests::tls_listener(
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

TEST_F(OverHttps, AFilingIsAcceptedAndDeleted) {
    EngineClient client{.settings = local_settings(), .sender = sender};
    client.settings.submission_url =
        "https://localhost:" + std::to_string(server_.port()) + "/submission";
    client.post = [&](const std::string& url, const std::string& message) {
        return https::post(url, "text/xml", message, settings(files_.certificate));
    };
    Filing filing = sample_filing();
    for (int i = 0; i < 3; ++i) filing = take_step(client, filing, sample_body(), begin_s + day_s);
    EXPECT_EQ(name_of(filing.state), "accepted");
    EXPECT_EQ(next_step(filing), EngineStep::none);
    const std::lock_guard lock(mutex_);
    EXPECT_EQ(engine_.accepted().size(), 1U);
    EXPECT_EQ(engine_.held(), 0U);
}

TEST_F(OverHttps, NothingIsSentToWhoCannotProveWhoItIs) {
    const TemporaryFolder other;
    const auto another = api::self_signed_certificate(other.path(), today());
    EXPECT_EQ(ask("localhost", another.certificate).trouble, https::Trouble::not_trusted);
    // Trusted, but it is not the certificate of that name.
    EXPECT_EQ(ask("127.1", files_.certificate).trouble, https::Trouble::not_trusted);
    EXPECT_EQ(ask("localhost", files_.certificate).status, 200);
}

TEST_F(OverHttps, SilenceIsNoAnswerAndNobodyIsNotReached) {
    const std::uint16_t port = server_.port();
    server_.stop_and_wait();
    const auto result = https::post("https://localhost:" + std::to_string(port) + "/",
                                    "text/xml",
                                    "",
                                    settings(files_.certificate));
    EXPECT_EQ(result.trouble, https::Trouble::not_reached);
}

TEST(HttpsAddress, NeedsASchemeAHostAndNoTricks) {
    const auto host_of = [](const char* url) {
        const auto address = https::parse_address(url);
        return address.accepted() ? address.value().host + address.value().path
                                  : address.refusal().code;
    };
    EXPECT_EQ(host_of("https://a.example/b?c=d"), "a.example/b?c=d");
    EXPECT_EQ(host_of("https://a.example"), "a.example/");
    EXPECT_EQ(https::parse_address("https://a.example:8443/").value().port, 8443);
    for (const char* bad : {"http://a.example/",
                            "https:///x",
                            "https://a@b/",
                            "https://a.example:0/",
                            "https://a.example:x/",
                            "https://a.example/b c",
                            "https://a.example/\r\nX: y"}) {
        EXPECT_EQ(host_of(bad), "https-address-form") << bad;
    }
}

}  // namespace
}  // namespace almoner::gateway::hmrc
