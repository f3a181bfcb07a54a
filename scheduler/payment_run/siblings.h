// Which agreements share a budget and a way of managing it, so that no plan line is paid by two.
#pragma once

#include "ledger/records/payables.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace almoner::scheduler {

class Siblings {
  public:
    explicit Siblings(const ledger::Payables& payables);

    // Every agreement of the budget, this one included.
    [[nodiscard]] std::span<const ledger::Agreement* const> of_budget(std::int64_t budget) const;
    // (person, budget) of each of the person's budgets that has an agreement.
    [[nodiscard]] std::span<const std::pair<std::int64_t, std::int64_t>> budgets_of(
        std::int64_t person) const;
    // A one-off agreement pays the one-off lines of this agreement's option.
    [[nodiscard]] bool one_off_is_apart(const ledger::Agreement& agreement) const;
    // An agreement that came before pays the same plan lines within the period.
    [[nodiscard]] bool beside_another(const ledger::Agreement& agreement,
                                      const ledger::Period& period) const;

  private:
    void find_budgets(const ledger::Payables& payables);

    std::vector<const ledger::Agreement*> all_;  // by budget, then number
    std::vector<std::size_t> first_of_budget_;   // in all_; one place more than budget numbers
    std::vector<std::pair<std::int64_t, std::int64_t>> budgets_;  // by person, then budget
};

}  // namespace almoner::scheduler
