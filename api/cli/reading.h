// What the commands that only read share: who asks, a reader of the area, and how an answer is
// shown.
#pragma once

#include "api/cli/spec.h"
#include "api/render/figures.h"
#include "ledger/area/scope.h"
#include "ledger/calendar/bank_holidays.h"
#include "ledger/records/actor.h"
#include "ledger/views/as_of.h"

#include <functional>
#include <memory>
#include <span>
#include <string>

namespace almoner::api {

struct Reading {
    std::unique_ptr<ledger::Database> database;  // sees one moment of the books
    ledger::Scope scope;
    ledger::ActorRole role = ledger::ActorRole::viewer;
    ledger::Date day{};    // --as-of, else today
    ledger::Date today{};  // by the clock, in London
};

// Which days may be asked for: what is known is up to today, but a calendar goes on. A simulated
// area has no other today than the day that is asked for.
enum class Days : std::uint8_t { until_today, to_come_too };

// Opens the area for somebody who may read it, whatever their role. Shows the refusal otherwise.
[[nodiscard]] int read_area(const Program& program,
                            const Call& call,
                            const std::function<int(Reading&)>& read,
                            Days days = Days::until_today);

// The day that was asked for, whose figures are those that the books had at its end.
[[nodiscard]] ledger::AsOf moment_of(const Call& call, Reading& reading);
// For what is shown only as it is now: refused where the books go on after the day asked for.
[[nodiscard]] ledger::Outcome<ledger::Done> is_now(const Call& call, Reading& reading);

// Of --month.
[[nodiscard]] ledger::Refusal month_unreadable();

// The bank holidays that the area has loaded; none where it has none.
[[nodiscard]] ledger::BankHolidays loaded_holidays(ledger::Database& database);

void show(const Call& call, const Figures& figures);
// Sentences above several tables; JSON: one object with each table under its name, also one that is
// empty, which a person is not shown.
void show_all(const Call& call, const std::string& sentence, std::span<const Figures> tables);

}  // namespace almoner::api
