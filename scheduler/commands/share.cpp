#include "scheduler/commands/share.h"

#include "ledger/records/budget.h"
#include "ledger/records/data_share.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/representative.h"
#include "rules/information/sharing.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/share_facts.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::DataShare;
using ledger::Done;
using ledger::OrganisationKind;
using ledger::Outcome;
using nlohmann::json;
using rules::Recipient;

constexpr std::size_t longest_words = 500;

struct RecipientWord {
    std::string_view word;
    Recipient kind;
    std::array<std::optional<OrganisationKind>, 2> organisations;
};
constexpr std::array recipient_words{
    RecipientWord{"commissioner:",
                  Recipient::public_body,
                  {OrganisationKind::nhs, OrganisationKind::council}},
    RecipientWord{"support-service:",
                  Recipient::support_service,
                  {OrganisationKind::support_service, std::nullopt}},
    RecipientWord{"provider:", Recipient::provider, {OrganisationKind::provider, std::nullopt}},
    RecipientWord{"third-party:",
                  Recipient::provider,
                  {OrganisationKind::individual_service_fund, OrganisationKind::trust}},
    RecipientWord{"card-supplier:", Recipient::card_supplier, {}},
    RecipientWord{"representative:", Recipient::family_or_friend, {}}};

std::int64_t organisation_of(ledger::Database& database,
                             const RecipientWord& word,
                             std::string_view ref,
                             ledger::Date on) {
    for (const auto& kind : word.organisations) {
        if (!kind) continue;
        const auto found = ledger::organisation_by_ref(database, *kind, ref, on);
        if (found) return found->number;
    }
    return 0;
}

// Of this person, and acting on the day.
std::int64_t representative_of(ledger::Database& database,
                               std::int64_t person,
                               std::string_view text,
                               ledger::Date on) {
    std::int64_t number = 0;
    (void)std::from_chars(text.data(), text.data() + text.size(), number);
    const auto known = ledger::representative_numbered(database, number, on);
    const bool acts = known && known->person == person && known->start_on <= on &&
                      !(known->end_on && *known->end_on < on);
    return acts ? number : 0;
}

Outcome<Done> take_recipient(const Asked& asked, DataShare& share) {
    const Outcome<std::string> given = asked.fields.need("for");
    if (!given.accepted()) return given.refusal();
    const std::string_view text = given.value();
    ledger::Database& database = asked.work.database();
    for (const RecipientWord& each : recipient_words) {
        if (!text.starts_with(each.word)) continue;
        const std::string_view who = text.substr(each.word.size());
        share.recipient_kind = name_of_value(each.kind);
        if (each.kind == Recipient::card_supplier) {
            share.name = who;
        } else if (each.kind == Recipient::family_or_friend) {
            share.recipient = representative_of(database, share.person, who, asked.work.today());
        } else {
            share.recipient = organisation_of(database, each, who, asked.work.today());
        }
        return Done{};
    }
    return refused_in("for",
                      "not-in-the-list",
                      "This is none of: commissioner:REFERENCE, support-service:REFERENCE, "
                      "provider:REFERENCE, third-party:REFERENCE, card-supplier:NAME, "
                      "representative:NUMBER.",
                      "Write one of those.");
}

Outcome<Done> take_parts(const Asked& asked, DataShare& share) {
    const auto recipient = rules::value_named<Recipient>(share.recipient_kind);
    if (!asked.fields.has("parts")) {
        share.parts = bits_of(needed_by(recipient.value_or(Recipient::family_or_friend)));
        return Done{};
    }
    rules::SharedParts parts;
    const std::string text = asked.fields.text("parts") + ",";
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = text.find(',', from);
        const std::string name = text.substr(from, end - from);
        from = end + 1;
        const auto part = rules::value_named<rules::SharedPart>(name);
        if (part) {
            parts.add(*part);
        } else if (!name.empty()) {
            std::string list;
            for (const std::string_view each : names_of(rules::SharedPart{})) {
                list += (list.empty() ? "" : ", ") + std::string(each);
            }
            return refused_in("parts",
                              "not-in-the-list",
                              "These are none of: " + list + ".",
                              "Write some of those, with commas between them.");
        }
    }
    share.parts = bits_of(parts);
    if (share.parts != 0) return Done{};
    return refused_in("parts", "field-missing", "No part is named.", "Name one, or leave it out.");
}

Outcome<Done> take_basis(const Asked& asked, DataShare& share) {
    share.basis = asked.fields.text("basis");
    if (share.basis != "consent" && share.basis != "legal") {
        return refused_in("basis",
                          "not-in-the-list",
                          "Data is shared by the person's consent, or on a legal basis.",
                          "Write consent or legal.");
    }
    const auto evidence = evidence_named(asked, share.person, false);
    if (!evidence.accepted()) return evidence.refusal();
    share.evidence = evidence.value();
    return Done{};
}

Outcome<DataShare> share_asked_for(const Asked& asked, std::int64_t person) {
    DataShare share{.person = person, .shared_on = asked.work.today(), .actor = asked.actor.number};
    FieldReading in(asked.fields);
    share.purpose = in.words("purpose", longest_words);
    if (!in.accepted()) return in.refusal();
    for (const auto take : {take_recipient, take_parts, take_basis}) {
        const Outcome<Done> taken = take(asked, share);
        if (!taken.accepted()) return taken.refusal();
    }
    return share;
}

// A budget that the evaluation stands beside; of who never had one, none.
ledger::CaseRef about(ledger::Database& database, std::int64_t person) {
    const auto budgets = ledger::budgets_of(database, person, ledger::last_day_of_all);
    return {ledger::CaseKind::budget, budgets.empty() ? 0 : budgets.front().number};
}

}  // namespace

Outcome<Answer> share_record(Asked& asked) {
    const Outcome<ledger::Person> person = person_asked_for(asked);
    if (!person.accepted()) return person.refusal();
    const Outcome<DataShare> share = share_asked_for(asked, person.value().number);
    if (!share.accepted()) return share.refusal();
    ledger::Database& database = asked.work.database();
    const Outcome<Done> allowed =
        ask_rules(asked,
                  {.event = rules::Event::share_data,
                   .about = about(database, share.value().person),
                   .person = share.value().person,
                   .on = asked.work.today(),
                   .field = "for"},
                  facts_to_share(database, share.value(), asked.work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    json parts = json::array();
    for (const std::string_view name : names_of(rules::SharedPart{})) {
        const auto part = rules::value_named<rules::SharedPart>(name);
        if (parts_of(share.value().parts).holds(*part)) parts.push_back(name);
    }
    const std::int64_t id = ledger::insert_data_share(asked.work, share.value());
    return json{{"share", id},
                {"person", person.value().ref},
                {"recipient_kind", share.value().recipient_kind},
                {"parts", std::move(parts)}}
        .dump();
}

}  // namespace almoner::scheduler
