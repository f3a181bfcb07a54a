// Where rights and liabilities towards third parties go when payments stop.
#pragma once

#include "rules/engine/kinds.h"
#include "rules/stop/stop_facts.h"

#include <algorithm>
#include <array>

namespace almoner::rules {

// What the law makes stop: SI 2013/1617 reg 17(1); Care Act 2014 s 33(4); SI 2014/1652 reg 14(1).
inline constexpr std::array mandatory_stops{StopGround::consent_withdrawn,
                                            StopGround::transition_refused,
                                            StopGround::condition_fails,
                                            StopGround::sen_must_stop};
[[nodiscard]] constexpr bool is_mandatory(StopGround ground) {
    return std::ranges::find(mandatory_stops, ground) != mandatory_stops.end();
}

// To the body that paid (SI 2013/1617 reg 17(9), (10), and 17(2)(h): a death is a stop; SI
// 2014/1652 reg 14(7), (8): where 14(1) made it stop). No other law moves them.
[[nodiscard]] constexpr bool liabilities_move(Regime regime, StopGround ground) {
    if (ground == StopGround::none) return false;
    return regime == Regime::nhs || (regime == Regime::sen && is_mandatory(ground));
}

}  // namespace almoner::rules
