#include "rules/lifecycle/challenge.h"

#include <algorithm>
#include <array>

namespace almoner::rules {
namespace {

using enum Meanwhile;
using enum Regime;

constexpr auto reductions = Parameter::reduction_hold_while_reconsidering;
constexpr auto claims = Parameter::reclaim_hold_while_reconsidering;

// clang-format off
constexpr std::array matrix{
    ChallengeRow{"reduction", nhs, as_policy_says, reductions, "SI 2013/1617 reg 14(10) to (12), silent"},
    ChallengeRow{"reduction", asc, as_policy_says, reductions, "Care Act 2014 s 27, silent"},
    ChallengeRow{"reduction", chd, as_policy_says, reductions, "silent"},
    ChallengeRow{"reduction", sen, proceeds,       {},         "SI 2014/1652 reg 12(5)"},
    ChallengeRow{"offset",    nhs, as_policy_says, reductions, "SI 2013/1617 reg 13(4), silent"},
    ChallengeRow{"offset",    asc, as_policy_says, reductions, "silent"},
    ChallengeRow{"offset",    chd, as_policy_says, reductions, "silent"},
    ChallengeRow{"offset",    sen, proceeds,       {},         "SI 2014/1652 reg 12(5)"},
    ChallengeRow{"reclaim",   nhs, as_policy_says, claims,     "SI 2013/1617 reg 15(4) to (7), silent"},
    ChallengeRow{"reclaim",   asc, as_policy_says, claims,     "Care Act 2014 s 33, silent"},
    ChallengeRow{"reclaim",   chd, as_policy_says, claims,     "silent"},
    ChallengeRow{"reclaim",   sen, as_policy_says, claims,     "SI 2014/1652 reg 13(4) to (7), silent"},
    ChallengeRow{"stop",      nhs, proceeds,       {},         "SI 2013/1617 reg 17(8)"},
};
// clang-format on

bool waits(std::string_view notice, Regime regime, const Policy& policy) {
    const auto* const row = std::ranges::find_if(matrix, [&](const ChallengeRow& each) {
        return each.notice == notice && each.regime == regime;
    });
    if (row == matrix.end()) return true;
    if (row->meanwhile == as_policy_says) return policy.flag(row->parameter);
    return row->meanwhile == Meanwhile::holds;
}

}  // namespace

std::span<const ChallengeRow> challenge_matrix() {
    return matrix;
}

bool holds_meanwhile(std::string_view notice,
                     std::span<const Regime> regimes,
                     const Policy& policy) {
    return regimes.empty() ||
           std::ranges::any_of(regimes, [&](Regime each) { return waits(notice, each, policy); });
}

}  // namespace almoner::rules
