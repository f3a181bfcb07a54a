// Readable names of the ledger's accounts by references only: assets, held, direct-payment, B001,
// nhs, ICB1.
#pragma once

#include "ledger/posting/account.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace almoner::ledger {

using AccountPath = std::vector<std::string>;

// References of the newest version; what has none is called by its number: "budget-7".
class AccountPaths {
  public:
    explicit AccountPaths(Database& database);

    // By the account's id; an id that is not in the books is an invariant.
    [[nodiscard]] const AccountPath& of(std::int64_t account) const;
    [[nodiscard]] const std::map<std::int64_t, AccountPath>& all() const { return paths_; }

  private:
    std::map<std::int64_t, AccountPath> paths_;
};

}  // namespace almoner::ledger
