#include "ledger/records/month_closing.h"

#include "ledger/calendar/month.h"
#include "ledger/records/record_table.h"

namespace almoner::ledger {
namespace {

const Query closings_of_body{
    "SELECT seq, body, first_on, last_on, closed_on, proposal, proposed_by, confirmed_by"
    " FROM month_closing WHERE body = $1 AND seq <= $2 ORDER BY last_on"};
// A transfer's two sides are of one commissioner.
const Query days_with_movement{
    "SELECT DISTINCT t.effective FROM transfer t JOIN account a ON a.id = t.debit"
    " WHERE a.body = $1 AND t.effective > $2 AND t.seq <= $3 ORDER BY t.effective"};

}  // namespace

std::vector<MonthClosing> closings_until(Database& database, std::int64_t body, std::int64_t seq) {
    std::vector<MonthClosing> closings;
    Rows rows = database.select(closings_of_body, body, seq);
    while (rows.next()) {
        closings.push_back({.seq = rows.integer(0),
                            .body = rows.integer(1),
                            .month = {rows.date(2), rows.date(3)},
                            .closed_on = rows.date(4),
                            .proposal = rows.integer(5),
                            .proposed_by = rows.integer(6),
                            .confirmed_by = rows.integer(7)});
    }
    return closings;
}

std::vector<Period> months_with_movement(Database& database,
                                         std::int64_t body,
                                         std::optional<Date> after,
                                         std::int64_t seq) {
    std::vector<Period> months;
    const Date before_all = Date::from_days(-1);
    Rows rows = database.select(days_with_movement, body, after.value_or(before_all), seq);
    while (rows.next()) {
        const Date day = rows.date(0);
        if (months.empty() || !months.back().holds(day)) months.push_back(month_holding(day));
    }
    return months;
}

void insert_month_closing(Work& work, const MonthClosing& closing) {
    work.records().insert(month_closing_table,
                          closing.body,
                          closing.month.first,
                          closing.month.last,
                          closing.closed_on,
                          closing.proposal,
                          closing.proposed_by,
                          closing.confirmed_by);
    work.books().months_changed();
}

}  // namespace almoner::ledger
