// Whether a statement opens where what came before it ends: the statements that were read, else our
// books.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/bank_account.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>

namespace almoner::scheduler {

struct StatementOpening {
    std::int64_t statement = 0;  // its number, once it is stored
    ledger::Money at{};
    ledger::Date first_day{};  // of its lines; its last day where it has none
    ledger::Date last_day{};
};

// Why it is doubted that nothing is missing before a statement.
struct OpeningDoubt {
    bool is_first = false;   // no statement before it gave a closing balance: our books were asked
    ledger::Money off_by{};  // what we know less what it opens at
    std::string words;
};

class StatementChain {
  public:
    // Before anything of the file is stored.
    explicit StatementChain(ledger::Work& work);

    // A statement before it closed at its opening. Quick: most do.
    [[nodiscard]] bool follows(const ledger::BankAccount& account, const StatementOpening& opening);
    // Of one that doesn't, with its lines stored; nothing where these account for the opening, as
    // they do where it repeats or overlaps what was read.
    [[nodiscard]] std::optional<OpeningDoubt> doubt(const ledger::BankAccount& account,
                                                    const StatementOpening& opening);

  private:
    ledger::Work& work_;
    std::int64_t last_posted_ = 0;  // the newest statement whose lines are in the books
};

}  // namespace almoner::scheduler
