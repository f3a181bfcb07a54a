// What changed after a payment was proposed, and what a change leaves of a period that was paid.
#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/draft_case.h"
#include "scheduler/payment_run/earlier_money.h"

#include <algorithm>

namespace almoner::scheduler {

using ledger::Date;
using ledger::Money;
using ledger::PaymentDate;
using ledger::PaymentKind;
using ledger::PaymentState;
using ledger::Query;
using ledger::Rows;

namespace {

// Since the first payment: before it nothing could change what was paid.
const Query agreement_changes{"SELECT number, seq FROM agreement WHERE seq > $1"};
const Query plan_changes{"SELECT budget, seq FROM plan_line WHERE seq > $1"};
const Query budget_changes{"SELECT number, seq FROM budget WHERE seq > $1"};

// The last change of each number of these rows, by number.
void take_last_changes(std::vector<std::int64_t>& by_number, Rows rows) {
    while (rows.next()) {
        const auto number = static_cast<std::size_t>(rows.integer(0));
        if (number >= by_number.size()) by_number.resize(number + 1, 0);
        by_number[number] = std::max(by_number[number], rows.integer(1));
    }
}

}  // namespace

void DraftBuilder::load_changes() {
    const std::int64_t first = std::ranges::min(earlier_.all(), {}, &Earlier::seq).seq;
    take_last_changes(changed_agreements_, database_.select(agreement_changes, first));
    take_last_changes(changed_budgets_, database_.select(plan_changes, first));
    take_last_changes(changed_budgets_, database_.select(budget_changes, first));
}

bool DraftBuilder::changed_since(const Case& at, std::int64_t seq) const {
    const auto last = [](const std::vector<std::int64_t>& changes, std::int64_t number) {
        const auto place = static_cast<std::size_t>(number);
        return place < changes.size() ? changes[place] : 0;
    };
    return last(changed_agreements_, at.agreement.number) > seq ||
           last(changed_budgets_, at.agreement.budget) > seq;
}

// Its whole period is after the budget's last day.
bool DraftBuilder::is_after_the_budget(const Case& at, const PaymentDate& date) {
    const auto& budget_ends = at.payable.budget->end_on;
    return budget_ends && *budget_ends < date.period.covered.first;
}

// Paid, and by the terms as they now stand no period at all.
void DraftBuilder::note_periods_gone(const Case& at, const std::vector<PaymentDate>& dates) {
    for (const Earlier& payment : at.earlier) {
        if (payment.kind != PaymentKind::regular || payment.nominal_on > scope_.until ||
            !changed_since(at, payment.seq)) {
            continue;
        }
        const bool stands = std::ranges::any_of(
            dates, [&](const PaymentDate& date) { return is_for(date, payment); });
        if (stands) continue;
        if (payment.state == PaymentState::held) found_.gone.push_back(payment.id);
        if (is_with_the_bank(payment)) note_overpaid(at, payment.period.first, payment.net);
    }
}

void DraftBuilder::note_overpaid(const Case& at, Date period_first, Money amount) {
    found_.tasks.push_back(
        {"overpaid",
         at.agreement.ref + " " + period_first.iso() + " " + in_pounds(amount),
         "A back-dated change leaves the period from " + period_first.words() + " paid " +
             in_pounds(amount) +
             " too much: decide whether it is reclaimed, with a review and written notice."});
}

}  // namespace almoner::scheduler
