// Commands that post payments of budgets through the one writer of an area, on whichever store.
#pragma once

#include "ledger/area/area_writer.h"
#include "tests/bench/traffic.h"

#include <cstdint>
#include <map>
#include <string>

namespace almoner::bench {

constexpr std::int64_t posted_at_ms = 1'795'348'800'000;

class Poster {
  public:
    // `database` is migrated and holds no area yet: its accounts are opened and given money.
    explicit Poster(ledger::Database& database);

    // Commands of `each` transfers, `batch` transfers to a commit.
    void post(std::int64_t transfers, std::int64_t each, std::int64_t batch);
    // One command of one transfer in the writer's open group.
    [[nodiscard]] ledger::CommandResult post_one(const std::string& key);

    [[nodiscard]] ledger::AreaWriter& writer() { return writer_; }
    // Ordered by time, 26 characters, as keys are.
    [[nodiscard]] static std::string key_of(std::int64_t number);

  private:
    template <class Body>
    [[nodiscard]] ledger::CommandResult command(const Body& does);
    void must(const ledger::CommandResult& result) const;
    void post_next(ledger::Work& work);

    ledger::AreaWriter writer_;
    const std::map<std::string, std::string> fields_{{"amount", "100.00"}, {"budget", "B-7"}};
    ledger::Stamp stamp_;
    Traffic traffic_;
    std::int64_t keys_ = 0;
};

}  // namespace almoner::bench
