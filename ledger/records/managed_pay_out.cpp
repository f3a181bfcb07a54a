#include "ledger/records/managed_pay_out.h"

#include "ledger/records/managed_account_tables.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT o.payment, o.what, o.subject, p.state, p.net,"
    " (SELECT CAST(COALESCE(SUM(m.amount), 0) AS BIGINT) FROM line_match m"
    " WHERE m.payment = p.id AND m.payment <> 0 AND m.kind = 'return' AND NOT EXISTS"
    " (SELECT 1 FROM line_match u WHERE u.undoes = m.id))"
    " FROM managed_pay_out o JOIN payment p ON p.id = o.payment ";
constexpr auto of_payment_text = joined(columns, "WHERE o.payment = $1");
const Query of_payment{of_payment_text.data()};
constexpr auto of_subject_text =
    joined(columns, "WHERE o.what = $1 AND o.subject = $2 ORDER BY o.payment");
const Query of_subject{of_subject_text.data()};

ManagedPayOut read(const Rows& rows) {
    ManagedPayOut pay_out{.payment = rows.integer(0),
                          .what = rows.str(1),
                          .subject = rows.integer(2),
                          .state = static_cast<PaymentState>(rows.integer(3))};
    if (is_live(pay_out.state)) pay_out.counts = rows.money(4) - rows.money(5);
    return pay_out;
}

}  // namespace

void insert_managed_pay_out(Work& work, const ManagedPayOut& pay_out) {
    work.records().insert(managed_pay_out_table, pay_out.payment, pay_out.what, pay_out.subject);
}

std::optional<ManagedPayOut> managed_pay_out_of(Database& database, std::int64_t payment) {
    return only_row(database.select(of_payment, payment), read);
}

std::vector<ManagedPayOut> managed_pay_outs(Database& database,
                                            std::string_view what,
                                            std::int64_t subject) {
    return all_rows(database.select(of_subject, what, subject), read);
}

}  // namespace almoner::ledger
