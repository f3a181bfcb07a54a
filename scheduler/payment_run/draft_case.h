// What the builder's parts share while they look at one agreement.
#pragma once

#include "rules/entitlement/due.h"
#include "scheduler/payment_run/advances.h"
#include "scheduler/payment_run/draft_builder.h"

#include <optional>
#include <span>

namespace almoner::scheduler {

struct DraftBuilder::Case {
    const ledger::Payable& payable;
    const ledger::Agreement& agreement;
    ledger::Schedule schedule;
    std::span<const Earlier> earlier;
    const ledger::Agreement* terms_then = nullptr;  // on the day of the payment that is drafted
    std::size_t first_draft = 0;
    std::optional<rules::EntitlementTerms> terms{};
    bool has_bad_terms = false;
    bool runs = true;  // its schedule has periods
    Advances advances;
};

// A payment belongs to the period that holds its first day, also when the agreement's start moved.
[[nodiscard]] bool is_for(const ledger::PaymentDate& date, const Earlier& payment);

}  // namespace almoner::scheduler
