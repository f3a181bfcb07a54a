// The arithmetic of pay slips alone, on one core.
#pragma once

namespace almoner::bench {

// Prints how many slips are worked out in a second; whether it is a million or more.
[[nodiscard]] bool slip_figures(int repeats);

}  // namespace almoner::bench
