// People who stand in the records twice, as their NHS number says.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <vector>

namespace almoner::scheduler {

class SamePerson {
  public:
    explicit SamePerson(ledger::Database& database);

    // This number and every other of the same person.
    [[nodiscard]] std::vector<std::int64_t> numbers_of(std::int64_t person) const;

  private:
    std::map<std::int64_t, std::vector<std::int64_t>> groups_;  // by each number of them
};

}  // namespace almoner::scheduler
