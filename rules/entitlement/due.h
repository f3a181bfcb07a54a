// What a payment for a period is made of: each plan line gross, the client's contribution, and net.
#pragma once

#include "ledger/calendar/schedule.h"
#include "ledger/values/kinds.h"
#include "rules/entitlement/period_amount.h"
#include "rules/entitlement/rates.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::rules {

struct PlanLine {
    std::int32_t plan_line = 0;
    std::int32_t body = 0;  // whose money it is
    ledger::Stream stream{};
    RateHistory rates;
    std::vector<ledger::Period> free_of_charge{};  // days on which nobody contributes (CTB-01)
};

// Net: the payment is short by the contribution, which the person pays into the account. Gross: the
// payment is whole and the contribution is invoiced (rules.md CTB-05).
enum class ContributionMethod : std::uint8_t { net = 1, gross = 2 };

struct Contribution {
    RateHistory assessed;
    ContributionMethod method = ContributionMethod::net;
};

struct EntitlementPolicy {
    YearlyShare yearly = YearlyShare::days_of_year;
    // The streams whose lines a contribution is charged against. Health care is free, and no means
    // test applies to education (CTB-01); children's services are left out unless a body decides
    // so.
    std::vector<ledger::Stream> contribution_streams{ledger::Stream::social_care};
};

struct EntitlementTerms {
    std::vector<PlanLine>
        lines;  // in the plan's order, which is the order a contribution is taken in
    std::optional<Contribution> contribution{};
    EntitlementPolicy policy{};
};

struct DuePart {
    std::int32_t plan_line = 0;
    std::int32_t body = 0;
    ledger::Stream stream{};
    ledger::Money gross{};
    ledger::Money contribution{};  // taken off (net) or to be invoiced (gross)
    ledger::Money net{};           // what is paid

    friend bool operator==(const DuePart&, const DuePart&) = default;
};

struct DueForPeriod {
    ledger::PayPeriod period{};
    std::vector<DuePart> parts;  // lines that are worth something, in the plan's order
    ledger::Money gross{};
    ledger::Money contribution{};  // the sum over the parts
    ledger::Money net{};
    ledger::Money contribution_assessed{};  // may exceed what the lines can bear
};

// Refused: as check_rates, with the plan line's number in `field`; contribution-on-free-care when
// the policy charges health care or education.
[[nodiscard]] ledger::Outcome<ledger::Done> check_terms(const EntitlementTerms& terms);

// Each line and the whole contribution are rounded before any subtraction, and no line is paid
// below zero (Hampshire's rule). A line that is free of charge on a day of the period bears none.
// Terms that check_terms refuses are an invariant.
[[nodiscard]] DueForPeriod due_for_period(const EntitlementTerms& terms,
                                          const ledger::PayPeriod& period);

}  // namespace almoner::rules
