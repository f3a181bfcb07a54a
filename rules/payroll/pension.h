// Workplace pension: who must be enrolled in each pay period, and what is paid into the scheme.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/tax_year.h"

#include <array>
#include <cstdint>
#include <optional>

namespace almoner::rules {

struct PensionThresholds {
    ledger::Money trigger{};
    ledger::Money lower{};  // of qualifying earnings
    ledger::Money upper{};
};

struct PensionRates {
    std::array<PensionThresholds, 4> thresholds{};  // by PayFrequency
    int from_age = 22;
    int lowest_age = 16;
    int highest_age = 75;
    bool trigger_counts_when_equal = true;
    std::int32_t least_total_bp = 0;
    std::int32_t least_employer_bp = 0;
    std::int32_t tax_relief_bp = 0;  // of what the employee gives, at source
};

// Of the day on which wages are paid. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<PensionRates> pension_rates(const RateBook& book, ledger::Date day);

enum class WorkerKind : std::uint8_t {
    eligible,      // must be enrolled
    non_eligible,  // may opt in, and then the employer pays too
    entitled,      // may join, without the employer's contribution
    outside,       // too young or too old
};

struct WorkerFacts {
    ledger::Date born_on{};
    ledger::Date state_pension_from{};
    ledger::Date assessed_on{};
    PayFrequency frequency = PayFrequency::four_weekly;
    ledger::Money pay{};  // of the pay period
};

// Eligible from 22 to State Pension age with pay at the period's trigger; non-eligible from 16 to
// 74 with pay above the lower limit; entitled below it.
[[nodiscard]] WorkerKind worker_kind(const PensionRates& rates, const WorkerFacts& facts);

enum class PensionRelief : std::uint8_t {
    at_source,  // taken after tax, and the scheme adds the basic rate
    net_pay,    // taken before tax
};

struct PensionScheme {
    PensionRelief relief = PensionRelief::at_source;
    std::int32_t employee_bp = 500;  // with the tax relief in it
    std::int32_t employer_bp = 300;
};

// Refused: `pension-contributions-too-low`.
[[nodiscard]] ledger::Outcome<ledger::Done> check_pension_scheme(const PensionRates& rates,
                                                                 const PensionScheme& scheme);

struct PensionDue {
    ledger::Money qualifying{};  // pay between the limits
    ledger::Money employee{};    // taken from the pay
    ledger::Money relief{};      // added by the scheme
    ledger::Money employer{};
    ledger::Money off_taxable{};  // what tax is not reckoned on

    friend bool operator==(const PensionDue&, const PensionDue&) = default;
};

// Each part to the nearest penny, half up (schemes differ: constructed).
[[nodiscard]] PensionDue pension_due(const PensionRates& rates,
                                     const PensionScheme& scheme,
                                     PayFrequency frequency,
                                     ledger::Money pay);

}  // namespace almoner::rules
