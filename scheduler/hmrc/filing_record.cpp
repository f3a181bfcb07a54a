#include "scheduler/hmrc/filing_record.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/assistant.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "ledger/records/private_words.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::hmrc::EngineError;
using gateway::hmrc::EngineErrorType;
using gateway::hmrc::Filing;
using gateway::hmrc::FilingState;
using gateway::hmrc::MarkedBody;
using gateway::hmrc::MessageKind;
using ledger::HmrcFiling;
using ledger::last_day_of_all;
using nlohmann::json;

constexpr std::string_view employee_begins = "<Employee>";
constexpr std::string_view employee_ends = "</Employee>";
constexpr std::size_t id_length = 32;

constexpr std::array states{FilingState::made,
                            FilingState::in_doubt,
                            FilingState::acknowledged,
                            FilingState::accepted,
                            FilingState::rejected,
                            FilingState::duplicate};

std::int64_t holder_of_filing(ledger::Database& database, std::int64_t number) {
    const auto employer = ledger::employer_numbered(database, number, last_day_of_all);
    if (!employer) throw ledger::InvariantBroken("a filing without an employer");
    return ledger::holder_of(database, *employer);
}

// What comes before the employees, each of them, what comes after.
std::vector<std::string> pieces_of(std::string_view xml) {
    std::vector<std::string> pieces;
    std::size_t at = xml.find(employee_begins);
    pieces.emplace_back(xml.substr(0, at));
    while (at != std::string_view::npos) {
        const std::size_t end = xml.find(employee_ends, at) + employee_ends.size();
        const std::size_t next = xml.find(employee_begins, end);
        const std::size_t stop = next == std::string_view::npos ? end : next;
        pieces.emplace_back(xml.substr(at, stop - at));
        if (next == std::string_view::npos) pieces.emplace_back(xml.substr(end));
        at = next;
    }
    return pieces;
}

struct PersonOfJob {
    std::int64_t employment = 0;
    std::int64_t person = 0;
};

PersonOfJob person_of(ledger::Database& database, const std::string& pay_id) {
    const auto job = ledger::employment_by_ref(database, pay_id, last_day_of_all);
    const auto assistant =
        job ? ledger::assistant_numbered(database, job->assistant, last_day_of_all) : std::nullopt;
    if (!assistant) throw ledger::InvariantBroken("a filing about nobody");
    return {job->number, assistant->person};
}

// Ours, in the form that HMRC asks for; another one for each try.
std::string transaction_id(ledger::Database& database,
                           std::int64_t employer,
                           const std::string& mark) {
    const std::size_t before = ledger::filings_of_employer(database, employer).size();
    std::string id =
        ledger::sha256_hex(std::to_string(employer) + "/" + std::to_string(before) + "/" + mark)
            .substr(0, id_length);
    std::ranges::transform(
        id, id.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    return id;
}

ledger::Refusal erased() {
    return refused_in("filing",
                      "filing-erased",
                      "Somebody in this message was erased, so it can't be shown or sent.",
                      "Tell HMRC of the others with a new one.");
}

json error_json(const EngineError& error) {
    json row{{"raised_by", error.raised_by},
             {"number", error.number},
             {"type", static_cast<int>(error.type)},
             {"words", error.words},
             {"location", error.location}};
    if (error.employee) row["employee"] = *error.employee;
    return row;
}

json number_json(const gateway::hmrc::NinoAnswer& answer) {
    return {{"pay_id", answer.pay_id}, {"result", answer.result}, {"nino", answer.nino}};
}

EngineError error_of(const json& row) {
    EngineError error{.raised_by = row.at("raised_by").get<std::string>(),
                      .number = row.at("number").get<std::string>(),
                      .type = static_cast<EngineErrorType>(row.at("type").get<int>()),
                      .words = row.at("words").get<std::string>(),
                      .location = row.at("location").get<std::string>()};
    if (row.contains("employee")) error.employee = row.at("employee").get<std::size_t>();
    return error;
}

}  // namespace

MessageKind message_kind(std::string_view kind) {
    if (kind == "fps") return MessageKind::full_payment;
    return kind == "eps" ? MessageKind::payment_summary : MessageKind::nino_verification;
}

std::string_view name_of(MessageKind kind) {
    switch (kind) {
        case MessageKind::full_payment: return "fps";
        case MessageKind::payment_summary: return "eps";
        case MessageKind::nino_verification: break;
    }
    return "nvr";
}

std::int64_t store_filing(ledger::Work& work,
                          HmrcFiling filing,
                          const MarkedBody& body,
                          std::int64_t actor) {
    ledger::Database& database = work.database();
    const std::int64_t holder = holder_of_filing(database, filing.employer);
    filing.kind = name_of(body.kind);
    filing.transaction_id = transaction_id(database, filing.employer, body.mark.base64);
    filing.mark = body.mark.base64;
    filing.mark_shown = body.mark.base32;
    filing.made_on = work.today();
    filing.made_by = actor;
    const std::int64_t id = ledger::insert_hmrc_filing(work, filing);
    const auto keep = [&](std::int64_t position, PersonOfJob about, std::string_view text) {
        ledger::insert_filing_part(
            work,
            {.filing = id,
             .position = position,
             .employment = about.employment,
             .body_private = ledger::insert_private_text(work, about.person, text)});
    };
    const json references{{"office", body.employer.office_number},
                          {"reference", body.employer.paye_reference},
                          {"accounts", body.employer.accounts_office_reference}};
    keep(0, {0, holder}, references.dump());
    const std::vector<std::string> pieces = pieces_of(body.xml);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool is_employee = i > 0 && i <= body.pay_ids.size();
        keep(static_cast<std::int64_t>(i) + 1,
             is_employee ? person_of(database, body.pay_ids[i - 1]) : PersonOfJob{0, holder},
             pieces[i]);
    }
    ledger::insert_filing_step(
        work, {.filing = id, .step = 1, .state = "made", .on = work.today(), .actor = actor});
    return id;
}

bool is_turned_down(ledger::Database& database, const ledger::HmrcFiling& filing) {
    return ledger::last_step_of_filing(database, filing.id).state == "rejected";
}

ledger::Outcome<MarkedBody> body_of_filing(ledger::Database& database, const HmrcFiling& filing) {
    MarkedBody body{.kind = message_kind(filing.kind), .mark = {filing.mark, filing.mark_shown}};
    for (const ledger::FilingPart& part : ledger::parts_of_filing(database, filing.id)) {
        const auto text = ledger::private_text(database, part.body_private);
        if (!text) return erased();
        if (part.position == 0) {
            const json references = json::parse(*text);
            body.employer = {references.at("office").get<std::string>(),
                             references.at("reference").get<std::string>(),
                             references.at("accounts").get<std::string>()};
            continue;
        }
        body.xml += *text;
        if (part.employment == 0) continue;
        const auto job = ledger::employment_numbered(database, part.employment, last_day_of_all);
        body.pay_ids.push_back(job ? job->ref : std::string{});
    }
    return body;
}

Filing filing_at(ledger::Database& database,
                 const HmrcFiling& filing,
                 const ledger::FilingStep& step) {
    Filing now{.state = filing_state_named(step.state).value_or(FilingState::made),
               .message_class = std::string(class_of(message_kind(filing.kind))),
               .transaction_id = filing.transaction_id,
               .is_answer_held = step.is_answer_held,
               .try_after_s = step.try_after_s,
               .outages = static_cast<int>(step.outages)};
    const std::string details = ledger::words_of(database, step.details_private);
    if (details.empty()) return now;
    const json said = json::parse(details);
    now.correlation_id = said.at("correlation_id").get<std::string>();
    now.poll_url = said.at("poll_url").get<std::string>();
    now.receipt_mark = said.at("receipt_mark").get<std::string>();
    now.accepted_at = said.at("accepted_at").get<std::string>();
    for (const json& each : said.at("errors")) now.errors.push_back(error_of(each));
    now.numbers = numbers_in(said);
    return now;
}

std::vector<gateway::hmrc::NinoAnswer> numbers_in(const json& said) {
    std::vector<gateway::hmrc::NinoAnswer> numbers;
    if (!said.contains("numbers")) return numbers;
    for (const json& each : said.at("numbers")) {
        numbers.push_back({.pay_id = each.at("pay_id").get<std::string>(),
                           .result = each.at("result").get<std::string>(),
                           .nino = each.at("nino").get<std::string>()});
    }
    return numbers;
}

std::string details_of(const Filing& filing) {
    json errors = json::array();
    for (const EngineError& each : filing.errors) errors.push_back(error_json(each));
    json said{{"correlation_id", filing.correlation_id},
              {"poll_url", filing.poll_url},
              {"receipt_mark", filing.receipt_mark},
              {"accepted_at", filing.accepted_at},
              {"errors", errors}};
    for (const auto& each : filing.numbers) said["numbers"].push_back(number_json(each));
    return said.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<FilingState> filing_state_named(std::string_view name) {
    for (const FilingState each : states) {
        if (gateway::hmrc::name_of(each) == name) return each;
    }
    return std::nullopt;
}

}  // namespace almoner::scheduler
