// All that stands in the store but what a refusal may leave there, as one number for each table.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace almoner::tests {

// By table, of each value of each row. A refusal may leave its journal row and salt, what the rules
// found, and the words of both: those rows are left out, and all others of these tables count.
using Digests = std::map<std::string, std::uint64_t>;

class Content {
  public:
    // Of the tables as they are now; goes before the database does.
    explicit Content(ledger::Database& database);
    [[nodiscard]] Digests digests() const;

  private:
    struct Table {
        std::string name;
        std::unique_ptr<ledger::Statement> rows;
        int columns = 0;
    };
    std::vector<Table> tables_;
};

// The tables that are not the same, with a space before each.
[[nodiscard]] std::string difference(const Digests& before, const Digests& after);

}  // namespace almoner::tests
