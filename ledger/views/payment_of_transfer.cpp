#include "ledger/views/payment_of_transfer.h"

#include "ledger/posting/events.h"
#include "ledger/records/returns.h"
#include "ledger/views/states_then.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query payments_of_budget{
    "SELECT id, kind, first_transfer, budget, option, period_first, period_last, state"
    " FROM payment WHERE budget = $1 AND first_transfer > 0 ORDER BY id"};
const Query promised_before{
    "SELECT payment, first_before FROM payment_promised_again WHERE payment = $1"};
// An undoing has the words "undone" for its kind.
const Query matches_of{
    "SELECT m.id, m.seq, COALESCE(o.kind, m.kind), COALESCE(m.undoes, m.id) FROM line_match m"
    " LEFT JOIN line_match o ON o.id = m.undoes WHERE m.payment = $1 AND m.payment <> 0"
    " ORDER BY m.id"};
const Query moved_in_command{
    "SELECT 1 FROM state_change WHERE entity = 1 AND first_id <= $1 AND last_id >= $1 AND seq = "
    "$2"};

bool is_kind(const ChainRow& row, Event event) {
    return row.kind == static_cast<std::uint8_t>(event);
}

// What a bank line was matched as, for the events that a match posts.
std::string_view matched_as(const ChainRow& row) {
    if (is_kind(row, Event::payment_returned) || is_kind(row, Event::returned_after_reclaim) ||
        is_kind(row, Event::emergency_worker_returned)) {
        return "return";
    }
    if (is_kind(row, Event::client_receipt_returned)) return "client-return";
    return is_kind(row, Event::client_receipt) ? "receipt" : "";
}

bool is_promise(const ChainRow& row) {
    return is_kind(row, Event::payment_approved) || is_kind(row, Event::payment_promised_again);
}

bool is_moved_by_settling(const ChainRow& row) {
    return is_promise(row) || is_kind(row, Event::payment_settled_late) ||
           is_kind(row, Event::emergency_paid_worker);
}

}  // namespace

PaymentsOfPerson::PaymentsOfPerson(Database& database,
                                   std::span<const Budget> budgets,
                                   const AsOf& as_of)
    : database_(database), as_of_(as_of) {
    for (const Budget& budget : budgets) read(budget);
    for (std::size_t place = 0; place < payments_.size(); ++place) {
        Rows rows = database_.select(promised_before, payments_[place].id);
        while (rows.next()) by_first_transfer_[rows.integer(1)] = place;
    }
}

void PaymentsOfPerson::read(const Budget& budget) {
    Rows rows = database_.select(payments_of_budget, budget.number);
    while (rows.next()) {
        by_first_transfer_[rows.integer(2)] = payments_.size();
        payments_.push_back({.id = rows.integer(0),
                             .kind = static_cast<PaymentKind>(rows.integer(1)),
                             .budget = static_cast<std::int32_t>(rows.integer(3)),
                             .option = rows.option(4),
                             .period = {rows.date(5), rows.date(6)},
                             .state = static_cast<PaymentState>(rows.integer(7))});
    }
}

PaymentsOfPerson::Found PaymentsOfPerson::of(const CountedAccount& account, const ChainRow& row) {
    // What was posted under such an event without a promise is the mirror of what settled one.
    if (is_promise(row) && row.state != TransferState::posted) {
        return promised(row.resolves != 0 ? row.resolves : row.id);
    }
    const std::string_view kind = matched_as(row);
    if (!kind.empty()) {
        const Found found = moved(account, row, kind);
        if (found.id != 0) return found;
    }
    return !kind.empty() || is_moved_by_settling(row) ? settled_by(account, row) : Found{};
}

PaymentState PaymentsOfPerson::state_of(std::int64_t payment) {
    const auto known = std::ranges::find(payments_, payment, &Known::id);
    if (known == payments_.end()) return PaymentState::proposed;
    return payment_state_then(database_, payment, known->state, as_of_);
}

// The transfers of a payment's approval stand one after another from its first.
PaymentsOfPerson::Found PaymentsOfPerson::promised(std::int64_t promise) const {
    const auto after = by_first_transfer_.upper_bound(promise);
    if (after == by_first_transfer_.begin()) return {};
    const Known& payment = payments_[std::prev(after)->second];
    return {.id = payment.id, .kind = payment.kind};
}

void PaymentsOfPerson::read_moves() {
    moves_.emplace();
    for (std::size_t place = 0; place < payments_.size(); ++place) add_moves(place);
    std::ranges::sort(*moves_, {}, &Move::match);
}

void PaymentsOfPerson::add_moves(std::size_t place) {
    const std::int64_t payment = payments_[place].id;
    const std::vector<Return> returns = returns_ever(database_, payment);
    const Shares paid = shares_of(parts_of(database_, payment));
    Rows rows = database_.select(matches_of, payment);
    while (rows.next()) {
        Move move{.payment = place,
                  .match = rows.integer(0),
                  .seq = rows.integer(1),
                  .kind = rows.str(2),
                  .shares = paid};
        const auto back = std::ranges::find(returns, rows.integer(3), &Return::match);
        if (back != returns.end()) move.shares = back->shares;
        moves_->push_back(std::move(move));
    }
}

bool PaymentsOfPerson::may_be(const Known& payment,
                              const CountedAccount& account,
                              const ChainRow& row) const {
    const bool has_period = row.period.first != Date{};
    return payment.budget == account.key.budget && payment.option == account.key.option &&
           (!has_period || payment.period == row.period);
}

// One command may post several of a kind to one account; each match posts one.
std::size_t PaymentsOfPerson::earlier_like_it(const CountedAccount& account, const ChainRow& row) {
    Chain chain(database_, account.id, row.id);
    std::size_t earlier = 0;
    for (auto before = chain.next(); before && before->seq == row.seq; before = chain.next()) {
        const bool alike = before->kind == row.kind && before->state == row.state &&
                           before->period == row.period && before->id != row.id;
        if (alike) ++earlier;
    }
    return earlier;
}

PaymentsOfPerson::Found PaymentsOfPerson::moved(const CountedAccount& account,
                                                const ChainRow& row,
                                                std::string_view kind) {
    if (!moves_) read_moves();
    std::size_t left = earlier_like_it(account, row);
    for (const Move& move : *moves_) {
        const Known& payment = payments_[move.payment];
        const bool fits = move.seq == row.seq && move.kind == kind &&
                          may_be(payment, account, row) &&
                          !amount_of(move.shares, account.key.stream, account.key.body).is_zero();
        if (!fits) continue;
        if (left == 0) return {.id = payment.id, .kind = payment.kind, .match = move.match};
        --left;
    }
    return {};
}

// No line of its own says so: the command that posted it moved the payment's state.
PaymentsOfPerson::Found PaymentsOfPerson::settled_by(const CountedAccount& account,
                                                     const ChainRow& row) {
    std::size_t left = earlier_like_it(account, row);
    for (const Known& payment : payments_) {
        if (!may_be(payment, account, row) ||
            !database_.select(moved_in_command, payment.id, row.seq).next()) {
            continue;
        }
        const std::size_t own = rows_of(payment, account, row);
        if (left < own) return {.id = payment.id, .kind = payment.kind};
        left -= own;
    }
    return {};
}

// A promise has a transfer for each plan line, and so has its mirror; the rest has one a stream.
std::size_t PaymentsOfPerson::rows_of(const Known& payment,
                                      const CountedAccount& account,
                                      const ChainRow& row) {
    if (!is_promise(row)) return 1;
    const std::vector<PaymentPart> parts = parts_of(database_, payment.id);
    return static_cast<std::size_t>(std::ranges::count_if(parts, [&](const PaymentPart& part) {
        return part.stream == account.key.stream && part.body == account.key.body &&
               !part.net.is_zero();
    }));
}

}  // namespace almoner::ledger
