// A policy file judged by the rules: read by the gateway, made a policy by the catalogue.
#pragma once

#include "rules/policy/policy.h"

#include <string_view>

namespace almoner::scheduler {

// The problems hold those of the file as well as those of its values.
[[nodiscard]] rules::PolicyMade policy_from_file(std::string_view toml);

// One that was loaded, by the bounds of then; today's are kept to as nearly as may be.
[[nodiscard]] rules::PolicyMade policy_loaded(std::string_view toml);

}  // namespace almoner::scheduler
