#include "scheduler/reconciliation/statement_again.h"

#include "scheduler/commands/run_fields.h"

namespace almoner::scheduler {
namespace {

using ledger::Money;

// Some banks begin to count anew, so the day is part of it.
const ledger::Query of_this_number{
    "SELECT opening, closing, lines FROM statement WHERE bank_account = $1 AND ref = $2 AND"
    " closing_on = $3 ORDER BY id DESC"};

std::string words_of(std::int64_t lines, const std::optional<Money>& closing) {
    return std::to_string(lines) + (lines == 1 ? " line" : " lines") +
           (closing ? " and closes at " + in_pounds(*closing) : "");
}

}  // namespace

std::optional<std::string> said_otherwise_before(ledger::Database& database,
                                                 const StatementHead& statement) {
    if (statement.ref.empty() || !statement.closing_on) return std::nullopt;
    std::optional<std::string> newest;
    ledger::Rows rows = database.select(of_this_number,
                                        statement.bank_account,
                                        std::string_view(statement.ref),
                                        *statement.closing_on);
    while (rows.next()) {
        const auto opening = rows.is_null(0) ? std::nullopt : std::optional(rows.money(0));
        const auto closing = rows.is_null(1) ? std::nullopt : std::optional(rows.money(1));
        const std::int64_t lines = rows.integer(2);
        if (opening == statement.opening && closing == statement.closing &&
            lines == statement.lines) {
            return std::nullopt;
        }
        if (!newest) newest = words_of(lines, closing);
    }
    if (!newest) return std::nullopt;
    return "A statement of this number that closes on " + statement.closing_on->words() +
           " was read before, and had " + *newest + "; this one has " +
           words_of(statement.lines, statement.closing) +
           ". The lines that are new are posted and none that was there is taken back: ask the "
           "bank which of the two is right.";
}

}  // namespace almoner::scheduler
