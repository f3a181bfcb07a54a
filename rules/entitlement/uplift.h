// Raising the rates of many plan lines on a day: by a percentage, or to a new amount.
#pragma once

#include "ledger/values/kinds.h"
#include "rules/entitlement/due.h"
#include "rules/entitlement/rates.h"

#include <cstdint>
#include <optional>
#include <variant>

namespace almoner::rules {

struct IncreaseBp {
    std::int32_t bp = 0;  // hundredths of a percent: 350 is 3.5%
};

struct NewAmount {
    ledger::Money amount{};
};

using UpliftChange = std::variant<IncreaseBp, NewAmount>;

// The lines of a stream, the lines at one rate, or both; neither given is every line.
struct UpliftScope {
    std::optional<ledger::Stream> stream{};
    std::optional<ledger::Money> amount{};
    std::optional<RateFrequency> frequency{};
};

struct Uplift {
    ledger::Date from_on{};  // may lie inside a pay period
    UpliftScope scope{};
    UpliftChange change{};
};

struct UpliftedLine {
    ledger::Money before{};
    ledger::Money after{};
    RateHistory rates;
};

// Rounded to the nearest penny, half up.
[[nodiscard]] ledger::Money uplifted(ledger::Money amount, const UpliftChange& change);

// Whether the line has a regular rate on the uplift's day that the scope means.
[[nodiscard]] bool is_meant(const Uplift& uplift, const PlanLine& line);

// The line with its raised rate. Refused: uplift-not-meant, uplift-lowers (a reduction needs a
// review and notice), uplift-later-rate (an amount from a later day was agreed already: a person
// decides).
[[nodiscard]] ledger::Outcome<UpliftedLine> uplift_line(const Uplift& uplift, const PlanLine& line);

}  // namespace almoner::rules
