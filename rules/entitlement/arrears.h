// What a back-dated change leaves owing, or paid too much, for periods that were paid already.
#pragma once

#include "rules/entitlement/due.h"

#include <vector>

namespace almoner::rules {

// What was paid for a line in a period, arrears paid since included.
struct PaidPart {
    std::int32_t plan_line = 0;
    std::int32_t body = 0;
    ledger::Stream stream{};
    ledger::Money net{};
};

struct PaidPeriod {
    ledger::PayPeriod
        period{};  // as it is covered now: by no day at all when the agreement now starts later
    std::vector<PaidPart> parts;
};

struct Difference {
    ledger::PayPeriod period{};
    std::int32_t plan_line = 0;
    std::int32_t body = 0;
    ledger::Stream stream{};
    ledger::Money due{};
    ledger::Money paid{};

    [[nodiscard]] ledger::Money size() const { return due > paid ? due - paid : paid - due; }
    friend bool operator==(const Difference&, const Difference&) = default;
};

// `owed` goes into the next run as separate amounts. `overpaid` is a case for a person, since
// taking money back needs a review and notice (rules.md RED-01, RED-02). Neither is ever set
// against the other.
struct ArrearsOfChange {
    std::vector<Difference> owed;
    std::vector<Difference> overpaid;
    ledger::Money owed_total{};
    ledger::Money overpaid_total{};
};

// The terms as they now stand against what was paid, for each period and plan line by itself.
[[nodiscard]] ArrearsOfChange arrears_of_change(const EntitlementTerms& now,
                                                const std::vector<PaidPeriod>& paid);

}  // namespace almoner::rules
