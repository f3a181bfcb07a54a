// What all of a person's agreements ask of them, beside what their last assessment says that they
// can pay (CTB-08).
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/plan_line.h"
#include "ledger/storage/database.h"
#include "rules/contribution/contribution_facts.h"

#include <cstdint>
#include <optional>
#include <span>

namespace almoner::scheduler {

// As an assessment has it that is about to be recorded.
struct MeansNow {
    ledger::Money weekly{};
    bool declined = false;  // the authority pays nothing because of the capital
};

// What is about to change, each as it would be.
struct Charging {
    std::int64_t person = 0;
    const ledger::Agreement* with = nullptr;
    const ledger::PlanLine* line = nullptr;
    bool line_is_free = false;  // of one that is not in the books yet: nobody contributes to it
    std::span<const ledger::Agreement> ending{};  // the day before the line begins
    const MeansNow* means = nullptr;              // else the last assessment on record
};

// Of the day on which they would be charged most beyond it; a charge that does not rise is none.
void take_charges(ledger::Database& database,
                  const Charging& charging,
                  rules::ContributionFacts& facts);

// Whether a folder may bring this share: nobody is asked for more than an assessment on record
// says. Who was never assessed is taken over as they are.
[[nodiscard]] bool is_within_assessment(ledger::Database& database, const Charging& charging);

// The most that the person's other agreements ask of them from that day on, for 52 weeks.
[[nodiscard]] ledger::Money others_in_a_year(ledger::Database& database,
                                             std::int64_t person,
                                             const ledger::Agreement& but_this);
// What is left of a week's contribution for a period of the agreement, beside that; nothing where
// the others ask for more than the whole.
[[nodiscard]] std::optional<ledger::Money> left_for_a_period(ledger::Money weekly,
                                                             ledger::Money others,
                                                             ledger::Frequency frequency);

}  // namespace almoner::scheduler
