#include "ledger/records/payment.h"

#include "ledger/values/invariant.h"

#include <algorithm>
#include <charconv>

namespace almoner::ledger {
namespace {

#define ALMONER_PAYMENT_COLUMNS                                                          \
    "SELECT id, seq, run, agreement, budget, option, payee_account, kind, period_first," \
    " period_last, attempt, nominal_on, entry_on, gross, contribution, advanced, net,"   \
    " sets_aside, reissues, state, first_transfer, submission FROM payment"

const Query payments_between{ALMONER_PAYMENT_COLUMNS " WHERE id BETWEEN $1 AND $2 ORDER BY id"};
const Query parts_between{
    "SELECT id, payment, body, stream, plan_line, gross, contribution, advanced, net"
    " FROM payment_part WHERE payment BETWEEN $1 AND $2 ORDER BY payment, id"};
const Query run_of_id{
    "SELECT id, kind, paid_from, due_from, due_to, first_payment, last_payment, proposed_by,"
    " state, approved_by FROM payment_run WHERE id = $1"};
const Query any_approved{
    "SELECT 1 FROM payment_run WHERE approved_by IS NOT NULL ORDER BY id LIMIT 1"};
// Wages are as much money as payments, where an area pays nothing else.
const Query any_payroll_approved{"SELECT 1 FROM payroll_run_step WHERE state = 'approved' LIMIT 1"};
const Query proposal_of{"SELECT booked, at_ms, actor FROM journal WHERE seq = $1"};
const Query changes_of{
    "SELECT from_state, to_state, cause, day, at_ms, actor FROM state_change"
    " WHERE entity = $1 AND first_id <= $2 AND last_id >= $2 ORDER BY id"};

#undef ALMONER_PAYMENT_COLUMNS

constexpr std::string_view run_mark = "RUN-";

PaymentRecord payment_in(const Rows& rows) {
    PaymentRecord payment;
    payment.id = rows.integer(0);
    payment.seq = rows.integer(1);
    payment.run = rows.integer(2);
    payment.agreement = rows.integer(3);
    payment.budget = static_cast<std::int32_t>(rows.integer(4));
    payment.option = rows.option(5);
    payment.payee_account = rows.integer(6);
    payment.kind = static_cast<PaymentKind>(rows.integer(7));
    payment.period = {rows.date(8), rows.date(9)};
    payment.attempt = static_cast<std::int32_t>(rows.integer(10));
    payment.nominal_on = rows.date(11);
    payment.entry_on = rows.date(12);
    payment.gross = rows.money(13);
    payment.contribution = rows.money(14);
    payment.advanced = rows.money(15);
    payment.net = rows.money(16);
    payment.sets_aside = rows.integer(17) != 0;
    payment.reissues = rows.integer(18);
    payment.state = static_cast<PaymentState>(rows.integer(19));
    payment.first_transfer = rows.integer(20);
    payment.submission = rows.integer(21);
    return payment;
}

PaymentPart part_in(const Rows& rows) {
    return {.id = rows.integer(0),
            .payment = rows.integer(1),
            .body = static_cast<std::int32_t>(rows.integer(2)),
            .stream = rows.stream(3),
            .plan_line = rows.integer(4),
            .gross = rows.money(5),
            .contribution = rows.money(6),
            .advanced = rows.money(7),
            .net = rows.money(8)};
}

}  // namespace

std::string_view name_of(PaymentKind kind) {
    switch (kind) {
        case PaymentKind::regular: return "regular";
        case PaymentKind::arrears: return "arrears";
        case PaymentKind::emergency_advance: return "emergency-advance";
        case PaymentKind::emergency_addition: return "emergency-addition";
        case PaymentKind::returned_part: return "returned-part";
        case PaymentKind::waiting_money: return "waiting-money";
        case PaymentKind::body_debt: return "body-debt";
        case PaymentKind::own_share: return "own-share";
        case PaymentKind::reclaim_paid: return "reclaim-paid";
        case PaymentKind::net_pay_paid: return "net-pay";
        case PaymentKind::hmrc_paid: return "hmrc";
        case PaymentKind::pension_paid: return "pension";
        case PaymentKind::attachment_paid: return "attachment";
        case PaymentKind::fee_paid: return "fee";
        case PaymentKind::supplier_paid: return "supplier";
    }
    throw InvariantBroken("unlisted kind of payment");
}

std::string_view name_of(RunState state) {
    switch (state) {
        case RunState::proposed: return "proposed";
        case RunState::approved: return "approved";
        case RunState::sent: return "sent";
        case RunState::cancelled: return "cancelled";
    }
    throw InvariantBroken("unlisted state of a run");
}

std::string run_ref(std::int64_t run) {
    return std::string(run_mark) + std::to_string(run);
}

std::optional<std::int64_t> run_of_ref(std::string_view text) {
    const auto same = [](char a, char b) {
        return a == b || (b >= 'A' && b <= 'Z' && a == b + 32);
    };
    if (text.size() > run_mark.size() &&
        std::equal(run_mark.begin(), run_mark.end(), text.begin(), [&](char mark, char given) {
            return same(given, mark);
        })) {
        text.remove_prefix(run_mark.size());
    }
    std::int64_t run = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), run);
    if (error != std::errc{} || end != text.data() + text.size() || run <= 0) return std::nullopt;
    return run;
}

std::optional<PaymentRecord> payment_by_id(Database& database, std::int64_t id) {
    Rows rows = database.select(payments_between, id, id);
    if (!rows.next()) return std::nullopt;
    return payment_in(rows);
}

std::optional<PaymentRun> run_by_id(Database& database, std::int64_t id) {
    Rows rows = database.select(run_of_id, id);
    if (!rows.next()) return std::nullopt;
    return PaymentRun{.id = rows.integer(0),
                      .kind = rows.text(1) == "emergency" ? RunKind::emergency : RunKind::scheduled,
                      .paid_from = rows.integer(2),
                      .due = {rows.date(3), rows.date(4)},
                      .payments = {rows.integer(5), rows.integer(6)},
                      .proposed_by = rows.integer(7),
                      .state = static_cast<RunState>(rows.integer(8)),
                      .approved_by = rows.maybe_integer(9).value_or(0)};
}

std::vector<PaymentPart> parts_of(Database& database, std::int64_t payment) {
    std::vector<PaymentPart> parts;
    each_part(
        database, {payment, payment}, [&](const PaymentPart& part) { parts.push_back(part); });
    return parts;
}

bool is_paying(Database& database) {
    return database.select(any_approved).next() || database.select(any_payroll_approved).next();
}

void each_payment(Database& database,
                  const IdRange& ids,
                  const std::function<void(const PaymentRecord&)>& take) {
    Rows rows = database.select(payments_between, ids.first, ids.last);
    while (rows.next()) take(payment_in(rows));
}

void each_part(Database& database,
               const IdRange& payments,
               const std::function<void(const PaymentPart&)>& take) {
    Rows rows = database.select(parts_between, payments.first, payments.last);
    while (rows.next()) take(part_in(rows));
}

std::int64_t transfers_of_part(PaymentKind kind, Option option) {
    return option == Option::notional || is_pay_out(kind) ? 1 : 2;
}

std::vector<std::int64_t> transfers_of(const PaymentRecord& payment,
                                       const std::vector<PaymentPart>& parts) {
    std::vector<std::int64_t> transfers;
    if (payment.first_transfer == 0) return transfers;
    std::int64_t next = payment.first_transfer;
    for (const PaymentPart& part : parts) {
        if (part.net.is_zero()) continue;
        for (std::int64_t i = 0; i < transfers_of_part(payment.kind, payment.option); ++i) {
            transfers.push_back(next++);
        }
    }
    return transfers;
}

std::vector<PaymentEvent> events_of(Database& database, const PaymentRecord& payment) {
    std::vector<PaymentEvent> events;
    {
        Rows rows = database.select(proposal_of, payment.seq);
        if (!rows.next()) throw InvariantBroken("a payment without its journal row");
        events.push_back(
            {PaymentState::proposed, "proposed", rows.date(0), rows.integer(1), rows.integer(2)});
    }
    Rows rows = database.select(changes_of, static_cast<int>(Entity::payment), payment.id);
    // A range row moved only those that were in its first state.
    while (rows.next()) {
        if (static_cast<PaymentState>(rows.integer(0)) != events.back().state) continue;
        events.push_back({static_cast<PaymentState>(rows.integer(1)),
                          rows.str(2),
                          rows.date(3),
                          rows.integer(4),
                          rows.integer(5)});
    }
    return events;
}

}  // namespace almoner::ledger
