// What an adult contributes a week and a period: SI 2014/2672 reg 7, 11, 14(1), 25.
#pragma once

#include "ledger/calendar/schedule.h"
#include "ledger/values/money.h"
#include "rules/policy/policy.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace almoner::rules {

// What an adult lives on.
enum class IncomeKind : std::uint8_t {
    state_pension,
    other_pension,
    benefit,
    earnings,
    rent,
    direct_payment,
    other
};
constexpr auto names_of(IncomeKind /*list*/) {
    return std::array<std::string_view, 7>{
        "state-pension", "other-pension", "benefit", "earnings", "rent", "direct-payment", "other"};
}
struct Income {
    IncomeKind kind{};
    ledger::Money weekly{};

    friend bool operator==(const Income&, const Income&) = default;
};

// As the papers have it. What they do not say is worked out.
struct MeansTold {
    ledger::Money capital{};
    std::vector<Income> income{};
    ledger::Money expenses{};                   // weekly, that are left out of account
    ledger::Money guarantee{};                  // the minimum income of the year, weekly
    std::optional<ledger::Money> tariff{};      // the tariff income that was taken
    std::optional<ledger::Money> weekly{};      // the contribution that was set
    std::optional<ledger::Money> per_period{};  // the same per period of the agreement
    ledger::Frequency per = ledger::Frequency::four_weekly;  // one_off: never
};

struct MeansAssessed {
    ledger::Money income{};  // without earnings (reg 14(1)) and the tariff income
    ledger::Money tariff{};
    ledger::Money weekly{};
    ledger::Money per_period{};
    std::int64_t exact_numerator = 0;  // of the period's contribution in pence, before rounding
    std::int64_t exact_denominator = 1;
    ledger::Money income_left{};  // a week, after expenses and contribution
    bool counts_direct_payment = false;
};

// Four weeks, or 52 weeks in twelve months (constructed). Above the upper limit the regulations
// give no tariff income: what is told is taken, else none.
[[nodiscard]] MeansAssessed assess(const MeansTold& told, const Policy& policy);

}  // namespace almoner::rules
