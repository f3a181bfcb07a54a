// When the transfers of a command take effect where their own day is in a month that is closed.
#include "ledger/calendar/month.h"
#include "ledger/posting/books.h"

#include <string>

namespace almoner::ledger {
namespace {

const Query commissioner_ref{
    "SELECT ref FROM organisation WHERE number = $1 ORDER BY version DESC LIMIT 1"};

// Where the bank's date or a period stands beside it, the effective day follows from that, and the
// true day stays to be seen when the transfer takes effect later. Where neither does, somebody
// chose it.
bool was_chosen(const TransferDetail& detail) {
    return detail.settled == Date{} && detail.period == Period{};
}

Refusal month_closed(Database& database, std::int32_t body, Date wanted, Date last_closed) {
    Rows rows = database.select(commissioner_ref, body);
    const std::string commissioner = rows.next() ? rows.str(0) : std::to_string(body);
    return {.code = "month-closed",
            .words = month_words(month_holding(wanted).first) + " is closed for " + commissioner +
                     ": nothing more can be entered on " + wanted.words() + ".",
            .next = "Enter it on " + (last_closed + 1).words() +
                    ", the first open day, as an adjustment.",
            .field = "",
            .citation = ""};
}

}  // namespace

// The one place that decides it, for every command.
Outcome<Done> Books::find_effective_days(Nature nature) {
    if (rows_.empty()) return Done{};
    if (!closed_) closed_.emplace(database_);
    const Date last_of_all = closed_->last_of_all();
    for (Row& row : rows_) {
        if (row.detail.effective > last_of_all) continue;
        const std::int32_t body = accounts_[row.debit].key.body;
        const ClosedMonths::Closing* const closed = closed_->before(body, seq_);
        if (closed == nullptr || row.detail.effective > closed->last_on) continue;
        if (nature == Nature::choice && was_chosen(row.detail)) {
            return month_closed(database_, body, row.detail.effective, closed->last_on);
        }
        row.detail.effective = closed->last_on + 1;
    }
    return Done{};
}

std::optional<Date> Books::closed_until(std::int32_t body) {
    if (!closed_) closed_.emplace(database_);
    const ClosedMonths::Closing* const closed = closed_->before(body, seq_);
    if (closed == nullptr) return std::nullopt;
    return closed->last_on;
}

}  // namespace almoner::ledger
