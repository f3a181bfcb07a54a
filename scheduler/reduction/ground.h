// Less is paid only by a case, or on a listed ground that the rules are shown (RED-10); payments
// are held only as STP-06 has it.
#pragma once

#include "ledger/records/attested_fact.h"
#include "ledger/records/plan_line.h"
#include "rules/engine/facts.h"
#include "rules/stop/stop_facts.h"
#include "rules/surplus/surplus_facts.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct Ground {
    rules::WithoutCase name = rules::WithoutCase::none;
    std::optional<std::int64_t> evidence{};
};

// Fields ground and ground_evidence, a paper about the person. Refused: not-in-the-list,
// evidence-unknown and the like.
[[nodiscard]] ledger::Outcome<Ground> ground_given(const Asked& asked, std::int64_t person);
// As a proposal keeps it; none where it was proposed without one.
[[nodiscard]] nlohmann::json with_ground(nlohmann::json content, const Ground& ground);
[[nodiscard]] Ground ground_in(const nlohmann::json& content);

// Who would get less of what.
struct Lowering {
    ledger::CaseRef about{};
    std::int64_t budget = 0;
    ledger::Date from{};                        // the first day that less is paid for
    std::vector<ledger::PlanLine> lines{};      // that have not ended by then
    std::optional<ledger::Money> new_amount{};  // of the one line that goes on; else it ends
    bool only_contribution = false;
    bool is_other_option = false;  // what takes its place is the very thing that is asked about
    std::string field{};           // names what it is about
};
[[nodiscard]] Lowering lowering_of_lines(ledger::Database& database,
                                         std::int64_t budget,
                                         std::optional<ledger::Option> option,
                                         ledger::Date from);

// Asks the rules of a reduction, and keeps what they found. Refused as they refuse: no-review where
// no ground is given.
[[nodiscard]] ledger::Outcome<ledger::Done> may_lower(Asked& asked,
                                                      const Lowering& lowering,
                                                      const Ground& ground);

// What is to be held, from a day on.
struct Holding {
    ledger::CaseRef about{};
    std::int64_t budget = 0;
    ledger::Date from{};
    std::string reason{};
    std::string field{};
    std::vector<ledger::PlanLine> lines{};
};
// As the records have it on the day; the days of the hold count from its first.
[[nodiscard]] rules::Facts facts_to_hold(ledger::Database& database,
                                         const Holding& holding,
                                         std::optional<std::int64_t> paper,
                                         ledger::Date on);
// A review of the budget, due within the policy's days of a suspension; none where one of the kind
// "concern" is open.
[[nodiscard]] ledger::Outcome<ledger::Done> review_hold(Asked& asked,
                                                        std::int64_t budget,
                                                        const std::string& words);
// Asks the rules of a suspension. Field ground_evidence: what the person wrote, where they asked
// for it. A concern opens a review of the budget, unless one is open.
[[nodiscard]] ledger::Outcome<ledger::Done> may_hold(Asked& asked, const Holding& holding);

}  // namespace almoner::scheduler
