#include "ledger/views/month_flows.h"

#include "ledger/records/payment.h"
#include "ledger/views/returned_parts.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

using Payments = std::vector<PaymentThen>;

// A recalled, rejected or cancelled payment is due again, in another one.
bool is_due(PaymentState state) {
    return state != PaymentState::recalled && state != PaymentState::rejected &&
           state != PaymentState::cancelled;
}

const PaymentThen* payment_of(const Payments& payments, std::int64_t id) {
    const auto found = std::ranges::lower_bound(payments, id, {}, &PaymentThen::id);
    return found == payments.end() || found->id != id ? nullptr : &*found;
}

// Paid again in the place of one that was counted itself: it left and came back.
bool was_due_before(const Payments& payments, const PaymentThen& payment) {
    const PaymentThen* before = payment_of(payments, payment.reissues);
    while (before != nullptr && !is_due(before->state)) {
        before = payment_of(payments, before->reissues);
    }
    return before != nullptr;
}

bool falls_due(const Payments& payments, const PaymentThen& payment, const Period& days) {
    return is_due(payment.state) && days.holds(payment.entry_on) &&
           !was_due_before(payments, payment);
}

void add_returns(Database& database,
                 std::int32_t body,
                 const Period& days,
                 const AsOf& as_of,
                 FlowByStream& streams) {
    each_return(
        database,
        [&](const ReturnedPart& part) {
            if (!days.holds(part.booked_on)) return;
            for (const Share& share : part.shares) {
                if (share.body == body) streams[share.stream].returned += share.amount;
            }
        },
        as_of);
}

}  // namespace

bool is_in_flight(PaymentState state) {
    return state == PaymentState::sent || state == PaymentState::recall_asked;
}

Flows flows_of(Database& database,
               std::int32_t body,
               const Period& days,
               const AsOf& as_of,
               const Payments& payments) {
    Flows flows;
    if (payments.empty()) return flows;
    each_part(database, {1, payments.back().id}, [&](const PaymentPart& part) {
        const PaymentThen* const payment = payment_of(payments, part.payment);
        if (payment == nullptr || part.body != body) return;
        StreamFlow& flow = flows.streams[part.stream];
        if (falls_due(payments, *payment, days)) flow.due += part.net;
        if (payment->paid_on && days.holds(*payment->paid_on)) flow.paid += part.net;
        if (is_in_flight(payment->state)) flows.in_flight[part.payment] += part.net;
    });
    add_returns(database, body, days, as_of, flows.streams);
    for (auto& [stream, flow] : flows.streams) flow.stream = stream;
    return flows;
}

std::vector<StreamFlow> flows_since(const MonthClosing& closing,
                                    Database& database,
                                    const AsOf& as_of,
                                    const Payments& payments) {
    const auto body = static_cast<std::int32_t>(closing.body);
    const Period days{Date{}, closing.month.last};
    const AsOf then = booked_at(closing.seq, closing.closed_on);
    FlowByStream now = flows_of(database, body, days, as_of, payments).streams;
    const FlowByStream before =
        flows_of(database, body, days, then, payments_then(database, then)).streams;
    for (const auto& [stream, flow] : before) {
        StreamFlow& changed = now[stream];
        changed.stream = stream;
        changed.due -= flow.due;
        changed.paid -= flow.paid;
        changed.returned -= flow.returned;
    }
    std::vector<StreamFlow> changes;
    for (const auto& [stream, flow] : now) {
        if (flow != StreamFlow{.stream = stream}) changes.push_back(flow);
    }
    return changes;
}

}  // namespace almoner::ledger
