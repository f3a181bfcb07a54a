// Asks every rule of an event about the facts of a case, at a date, under a policy.
#pragma once

#include "rules/engine/rule.h"

#include <vector>

namespace almoner::rules {

struct Evaluation {
    Event event{};
    ledger::Date on{};
    std::string policy_version{};
    std::vector<const Rule*> asked{};  // in the catalogue's order
    // What was found, in the catalogue's order; a rule that was asked and has nothing here allows.
    std::vector<Finding> findings{};

    [[nodiscard]] Effect worst() const;
    [[nodiscard]] bool allows() const { return worst() <= Effect::warn; }
    // Of all lines together: the longest notice and the earliest date.
    [[nodiscard]] std::optional<std::int64_t> notice_days() const;
    [[nodiscard]] std::optional<ledger::Date> due_on() const;
};

// Each line is asked under its own regime. The same finding of several lines stands once, with the
// longer notice and the earlier date. An unknown fact that a rule needs is a finding
// (need-evidence, "not-known"), never an allowance.
[[nodiscard]] Evaluation evaluate(Event event,
                                  const Facts& facts,
                                  const Policy& policy,
                                  ledger::Date on);

}  // namespace almoner::rules
