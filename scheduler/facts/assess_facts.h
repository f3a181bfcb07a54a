// What an adult's means come to for an agreement, and the facts of its assessment (CTB-02, 03, 04
// and 07).
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/agreement.h"
#include "ledger/storage/database.h"
#include "rules/contribution/assessment.h"
#include "rules/engine/facts.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// What the papers say, as it is kept sealed: amounts are weekly, but of the period's contribution.
struct MeansPaper {
    rules::MeansTold told{};
    std::string group{};    // whose minimum income it is, as the policy names it
    bool declined = false;  // the authority pays nothing because of the capital
};
[[nodiscard]] MeansPaper means_kept(std::string_view text, ledger::Frequency per);

// Under the policy of the day. Where the authority declines, the whole of what the agreement would
// pay of social care is the person's own. The group's guarantee is of that day's year.
struct MeansFound {
    rules::MeansAssessed assessed{};
    std::optional<ledger::Money> guarantee{};  // none where the policy gives the group none
};
// What it was found to come to is kept with the papers: whoever confirms it is shown that.
[[nodiscard]] std::string kept_means(const MeansPaper& paper, const MeansFound& found);
// The tariff income, the contribution, what is left of the income, the guarantee; nothing where
// they were not kept.
[[nodiscard]] std::optional<MeansFound> found_kept(std::string_view text);
[[nodiscard]] bool is_same(const MeansFound& one, const MeansFound& other);
[[nodiscard]] MeansFound means_found(ledger::Database& database,
                                     const ledger::Agreement& agreement,
                                     const MeansPaper& paper,
                                     ledger::Date on);

// Its lines of social care; what is left of the income counts where something is charged.
[[nodiscard]] rules::Facts facts_to_assess(ledger::Database& database,
                                           const ledger::Agreement& agreement,
                                           const MeansPaper& paper,
                                           ledger::Date on);

}  // namespace almoner::scheduler
