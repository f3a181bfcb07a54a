// The catalogue of rules and the lives of things as pages of Markdown.
#pragma once

#include <string>

namespace almoner::api {

// Requirement, rule, test; parameters; for each event who asks its rules. ops/docs/rules.md.
[[nodiscard]] std::string rules_page();
// A diagram of each life. ops/docs/life-cycles.md.
[[nodiscard]] std::string life_cycles_page();

}  // namespace almoner::api
