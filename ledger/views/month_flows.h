// What of a commissioner's money was due, paid and returned in some days, by stream.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/month_closing.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/views/as_of.h"
#include "ledger/views/payments_then.h"

#include <cstdint>
#include <map>
#include <vector>

namespace almoner::ledger {

struct StreamFlow {
    Stream stream{};
    // To arrive in the days; neither rejected, recalled nor cancelled. What came back and is paid
    // again was due once: in the month in which it was to arrive first.
    Money due{};
    Money paid{};      // settled in the days, by the bank's date
    Money returned{};  // that came back in the days, by the bank's date

    friend bool operator==(const StreamFlow&, const StreamFlow&) = default;
};
using FlowByStream = std::map<Stream, StreamFlow>;

// Sent, and the bank has not said that it settled.
[[nodiscard]] bool is_in_flight(PaymentState state);

struct Flows {
    FlowByStream streams;
    std::map<std::int64_t, Money> in_flight;  // at that moment, by payment, whatever the days
};

// As the books stood at that moment; `payments` are those that it knew, in the order of their ids.
[[nodiscard]] Flows flows_of(Database& database,
                             std::int32_t body,
                             const Period& days,
                             const AsOf& as_of,
                             const std::vector<PaymentThen>& payments);

// By how much the months up to a closing came out otherwise at that moment than when they were
// closed: it counts in the month after them. Streams without a difference are left out.
[[nodiscard]] std::vector<StreamFlow> flows_since(const MonthClosing& closing,
                                                  Database& database,
                                                  const AsOf& as_of,
                                                  const std::vector<PaymentThen>& payments);

}  // namespace almoner::ledger
