// What needs no case: a listed ground, which RED-10 asks to be shown.
#pragma once

#include "rules/engine/rule.h"

namespace almoner::rules {

// Unknown is none: nothing is let through for want of a word.
[[nodiscard]] inline bool is_without_case(const Case& c) {
    return c.event == Event::reduce &&
           c.f.surplus.without_case.value.value_or(WithoutCase::none) != WithoutCase::none;
}

// The planned care's cost is compared where it is known; who asks for less says that it suffices.
[[nodiscard]] inline bool is_cost_of_no_matter(const Case& c) {
    return is_without_case(c) && !c.line.planned_cost.value;
}

}  // namespace almoner::rules
