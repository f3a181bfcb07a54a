// Up to which day each commissioner's months are closed, and since which journal row.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <vector>

namespace almoner::ledger {

// A closing closes its month and every month before it: the days up to its last one.
class ClosedMonths {
  public:
    explicit ClosedMonths(Database& database);  // as they are in the books now

    struct Closing {
        std::int64_t seq = 0;  // the journal row that closed it
        Date last_on{};
    };
    // What stood closed for this commissioner when journal row `seq` was written.
    [[nodiscard]] const Closing* before(std::int32_t body, std::int64_t seq) const;
    // A day after this one is closed for nobody.
    [[nodiscard]] Date last_of_all() const { return last_of_all_; }

  private:
    std::map<std::int64_t, std::vector<Closing>> by_body_;  // each in the order of the journal
    Date last_of_all_{};
};

}  // namespace almoner::ledger
