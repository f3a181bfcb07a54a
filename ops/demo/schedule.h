// What happens in a made area after it is set up: dated events, the same for the same seed.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ops/demo/made_area.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ops::demo {

enum class EventKind : std::uint8_t {
    rate_change,        // an amount from a day inside a period, also a past one
    uplift,             // every line of a stream, by hundredths of a percent
    contribution,       // the person pays what was invoiced
    late_contribution,  // the same, weeks after it was due
    recall,             // a doubt: the agreement is held and what is under way recalled
    resume,             // the doubt is gone
    death,
    option_change,  // a direct payment becomes a managed account
    hand_over,      // the holder pays some of what is left to the client account
    confirm_payee,  // after a returned payment
};

[[nodiscard]] std::string_view name_of(EventKind kind);  // "rate-change"

struct Event {
    ledger::Date on{};  // a working day
    EventKind kind{};
    std::string budget{};   // empty where it is about all
    std::string subject{};  // the plan line, the agreement, the stream or the payee
    ledger::Money amount{};
    std::int64_t number = 0;  // of an uplift: hundredths of a percent; of a payee: its account
    ledger::Date from{};      // the first day on which it counts

    friend bool operator==(const Event&, const Event&) = default;
};

// In the order of their days. Of N people N/20 have a change of rate, N/100 die, N/100 change the
// option, N/200 have a recall, at least one each; each tenth contribution is late.
[[nodiscard]] std::vector<Event> make_schedule(const MadeArea& area,
                                               std::uint64_t seed,
                                               const ledger::BankHolidays& holidays);

// As a spreadsheet, for people to look at.
[[nodiscard]] std::string schedule_csv(const std::vector<Event>& events);

}  // namespace almoner::ops::demo
