#include "scheduler/payment_run/file_days.h"

#include "gateway/payment_file.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/payment.h"
#include "ledger/values/invariant.h"
#include "scheduler/jobs/loaded_holidays.h"

#include <algorithm>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::BankHolidays;
using ledger::Date;
using ledger::Query;
using ledger::Submission;

const Query days_of_file{
    "SELECT entry_on FROM payment WHERE id BETWEEN $1 AND $2 AND submission = $3"
    " GROUP BY entry_on ORDER BY entry_on"};
const Query rail_then{
    "SELECT b.rail FROM bank_account b JOIN journal j ON j.seq = $2 WHERE b.number = $1"
    " AND b.from_on <= j.booked AND b.seq <= $2 ORDER BY b.version DESC LIMIT 1"};
const Query holidays_then{
    "SELECT content FROM operator_file WHERE kind = 'bank-holidays' AND seq <= $1"
    " ORDER BY id DESC LIMIT 1"};

bool is_faster(ledger::Database& database,
               const ledger::PaymentRun& run,
               const Submission& submission) {
    if (run.kind == ledger::RunKind::emergency) return true;
    if (submission.profile == name_of(gateway::FileProfile::other_bank)) return true;
    ledger::Rows rows = database.select(rail_then, run.paid_from, submission.seq);
    return rows.next() && rows.text(0) == "faster-payments";
}

std::vector<Date> days_of(ledger::Database& database,
                          const ledger::PaymentRun& run,
                          const Submission& submission) {
    std::vector<Date> days;
    ledger::Rows rows =
        database.select(days_of_file, run.payments.first, run.payments.last, submission.id);
    while (rows.next()) days.push_back(std::max(rows.date(0), submission.entry_on));
    return days;
}

BankHolidays holidays_of_plan(ledger::Database& database, const Submission& submission) {
    ledger::Rows rows = database.select(holidays_then, submission.seq);
    if (!rows.next()) return {};
    auto holidays = ledger::parse_bank_holidays(rows.text(0));
    if (!holidays.accepted()) throw ledger::InvariantBroken("stored bank holidays are unreadable");
    return std::move(holidays).value();
}

}  // namespace

bool keeps_its_days(ledger::Database& database,
                    const Submission& submission,
                    const WritingMoment& moment) {
    const auto run = ledger::run_by_id(database, submission.run);
    if (!run) throw ledger::InvariantBroken("a submission without its run");
    const std::vector<Date> days = days_of(database, *run, submission);
    if (is_faster(database, *run, submission)) {
        return std::ranges::all_of(days, [&](Date day) { return day >= moment.now.on; });
    }
    const BankHolidays then = holidays_of_plan(database, submission);
    const BankHolidays now = loaded_holidays(database).value_or(BankHolidays{});
    const Date earliest = ledger::earliest_entry_on(moment.now, now, moment.hours);
    return std::ranges::all_of(days, [&](Date day) {
        return day >= earliest && ledger::is_working_day(day, now) &&
               ledger::previous_working_day(day, then) == ledger::previous_working_day(day, now);
    });
}

}  // namespace almoner::scheduler
