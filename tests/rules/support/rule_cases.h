// Cases of the catalogue: facts that every rule allows, and what spoils one of them.
#pragma once

#include "rules/engine/facts.h"
#include "rules/engine/kinds.h"
#include "rules/policy/policy.h"

#include <optional>
#include <string_view>
#include <vector>

namespace almoner::testing {

[[nodiscard]] ledger::Date day(std::string_view iso);
[[nodiscard]] ledger::Money pence(std::int64_t amount);
[[nodiscard]] rules::Evidence proof();        // complete
[[nodiscard]] rules::Evidence a_tick();       // without who, when and hash
[[nodiscard]] ledger::Date the_day();         // 22 November 2026
[[nodiscard]] rules::Policy sample_policy();  // the defaults, and an income guarantee of £200
// One line under that regime, managed as a direct payment; every rule allows every event.
[[nodiscard]] rules::Facts allowed_facts(rules::Regime regime);

struct RuleCase {
    std::string_view rule{};
    std::string_view reason{};  // of what it finds, as "a+b"; empty: the rule still allows
    void (*change)(rules::Facts& facts) = nullptr;
    // Else every regime and every event of the rule.
    std::optional<rules::Regime> under{};
    std::optional<rules::Event> at{};
    // A parameter that the policy sets otherwise.
    std::optional<rules::Given> policy{};
};

[[nodiscard]] std::vector<RuleCase> eligibility_cases();
[[nodiscard]] std::vector<RuleCase> payee_cases();
[[nodiscard]] std::vector<RuleCase> plan_cases();
[[nodiscard]] std::vector<RuleCase> account_cases();
[[nodiscard]] std::vector<RuleCase> spending_cases();
[[nodiscard]] std::vector<RuleCase> card_cases();
[[nodiscard]] std::vector<RuleCase> review_cases();
[[nodiscard]] std::vector<RuleCase> surplus_cases();
[[nodiscard]] std::vector<RuleCase> reclaim_cases();
[[nodiscard]] std::vector<RuleCase> stop_cases();
[[nodiscard]] std::vector<RuleCase> third_party_cases();
[[nodiscard]] std::vector<RuleCase> contribution_cases();
[[nodiscard]] std::vector<RuleCase> information_cases();
[[nodiscard]] std::vector<RuleCase> all_cases();

}  // namespace almoner::testing
