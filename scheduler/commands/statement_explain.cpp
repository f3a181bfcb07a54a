#include "scheduler/commands/statement_explain.h"

#include "ledger/records/budget.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/private_words.h"
#include "ledger/records/suspense.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person_of_subject.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/posting_facts.h"
#include "scheduler/option_change/hand_over.h"
#include "scheduler/option_change/may_move.h"
#include "scheduler/reconciliation/explain.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using ledger::SuspenseItem;
using nlohmann::json;

constexpr std::size_t longest_reason = 500;

const ledger::Query file_named{
    "SELECT id FROM submission WHERE bank_account = $1 AND (file_name = $2 OR serial = $2)"
    " ORDER BY id DESC LIMIT 1"};
// By the commissioner that it is owed to.
const ledger::Query contribution_owed{
    "SELECT body FROM account WHERE budget = $1 AND name = 36 AND stream = 5 AND option = $2"
    " AND debit_posted > credit_posted ORDER BY debit_posted - credit_posted DESC, id LIMIT 1"};
static_assert(static_cast<int>(ledger::AccountName::receivable_contribution) == 36 &&
              static_cast<int>(ledger::Stream::person) == 5);

Outcome<SuspenseItem> item_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("item");
    if (!id.accepted()) return id.refusal();
    if (const auto item = ledger::suspense_item_by_id(asked.work.database(), id.value())) {
        return *item;
    }
    return refused("line-unknown",
                   "There is no unexplained line of this number.",
                   "Look at them with 'almoner statement unexplained'.",
                   "item");
}

Outcome<Done> read_file(const Asked& asked, LineExplained& line) {
    const Outcome<std::string> file = asked.fields.need("file");
    if (!file.accepted()) return file.refusal();
    ledger::Rows rows = asked.work.database().select(
        file_named, line.item.bank_account, std::string_view(file.value()));
    if (rows.next()) {
        line.submission = rows.integer(0);
        return Done{};
    }
    return refused("file-unknown",
                   "No file of this name or serial was sent from this bank account.",
                   "Take the name from the answer of 'almoner run send'.",
                   "file");
}

bool has_stream(const ledger::Organisation& body, ledger::Stream stream) {
    const std::string all = "," + body.streams + ",";
    return all.find("," + std::string(ledger::name_of(stream)) + ",") != std::string::npos;
}

Outcome<Done> read_money(const Asked& asked, LineExplained& line) {
    const Outcome<std::string> ref = asked.fields.need("commissioner");
    if (!ref.accepted()) return ref.refusal();
    ledger::Database& database = asked.work.database();
    auto body = ledger::organisation_by_ref(
        database, ledger::OrganisationKind::nhs, ref.value(), asked.work.today());
    if (!body) {
        body = ledger::organisation_by_ref(
            database, ledger::OrganisationKind::council, ref.value(), asked.work.today());
    }
    if (!body) {
        return refused("commissioner-unknown",
                       "There is no commissioner of this reference.",
                       "Give the reference of an NHS body or a council of the area.",
                       "commissioner");
    }
    const auto stream = ledger::stream_named(asked.fields.text("stream"));
    if (!stream || !has_stream(*body, *stream)) {
        return refused("stream-not-its-own",
                       "This commissioner's streams are " + body->streams + ".",
                       "Give one of those with --stream.",
                       "stream");
    }
    line.body = static_cast<std::int32_t>(body->number);
    line.stream = *stream;
    return Done{};
}

Outcome<Done> read_other_option(const Asked& asked, LineExplained& line) {
    using ledger::Option;
    FieldReading in(asked.fields);
    Option other = Option::none;
    if (in.has("option")) {
        other = in.named("option", ledger::option_named, "notional, third-party, direct-payment");
    }
    if (!in.accepted()) return in.refusal();
    const bool is_in = way_of(line.item) == LineWay::in;
    const auto change = change_meant(asked.work.database(),
                                     line.budget,
                                     is_in ? other : Option::managed_account,
                                     is_in ? Option::managed_account : other);
    if (!change.accepted()) return change.refusal();
    line.other_option = is_in ? change.value().before : change.value().after;
    return Done{};
}

Outcome<Done> read_budget(const Asked& asked, LineExplained& line) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    ledger::Database& database = asked.work.database();
    const auto budget = ledger::budget_by_ref(database, ref.value(), asked.work.today());
    if (!budget) {
        return refused("budget-unknown",
                       "There is no budget of this reference.",
                       "Take it from 'almoner balance PERSON --detail'.",
                       "budget");
    }
    line.budget = static_cast<std::int32_t>(budget->number);
    ledger::Rows rows = database.select(
        contribution_owed, budget->number, static_cast<int>(ledger::Option::managed_account));
    line.body = static_cast<std::int32_t>(rows.next() ? rows.integer(0) : budget->lead);
    return line.to->event == ledger::Event::option_money_moved ? read_other_option(asked, line)
                                                               : Done{};
}

// What was handed over may come in several lines; they are explained together or not at all.
std::vector<SuspenseItem> together_in(ledger::Database& database, const json& content) {
    std::vector<SuspenseItem> all;
    if (!content.contains("together")) return all;
    const json& numbers = content.at("together");
    all.reserve(numbers.size());
    for (const json& number : numbers) {
        const auto item = ledger::suspense_item_by_id(database, number.get<std::int64_t>());
        if (!item) throw ledger::InvariantBroken("a line that was there before");
        all.push_back(*item);
    }
    return all;
}

// "13,14": the other lines of the money that this one brings.
Outcome<json> read_together(const Asked& asked, const LineExplained& line) {
    json numbers = json::array();
    std::stringstream text(asked.fields.has("line") ? asked.fields.text("line") : std::string{});
    for (std::string each; std::getline(text, each, ',');) {
        std::erase(each, ' ');
        std::int64_t number = 0;
        const auto read = std::from_chars(each.data(), each.data() + each.size(), number);
        const bool is_number = read.ec == std::errc{} && read.ptr == each.data() + each.size();
        const auto item = ledger::suspense_item_by_id(asked.work.database(), number);
        const bool was_given = std::ranges::find(numbers, json(number)) != numbers.end();
        const bool fits = is_number && item && !was_given && item->id != line.item.id &&
                          item->state == ledger::SuspenseState::open &&
                          item->bank_account == line.item.bank_account &&
                          way_of(*item) == way_of(line.item);
        if (!fits) {
            return refused("other-line-differs",
                           "The other lines of the same money must each be unexplained, on the "
                           "same bank account, and go the same way.",
                           "Give their numbers in 'almoner statement unexplained', with commas "
                           "between them.",
                           "line");
        }
        numbers.push_back(number);
    }
    return numbers;
}

Outcome<Done> read_needs(Asked& asked, LineExplained& line) {
    switch (line.to->needs) {
        case DestinationNeeds::payment: {
            const Outcome<ledger::PaymentRecord> payment = payment_asked_for(asked);
            if (!payment.accepted()) return payment.refusal();
            line.payment = payment.value().id;
            return Done{};
        }
        case DestinationNeeds::file: return read_file(asked, line);
        case DestinationNeeds::money: return read_money(asked, line);
        case DestinationNeeds::budget: return read_budget(asked, line);
        case DestinationNeeds::recharge: {
            const Outcome<std::int64_t> recharge = asked.fields.number("recharge");
            if (!recharge.accepted()) return recharge.refusal();
            line.recharge = recharge.value();
            return Done{};
        }
        case DestinationNeeds::line: {
            const Outcome<std::int64_t> other = asked.fields.number("line");
            if (!other.accepted()) return other.refusal();
            line.other_item = other.value();
            return Done{};
        }
        case DestinationNeeds::nothing: return Done{};
    }
    throw ledger::InvariantBroken("unlisted need of a destination");
}

Outcome<LineExplained> line_asked_for(Asked& asked, const SuspenseItem& item) {
    const std::string to = asked.fields.text("to");
    LineExplained line{.item = item, .to = find_destination(to)};
    if (line.to == nullptr) {
        const LinePlace place = place_of(asked.work.database(), item, asked.work.today());
        return refused(to.empty() ? "field-missing" : "destination-unknown",
                       to.empty() ? "Where the line belongs is missing."
                                  : "There is no destination of this name.",
                       "This line may be: " + destinations_for(way_of(item), place) + ".",
                       "to");
    }
    const Outcome<Done> needs = read_needs(asked, line);
    if (!needs.accepted()) return needs.refusal();
    return line;
}

// Numbers of records only; whoever reads the proposal sees no personal text.
json content_of(const LineExplained& line) {
    return {{"to", line.to->name},
            {"payment", line.payment},
            {"submission", line.submission},
            {"body", line.body},
            {"stream", static_cast<int>(line.stream)},
            {"budget", line.budget},
            {"option", static_cast<int>(line.other_option)},
            {"recharge", line.recharge},
            {"line", line.other_item}};
}

LineExplained line_in(const json& content, const SuspenseItem& item) {
    return {.item = item,
            .to = find_destination(content.at("to").get<std::string>()),
            .payment = content.at("payment").get<std::int64_t>(),
            .submission = content.at("submission").get<std::int64_t>(),
            .body = content.at("body").get<std::int32_t>(),
            .stream = static_cast<ledger::Stream>(content.at("stream").get<int>()),
            .budget = content.at("budget").get<std::int32_t>(),
            .other_option = static_cast<ledger::Option>(content.value("option", 0)),
            .other_item = content.at("line").get<std::int64_t>(),
            .recharge = content.value("recharge", std::int64_t{0})};
}

// Whose money the line is said to be; the area's own key seals what is about nobody's.
std::int64_t person_of(ledger::Database& database, const json& content) {
    const auto payment = ledger::payment_by_id(database, content.value("payment", std::int64_t{0}));
    return holder_of(database,
                     payment ? payment->budget : content.value("budget", std::int64_t{0}));
}

// Money that an old holder hands over is what the rules have move, as where it is told (ISF-03),
// in however many lines it came.
Outcome<Done> rules_allow(Asked& asked,
                          const LineExplained& line,
                          const std::vector<SuspenseItem>& together,
                          const std::string& field) {
    if (line.to->event == ledger::Event::option_money_moved) {
        const HandOver moved = hand_over_of(line);
        ledger::Money amount = moved.amount;
        for (const SuspenseItem& each : together) amount += size_of(each);
        const auto moves =
            may_move(asked,
                     {.budget = moved.budget, .option = moved.before, .moved = amount},
                     moved.on,
                     field);
        if (!moves.accepted()) return moves.refusal();
    }
    return may_post_explained(asked, line, field);
}

Outcome<json> wish_of(Asked& asked, const SuspenseItem& item) {
    if (asked.fields.has("undo")) {
        if (ledger::explanation_of(asked.work.database(), item.id)) return json{{"undo", true}};
        return refused("line-not-explained",
                       "This line is not explained, so there is nothing to undo.",
                       "Look at the lines with 'almoner statement unexplained'.",
                       "item");
    }
    const Outcome<LineExplained> line = line_asked_for(asked, item);
    if (!line.accepted()) return line.refusal();
    Outcome<Done> allowed = may_explain(asked.work, line.value());
    if (!allowed.accepted()) return allowed.refusal();
    json content = content_of(line.value());
    if (line.value().to->event == ledger::Event::option_money_moved) {
        const Outcome<json> together = read_together(asked, line.value());
        if (!together.accepted()) return together.refusal();
        if (!together.value().empty()) content["together"] = together.value();
    }
    const Outcome<Done> by_rules =
        rules_allow(asked, line.value(), together_in(asked.work.database(), content), "budget");
    if (!by_rules.accepted()) return by_rules.refusal();
    return content;
}

}  // namespace

Outcome<Answer> statement_explain(Asked& asked) {
    const Outcome<SuspenseItem> item = item_asked_for(asked);
    if (!item.accepted()) return item.refusal();
    FieldReading in(asked.fields);
    const std::string reason = in.words("reason", longest_reason);
    if (!in.accepted()) return in.refusal();
    Outcome<json> wish = wish_of(asked, item.value());
    if (!wish.accepted()) return wish.refusal();
    json content = std::move(wish).value();
    content["ref"] = "line " + std::to_string(item.value().id);
    const auto together = together_in(asked.work.database(), content);
    ledger::Money amount = size_of(item.value());
    for (const SuspenseItem& each : together) amount += size_of(each);
    const auto lines = static_cast<std::int64_t>(together.size()) + 1;
    ledger::Proposal proposal{.kind = std::string(explanation_proposal),
                              .subject = item.value().id,
                              .from_on = asked.work.today(),
                              .content = content.dump()};
    proposal.private_row =
        ledger::insert_words(asked.work, person_of(asked.work.database(), content), reason);
    return propose(
        asked, std::move(proposal), {.count = lines, .before = amount, .after = amount}, "item");
}

Outcome<Done> explanation_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    const auto item = ledger::suspense_item_by_id(asked.work.database(), proposal.subject);
    if (!item) throw ledger::InvariantBroken("a proposal for a bank line that is not there");
    const json content = json::parse(proposal.content);
    if (content.value("undo", false)) {
        return undo_explanation(asked.work, item->id, proposal.id);
    }
    const LineExplained line = line_in(content, *item);
    Outcome<Done> allowed = may_explain(asked.work, line);
    if (!allowed.accepted()) return allowed;
    const auto together = together_in(asked.work.database(), content);
    Outcome<Done> by_rules = rules_allow(asked, line, together, "proposal");
    if (!by_rules.accepted()) return by_rules;
    Outcome<Done> explained = explain(asked.work, line, proposal.id);
    for (const SuspenseItem& each : together) {
        if (!explained.accepted()) return explained;
        asked.work.books().fold();  // what is left is read from the tables
        explained = explain(asked.work, line_in(content, each), proposal.id);
    }
    return explained;
}

}  // namespace almoner::scheduler
