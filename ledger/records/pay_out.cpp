#include "ledger/records/pay_out.h"

#include "ledger/records/payment.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT o.payment, o.kind, o.ending, o.owed, o.plan_line, o.reduction_case, o.evidence, p.net,"
    " p.state, (SELECT CAST(COALESCE(SUM(m.amount), 0) AS BIGINT) FROM line_match m"
    " WHERE m.payment = p.id AND m.payment <> 0 AND m.kind = 'return' AND NOT EXISTS"
    " (SELECT 1 FROM line_match u WHERE u.undoes = m.id))"
    " FROM pay_out o JOIN payment p ON p.id = o.payment ";
constexpr auto of_payment_text = joined(columns, "WHERE o.payment = $1");
const Query of_payment{of_payment_text.data()};
constexpr auto of_ending_text =
    joined(columns, "WHERE o.ending = $1 AND o.ending <> 0 ORDER BY o.payment");
const Query of_ending{of_ending_text.data()};
constexpr auto of_case_text =
    joined(columns, "WHERE o.reduction_case = $1 AND o.reduction_case <> 0 ORDER BY o.payment");
const Query of_case{of_case_text.data()};

const Query proposed_shares{
    "SELECT net FROM payment WHERE budget = $1 AND kind = $2 AND state = $3 ORDER BY id"};

PayOut read_pay_out(const Rows& rows) {
    return {.payment = rows.integer(0),
            .kind = rows.str(1),
            .ending = rows.integer(2),
            .owed = rows.str(3),
            .plan_line = rows.integer(4),
            .reduction_case = rows.integer(5),
            .evidence = rows.integer(6),
            .net = rows.money(7),
            .state = static_cast<PaymentState>(rows.integer(8)),
            .came_back = rows.money(9)};
}

}  // namespace

Money PayOut::promised() const {
    return is_live(state) && state != PaymentState::settled ? net : Money{};
}

Money PayOut::paid() const {
    const bool has_left = state == PaymentState::settled || state == PaymentState::returned;
    return has_left ? net - came_back : Money{};
}

void insert_pay_out(Work& work, const PayOut& pay_out) {
    work.records().insert(pay_out_table,
                          pay_out.payment,
                          pay_out.kind,
                          pay_out.ending,
                          pay_out.owed,
                          pay_out.plan_line,
                          pay_out.reduction_case,
                          pay_out.evidence);
}

std::optional<PayOut> pay_out_of(Database& database, std::int64_t payment) {
    return only_row(database.select(of_payment, payment), read_pay_out);
}

Money own_share_proposed(Database& database, std::int64_t budget) {
    Money sum;
    Rows rows = database.select(proposed_shares,
                                budget,
                                static_cast<int>(PaymentKind::own_share),
                                static_cast<int>(PaymentState::proposed));
    while (rows.next()) sum += rows.money(0);
    return sum;
}

std::vector<PayOut> pay_outs_of_ending(Database& database, std::int64_t ending) {
    return all_rows(database.select(of_ending, ending), read_pay_out);
}

std::vector<PayOut> pay_outs_of_case(Database& database, std::int64_t reduction_case) {
    return all_rows(database.select(of_case, reduction_case), read_pay_out);
}

}  // namespace almoner::ledger
