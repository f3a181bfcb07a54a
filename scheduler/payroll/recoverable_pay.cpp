#include "scheduler/payroll/recoverable_pay.h"

#include "rules/payroll/employer_reliefs.h"

#include <algorithm>
#include <map>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::SlipRecoverable;

// What stands for the contributions of the last full year: the record says on which side of the
// limit they were, and not what they were.
Money class_1_of(const ledger::Employer& employer) {
    constexpr std::int64_t above_the_limit = 1'000'000'00;
    return employer.is_small ? Money{} : Money::from_pence(above_the_limit);
}

}  // namespace

Outcome<std::vector<SlipRecoverable>> recoverable_pay(
    const rules::RateBook& book,
    const ledger::Employer& employer,
    ledger::Date paid_on,
    const std::vector<ledger::PaySlipLine>& lines) {
    std::map<std::string, Money> paid;
    for (const ledger::PaySlipLine& each : lines) {
        if (std::ranges::find(kinds_given_back, each.kind) != kinds_given_back.end()) {
            paid[each.kind] += each.amount;
        }
    }
    std::vector<SlipRecoverable> rows;
    rows.reserve(paid.size());
    for (const auto& [kind, amount] : paid) {
        if (amount <= Money{}) continue;
        const auto back = rules::recover_statutory_pay(
            book, rules::TaxYear::of(paid_on), class_1_of(employer), amount);
        if (!back.accepted()) return back.refusal();
        rows.push_back({.kind = kind,
                        .paid = amount,
                        .recovered = back.value().of_pay,
                        .compensation = back.value().compensation});
    }
    return rows;
}

Money total_of(const std::vector<SlipRecoverable>& rows) {
    Money sum;
    for (const SlipRecoverable& each : rows) sum += each.total();
    return sum;
}

}  // namespace almoner::scheduler
