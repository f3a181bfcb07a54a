// Every rule of every subject, as one list.
#pragma once

#include "rules/engine/rule.h"

#include <span>
#include <string_view>
#include <vector>

namespace almoner::rules {

// A room of rules/ with one subject, and its rules in the catalogue's order.
struct Subject {
    std::string_view name{};
    std::string_view words{};
    std::span<const Rule> rules{};
};

[[nodiscard]] std::span<const Subject> subjects();
[[nodiscard]] const Rule* rule_by_id(std::string_view id);  // null: there is none
[[nodiscard]] const std::vector<const Rule*>& rules_of(Event event);
[[nodiscard]] const Subject& subject_of(const Rule& rule);
// Whether a direct payment alone is asked it when it begins: its source is about nothing else. Of
// notional money, whose providers the body pays itself, neither is it asked whether it suffices.
[[nodiscard]] bool is_asked_of(const Rule& rule, Event event, const LineFacts& line);
// Names of the facts that a rule looks at, in any of its events: "payee.age".
[[nodiscard]] std::vector<std::string> facts_read_by(const Rule& rule);
[[nodiscard]] std::vector<std::string> facts_read_by(const Rule& rule, Event event);

}  // namespace almoner::rules
