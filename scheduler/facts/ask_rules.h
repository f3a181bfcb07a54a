// Asks the rules of an event on behalf of a command, and keeps what they found.
#pragma once

#include "ledger/journal/sha256.h"
#include "ledger/records/attested_fact.h"
#include "rules/engine/evaluate.h"
#include "scheduler/commands/command.h"

#include <initializer_list>
#include <string_view>

namespace almoner::scheduler {

struct Question {
    rules::Event event{};
    ledger::CaseRef about{};
    std::int64_t person = 0;  // whose case it is: what is kept is words about them
    ledger::Date on{};
    std::string field{};  // of the command, that a refusal names
};

// The policy that holds on the day; the catalogue's defaults before the first that was loaded.
[[nodiscard]] rules::Policy policy_in_force(ledger::Database& database, ledger::Date on);

// Evaluates and stores; refused where the rules block or want something: the code is the reason of
// the worst finding, its citation that of the rule. What a refused command found is stored with the
// refusal.
[[nodiscard]] ledger::Outcome<ledger::Done> ask_rules(Asked& asked,
                                                      const Question& question,
                                                      const rules::Facts& facts);

// Evaluates and stores, and refuses nothing: for what has happened already, or is only looked at.
[[nodiscard]] rules::Evaluation consult_rules(Asked& asked,
                                              const Question& question,
                                              const rules::Facts& facts);

// Of the parts, under a salt of the area: nobody guesses from it what was looked at.
[[nodiscard]] ledger::Digest digest_of(ledger::Work& work,
                                       std::initializer_list<std::string_view> parts);

// What is kept of an evaluation.
[[nodiscard]] std::string details_of(const rules::Evaluation& evaluation,
                                     const rules::Facts& facts);

}  // namespace almoner::scheduler
