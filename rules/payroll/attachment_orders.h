// What court and other orders take of one payment of wages, each leaving what is protected.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace almoner::rules {

// From this much of attachable earnings on, to where the next band begins: a sum, a share of all
// earnings and a share of what exceeds the band's beginning; mostly only one of them.
struct OrderBand {
    ledger::Money from{};
    ledger::Money sum{};
    std::int32_t share_bp = 0;
    std::int32_t excess_share_bp = 0;
};

// The bands of one kind of order for one length of pay period. They are the operator's data.
struct OrderTable {
    ledger::Date holds_from{};
    std::vector<OrderBand> bands{};
};

struct FixedSum {
    ledger::Money sum{};
};
struct ShareOfEarnings {
    std::int32_t bp = 0;
};
using OrderRule = std::variant<FixedSum, ShareOfEarnings, std::vector<OrderTable>>;

struct AttachmentOrder {
    std::string ref;
    ledger::Date made_on{};
    bool has_priority = false;  // taken before those that have none
    OrderRule rule{};
    // What must be left of the earnings: a sum, a share, or the greater of both.
    ledger::Money protected_sum{};
    std::int32_t protected_share_bp = 0;
    bool carries_arrears = false;  // what could not be taken is taken later
    ledger::Money arrears{};
    std::optional<ledger::Money> still_owed{};  // the order ends with it
};

struct OrderDue {
    std::string ref;
    ledger::Money taken{};
    ledger::Money arrears{};  // to be carried to the next payment

    friend bool operator==(const OrderDue&, const OrderDue&) = default;
};

// Of earnings after tax, National Insurance and pension. Orders with priority first, then by date,
// then as they stand; bands and shares of a later order are of what the earlier ones left, and no
// order takes what it or the earlier ones must leave protected. Tables: the newest that holds on
// `paid_on`. Shares are rounded down to the penny. Answers in the order of taking. Refused:
// `order-below-zero`, `order-share`, `order-table-missing`, `order-bands`, `pay-below-zero`; the
// field is the order's reference.
[[nodiscard]] ledger::Outcome<std::vector<OrderDue>> take_orders(
    std::span<const AttachmentOrder> orders, ledger::Date paid_on, ledger::Money earnings);

}  // namespace almoner::rules
