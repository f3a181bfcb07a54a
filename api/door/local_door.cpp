#include "api/door/local_door.h"

#include "api/door/sign_in.h"
#include "ledger/calendar/london.h"
#include "ledger/records/actor.h"
#include "scheduler/service/follow_up.h"

#include <chrono>
#include <utility>

namespace almoner::api {
namespace {

using ledger::Outcome;
using ledger::Refusal;

struct Moment {
    ledger::Date today{};
    std::int64_t at_ms = 0;
};

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = ""};
}

bool is_simulated(const Ask& ask, const scheduler::Surroundings& around) {
    if (around.setting("clock", "real") == "simulated") return true;
    return ask.name == "init" && ask.fields.contains("simulated");
}

// Real areas go by the clock; a simulated one (a demo, a test) by what the caller says.
Outcome<Moment> moment_of(const Ask& ask,
                          const scheduler::Surroundings& around,
                          std::int64_t now_ms) {
    const auto instant = std::chrono::sys_seconds(std::chrono::seconds(now_ms / 1000));
    const ledger::Date now_on = ledger::london_civil(instant).on;
    const bool is_today = ask.as_of.empty() || ledger::Date::parse(ask.as_of) == now_on;
    const bool is_now = is_today && ask.at.empty();
    if (is_now && (ask.as_of.empty() || !is_simulated(ask, around))) {
        return Moment{.today = now_on, .at_ms = now_ms};
    }
    if (!is_simulated(ask, around)) {
        return refuse("as-of-not-here",
                      "This command goes by today's date.",
                      "Leave out --as-of: it looks back with 'balance', 'history', 'report month', "
                      "'statement unexplained', 'export' and the lists of runs, tasks and months.",
                      "as-of");
    }
    const auto day = ledger::Date::parse(ask.as_of);
    if (!day) {
        return refuse("date-unreadable", "That is not a date.", "Write it as 2026-11-22.", "as-of");
    }
    const auto time = ledger::parse_time_of_day(ask.at.empty() ? "09:00" : ask.at);
    if (!time) return refuse("time-unreadable", "That is not a time.", "Write it as 16:00.", "at");
    const auto at = ledger::instant_of({.on = *day, .at = *time});
    return Moment{.today = *day, .at_ms = at.time_since_epoch().count() * 1000};
}

Outcome<ledger::Done> make_sure(ledger::Database& database, const Ask& ask, ledger::Date today) {
    if (ask.as.empty() && ledger::actors_on(database, today).empty()) return ledger::Done{};
    if (ask.as.empty() && ask.name == "init") {
        return refuse(
            "area-exists",
            "This data folder holds an area already.",
            "Choose an empty folder with --data, or go on with this area as a user of it.",
            "--data");
    }
    const auto actor = sign_in(database, ask.as, ask.credential, today);
    if (!actor.accepted()) return actor.refusal();
    return ledger::Done{};
}

}  // namespace

LocalDoor::LocalDoor(scheduler::CommandRunner& runner,
                     const Store& store,
                     const scheduler::Surroundings& around,
                     Clock clock)
    : runner_(runner), store_(store), around_(around), clock_(std::move(clock)) {}

ledger::CommandResult LocalDoor::ask(const Ask& ask) {
    const std::unique_ptr<ledger::Database> reader = store_.open_reader();
    ledger::CommandResult refused;
    const Outcome<Moment> moment = moment_of(ask, around_, clock_());
    if (!moment.accepted()) {
        refused.outcome = moment.refusal();
        return refused;
    }
    const Outcome<ledger::Done> known = make_sure(*reader, ask, moment.value().today);
    if (!known.accepted()) {
        refused.outcome = known.refusal();
        return refused;
    }
    const scheduler::Command command{.name = ask.name,
                                     .key = ask.key,
                                     .actor = ask.as,
                                     .at_ms = moment.value().at_ms,
                                     .today = moment.value().today,
                                     .fields = ask.fields,
                                     .dry_run = ask.dry_run};
    return scheduler::run_with_follow_up(runner_, *reader, around_, command);
}

}  // namespace almoner::api
