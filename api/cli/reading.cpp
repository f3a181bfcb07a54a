#include "api/cli/reading.h"

#include "api/door/sign_in.h"
#include "ledger/calendar/london.h"
#include "ledger/records/actor.h"
#include "ledger/records/in_force.h"
#include "ledger/records/operator_file.h"
#include "scheduler/commands/init.h"

#include <chrono>
#include <ostream>

namespace almoner::api {
namespace {

// The books say nothing of a day to come, and its figures would be today's under another name.
ledger::Outcome<ledger::Done> has_come(const Reading& reading, Days days) {
    if (days == Days::to_come_too || reading.day <= reading.today) return ledger::Done{};
    const auto settings = scheduler::area_settings(*reading.database);
    const auto clock = settings.find("clock");
    if (clock != settings.end() && clock->second == "simulated") return ledger::Done{};
    return ledger::Refusal{.code = "day-to-come",
                           .words = "What is known is up to today, " + reading.today.words() +
                                    "; " + reading.day.words() + " is to come.",
                           .next =
                               "Give a day up to today; what is forecast until 31 March "
                               "stands in 'almoner report month'.",
                           .field = "--as-of",
                           .citation = ""};
}

}  // namespace

int read_area(const Program& program,
              const Call& call,
              const std::function<int(Reading&)>& read,
              Days days) {
    const ledger::Outcome<ledger::Date> day = day_of(program, call);
    if (!day.accepted()) return show_refusal(call, day.refusal());
    if (!call.store.has_area()) return show_refusal(call, no_area(call));
    const auto now = std::chrono::sys_seconds(std::chrono::seconds(program.clock() / 1000));
    Reading reading{.database = call.store.open_reader(),
                    .scope = {},
                    .day = day.value(),
                    .today = ledger::london_civil(now).on};
    ledger::Database& database = *reading.database;
    database.begin_reading();
    // As they stand now: a look back is not for somebody who may look no more.
    const auto actor = sign_in(database, call.as, call.credential, ledger::last_day_of_all);
    if (!actor.accepted()) return show_refusal(call, actor.refusal());
    const auto come = has_come(reading, days);
    if (!come.accepted()) return show_refusal(call, come.refusal());
    reading.scope = ledger::everything(actor.value().number, "command line: " + call.words);
    reading.role = actor.value().role;
    const int code = read(reading);
    database.end_reading();
    return code;
}

ledger::AsOf moment_of(const Call& call, Reading& reading) {
    return call.as_of.empty() ? ledger::now_on(reading.day)
                              : ledger::as_of_day(*reading.database, reading.day);
}

ledger::Outcome<ledger::Done> is_now(const Call& call, Reading& reading) {
    if (moment_of(call, reading).how == ledger::AsOf::How::now) return ledger::Done{};
    return ledger::Refusal{.code = "only-as-now",
                           .words = "'" + call.words +
                                    "' shows how things are now, not how they "
                                    "were on " +
                                    reading.day.words() + ".",
                           .next =
                               "Leave out --as-of; in a simulated area give the day of the "
                               "last command, or a later one.",
                           .field = "--as-of",
                           .citation = ""};
}

ledger::Refusal month_unreadable() {
    return {.code = "month-unreadable",
            .words = "That is not a month.",
            .next = "Write it as 2026-11.",
            .field = "--month",
            .citation = ""};
}

ledger::BankHolidays loaded_holidays(ledger::Database& database) {
    const auto file = ledger::operator_file(database, ledger::OperatorFileKind::bank_holidays);
    if (!file) return {};
    auto parsed = ledger::parse_bank_holidays(file->content);
    return parsed.accepted() ? std::move(parsed).value() : ledger::BankHolidays{};
}

void show(const Call& call, const Figures& figures) {
    switch (call.output) {
        case Call::Output::json: *call.out << json_text(figures) << '\n'; break;
        case Call::Output::csv: *call.out << csv_text(figures); break;
        case Call::Output::words: *call.out << terminal_table(figures) << '\n'; break;
    }
}

void show_all(const Call& call, const std::string& sentence, std::span<const Figures> tables) {
    switch (call.output) {
        case Call::Output::json: *call.out << json_text(sentence, tables) << '\n'; return;
        case Call::Output::csv: *call.out << csv_text(tables); return;
        case Call::Output::words: break;
    }
    if (!sentence.empty()) *call.out << sentence << "\n\n";
    for (const Figures& table : tables) {
        if (table.rows.empty() && table.notes.empty()) continue;
        *call.out << terminal_table(table) << '\n';
    }
}

}  // namespace almoner::api
