#include "scheduler/reconciliation/named_otherwise.h"

#include "ledger/records/private_text.h"
#include "ledger/records/states.h"
#include "scheduler/payroll/pay_payees.h"

#include <algorithm>
#include <cctype>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaymentState;

constexpr std::int32_t days_back = 62;  // constructed: HMRC and schemes take weeks

static_assert(static_cast<int>(PaymentState::in_file) == 4 &&
              static_cast<int>(PaymentState::settled) == 9);
const ledger::Query may_have_left{
    "SELECT p.id, t.id, t.person, t.sealed FROM payment p"
    " JOIN payment_run u ON u.id = p.run AND u.paid_from = $1"
    " JOIN pay_out_reference r ON r.payment = p.id JOIN private_text t ON t.id = r.words_private"
    " WHERE p.net = $2 AND p.state BETWEEN 4 AND 9 AND NOT EXISTS (SELECT 1 FROM line_match m"
    " WHERE m.payment = p.id AND m.kind = 'payment') ORDER BY p.id"};
const ledger::Query may_have_come_back{
    "SELECT p.id, t.id, t.person, t.sealed FROM payment p"
    " JOIN payment_run u ON u.id = p.run AND u.paid_from = $1"
    " JOIN pay_out_reference r ON r.payment = p.id JOIN private_text t ON t.id = r.words_private"
    " WHERE p.net >= $2 AND p.state BETWEEN 4 AND 9 AND p.entry_on >= $3 ORDER BY p.id DESC"};

std::string in_capitals(std::string_view text) {
    std::string capitals(text);
    std::ranges::transform(capitals, capitals.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    return capitals;
}

bool says(const BankLine& line, const std::string& reference) {
    return std::ranges::any_of(line.texts, [&](const std::string& text) {
        return has_whole_word(in_capitals(text), reference) || without_spaces(text) == reference;
    });
}

std::int64_t first_said(ledger::Database& database,
                        ledger::Rows rows,
                        const BankLine& line,
                        const std::set<std::int64_t>& taken) {
    while (rows.next()) {
        if (taken.contains(rows.integer(0))) continue;
        const auto reference =
            ledger::opened_text(database, rows.integer(1), rows.integer(2), rows.text(3));
        if (reference && says(line, *reference)) return rows.integer(0);
    }
    return 0;
}

}  // namespace

std::int64_t named_otherwise(ledger::Database& database,
                             const BankLine& line,
                             std::set<std::int64_t>& taken) {
    const bool is_out = line.amount < Money{};
    const std::int64_t payment =
        is_out ? first_said(database,
                            database.select(may_have_left, line.bank_account, -line.amount),
                            line,
                            taken)
               : first_said(database,
                            database.select(may_have_come_back,
                                            line.bank_account,
                                            line.amount,
                                            line.booked_on - days_back),
                            line,
                            taken);
    if (payment != 0) taken.insert(payment);
    return payment;
}

}  // namespace almoner::scheduler
