#include "ops/hmrc/submit_command.h"

#include "api/cli/filing_show.h"
#include "api/cli/reading.h"
#include "api/cli/spec_words.h"
#include "scheduler/commands/init.h"
#include "scheduler/hmrc/send_filings.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <sstream>
#include <thread>
#include <vector>

namespace almoner::ops {
namespace {

using api::Call;
using gateway::hmrc::EngineClient;
using gateway::hmrc::EngineSettings;
using nlohmann::json;
using scheduler::OpenFiling;
using scheduler::SentFilings;

constexpr std::int64_t ms_a_second = 1000;
constexpr int longest_wait_s = 3600;

// What the area says, and what waits to be sent.
struct ToSend {
    std::map<std::string, std::string> settings{};
    std::vector<OpenFiling> filings{};
};

int read_to_send(const api::Program& program, const Call& call, ToSend& to_send) {
    return api::read_area(program, call, [&](api::Reading& reading) {
        to_send.settings = scheduler::area_settings(*reading.database);
        to_send.filings = scheduler::open_filings(*reading.database);
        return static_cast<int>(api::exit_ok);
    });
}

std::string field(const Call& call, const std::string& name) {
    const auto found = call.fields.find(name);
    return found == call.fields.end() ? std::string{} : found->second;
}

std::optional<int> seconds_of(const Call& call) {
    const std::string text = field(call, "wait");
    if (text.empty()) return 0;
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return seconds >= 0 && seconds <= longest_wait_s ? std::optional(seconds) : std::nullopt;
}

// The client, or why nothing is sent.
ledger::Outcome<EngineClient> client_for(const Call& call, const EngineSettings& settings) {
    if (settings.submission_url.empty()) {
        return ledger::Refusal{.code = "hmrc-sending-off",
                               .words = "No engine of HMRC's is set, so nothing is sent.",
                               .next =
                                   "Set it with 'almoner setting set hmrc.submission-url "
                                   "https://...' once you have a vendor id.",
                               .field = "hmrc.submission-url",
                               .citation = ""};
    }
    const auto allowed = gateway::hmrc::check(settings);
    if (!allowed.accepted()) return allowed.refusal();
    const auto sender = gateway::hmrc::read_credentials(field(call, "sign_in"));
    if (!sender.accepted()) return sender.refusal();
    gateway::https::PostSettings wire;
    const std::string trusted = field(call, "trust");
    if (!trusted.empty()) wire.trusted_certificates = trusted;
    return EngineClient{.settings = settings,
                        .sender = sender.value(),
                        .post = [wire](const std::string& url, const std::string& message) {
                            return gateway::https::post(url, "text/xml", message, wire);
                        }};
}

// A key of its own for each step: whoever comes second with the same step is refused, never told
// that it was taken.
bool keep_step(const api::Program& program,
               const Call& call,
               const std::map<std::string, std::string>& fields) {
    Call keep = call;
    keep.words = "payroll filing-step";
    keep.key.clear();
    keep.fields = fields;
    return api::ask_at_door(program, keep).outcome.accepted();
}

SentFilings send(const api::Program& program,
                 const Call& call,
                 const EngineClient& client,
                 std::vector<OpenFiling> filings) {
    return scheduler::send_filings(
        std::move(filings),
        client,
        [&](const auto& fields) { return keep_step(program, call, fields); },
        [&] { return program.clock() / ms_a_second; });
}

// Until nothing waits, or the seconds are over.
int send_for(const api::Program& program,
             const Call& call,
             const EngineClient& client,
             std::vector<OpenFiling> filings,
             SentFilings& sent) {
    const std::int64_t until = program.clock() / ms_a_second + seconds_of(call).value_or(0);
    for (;;) {
        const SentFilings once = send(program, call, client, std::move(filings));
        sent.accepted += once.accepted;
        sent.turned_down += once.turned_down;
        sent.waiting = once.waiting;
        if (!once.next_at_s || *once.next_at_s > until) return api::exit_ok;
        const std::int64_t pause = *once.next_at_s - program.clock() / ms_a_second;
        std::this_thread::sleep_for(std::chrono::seconds(std::max<std::int64_t>(pause, 1)));
        ToSend again;
        const int read = read_to_send(program, call, again);
        if (read != api::exit_ok) return read;
        if (again.filings.empty()) return api::exit_ok;
        filings = std::move(again.filings);
    }
}

api::Figures held_out_of(const json& answer) {
    api::Figures figures{.name = "held_out",
                         .title = "Not told yet",
                         .columns = {{"employer", "Employer", api::Kind::text},
                                     {"purpose", "For", api::Kind::text},
                                     {"code", "Code", api::Kind::text},
                                     {"words", "Why", api::Kind::text},
                                     {"next", "What to do", api::Kind::text}},
                         .rows = {},
                         .notes = {}};
    for (const json& each : answer.at("held_out")) {
        figures.rows.push_back({each.at("employer").get<std::string>(),
                                each.at("purpose").get<std::string>(),
                                each.at("code").get<std::string>(),
                                each.at("words").get<std::string>(),
                                each.at("next").get<std::string>()});
    }
    return figures;
}

int show_sent(const Call& call,
              const json& answer,
              const SentFilings& sent,
              const std::optional<ledger::Refusal>& why_not) {
    const api::Figures sums{.name = "submissions",
                            .title = "Submissions",
                            .columns = {{"prepared", "Prepared", api::Kind::number},
                                        {"accepted", "Accepted", api::Kind::number},
                                        {"turned_down", "Turned down", api::Kind::number},
                                        {"waiting", "Waiting", api::Kind::number},
                                        {"not_sent", "Not sent because", api::Kind::text}},
                            .rows = {{answer.at("prepared").get<std::int64_t>(),
                                      sent.accepted,
                                      sent.turned_down,
                                      sent.waiting,
                                      why_not ? why_not->code : std::string{}}},
                            .notes = {}};
    std::string words = api::not_todays_schemas;
    if (why_not) words = why_not->words + " " + why_not->next + " " + words;
    const std::vector<api::Figures> tables{sums, held_out_of(answer)};
    api::show_all(call, words, tables);
    const bool is_whole = answer.at("held_out").empty() && sent.turned_down == 0;
    return is_whole ? api::exit_ok : api::exit_partial;
}

int submit(const api::Program& program, Call& call) {
    if (!seconds_of(call)) {
        return api::show_usage(call,
                               {.code = "seconds-unreadable",
                                .words = "The seconds are a whole number up to 3600.",
                                .next = "Leave it out, or write 60.",
                                .field = "--wait",
                                .citation = ""});
    }
    Call prepare = call;
    for (const char* ours : {"sign_in", "trust", "wait"}) prepare.fields.erase(ours);
    const auto prepared = api::ask_at_door(program, prepare);
    if (!prepared.outcome.accepted() || call.dry_run) return api::show_answer(call, prepared);
    const json answer = json::parse(prepared.outcome.value());
    ToSend to_send;
    const int read = read_to_send(program, call, to_send);
    if (read != api::exit_ok) return read;
    SentFilings sent;
    const auto client = client_for(call, engine_settings(to_send.settings, program.version));
    if (!client.accepted()) {
        sent.waiting = static_cast<std::int64_t>(to_send.filings.size());
        return show_sent(call, answer, sent, client.refusal());
    }
    const int ended = send_for(program, call, client.value(), std::move(to_send.filings), sent);
    return ended == api::exit_ok ? show_sent(call, answer, sent, std::nullopt) : ended;
}

}  // namespace

EngineSettings engine_settings(const std::map<std::string, std::string>& settings,
                               std::string_view version) {
    const auto setting = [&](const char* name) {
        const auto found = settings.find(name);
        return found == settings.end() ? std::string{} : found->second;
    };
    EngineSettings engine{.files_for_real = setting("hmrc.files-for-real") == "yes",
                          .submission_url = setting("hmrc.submission-url"),
                          .channel = {.vendor_id = setting("hmrc.vendor-id"),
                                      .product = "Almoner",
                                      .version = std::string(version)}};
    const auto address = gateway::https::parse_address(engine.submission_url);
    const bool is_hmrcs = address.accepted() && (address.value().host == gateway::hmrc::live_host ||
                                                 address.value().host == gateway::hmrc::test_host);
    engine.is_test = is_hmrcs && !engine.files_for_real;
    std::istringstream numbers(setting("hmrc.duplicate-numbers"));
    for (std::string number; std::getline(numbers >> std::ws, number, ',');) {
        engine.rules.duplicate_numbers.push_back(number);
    }
    return engine;
}

api::CommandSpec payroll_submit_command() {
    using api::flagged;
    using api::may;
    return {.words = "payroll submit",
            .help =
                "Prepare what HMRC is to be told of slips in the books, and send it where that "
                "is switched on (run it every few minutes)",
            .example =
                "almoner payroll submit --service SVC1 --sign-in /etc/almoner/hmrc.txt "
                "--wait 60 --as jo --credential-file jo.txt",
            .arguments = {may("--employer", "Of one employer alone"),
                          may("--service", "Of one support service's employers"),
                          may("--late-reason", "A to G: why it is told behind the payday"),
                          may("--last-of-year", "Nothing more comes for this tax year: 2026-27"),
                          may("--verify", "A job: ask for its National Insurance number alone"),
                          flagged("--again", "Also what HMRC turned down as it stands"),
                          may("--sign-in", "File of HMRC's sign-in, for its owner alone"),
                          may("--trust", "File of certificates to trust, else the machine's"),
                          may("--wait", "Go on asking HMRC for so many seconds, else once")},
            .run = submit};
}

}  // namespace almoner::ops
