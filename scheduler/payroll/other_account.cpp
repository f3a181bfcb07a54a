#include "scheduler/payroll/other_account.h"

#include "ledger/records/payment_states.h"

namespace almoner::scheduler {
namespace {

const ledger::Query wages_of_payments{
    "SELECT DISTINCT o.payment FROM slip_pay_out o"
    " JOIN payment p ON p.id = o.payment"
    " JOIN pay_slip s ON s.id = o.slip"
    " JOIN payee_account t ON t.number = s.payee_account AND t.version = s.payee_version"
    " JOIN payee_account n ON n.number = p.payee_account AND n.version ="
    " (SELECT MAX(v.version) FROM payee_account v WHERE v.number = n.number AND v.from_on <= $3)"
    " WHERE o.payment BETWEEN $1 AND $2 AND o.what = 'net-pay' AND p.state IN ($4, $5)"
    " AND t.bank_private <> n.bank_private ORDER BY o.payment"};
const ledger::Query wages_of_run{
    "SELECT s.id FROM pay_slip s"
    " JOIN payee_account t ON t.number = s.payee_account AND t.version = s.payee_version"
    " JOIN payee_account n ON n.number = s.payee_account AND n.version ="
    " (SELECT MAX(v.version) FROM payee_account v WHERE v.number = n.number AND v.from_on <= $2)"
    " WHERE s.run = $1 AND t.bank_private <> n.bank_private ORDER BY s.id"};

std::vector<std::int64_t> first_column(ledger::Rows rows) {
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

}  // namespace

std::vector<std::int64_t> payments_to_other_accounts(ledger::Database& database,
                                                     const ledger::IdRange& payments,
                                                     ledger::Date today) {
    return first_column(database.select(wages_of_payments,
                                        payments.first,
                                        payments.last,
                                        today,
                                        static_cast<int>(ledger::PaymentState::proposed),
                                        static_cast<int>(ledger::PaymentState::approved)));
}

std::vector<std::int64_t> slips_to_other_accounts(ledger::Database& database,
                                                  std::int64_t run,
                                                  ledger::Date today) {
    return first_column(database.select(wages_of_run, run, today));
}

}  // namespace almoner::scheduler
