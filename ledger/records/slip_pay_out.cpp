#include "ledger/records/slip_pay_out.h"

#include "ledger/records/managed_account_tables.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/private_text.h"
#include "ledger/records/returns.h"
#include "ledger/records/versioned.h"

#include <algorithm>
#include <set>
#include <span>

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT o.payment, o.slip, o.what, o.pay_order, o.plan_line, o.body, o.stream, o.amount,"
    " p.state, (SELECT CAST(COALESCE(SUM(m.amount), 0) AS BIGINT) FROM line_match m"
    " WHERE m.payment = p.id AND m.payment <> 0 AND m.kind = 'return' AND NOT EXISTS"
    " (SELECT 1 FROM line_match u WHERE u.undoes = m.id))"
    " FROM slip_pay_out o JOIN payment p ON p.id = o.payment ";
constexpr auto every_text = joined(columns, "ORDER BY o.payment, o.id");
const Query every{every_text.data()};
constexpr auto of_payment_text = joined(columns, "WHERE o.payment = $1 ORDER BY o.id");
const Query of_payment{of_payment_text.data()};
// All parts of the payments that pay the slip: what came back is spread over them.
constexpr auto of_slip_text =
    joined(columns,
           "WHERE o.payment IN (SELECT s.payment FROM slip_pay_out s WHERE s.slip = $1)"
           " ORDER BY o.payment, o.id");
const Query of_slip{of_slip_text.data()};
const Query references{
    "SELECT r.payment, t.id, t.person, t.sealed FROM pay_out_reference r"
    " JOIN private_text t ON t.id = r.words_private"
    " WHERE r.payment BETWEEN $1 AND $2 ORDER BY r.payment"};

// What came back is split by whose money it is as its posting was; of one's, it comes off the
// first parts.
void take_returned(Database& database, std::span<SlipPayOut> parts) {
    Shares back = returned_shares(database, parts.front().payment);
    for (SlipPayOut& each : parts) {
        const auto own = std::ranges::find_if(back, [&](const Share& share) {
            return share.stream == each.debt.stream && share.body == each.debt.body;
        });
        if (own == back.end()) continue;
        const Money gone = std::clamp(own->amount, Money{}, std::max(each.counts, Money{}));
        own->amount -= gone;
        each.counts -= gone;
    }
}

std::vector<SlipPayOut> read(Database& database, Rows rows) {
    std::vector<SlipPayOut> all;
    std::set<std::int64_t> came_back;
    while (rows.next()) {
        SlipPayOut each{.payment = rows.integer(0),
                        .debt = {.slip = rows.integer(1),
                                 .what = rows.str(2),
                                 .pay_order = rows.integer(3),
                                 .plan_line = rows.integer(4),
                                 .body = rows.integer(5),
                                 .stream = rows.stream(6)},
                        .amount = rows.money(7),
                        .state = static_cast<PaymentState>(rows.integer(8))};
        if (is_live(each.state)) {
            each.counts = each.amount;
            if (!rows.money(9).is_zero()) came_back.insert(each.payment);
        }
        all.push_back(std::move(each));
    }
    for (const std::int64_t payment : came_back) {
        const auto parts = std::ranges::equal_range(all, payment, {}, &SlipPayOut::payment);
        take_returned(database, {parts.begin(), parts.end()});
    }
    return all;
}

}  // namespace

void insert_slip_pay_out(Work& work, const SlipPayOut& pay_out) {
    work.records().insert(slip_pay_out_table,
                          pay_out.payment,
                          pay_out.debt.slip,
                          pay_out.debt.what,
                          pay_out.debt.pay_order,
                          pay_out.debt.plan_line,
                          pay_out.debt.body,
                          pay_out.debt.stream,
                          pay_out.amount);
}

std::vector<SlipPayOut> every_slip_pay_out(Database& database) {
    return read(database, database.select(every));
}

std::vector<SlipPayOut> slip_pay_outs_of(Database& database, std::int64_t payment) {
    return read(database, database.select(of_payment, payment));
}

std::vector<SlipPayOut> pay_outs_of_slip(Database& database, std::int64_t slip) {
    std::vector<SlipPayOut> all = read(database, database.select(of_slip, slip));
    std::erase_if(all, [&](const SlipPayOut& each) { return each.debt.slip != slip; });
    return all;
}

void insert_pay_out_reference(Work& work, std::int64_t payment, std::int64_t words_private) {
    work.records().insert(pay_out_reference_table, payment, words_private);
}

std::map<std::int64_t, std::string> pay_out_references(Database& database,
                                                       const IdRange& payments) {
    std::map<std::int64_t, std::string> all;
    Rows rows = database.select(references, payments.first, payments.last);
    while (rows.next()) {
        auto words = opened_text(database, rows.integer(1), rows.integer(2), rows.text(3));
        if (words) all.emplace(rows.integer(0), std::move(*words));
    }
    return all;
}

}  // namespace almoner::ledger
