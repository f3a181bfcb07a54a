#include "gateway/hmrc/engine_client.h"

#include <algorithm>
#include <fstream>
#include <optional>

namespace almoner::gateway::hmrc {
namespace {

using ledger::Outcome;
using ledger::Refusal;

constexpr int http_ok = 200;

Refusal refused(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

bool is_vendor_id(std::string_view text) {
    return text.size() == 4 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_open_to_others(const std::filesystem::path& file) {
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    return (std::filesystem::status(file).permissions() & others) != std::filesystem::perms::none;
}

// What follows `name` and a space in `line`.
std::optional<std::string> value_of(std::string_view line, std::string_view name) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with(name) || line.size() < name.size() + 2 || line[name.size()] != ' ') {
        return std::nullopt;
    }
    return std::string(line.substr(name.size() + 1));
}

struct Asked {
    std::string url;
    std::string message;
};

Asked what_to_ask(const EngineClient& client, const Filing& filing, const MarkedBody& body) {
    const std::string& submission = client.settings.submission_url;
    switch (next_step(filing)) {
        case EngineStep::submit: {
            const SubmitHeader header{.transaction_id = filing.transaction_id,
                                      .is_test = client.settings.is_test,
                                      .channel = client.settings.channel};
            return {submission, submit_message(body, header, client.sender)};
        }
        case EngineStep::ask_what_is_held:
            return {submission, list_message(filing.message_class, client.sender)};
        case EngineStep::poll:
            return {poll_address(client.settings, filing.poll_url),
                    poll_message(filing.message_class, filing.correlation_id)};
        case EngineStep::delete_answer:
        case EngineStep::none: break;
    }
    return {submission, delete_message(filing.message_class, filing.correlation_id)};
}

Outage outage_of(const https::PostResult& result) {
    const bool was_sent = result.trouble == https::Trouble::none ||
                          result.trouble == https::Trouble::no_answer ||
                          result.trouble == https::Trouble::answer_too_long;
    return was_sent ? Outage::no_answer : Outage::not_sent;
}

}  // namespace

Outcome<ledger::Done> check(const EngineSettings& settings) {
    const auto address = https::parse_address(settings.submission_url);
    if (!address.accepted()) {
        return refused("hmrc-url-form",
                       "The address of HMRC's engine must begin with https://.",
                       "Write it like https://" + std::string(test_host) + "/submission.",
                       "hmrc.submission_url");
    }
    const bool is_live = address.value().host == live_host;
    if (!is_live && address.value().host != test_host) return ledger::Done{};
    if (!settings.files_for_real && (is_live || !settings.is_test)) {
        return refused("hmrc-filing-off",
                       "Filing with HMRC for real is switched off.",
                       "Switch it on in the settings once HMRC has recognised the software.",
                       "hmrc.files_for_real");
    }
    if (!is_vendor_id(settings.channel.vendor_id)) {
        return refused("vendor-id-missing",
                       "HMRC takes messages only from software that it knows by four digits.",
                       "Ask HMRC's software developers' support for a vendor id.",
                       "hmrc.vendor_id");
    }
    return ledger::Done{};
}

Outcome<SenderCredentials> read_credentials(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) {
        return refused("hmrc-credentials-missing",
                       "The file of HMRC's sign-in can't be read.",
                       "Make it, with the lines 'sender-id NAME' and 'password WORDS'.",
                       "hmrc.credentials");
    }
    if (is_open_to_others(file)) {
        return refused("hmrc-credentials-open",
                       "Others may read the file of HMRC's sign-in.",
                       "Take their rights away: chmod 600.",
                       "hmrc.credentials");
    }
    std::string first;
    std::string second;
    std::getline(in, first);
    std::getline(in, second);
    const auto sender = value_of(first, "sender-id");
    const auto password = value_of(second, "password");
    if (!sender || !password) {
        return refused("hmrc-credentials-form",
                       "The file of HMRC's sign-in has two lines that say what they are.",
                       "Write 'sender-id NAME' and below it 'password WORDS'.",
                       "hmrc.credentials");
    }
    return SenderCredentials{.sender_id = *sender, .password = *password};
}

std::string poll_address(const EngineSettings& settings, std::string_view given) {
    const auto ours = https::parse_address(settings.submission_url);
    const auto theirs = https::parse_address(given);
    if (!ours.accepted()) return settings.submission_url;
    const bool is_ours = theirs.accepted() && theirs.value().host == ours.value().host &&
                         theirs.value().port == ours.value().port;
    if (is_ours) return std::string(given);
    const std::string port =
        ours.value().port == https::usual_port ? "" : ":" + std::to_string(ours.value().port);
    return "https://" + ours.value().host + port + "/poll";
}

Filing take_step(const EngineClient& client,
                 const Filing& filing,
                 const MarkedBody& body,
                 std::int64_t now_s) {
    if (!is_due(filing, now_s)) return filing;
    const Asked asked = what_to_ask(client, filing, body);
    const https::PostResult result = client.post(asked.url, asked.message);
    if (result.trouble != https::Trouble::none || result.status != http_ok) {
        return after_outage(filing, outage_of(result), now_s);
    }
    const auto reply = read_engine_reply(result.body);
    if (!reply.accepted()) return after_outage(filing, Outage::no_answer, now_s);
    return after_reply(filing, reply.value(), now_s, client.settings.rules);
}

std::string pay_id_of(const MarkedBody& body, const EngineError& error) {
    if (!error.employee || *error.employee >= body.pay_ids.size()) return {};
    return body.pay_ids[*error.employee];
}

Filing before_sending(Filing filing) {
    if (next_step(filing) == EngineStep::submit) filing.state = FilingState::in_doubt;
    return filing;
}

}  // namespace almoner::gateway::hmrc
