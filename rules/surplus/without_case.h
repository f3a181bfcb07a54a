// What needs no case: a listed ground, which RED-10 asks to be shown.
#pragma once

#include "rules/engine/rule.h"

namespace almoner::rules {

// Unknown is none: nothing is let through for want of a word.
[[nodiscard]] inline bool is_without_case(const Case& c) {
    return c.event == Event::reduce &&
           c.f.surplus.without_case.value.value_or(WithoutCase::none) != WithoutCase::none;
}

}  // namespace almoner::rules
