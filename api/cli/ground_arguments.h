// What a command asks where somebody gets less and there is no case.
#pragma once

#include "api/cli/commands.h"

#include <vector>

namespace almoner::api {

// Of `arguments`, and the ground of paying less without a case.
[[nodiscard]] inline std::vector<Argument> with_ground(std::vector<Argument> arguments) {
    arguments.push_back({"--ground",
                         "ground",
                         ArgumentKind::text,
                         false,
                         "Where less is paid: request, death, error, replaced, contribution or "
                         "moved"});
    arguments.push_back({"--ground-evidence",
                         "ground_evidence",
                         ArgumentKind::text,
                         false,
                         "Number of the paper that shows the ground"});
    return arguments;
}

inline const Argument hold_request{"--ground-evidence",
                                   "ground_evidence",
                                   ArgumentKind::text,
                                   false,
                                   "Number of what the person wrote, where they asked for it"};

inline const Argument hold_until{"--until",
                                 "until",
                                 ArgumentKind::text,
                                 false,
                                 "Its last day at most, else the longest that the policy lets it"};

}  // namespace almoner::api
