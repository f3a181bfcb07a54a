#include "scheduler/facts/facts_json.h"

#include "rules/engine/catalogue.h"
#include "rules/engine/fact_list.h"
#include "scheduler/facts/strict_json.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;
using nlohmann::ordered_json;
using rules::Fact;
using rules::FactKind;
using rules::FactSlot;

Refusal wrong_kind(const FactSlot& slot, std::string words, std::string next) {
    return {"fact-kind", std::move(words), std::move(next), slot.name, ""};
}

template <class T>
Fact<T>& fact(const FactSlot& slot) {
    return *static_cast<Fact<T>*>(slot.place);
}
template <class T>
const Fact<T>& fact_read(const FactSlot& slot) {
    return *static_cast<const Fact<T>*>(slot.at);
}

bool is_whole(const ordered_json& value) {
    return value.is_number_integer() &&
           (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX);
}

std::optional<Date> date_in(const ordered_json& value) {
    return value.is_string() ? Date::parse(value.get<std::string>()) : std::nullopt;
}

// Complete or not: a rule judges that.
std::optional<rules::Evidence> evidence_in(const ordered_json& value) {
    if (!value.is_object()) return std::nullopt;
    rules::Evidence evidence;
    for (const auto& [key, part] : value.items()) {
        if (key == "item" && is_whole(part)) {
            evidence.item = part.get<std::int64_t>();
        } else if (key == "given_by" && part.is_string()) {
            evidence.given_by = part.get<std::string>();
        } else if (key == "sha256" && part.is_string()) {
            evidence.sha256 = part.get<std::string>();
        } else if (key == "dated_on" && date_in(part)) {
            evidence.dated_on = *date_in(part);
        } else {
            return std::nullopt;
        }
    }
    return evidence;
}

std::optional<Money> money_in(const ordered_json& value) {
    if (!is_whole(value)) return std::nullopt;
    const auto amount = value.get<std::int64_t>();
    if (amount > Money::max_pence || amount < -Money::max_pence) return std::nullopt;
    return Money::from_pence(amount);
}

std::string listed(std::span<const std::string_view> choices) {
    std::string list;
    for (const std::string_view each : choices)
        list += (list.empty() ? "" : ", ") + std::string(each);
    return list;
}

std::string how_to_write(const FactSlot& slot) {
    switch (slot.kind) {
        case FactKind::flag: return "Write true or false.";
        case FactKind::number: return "Write a whole number.";
        case FactKind::money: return "Write whole pence, at most 1,000,000,000,000.";
        case FactKind::date: return "Write the day as \"2026-11-22\".";
        case FactKind::evidence:
            return "Write "
                   "{\"item\":7,\"given_by\":\"vi\",\"dated_on\":\"2026-11-22\",\"sha256\":\"...\"}"
                   ".";
        case FactKind::text: return "Write words in quotes.";
        case FactKind::choice: return "Write one of: " + listed(slot.choices) + ".";
    }
    return {};
}

// Sets the fact when the value is of its kind.
bool set(const FactSlot& slot, const ordered_json& value) {
    switch (slot.kind) {
        case FactKind::flag:
            if (value.is_boolean()) fact<bool>(slot) = value.get<bool>();
            return value.is_boolean();
        case FactKind::number:
            if (is_whole(value)) fact<std::int64_t>(slot) = value.get<std::int64_t>();
            return is_whole(value);
        case FactKind::money:
            fact<Money>(slot).value = money_in(value);
            return fact<Money>(slot).value.has_value();
        case FactKind::date:
            fact<Date>(slot).value = date_in(value);
            return fact<Date>(slot).value.has_value();
        case FactKind::evidence:
            fact<rules::Evidence>(slot).value = evidence_in(value);
            return fact<rules::Evidence>(slot).value.has_value();
        case FactKind::text:
            if (value.is_string()) fact<std::string>(slot) = value.get<std::string>();
            return value.is_string();
        case FactKind::choice:
            return value.is_string() && slot.choose(slot.place, value.get<std::string>());
    }
    return false;
}

class Setting {
  public:
    explicit Setting(rules::Facts& facts) {
        for (FactSlot& slot : rules::slots_of(facts)) slots_.emplace(slot.name, slot);
    }

    [[nodiscard]] std::optional<Refusal> set_all(const std::string& prefix,
                                                 const ordered_json& object) const {
        if (!object.is_object()) {
            return Refusal{"fact-kind",
                           "Here stand facts by name.",
                           "Write an object of facts; 'almoner rules schema EVENT' shows it.",
                           prefix,
                           ""};
        }
        for (const auto& [key, value] : object.items()) {
            const auto found = slots_.find(prefix + "." + key);
            if (found == slots_.end()) {
                return Refusal{"fact-unknown",
                               "No rule knows a fact of this name.",
                               "Take the name from 'almoner rules schema EVENT'.",
                               prefix + "." + key,
                               ""};
            }
            if (!value.is_null() && !set(found->second, value)) {
                return wrong_kind(found->second,
                                  "The value is not of the fact's kind.",
                                  how_to_write(found->second));
            }
        }
        return std::nullopt;
    }

  private:
    std::map<std::string, FactSlot> slots_;
};

Refusal not_the_form(std::string field, std::string words) {
    return {"fact-kind",
            std::move(words),
            "Write {\"event\":...,\"on\":...,\"lines\":[...],\"facts\":{...}}.",
            std::move(field),
            ""};
}

std::optional<Refusal> read_facts(const ordered_json& root, rules::Facts& facts) {
    const ordered_json lines = root.value("lines", ordered_json::array());
    if (!lines.is_array()) return not_the_form("lines", "The lines are a list.");
    facts.lines.resize(lines.size());
    const Setting setting(facts);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (auto refused = setting.set_all("lines[" + std::to_string(i) + "]", lines[i])) {
            return refused;
        }
    }
    const ordered_json groups = root.value("facts", ordered_json::object());
    if (!groups.is_object()) return not_the_form("facts", "The facts stand by subject.");
    for (const auto& [name, group] : groups.items()) {
        if (auto refused = setting.set_all(name, group)) return refused;
    }
    return std::nullopt;
}

ordered_json as_json(const FactSlot& slot) {
    switch (slot.kind) {
        case FactKind::flag: return *fact_read<bool>(slot).value;
        case FactKind::number: return *fact_read<std::int64_t>(slot).value;
        case FactKind::money: return fact_read<Money>(slot).value->pence();
        case FactKind::date: return fact_read<Date>(slot).value->iso();
        case FactKind::text: return *fact_read<std::string>(slot).value;
        case FactKind::choice: return std::string(slot.chosen(slot.at));
        case FactKind::evidence: break;
    }
    const rules::Evidence& evidence = *fact_read<rules::Evidence>(slot).value;
    return {{"item", evidence.item},
            {"given_by", evidence.given_by},
            {"dated_on", evidence.dated_on.iso()},
            {"sha256", evidence.sha256}};
}

ordered_json schema_of(const FactSlot& slot) {
    ordered_json schema{{"description", std::string(slot.words)}};
    switch (slot.kind) {
        case FactKind::flag: schema["type"] = {"boolean", "null"}; break;
        case FactKind::number: schema["type"] = {"integer", "null"}; break;
        case FactKind::money:
            schema["type"] = {"integer", "null"};
            schema["description"] = std::string(slot.words) + ", in pence";
            break;
        case FactKind::text: schema["type"] = {"string", "null"}; break;
        case FactKind::date:
            schema["type"] = {"string", "null"};
            schema["format"] = "date";
            break;
        case FactKind::choice:
            schema["enum"] = ordered_json::array();
            for (const std::string_view each : slot.choices)
                schema["enum"].push_back(std::string(each));
            schema["enum"].push_back(nullptr);
            break;
        case FactKind::evidence: schema["$ref"] = "#/$defs/evidence"; break;
    }
    return schema;
}

ordered_json object_schema() {
    return {{"type", "object"},
            {"properties", ordered_json::object()},
            {"additionalProperties", false}};
}

ordered_json evidence_schema() {
    ordered_json schema = object_schema();
    schema["type"] = {"object", "null"};
    schema["description"] = "an item of the evidence store: who gave it, when, and its hash";
    schema["properties"] = {{"item", {{"type", "integer"}, {"minimum", 1}}},
                            {"given_by", {{"type", "string"}}},
                            {"dated_on", {{"type", "string"}, {"format", "date"}}},
                            {"sha256", {{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}}}};
    schema["required"] = {"item", "given_by", "dated_on", "sha256"};
    return schema;
}

}  // namespace

Outcome<GivenFacts> facts_from_json(std::string_view text) {
    const Outcome<ordered_json> read = strict_json(text);
    if (!read.accepted()) return read.refusal();
    const ordered_json& root = read.value();
    if (!root.is_object()) return not_the_form("", "This is no object.");
    GivenFacts given;
    for (const auto& [key, value] : root.items()) {
        if (key == "event") {
            const auto event = value.is_string()
                                   ? rules::value_named<rules::Event>(value.get<std::string>())
                                   : std::nullopt;
            if (!event) {
                return Refusal{"event-unknown",
                               "No rule listens to this event.",
                               "Take one of: " + listed(names_of(rules::Event{})) + ".",
                               "event",
                               ""};
            }
            given.event = *event;
        } else if (key == "on") {
            given.on = date_in(value);
            if (!given.on) return not_the_form("on", "This is no day, as \"2026-11-22\".");
        } else if (key != "lines" && key != "facts") {
            return not_the_form(key, "Nothing of this name belongs here.");
        }
    }
    if (!root.contains("event")) return not_the_form("event", "The event is missing.");
    if (auto refused = read_facts(root, given.facts)) return *std::move(refused);
    return given;
}

std::string facts_as_json(const rules::Facts& facts) {
    ordered_json root{{"lines", ordered_json::array()}, {"facts", ordered_json::object()}};
    for (std::size_t i = 0; i < facts.lines.size(); ++i)
        root["lines"].push_back(ordered_json::object());
    for (const FactSlot& slot : rules::slots_of(facts)) {
        if (!slot.is_known(slot.at)) continue;
        const std::size_t dot = slot.name.find('.');
        const std::string key = slot.name.substr(dot + 1);
        if (slot.name.starts_with("lines[")) {
            root["lines"][std::stoul(slot.name.substr(6))][key] = as_json(slot);
        } else {
            root["facts"][slot.name.substr(0, dot)][key] = as_json(slot);
        }
    }
    return root.dump();
}

std::string facts_schema(rules::Event event) {
    std::set<std::string> read;
    for (const rules::Rule* const rule : rules::rules_of(event)) {
        for (std::string& name : rules::facts_read_by(*rule, event)) read.insert(std::move(name));
    }
    read.insert("lines[0].ref");
    read.insert("lines[0].regime");
    ordered_json line = object_schema();
    ordered_json groups = object_schema();
    rules::Facts facts;
    facts.lines.resize(1);
    for (const FactSlot& slot : rules::slots_of(facts)) {
        if (!read.contains(slot.name)) continue;
        const std::size_t dot = slot.name.find('.');
        const std::string key = slot.name.substr(dot + 1);
        if (slot.name.starts_with("lines[")) {
            line["properties"][key] = schema_of(slot);
            continue;
        }
        ordered_json& group = groups["properties"][slot.name.substr(0, dot)];
        if (group.is_null()) group = object_schema();
        group["properties"][key] = schema_of(slot);
    }
    ordered_json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                        {"title", "Facts of the event " + std::string(name_of_value(event))}};
    schema.update(object_schema());
    schema["properties"] = {{"event", {{"const", std::string(name_of_value(event))}}},
                            {"on", {{"type", "string"}, {"format", "date"}}},
                            {"lines", {{"type", "array"}, {"items", line}}},
                            {"facts", groups}};
    schema["required"] = {"event"};
    schema["$defs"] = {{"evidence", evidence_schema()}};
    return schema.dump(2);
}

}  // namespace almoner::scheduler
