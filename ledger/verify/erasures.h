// What was erased on purpose: an erased row that is not among these is a fault.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace almoner::ledger {

// By table and id: as the records of an area say (ledger/records/erasure.h).
class Erasures {
  public:
    void add(std::string_view table, std::int64_t id) { rows_.emplace(table, id); }
    [[nodiscard]] bool has(std::string_view table, std::int64_t id) const {
        return rows_.contains(std::pair(std::string(table), id));
    }

  private:
    std::set<std::pair<std::string, std::int64_t>> rows_;
};

}  // namespace almoner::ledger
