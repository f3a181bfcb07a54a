#include "scheduler/reports/expected_payment.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/person.h"
#include "rules/entitlement/due.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payment_run/terms.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Money;

// Which of the two pays a line is settled by reading all of them, as a run does.
bool shares_its_lines(ledger::Database& database, const Agreement& agreement, ledger::Date today) {
    const auto of_budget = ledger::agreements_of(database, agreement.budget, today);
    return std::ranges::any_of(of_budget, [&](const Agreement& other) {
        return other.number != agreement.number && other.option == agreement.option &&
               other.status != ledger::AgreementStatus::draft;
    });
}

// Of somebody who died all is held, and notional money without a provider is only set aside.
bool is_held_or_unpaid(ledger::Database& database,
                       const Agreement& agreement,
                       std::int64_t person,
                       ledger::Date today) {
    const auto holder = ledger::person_numbered(database, person, today);
    if (!holder || holder->died_on) return true;
    return agreement.option == ledger::Option::notional && !agreement.payee.starts_with("provider");
}

Money advanced_of(ledger::Database& database, std::int64_t agreement, ledger::Date first) {
    Money sum;
    const EarlierPayments earlier(database, agreement);
    for (const Earlier& payment : earlier.of(agreement)) {
        const bool counts = payment.kind == ledger::PaymentKind::emergency_advance &&
                            payment.period.first == first && ledger::is_live(payment.state);
        if (counts) sum += payment.net;
    }
    return sum;
}

}  // namespace

std::optional<Money> expected_payment(ledger::Database& database,
                                      const ledger::NextPayment& next,
                                      ledger::Date today) {
    const auto agreement = ledger::agreement_numbered(database, next.agreement, today);
    if (!agreement || !next.to_pay || shares_its_lines(database, *agreement, today)) {
        return std::nullopt;
    }
    const auto budget = ledger::budget_numbered(database, agreement->budget, today);
    if (!budget || is_held_or_unpaid(database, *agreement, budget->person, today)) {
        return std::nullopt;
    }
    const rules::EntitlementTerms terms = terms_alone(database, *agreement, *budget);
    if (!rules::check_terms(terms).accepted()) return std::nullopt;
    ledger::PayPeriod period = *next.to_pay;
    if (budget->end_on && *budget->end_on < period.covered.first) return std::nullopt;
    if (budget->end_on) period.covered.last = std::min(period.covered.last, *budget->end_on);
    const Money due = rules::due_for_period(terms, period).net -
                      advanced_of(database, agreement->number, period.covered.first);
    return due > Money{} ? std::optional(due) : std::nullopt;
}

}  // namespace almoner::scheduler
