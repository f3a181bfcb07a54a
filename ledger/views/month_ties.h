// The two independent sides of a commissioner's figures: payments and bank lines added up, and the
// ledger's counters.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ledger {

// One comparison that failed. In pence; sums over all time may exceed what Money allows for one.
struct Disagreement {
    std::string what;   // "paid", "bank", ...
    std::string where;  // a stream, or an account by its references
    std::int64_t records = 0;
    std::int64_t ledger = 0;

    [[nodiscard]] std::int64_t off_by() const { return ledger - records; }
    friend bool operator==(const Disagreement&, const Disagreement&) = default;
};

struct Ties {
    std::int64_t compared = 0;  // a report that compared nothing says so
    std::vector<Disagreement> disagreements{};

    [[nodiscard]] bool agree() const { return compared > 0 && disagreements.empty(); }
};

// Since the beginning of the books, so that a penny lost in any month is found in every later one:
// parts and wholes of payments, what is promised, what left and what came back, by stream; each
// bank account's lines, and each statement's own balances; what is unexplained; the day totals of
// the commissioner's own accounts; and every counter of its money against the transfers.
[[nodiscard]] Ties ties_of(Database& database, std::int64_t commissioner, Date today);

// "paid, nhs: the records say £1,800, the ledger says £1,800.01: off by £0.01".
[[nodiscard]] std::string words_of(const Disagreement& disagreement);

}  // namespace almoner::ledger
