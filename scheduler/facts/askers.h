// Which handler asks the rules of an event.
#pragma once

#include "rules/engine/kinds.h"

#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view no_handler_yet = "no handler yet";

// The command or job whose handler asks the event's rules.
[[nodiscard]] constexpr std::string_view asker_of(rules::Event /*event*/) {
    return no_handler_yet;
}

}  // namespace almoner::scheduler
