// What the catalogue's rules of release hold back, as the rules of release name it.
#pragma once

#include "rules/engine/evaluate.h"
#include "rules/release/release.h"

#include <string_view>
#include <vector>

namespace almoner::rules {

// One for each finding that stands in the way, with the code "ELI-01:excluded-person"; the money is
// due all the same. They live as long as the program.
[[nodiscard]] std::vector<const ReleaseRule*> held_by_catalogue(const Evaluation& evaluation);

// The same of those that only warn.
[[nodiscard]] std::vector<const ReleaseRule*> warned_by_catalogue(const Evaluation& evaluation);

// Null where the catalogue has none of this code.
[[nodiscard]] const ReleaseRule* catalogue_release_rule(std::string_view code);

}  // namespace almoner::rules
