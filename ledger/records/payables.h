// Everything that a payment run reads, in three passes over the area: agreements, budgets, plans.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/plan_line.h"
#include "ledger/storage/database.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace almoner::ledger {

// One agreement with what it is for. The spans live as long as the Payables.
struct Payable {
    const Agreement* agreement = nullptr;       // the version that counts on the day
    std::span<const Agreement> versions{};      // all of its versions, also later ones
    const Budget* budget = nullptr;             // the version that counts on the day
    std::span<const PlanLine> plan_versions{};  // of the budget, by number, then version
};

// The versions of one plan line or agreement stand together: see plan_lines_in and in_force.
class Payables {
  public:
    Payables(Database& database, Date on);
    Payables(const Payables&) = delete;
    Payables& operator=(const Payables&) = delete;

    // Agreements that count on the day, whatever their status, with a budget that counts; by
    // number.
    [[nodiscard]] std::size_t size() const { return current_.size(); }
    [[nodiscard]] Payable at(std::size_t index) const;

  private:
    struct Place {
        std::size_t first = 0;  // in agreements_
        std::size_t count = 0;
        const Agreement* on_the_day = nullptr;
        const Budget* budget = nullptr;
    };
    void read(Database& database, Date on);
    [[nodiscard]] const Budget* budget_numbered(std::int64_t number) const;

    std::vector<Agreement> agreements_;
    std::vector<Place> current_;
    std::vector<Budget> budgets_;
    std::vector<PlanLine> plan_lines_;
    std::vector<std::size_t> lines_of_budget_;  // by budget number: where its first one is
};

// The versions of each plan line apart, in the order of their numbers.
[[nodiscard]] std::vector<std::span<const PlanLine>> plan_lines_in(
    std::span<const PlanLine> plan_versions);

}  // namespace almoner::ledger
