// The composition root: puts the rooms together and runs the command line.
#include "api/cli/program.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ops/demo/demo_command.h"

#include "bank_holidays.h"
#include <chrono>
#include <filesystem>
#include <iostream>

namespace {

using almoner::ledger::Database;
using almoner::ledger::SqliteUse;

std::int64_t now_ms() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

almoner::api::Store store_in(const std::filesystem::path& folder) {
    return {.open_writer = [folder]() -> std::unique_ptr<Database> {
                auto database = almoner::ledger::open_sqlite(folder, SqliteUse::write);
                almoner::ledger::migrate_sqlite(*database, now_ms());
                return database;
            },
            .open_reader = [folder]() -> std::unique_ptr<Database> {
                return almoner::ledger::open_sqlite(folder, SqliteUse::read);
            }};
}

}  // namespace

int main(int argc, char** argv) {
    const almoner::api::Program program{.store = store_in,
                                        .clock = now_ms,
                                        .version = ALMONER_VERSION,
                                        .bank_holidays = almoner::ops::our_bank_holidays,
                                        .more_commands = {almoner::ops::demo::demo_command()}};
    return almoner::api::run_program(program, argc, argv);
}
