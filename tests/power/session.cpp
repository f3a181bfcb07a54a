#include "tests/power/session.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/verify/verify.h"
#include "scheduler/service/follow_up.h"
#include "scheduler/service/group.h"
#include "tests/support/test_area.h"

#include <algorithm>
#include <utility>

namespace almoner::tests {
namespace {

using ledger::CommandResult;
using ledger::SqliteUse;

const ledger::Query last_day{"SELECT booked FROM journal ORDER BY seq DESC LIMIT 1"};
const ledger::Query every_entry{"SELECT key, hash FROM journal ORDER BY seq"};

// The same each time, so that what was cut off and done again is the same to the last octet.
std::string one_salt() {
    return std::string(16, '0');
}

// Given again, a command is given on the day that it then is.
scheduler::Command as_of_now(ledger::Database& database, scheduler::Command command) {
    ledger::Rows rows = database.select(last_day);
    if (rows.next()) command.today = std::max(command.today, rows.date(0));
    return command;
}

void note(const CommandResult& result, Session::Answers& answers) {
    const auto& outcome = result.outcome;
    answers.texts.push_back(outcome.accepted() ? outcome.value()
                                               : "refused " + outcome.refusal().code);
    answers.all_replayed = answers.all_replayed && result.replayed;
}

}  // namespace

Session::Session(SessionSettings settings)
    : settings_(std::move(settings)), around_{.folder = settings_.folder, .settings = {}} {
    open();
}

void Session::open() {
    database_ =
        with_shared_keys(settings_.opens ? settings_.opens()
                                         : ledger::open_sqlite(settings_.folder, SqliteUse::write));
    database_->run_script(("PRAGMA synchronous=" + settings_.synchronous).c_str());
    database_->run_script(
        ("PRAGMA wal_autocheckpoint=" + std::to_string(settings_.pages_to_checkpoint)).c_str());
    ledger::migrate_sqlite(*database_, 0);
    if (settings_.begins) settings_.begins(*database_);
    writer_.emplace(*database_, one_salt);
}

void Session::restart() {
    looking_.reset();
    writer_.reset();
    database_.reset();
    open();
}

Session::Answers Session::run_group(const std::vector<scheduler::Command>& commands) {
    Answers answers;
    const auto results = scheduler::in_group(*writer_, [&] {
        std::vector<CommandResult> all;
        for (const auto& command : commands) {
            all.push_back(scheduler::dispatch(*writer_, around_, as_of_now(*database_, command)));
        }
        return all;
    });
    for (const CommandResult& result : results) note(result, answers);
    return answers;
}

Session::Answers Session::run_with_follow_up(const scheduler::Command& command) {
    Answers answers;
    const auto reader = with_shared_keys(ledger::open_sqlite(settings_.folder, SqliteUse::read));
    scheduler::DirectRunner runner(*writer_, around_);
    const auto now = as_of_now(*reader, command);
    note(scheduler::run_with_follow_up(runner, *reader, around_, now), answers);
    return answers;
}

void Session::checkpoint(const char* mode) {
    database_->run_script(("PRAGMA wal_checkpoint(" + std::string(mode) + ")").c_str());
}

void Session::begin_look() {
    looking_ = with_shared_keys(ledger::open_sqlite(settings_.folder, SqliteUse::read));
    looking_->begin_reading();
    (void)looking_->select(every_entry).next();
}

void Session::end_look() {
    looking_.reset();
}

std::vector<StoredEntry> Session::journal() {
    std::vector<StoredEntry> entries;
    ledger::Rows rows = database_->select(every_entry);
    while (rows.next()) entries.push_back({.key = rows.str(0), .hash = rows.str(1)});
    return entries;
}

std::vector<std::string> Session::faults() {
    std::vector<std::string> words;
    for (const ledger::Fault& fault : ledger::verify(*database_).faults) {
        words.push_back(fault.table + ": " + fault.words);
    }
    return words;
}

}  // namespace almoner::tests
