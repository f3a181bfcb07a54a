#include "scheduler/jobs/re_date.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/states.h"

namespace almoner::scheduler {
namespace {

const ledger::Query entry_days_not_sent{
    "SELECT run, entry_on, COUNT(*) FROM payment WHERE state BETWEEN $1 AND $2"
    " GROUP BY run, entry_on ORDER BY run, entry_on"};

}  // namespace

std::vector<OutOfDate> runs_out_of_date(ledger::Database& database,
                                        const ledger::BankHolidays& holidays) {
    std::vector<OutOfDate> runs;
    ledger::Rows rows = database.select(entry_days_not_sent,
                                        static_cast<int>(ledger::PaymentState::proposed),
                                        static_cast<int>(ledger::PaymentState::approved));
    while (rows.next()) {
        if (ledger::is_working_day(rows.date(1), holidays)) continue;
        if (runs.empty() || runs.back().run != rows.integer(0)) {
            runs.push_back({.run = rows.integer(0), .payments = 0});
        }
        runs.back().payments += rows.integer(2);
    }
    return runs;
}

}  // namespace almoner::scheduler
