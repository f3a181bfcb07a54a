// Emergency advances that came back, and those that no period is left for.
#include "ledger/records/payment_states.h"
#include "scheduler/payment_run/draft_case.h"
#include "scheduler/payment_run/earlier_money.h"
#include "scheduler/payment_run/families.h"

#include <algorithm>

namespace almoner::scheduler {

using ledger::Money;
using ledger::PaymentDate;
using ledger::PaymentKind;

namespace {

constexpr std::size_t periods_ahead = 13;       // a year of four-weekly ones
constexpr std::int32_t days_a_date_moves = 14;  // at most, by weekends and bank holidays

}  // namespace

void DraftBuilder::reserve_advances(Case& at, const std::vector<PaymentDate>& dates) {
    if (at.advances.none()) return;
    for (const Earlier& payment : at.earlier) {
        if (payment.kind != PaymentKind::regular || payment.is_reissued ||
            !ledger::is_live(payment.state)) {
            continue;
        }
        const bool stands = std::ranges::any_of(
            dates, [&](const PaymentDate& date) { return is_for(date, payment); });
        if (stands) at.advances.reserve(payment);
    }
}

// An advance that was netted and came back, or was never paid, is due again: the period counts on
// it, also where somebody cancelled it. The periods that were short of one come first, so what was
// cancelled before its own period was reached is not paid in the place of another.
void DraftBuilder::add_lost_advances(Case& at) {
    std::vector<const Earlier*> advances;
    for (const Earlier& payment : at.earlier) {
        if (payment.kind != PaymentKind::emergency_advance || payment.is_reissued) continue;
        advances.push_back(&payment);
    }
    std::ranges::stable_sort(
        advances, {}, [](const Earlier* advance) { return advance->period.first; });
    Money lost = at.advances.lost();
    for (const Earlier* const advance : advances) {
        const Family family = family_of(at.earlier, *advance);
        const Money owed = std::min(still_owed(family), lost);
        if (owed.is_zero()) continue;
        lost -= owed;
        if (owed == advance->net && !ledger::is_live(advance->state)) {
            add_copy(at, *advance);
        } else {
            add_owed(at, *advance, family, owed);
        }
    }
}

std::vector<PaymentDate> DraftBuilder::dates_to_come(const Case& at) const {
    if (!at.runs || people_.died_on(at.payable.budget->person)) return {};
    std::vector<PaymentDate> dates =
        ledger::next_dates(at.schedule, scope_.until - days_a_date_moves, periods_ahead, holidays_);
    std::erase_if(dates, [&](const PaymentDate& date) {
        const std::optional<ledger::Date>& ends = at.payable.budget->end_on;
        return date.dates.nominal_on <= scope_.until || (ends && date.period.covered.first > *ends);
    });
    return dates;
}

// Those that stay when the periods to come were paid: of money that none of them pays.
void DraftBuilder::leave_to_periods_to_come(const Case& at,
                                            std::vector<Advances::Left>& left) const {
    for (const PaymentDate& date : dates_to_come(at)) {
        for (const rules::DuePart& part : rules::due_for_period(*at.terms, date.period).parts) {
            std::erase_if(left, [&](const Advances::Left& each) {
                return part.net > Money{} && each.stream == part.stream && each.body == part.body;
            });
        }
    }
}

// Money that was paid ahead and that no period will be short of: never forgotten in silence.
void DraftBuilder::note_advances_left(Case& at) {
    std::vector<Advances::Left> left = at.advances.left();
    if (left.empty()) return;
    const Earlier* first = nullptr;
    for (const Earlier& payment : at.earlier) {
        if (!brings_forward(at.earlier, payment) || !is_out(payment)) continue;
        if (ledger::is_live(payment.state) && !is_with_the_bank(payment)) return;
        if (first == nullptr) first = &payment;
    }
    load_terms(at);
    if (at.has_bad_terms) return;
    leave_to_periods_to_come(at, left);
    Money sum;
    for (const Advances::Left& each : left) sum += each.amount;
    if (sum.is_zero() || first == nullptr) return;
    found_.tasks.push_back(
        {"advance-left",
         at.agreement.ref + " " + first->period.first.iso() + " " + std::to_string(sum.pence()),
         "An emergency advance was paid, and there is no later period that it could be taken off: "
         "decide whether it is reclaimed, with a review and written notice."});
}

}  // namespace almoner::scheduler
