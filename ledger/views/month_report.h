// A commissioner's month: what was due, paid and returned, what waits, the cash needed ahead, and
// whether the payments and bank lines agree with the ledger's counters.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/calendar/date.h"
#include "ledger/calendar/month.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "ledger/views/as_of.h"
#include "ledger/views/client_accounts.h"
#include "ledger/views/month_flows.h"
#include "ledger/views/month_ties.h"
#include "ledger/views/months.h"
#include "ledger/views/recharges.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct StreamMonth {
    Stream stream{};
    Money due{};  // as StreamFlow says
    Money paid{};
    Money returned{};
    Money held{};     // at the moment: with people and on managed accounts, as far as we know
    Money owed{};     // at the moment: of it, what holders owe
    Money surplus{};  // at the moment: held less owed

    friend bool operator==(const StreamMonth&, const StreamMonth&) = default;
};

// 0 to 7, 8 to 30, 31 to 90 and over 90 days.
inline constexpr std::array<std::string_view, 4> age_bands{
    "0 to 7 days", "8 to 30 days", "31 to 90 days", "over 90 days"};
[[nodiscard]] std::size_t age_band_of(std::int32_t days);

struct Aged {
    std::int64_t count = 0;
    Money total{};  // sizes added up, in and out alike

    friend bool operator==(const Aged&, const Aged&) = default;
};
using ByAge = std::array<Aged, age_bands.size()>;

struct CashNeed {
    std::string bank_account;
    Date entry_on{};
    std::int64_t payments = 0;
    Money approved{};  // or sent, and not settled
    Money proposed{};

    friend bool operator==(const CashNeed&, const CashNeed&) = default;
};

struct MonthReport {
    std::string commissioner{};  // its reference
    Period month{};
    AsOf as_of{};
    std::vector<StreamMonth> streams{};  // in the order of all_streams, those with anything
    ByAge in_flight{};                   // sent and not settled, by days since the entry day
    ByAge unmatched{};                   // bank lines that nobody has explained, by days since then
    std::vector<ClientAccount> client_accounts{};  // now: where its people's money stands
    std::vector<PartnerMoney> partners{};          // now: with each other commissioner
    std::vector<CashNeed> cash{};                  // by bank account and entry day
    Ties ties{};  // of the books as they are now, whatever the moment

    // A closed month is shown as the books stood when it was closed.
    std::optional<MonthClosed> closed{};
    // What was booked of the months that were closed before, after the last of them was: it counts
    // in this month, beside its own figures.
    std::vector<StreamFlow> adjustments{};
};

// The number of the NHS body or council with this reference, for a reader of the whole area.
// Refused: `whole-area-only`, `commissioner-unknown`.
Outcome<std::int64_t> commissioner_number(const Scope& scope,
                                          Database& database,
                                          std::string_view commissioner,
                                          Date today);

// All of it as the books stood at that moment, or when the month was closed where that was before.
// Refused as commissioner_number is.
Outcome<MonthReport> month_report(const Scope& scope,
                                  Database& database,
                                  std::string_view commissioner,
                                  const Period& month,
                                  const AsOf& as_of);

}  // namespace almoner::ledger
