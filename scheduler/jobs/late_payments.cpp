#include "scheduler/jobs/late_payments.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/payment.h"
#include "ledger/records/states.h"
#include "scheduler/commands/init.h"
#include "scheduler/jobs/loaded_holidays.h"

#include <array>
#include <charconv>
#include <set>
#include <string>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::PaymentState;

// Of each run those that should have arrived by a day, in any of two states.
const ledger::Query waiting{
    "SELECT run, COUNT(*), MIN(entry_on) FROM payment WHERE state IN ($1, $2) AND entry_on <= $3"
    " GROUP BY run ORDER BY run"};
const ledger::Query open_subjects{
    "SELECT DISTINCT subject FROM task WHERE kind = $1 AND state = $2 ORDER BY subject"};

constexpr std::int32_t days_to_confirm_unless_set = 3;  // constructed

struct Late {
    std::string_view kind;
    PaymentState state{};
    PaymentState or_state{};
    std::string_view words;  // after the count and the day
};

constexpr Late not_approved{"run-not-approved",
                            PaymentState::proposed,
                            PaymentState::proposed,
                            "not approved: approve the run, or cancel it and propose it again."};
constexpr Late not_sent{"run-not-sent",
                        PaymentState::approved,
                        PaymentState::in_file,
                        "not sent: send the run, or cancel it and propose it again."};
constexpr Late not_confirmed{"payment-not-confirmed",
                             PaymentState::sent,
                             PaymentState::recall_asked,
                             "on no bank statement: import it, or ask the bank about them."};

std::int32_t days_to_confirm(ledger::Database& database) {
    const auto settings = area_settings(database);
    const auto set = settings.find("confirm-days");
    std::int32_t days = days_to_confirm_unless_set;
    if (set == settings.end()) return days;
    const std::string& text = set->second;
    std::from_chars(text.data(), text.data() + text.size(), days);
    return days;
}

Date confirmed_by_now(ledger::Database& database, Date today) {
    const auto holidays = loaded_holidays(database).value_or(ledger::BankHolidays{});
    Date day = today;
    for (std::int32_t left = days_to_confirm(database); left > 0; --left) {
        day = ledger::previous_working_day(day, holidays);
    }
    return day;
}

void look_for(ledger::Database& database,
              const Late& late,
              const std::pair<Date, Date>& until_and_today,
              JobFindings& found) {
    const auto& [until, today] = until_and_today;
    std::set<std::string> runs;
    ledger::Rows rows = database.select(
        waiting, static_cast<int>(late.state), static_cast<int>(late.or_state), until);
    while (rows.next()) {
        const std::string run = ledger::run_ref(rows.integer(0));
        const std::int64_t count = rows.integer(1);
        runs.insert(run);
        found.commands.push_back(
            {.name = "task open",
             .fields = {
                 {"kind", std::string(late.kind)},
                 {"subject", run},
                 {"due", today.iso()},
                 {"owner", "finance"},
                 {"words",
                  std::to_string(count) + (count == 1 ? " payment of " : " payments of ") + run +
                      " should have arrived from " + rows.date(2).words() + " on and " +
                      (count == 1 ? "is " : "are ") + std::string(late.words)}}});
    }
    ledger::Rows open =
        database.select(open_subjects, late.kind, static_cast<int>(ledger::TaskState::open));
    while (open.next()) {
        const std::string subject = open.str(0);
        if (runs.contains(subject)) continue;
        found.commands.push_back({.name = "task settled",
                                  .fields = {{"kind", std::string(late.kind)},
                                             {"subject", subject},
                                             {"cause", "no-longer-late"}}});
    }
}

}  // namespace

JobFindings look_for_late_payments(ledger::Database& database, Date today) {
    JobFindings found;
    look_for(database, not_approved, {today - 1, today}, found);
    look_for(database, not_sent, {today - 1, today}, found);
    look_for(database, not_confirmed, {confirmed_by_now(database, today), today}, found);
    std::int64_t opened = 0;
    for (const JobCommand& command : found.commands) opened += command.name == "task open" ? 1 : 0;
    found.words = std::to_string(opened) + " runs have payments that are late";
    return found;
}

}  // namespace almoner::scheduler
