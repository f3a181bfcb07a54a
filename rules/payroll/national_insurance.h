// Class 1 National Insurance on the pay of one earnings period, and the bands that HMRC is told.
#pragma once

#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/tax_year.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::rules {

struct NiThresholds {
    ledger::Money lower_earnings_limit{};
    ledger::Money primary{};    // the employee pays above it
    ledger::Money secondary{};  // the employer pays above it
    ledger::Money upper_earnings_limit{};
    ledger::Money upper_secondary{};  // the employer's for the young, apprentices and veterans
    ledger::Money zone_secondary{};   // the employer's in freeports and investment zones
};

struct NiRates {
    TaxYear year;
    std::array<NiThresholds, 4> thresholds{};  // by PayFrequency
    std::int32_t main_bp = 0;
    std::int32_t reduced_bp = 0;
    std::int32_t deferred_bp = 0;
    std::int32_t top_bp = 0;
    std::int32_t employer_bp = 0;
    bool has_zones = false;  // the year knows freeports
};

// Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<NiRates> ni_rates(const RateBook& book, TaxYear year);

enum class NiEmployeeRate : std::uint8_t { main, reduced, deferred, none };
enum class NiEmployerFrom : std::uint8_t { secondary, upper_secondary, zone_secondary, never };

struct NiCategory {
    char letter = 'A';
    NiEmployeeRate employee = NiEmployeeRate::main;
    NiEmployerFrom employer = NiEmployerFrom::secondary;
};

// One capital letter: A B C J, H M V Z, F I L S, D E K N, X. Refused: `ni-letter-unknown`.
[[nodiscard]] ledger::Outcome<NiCategory> ni_category(std::string_view letter);

struct NiDue {
    ledger::Money employee{};
    ledger::Money employer{};
    // As HMRC's full payment submission asks; all nothing below the lower earnings limit.
    ledger::Money at_lel{};
    ledger::Money lel_to_pt{};
    ledger::Money pt_to_uel{};

    friend bool operator==(const NiDue&, const NiDue&) = default;
};

// Each period by itself, never cumulative; of each side, what lies up to and above the upper
// earnings limit is rounded by itself. The third decimal of the pound decides, six and above up
// (SI 2001/1004 reg 12). Refused: `pay-below-zero`, `payroll-rate-missing` (a zone's letter before
// there were zones).
[[nodiscard]] ledger::Outcome<NiDue> ni_due(const NiRates& rates,
                                            const NiCategory& category,
                                            PayFrequency frequency,
                                            ledger::Money pay);

}  // namespace almoner::rules
