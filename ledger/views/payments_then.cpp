#include "ledger/views/payments_then.h"

#include "ledger/posting/books.h"
#include "ledger/views/states_then.h"

#include <set>

namespace almoner::ledger {
namespace {

// The transfer that settles a payment's first promise has the bank's date.
const Query known_by{
    "SELECT p.id, r.paid_from, p.planned_on, p.entry_on, p.net, p.state, t.state, t.settled, t.seq,"
    " p.reissues, p.submission"
    " FROM payment p JOIN payment_run r ON r.id = p.run"
    " LEFT JOIN transfer t ON t.resolves = p.first_transfer"
    " WHERE p.seq <= $1 ORDER BY p.id"};
const Query redated_since{"SELECT payment FROM payment_redated WHERE seq > $1"};
const Query redated_until{
    "SELECT entry_on FROM payment_redated WHERE payment = $1 AND seq <= $2 ORDER BY id DESC"
    " LIMIT 1"};
// A voided payment that settled after all was posted afresh, by the command that moved its state:
// on the day of the bank line that told it, else on the day of the bank's report.
const Query moved_to_settled{
    "SELECT COALESCE((SELECT MIN(l.booked_on) FROM line_match m"
    " JOIN statement_line l ON l.id = m.line"
    " WHERE m.seq = s.seq AND m.payment = $1 AND m.payment <> 0),"
    " (SELECT MIN(l.booked_on) FROM line_match m JOIN statement_line l ON l.id = m.line"
    " WHERE m.seq = s.seq AND m.submission = $3 AND m.submission <> 0), s.day)"
    " FROM state_change s WHERE s.entity = 1 AND s.first_id <= $1 AND s.last_id >= $1"
    " AND s.to_state = 9 AND s.seq <= $2 ORDER BY s.id DESC LIMIT 1"};
// What settled and was promised again since settled the promise before.
const Query settled_before{
    "SELECT t.settled FROM payment_promised_again a JOIN transfer t ON t.resolves = a.first_before"
    " WHERE a.payment = $1 AND t.state = 2 AND t.seq <= $2 ORDER BY a.id DESC LIMIT 1"};

static_assert(static_cast<int>(Entity::payment) == 1 &&
              static_cast<int>(PaymentState::settled) == 9 &&
              static_cast<int>(TransferState::settles) == 2);

std::optional<Date> day_of(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return rows.date(0);
}

class Reader {
  public:
    Reader(Database& database, const AsOf& as_of)
        : database_(database), as_of_(as_of), states_(database, Entity::payment, as_of) {
        for (Rows rows = database.select(redated_since, as_of.last_row()); rows.next();) {
            redated_since_.insert(rows.integer(0));
        }
    }

    std::vector<PaymentThen> read() {
        std::vector<PaymentThen> payments;
        Rows rows = database_.select(known_by, as_of_.last_row());
        while (rows.next()) {
            PaymentThen payment{.id = rows.integer(0),
                                .paid_from = rows.integer(1),
                                .reissues = rows.integer(9),
                                .entry_on = entry_on(rows),
                                .net = rows.money(4)};
            payment.state = states_.of(payment.id, static_cast<PaymentState>(rows.integer(5)));
            const bool left =
                payment.state == PaymentState::settled || payment.state == PaymentState::returned;
            if (left) payment.paid_on = paid_on(rows);
            payments.push_back(payment);
        }
        return payments;
    }

  private:
    Date entry_on(const Rows& rows) {
        const std::int64_t id = rows.integer(0);
        if (!redated_since_.contains(id)) return rows.date(3);
        return day_of(database_.select(redated_until, id, as_of_.last_row()))
            .value_or(rows.date(2));
    }

    std::optional<Date> paid_on(const Rows& rows) {
        const std::int64_t id = rows.integer(0);
        const bool resolved = !rows.is_null(6) && as_of_.knows(rows.integer(8));
        if (!resolved) return day_of(database_.select(settled_before, id, as_of_.last_row()));
        if (static_cast<TransferState>(rows.integer(6)) == TransferState::settles) {
            return rows.date(7);
        }
        return day_of(database_.select(moved_to_settled, id, as_of_.last_row(), rows.integer(10)));
    }

    Database& database_;
    const AsOf& as_of_;
    StatesThen states_;
    std::set<std::int64_t> redated_since_;
};

}  // namespace

std::vector<PaymentThen> payments_then(Database& database, const AsOf& as_of) {
    return Reader(database, as_of).read();
}

}  // namespace almoner::ledger
