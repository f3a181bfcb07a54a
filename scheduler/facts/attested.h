// Facts that people attest, as text: which there are, how each is written, and into a case's facts.
#pragma once

#include "ledger/records/attested_fact.h"
#include "ledger/values/outcome.h"
#include "rules/engine/fact_list.h"
#include "rules/engine/facts.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// What is read from a record of its own and so is never attested: the command that changes it.
[[nodiscard]] std::optional<std::string_view> recorded_by(std::string_view name);

// The fact's value as it is kept: "yes", "25000" (pence), "2026-11-22", a choice's name, the number
// of a piece of evidence. `name` is that of `almoner rules schema`; a plan line's begins with
// "line.". Refused, with the name as field: fact-unknown, fact-recorded-elsewhere, fact-value.
[[nodiscard]] ledger::Outcome<std::string> attested_value(ledger::CaseKind kind,
                                                          std::string_view name,
                                                          std::string_view given);
[[nodiscard]] bool is_evidence(ledger::CaseKind kind, std::string_view name);

// As people write it: "line.planned_cost" of "lines[0].planned_cost".
[[nodiscard]] std::string told_as(std::string_view name);

// Those of a budget or an agreement go among the shared facts, those of a plan line into that line.
void take_attested(ledger::Database& database,
                   std::span<const ledger::AttestedFact> attested,
                   rules::Facts& facts,
                   std::size_t line = 0);

// As the rules want it: who gave it, when, and its hash; unknown where there is none of the number.
[[nodiscard]] rules::Proof proof_of(ledger::Database& database,
                                    std::optional<std::int64_t> evidence);

}  // namespace almoner::scheduler
