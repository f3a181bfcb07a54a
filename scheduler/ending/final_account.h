// The final account of a budget: for each funder what was paid in, spent, came back, is owed and is
// left, each sum out of the ledger's own transfers.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/budget.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// What one kind of posting came to: above zero it adds to what is left.
struct AccountRow {
    std::string_view part{};   // "paid-in", "own-money", "spent", "returned", "asked-back", "other"
    std::string_view event{};  // of the posting table
    std::int64_t entries = 0;
    ledger::Money amount{};
};

struct FunderAccount {
    ledger::Stream stream{};  // person: the person's own money
    std::int32_t body = 0;
    std::vector<AccountRow> rows{};
    ledger::Money left{};        // by the account's counters, not by the rows
    ledger::Money asked_back{};  // by cases, and not repaid yet
    ledger::Money waived{};      // of what is left: two people decided not to ask for it
    ledger::Money unpaid{};      // of what was spent: a wage or a bill that is still to be paid out
    ledger::Money set_aside{};   // and not paid out: it goes back when the budget is closed
    ledger::Money owed{};        // as two people found, and not met yet: out of what is left
    ledger::Money by_body{};     // that the public body took over by law
    ledger::Money body_paid{};   // of that, as the bank shows
    ledger::Money refund{};      // the person's own, still to be paid out of a client account

    [[nodiscard]] ledger::Money of(std::string_view part) const;
    // The rows come to what the counters say is left.
    [[nodiscard]] bool ties() const;
};

struct FinalAccount {
    ledger::Budget budget{};
    ledger::Date on{};
    std::vector<FunderAccount> funders{};

    [[nodiscard]] bool ties() const;
    // Funders' money about which nobody has decided yet.
    [[nodiscard]] ledger::Money left_to_decide() const;
};

// As the books are now, `on` being today. Within a command that posted, fold the books first.
[[nodiscard]] FinalAccount final_account(ledger::Database& database,
                                         const ledger::Budget& budget,
                                         ledger::Date on);

}  // namespace almoner::scheduler
