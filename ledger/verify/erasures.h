// What was erased on purpose: an erased row that is not among these is a fault.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace almoner::ledger {

// By table and id. No command erases anything yet, so an area's own are none; the command that will
// must leave a record of each row, and verify reads these from there.
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
