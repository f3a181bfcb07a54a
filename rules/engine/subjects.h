// The rules of each subject, in the catalogue's order; each room of rules/ holds one.
#pragma once

#include "rules/engine/rule.h"

#include <span>

namespace almoner::rules {

[[nodiscard]] std::span<const Rule> eligibility_rules();
[[nodiscard]] std::span<const Rule> payee_rules();
[[nodiscard]] std::span<const Rule> plan_rules();
[[nodiscard]] std::span<const Rule> account_rules();
[[nodiscard]] std::span<const Rule> spending_rules();
[[nodiscard]] std::span<const Rule> card_rules();
[[nodiscard]] std::span<const Rule> review_rules();
[[nodiscard]] std::span<const Rule> surplus_rules();
[[nodiscard]] std::span<const Rule> reclaim_rules();
[[nodiscard]] std::span<const Rule> stop_rules();
[[nodiscard]] std::span<const Rule> third_party_rules();
[[nodiscard]] std::span<const Rule> contribution_rules();
[[nodiscard]] std::span<const Rule> information_rules();

}  // namespace almoner::rules
