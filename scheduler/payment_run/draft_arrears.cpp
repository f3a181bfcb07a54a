// What a period was paid, and what a change since has left owing for it.
#include "ledger/records/payment_states.h"
#include "rules/entitlement/arrears.h"
#include "scheduler/payment_run/draft_case.h"
#include "scheduler/payment_run/earlier_money.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace almoner::scheduler {

using ledger::Money;
using ledger::PaymentDate;
using ledger::PaymentKind;
using ledger::PaymentState;

// A payment belongs to the period that holds its first day, also when the agreement's start moved.
bool is_for(const PaymentDate& date, const Earlier& payment) {
    return date.period.frequency == ledger::Frequency::one_off ||
           date.period.full.holds(payment.period.first);
}

// What was set aside for the period before by the payment that this one takes the place of, and
// what a provider was invoiced for it, also by emergency advances.
void DraftBuilder::add_standing(const Case& at,
                                Draft& draft,
                                const PaymentDate& date,
                                const Earlier* before) {
    if (at.has_bad_terms) return;
    const Earlier* const by = before == nullptr ? nullptr : set_aside_by(at.earlier, *before);
    if (by != nullptr) {
        for (const ledger::PaymentPart& part : ledger::parts_of(database_, by->id)) {
            DraftPart& now = part_or_new(draft, part);
            now.set_aside += part.net + part.advanced;
            now.may_go_back += part.net;
            // What an advance that is dead by now was invoiced for is this payment's.
            now.invoiced += part.net + std::max(part.advanced - now.advanced, Money{});
            now.contribution_before += part.contribution;
            if (part.contribution > Money{} &&
                part.gross - part.contribution == part.net + part.advanced) {
                draft.contribution_was_netted = true;
            }
        }
    }
    for (const Earlier& payment : at.earlier) {
        if (payment.kind != PaymentKind::emergency_advance || !payment.sets_aside ||
            !is_for(date, payment) || (by != nullptr && payment.id < by->id)) {
            continue;
        }
        if (ledger::is_live(last_attempt(at.earlier, payment).state)) continue;
        for (const ledger::PaymentPart& part : ledger::parts_of(database_, payment.id)) {
            DraftPart* const now = part_of_same_money(draft, part);
            if (now != nullptr) now->invoiced += part.net;
        }
    }
}

// What was paid for the period of `date`: its regular payment and the arrears since.
struct DraftBuilder::Paid {
    rules::PaidPeriod period;
    Money contribution;
    std::int64_t last_seq = 0;
    // By plan line, body and stream: what cases took off, which nobody was paid.
    std::map<std::tuple<std::int64_t, std::int32_t, ledger::Stream>, Money> taken_off{};
};

DraftBuilder::Paid DraftBuilder::paid_for(const Case& at,
                                          const PaymentDate& date,
                                          const Earlier& regular) {
    Paid paid{.period = {.period = date.period, .parts = {}}, .contribution = {}};
    paid.last_seq = regular.seq;
    const auto is_arrears = [&](const Earlier& payment) {
        const bool counts = ledger::is_live(payment.state) || is_due_again(payment);
        return payment.kind == PaymentKind::arrears && counts && is_for(date, payment) &&
               !is_withdrawn(payment);
    };
    for (const Earlier& payment : at.earlier) {
        if (is_arrears(payment)) paid.last_seq = std::max(paid.last_seq, payment.seq);
    }
    if (!changed_since(at, paid.last_seq)) return paid;
    for (const Earlier& payment : at.earlier) {
        if (payment.id != regular.id && !is_arrears(payment)) continue;
        for (const ledger::PaymentPart& part : ledger::parts_of(database_, payment.id)) {
            paid.contribution += part.contribution;
            const Money off = taken_off(at, payment, part.plan_line);
            paid.period.parts.push_back({.plan_line = static_cast<std::int32_t>(part.plan_line),
                                         .body = part.body,
                                         .stream = part.stream,
                                         .net = part.net + part.advanced + off});
            paid.taken_off[{part.plan_line, part.body, part.stream}] += off;
        }
    }
    return paid;
}

// Arrears that are held never left: where the terms have changed since, they are worked out afresh.
void DraftBuilder::withdraw_held_arrears(const Case& at, const PaymentDate& date) {
    for (const Earlier& payment : at.earlier) {
        if (payment.kind == PaymentKind::arrears && payment.state == PaymentState::held &&
            is_due_again(payment) && is_for(date, payment) && changed_since(at, payment.seq)) {
            const bool stands = set_aside_by(at.earlier, payment) != nullptr;
            (stands ? found_.withdrawn : found_.taken_up).push_back(payment.id);
        }
    }
}

bool DraftBuilder::is_withdrawn(const Earlier& payment) const {
    const auto is_in = [&](const std::vector<std::int64_t>& ids) {
        return std::ranges::find(ids, payment.id) != ids.end();
    };
    return is_in(found_.withdrawn) || is_in(found_.taken_up);
}

// Proposed before its terms changed: its release finds that and holds it, and what is due is worked
// out then.
bool DraftBuilder::waits_to_be_released(const Case& at, const PaymentDate& date) const {
    return std::ranges::any_of(at.earlier, [&](const Earlier& payment) {
        const bool is_of_period =
            payment.kind == PaymentKind::regular || payment.kind == PaymentKind::arrears;
        return is_of_period && ledger::is_live(payment.state) && !is_with_the_bank(payment) &&
               is_for(date, payment) && changed_since(at, payment.seq);
    });
}

void DraftBuilder::add_arrears(Case& at, const PaymentDate& date, const Earlier& regular) {
    if (waits_to_be_released(at, date)) return;
    withdraw_held_arrears(at, date);
    Paid paid = paid_for(at, date, regular);
    if (!changed_since(at, paid.last_seq)) return;
    Draft draft = draft_of(at, PaymentKind::arrears, date.dates.entry_on);
    load_terms(at);
    if (at.has_bad_terms) return;
    if (is_after_the_budget(at, date)) {  // then nothing is due for it
        paid.period.period.covered.last = paid.period.period.covered.first - 1;
    } else {
        set_parts(at, draft, date);
    }
    if (draft.contribution != paid.contribution) {
        found_.tasks.push_back({"contribution-changed",
                                at.agreement.ref + " " + regular.period.first.iso() + " " +
                                    std::to_string(draft.contribution.pence()),
                                "The contribution for a period that was paid has changed: put what "
                                "is due from the person right."});
    }
    const rules::ArrearsOfChange change = rules::arrears_of_change(*at.terms, {paid.period});
    // Less was due than a case took off: that is the case's to put right, and nobody was paid it.
    Money only_taken_off;
    for (const rules::Difference& each : change.overpaid) {
        only_taken_off +=
            std::min(each.size(), paid.taken_off[{each.plan_line, each.body, each.stream}]);
    }
    if (only_taken_off > Money{}) {
        note_offset_too_much(at, regular.period.first, only_taken_off);
    }
    if (change.overpaid_total > only_taken_off) {
        note_overpaid(at, regular.period.first, change.overpaid_total - only_taken_off);
    }
    if (change.owed.empty()) return;
    draft.parts.clear();
    for (const rules::Difference& owed : change.owed) {
        draft.parts.push_back({.plan_line = owed.plan_line,
                               .body = owed.body,
                               .stream = owed.stream,
                               .gross = owed.size(),
                               .net = owed.size()});
    }
    add_up(draft);
    draft.period = regular.period;
    draft.nominal_on = date.dates.nominal_on;
    draft.sets_aside = true;
    finish(at, std::move(draft), nullptr);
}

}  // namespace almoner::scheduler
