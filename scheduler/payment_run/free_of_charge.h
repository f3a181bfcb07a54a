// Plan lines on which nobody contributes (section 117 after-care and the like): when they were said
// to be free of charge.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "rules/entitlement/due.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace almoner::scheduler {

class FreeOfCharge {
  public:
    // Of every line; of one alone where a number is given.
    explicit FreeOfCharge(ledger::Database& database, std::optional<std::int64_t> line = {});

    // A contribution is taken of the other lines then.
    void mark(rules::EntitlementTerms& terms) const;
    [[nodiscard]] std::vector<ledger::Period> days_of(std::int64_t line) const;
    [[nodiscard]] bool holds(std::int64_t line, ledger::Date on) const;

  private:
    std::map<std::int64_t, std::vector<ledger::Period>> days_;
};

// The same of the terms of one agreement.
void mark_free_of_charge(ledger::Database& database, rules::EntitlementTerms& terms);

}  // namespace almoner::scheduler
