// Facts of one event as JSON, read strictly, and the schema that says what is read.
#pragma once

#include "ledger/values/outcome.h"
#include "rules/engine/facts.h"
#include "rules/engine/kinds.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::scheduler {

struct GivenFacts {
    rules::Event event{};
    std::optional<ledger::Date> on{};
    rules::Facts facts{};
};

// {"event":"activate","on":"2026-11-22","lines":[{...}],"facts":{"eligibility":{...}}}: amounts in
// whole pence, days as 2026-11-22, null or nothing where a fact is unknown. Refused, with the place
// as field: json-unreadable, json-key-twice, json-too-deep, event-unknown, fact-unknown, fact-kind.
[[nodiscard]] ledger::Outcome<GivenFacts> facts_from_json(std::string_view text);

// Every known fact, in the same form; what a stored evaluation keeps.
[[nodiscard]] std::string facts_as_json(const rules::Facts& facts);

// JSON Schema (2020-12) of what the event's rules look at.
[[nodiscard]] std::string facts_schema(rules::Event event);

}  // namespace almoner::scheduler
