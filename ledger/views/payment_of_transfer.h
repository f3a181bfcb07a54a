// Which payment a transfer of a person's money belongs to.
#pragma once

#include "ledger/records/budget.h"
#include "ledger/records/payment.h"
#include "ledger/storage/database.h"
#include "ledger/views/chain.h"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace almoner::ledger {

class PaymentsOfPerson {
  public:
    PaymentsOfPerson(Database& database, std::span<const Budget> budgets);

    struct Found {
        std::int64_t id = 0;  // 0: none
        PaymentKind kind = PaymentKind::regular;
    };
    [[nodiscard]] Found of(const ChainRow& row) const;

  private:
    [[nodiscard]] Found moved_by(std::int64_t seq) const;

    Database& database_;
    std::map<std::int64_t, Found> by_first_transfer_;
};

}  // namespace almoner::ledger
