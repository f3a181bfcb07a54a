// Statutory sick pay of one spell of sickness, before and after the change of April 2026.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "rules/payroll/earnings.h"
#include "rules/payroll/rate_book.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace almoner::rules {

// The agreed working days, Sunday first.
using Weekdays = std::array<bool, 7>;

// "1|2|3|4|5" with 0 for Sunday and 6 for Saturday. Refused: `weekdays-unreadable`.
[[nodiscard]] ledger::Outcome<Weekdays> parse_weekdays(std::string_view text);

struct SickSpell {
    ledger::Period days{};
    Weekdays worked{};
    // An earlier spell (or the first to the last day of a chain of them) that this one links to.
    std::optional<ledger::Period> linked{};
    // Not known: taken to be enough, where the law of the day asks only for a minimum.
    std::optional<WeeklyEarnings> earnings{};
    // The spells of that chain, where they are known: the days between them are none of sickness.
    std::vector<ledger::Period> linked_spells{};
};

struct SickWeek {
    ledger::Date ends_on{};  // a Saturday
    int days = 0;
    ledger::Money amount{};

    friend bool operator==(const SickWeek&, const SickWeek&) = default;
};

enum class NoSickPay : std::uint8_t {
    spell_too_short,
    earnings_too_low,
    all_paid_before,
    only_waiting_days,
    no_working_days,
};

struct SickPay {
    ledger::Money total{};
    std::vector<SickWeek> weeks{};  // only those in which something is paid
    int waiting_days = 0;
    std::optional<NoSickPay> nothing_because{};
};

// A qualifying day is worth the week's rate divided by the qualifying days of a week, to the fourth
// decimal of a pound; each week from Sunday to Saturday is rounded up to the penny. At most 28
// weeks with the linked spell. From April 2026 the rate is at most a share of average earnings and
// there are neither waiting days nor a least sum of earnings; whoever was being paid before stays
// on the flat rate to the end of the spell, and whoever waited or earned too little is paid from
// the day of the change. Refused: `period-turned-round`, `linked-spell-later`, `weekdays-none`,
// `earnings-missing`, `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<SickPay> sick_pay(const RateBook& book, const SickSpell& spell);

// Whether a spell is long enough to be one at all: a shorter one links to nothing.
[[nodiscard]] ledger::Outcome<bool> is_long_enough(const RateBook& book,
                                                   const ledger::Period& spell);

// Whether two spells count as one: no more days lie between them than the law allows.
[[nodiscard]] ledger::Outcome<bool> spells_link(const RateBook& book,
                                                const ledger::Period& earlier,
                                                const ledger::Period& later);

}  // namespace almoner::rules
