// The parts of a surplus, each with the funder whose money it is where that is known.
#pragma once

#include "ledger/views/as_of.h"
#include "scheduler/surplus/surplus_of.h"

#include <map>
#include <utility>

namespace almoner::scheduler {

using Funder = std::pair<ledger::Stream, std::int32_t>;

// Gathers rows, and what they come to by part and by funder.
class SurplusSheet {
  public:
    // What is there.
    void hold(const Funder& funder, ledger::Money amount);
    // What is taken off it, of one funder's money or of all of them together.
    void take(const Funder& funder, SurplusRow row);
    void take(SurplusRow row);
    void show(SurplusRow row) { rows_.push_back(std::move(row)); }

    [[nodiscard]] ledger::Money taken(std::string_view part) const;
    [[nodiscard]] ledger::Money cleared() const;
    [[nodiscard]] const std::vector<SurplusRow>& rows() const { return rows_; }
    // What concerns all is shared in proportion to what each has left, by largest remainder.
    [[nodiscard]] std::vector<FunderSurplus> by_funder() const;

  private:
    struct Part {
        ledger::Money cleared{};
        ledger::Money taken{};
    };
    std::map<Funder, Part> funders_;
    ledger::Money shared_{};
    std::vector<SurplusRow> rows_;
    std::map<std::string_view, ledger::Money> by_part_;
};

// What is held, owed out of it and received ahead of its days.
void add_accounts(ledger::Database& database,
                  std::int64_t budget,
                  const ledger::AsOf& as_of,
                  SurplusSheet& sheet);
// What was told and nobody has confirmed yet.
void add_unconfirmed(ledger::Database& database,
                     std::int64_t budget,
                     const ledger::AsOf& as_of,
                     SurplusSheet& sheet);

// What two people found to be owed at the end, and nobody has met: it is nobody's surplus.
void add_owed_at_end(ledger::Database& database,
                     std::int64_t budget,
                     const ledger::AsOf& as_of,
                     SurplusSheet& sheet);

}  // namespace almoner::scheduler
