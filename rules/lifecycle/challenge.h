// What a challenge to a notice does until it is answered: the matrix of notices and challenges.
#pragma once

#include "rules/engine/kinds.h"
#include "rules/policy/policy.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace almoner::rules {

enum class Meanwhile : std::uint8_t { holds, proceeds, as_policy_says };

struct ChallengeRow {
    std::string_view notice{};  // its kind
    Regime regime{};
    Meanwhile meanwhile = Meanwhile::holds;
    Parameter parameter{};  // where the policy says
    std::string_view citation{};
};

[[nodiscard]] std::span<const ChallengeRow> challenge_matrix();

// Whether what the notice tells of waits for the answer. Of several regimes the one that protects
// more counts; where no row speaks, it waits.
[[nodiscard]] bool holds_meanwhile(std::string_view notice,
                                   std::span<const Regime> regimes,
                                   const Policy& policy);

}  // namespace almoner::rules
