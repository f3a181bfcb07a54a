// The oracle's books: piles of pence, moved from one to another as design/ledger.md says.
#pragma once

#include "tests/simulator/shown.h"

#include <string>
#include <vector>

namespace almoner::tests {

struct Move {
    Place debit{};
    Place credit{};
    std::int64_t pence = 0;
};
using Moves = std::vector<Move>;

class Piles {
  public:
    // Posted at once; a move below nil goes the other way. All that moves is noted (see
    // `take_noted`).
    void move(const Place& debit, const Place& credit, std::int64_t pence);
    void move_all(const Moves& moves);
    void mirror_all(const Moves& moves);
    void promise(const Moves& moves);
    void release(const Moves& moves);
    void settle(const Moves& moves);  // releases and moves

    // What moved since this was asked before.
    [[nodiscard]] Moves take_noted();
    [[nodiscard]] Sums at(const Place& place) const;
    // The first pile that is not as it is shown; empty where all are.
    [[nodiscard]] std::string difference(const std::map<Place, Sums>& shown) const;
    [[nodiscard]] const std::map<Place, Sums>& all() const { return piles_; }

  private:
    std::map<Place, Sums> piles_;
    Moves noted_;
};

// In proportion to the weights; what is left over by the penny goes to the largest remainders, the
// first of those that are alike.
[[nodiscard]] std::vector<std::int64_t> split(std::int64_t whole,
                                              const std::vector<std::int64_t>& weights);

}  // namespace almoner::tests
