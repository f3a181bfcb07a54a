// What is on hold, since when, and until when at most.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/attested_fact.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

inline constexpr std::string_view line_held_task = "plan-line-held";
inline constexpr std::string_view agreement_held_task = "agreement-held";
inline constexpr std::string_view hold_ends_task = "hold-ends";
inline constexpr std::string_view hold_over_task = "hold-over";          // as it was planned
inline constexpr std::string_view hold_too_long_task = "hold-too-long";  // by the policy

struct Hold {
    ledger::CaseRef about{};
    std::string ref{};
    std::string subject{};  // of its tasks: "plan-line:L1"
    std::int64_t budget = 0;
    ledger::Date from{};
    std::string reason{};    // empty where it is not known any more
    ledger::Date until{};    // its last day: as it was planned, and never beyond the policy's days
    ledger::Date longest{};  // the last day that the policy allows
    ledger::Date task_from{};  // the first day on which somebody is told that it ends
};

// Of plan lines, then of agreements: those that have begun, of what has not ended.
[[nodiscard]] std::vector<Hold> holds_on(ledger::Database& database, ledger::Date today);

// The task that is due once its days are over; empty before.
[[nodiscard]] std::string_view overdue_task(const Hold& hold, ledger::Date today);

// The last day that the policy allows a hold from that day.
[[nodiscard]] ledger::Date longest_hold(ledger::Database& database, ledger::Date from);

}  // namespace almoner::scheduler
