#include "ops/store/store_choice.h"

#include "ledger/storage/postgres/postgres_database.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ops/settings/data_settings.h"

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using api::Store;
using ledger::Database;
using ledger::Outcome;
using ledger::PostgresUse;
using ledger::SqliteUse;

bool has_sqlite_area(const fs::path& folder) {
    return fs::exists(folder / "almoner.db");
}

Store sqlite_in(const fs::path& folder, const api::Clock& clock) {
    return {.open_writer = [folder, clock]() -> std::unique_ptr<Database> {
                auto database = ledger::open_sqlite(folder, SqliteUse::write);
                ledger::migrate_sqlite(*database, clock());
                return database;
            },
            .open_reader = [folder] { return ledger::open_sqlite(folder, SqliteUse::read); },
            .has_area = [folder] { return has_sqlite_area(folder); },
            .remember = [] {},
            .place = folder.string(),
            .takes_turns = false};
}

Store postgres_at(const fs::path& folder,
                  const std::string& address,
                  const ledger::StorePlace& place,
                  const api::Clock& clock) {
    return {.open_writer = [place, clock]() -> std::unique_ptr<Database> {
                auto database = ledger::open_postgres(place, PostgresUse::write);
                ledger::migrate_postgres(*database, clock());
                return database;
            },
            .open_reader = [readers = ledger::PostgresReaders(place)] { return readers.open(); },
            .has_area = [place] { return ledger::postgres_has_area(place); },
            .remember = [folder, address] { write_data_settings(folder, {.store = address}); },
            .place = address,
            .takes_turns = true};
}

ledger::Refusal differs(const std::string& words) {
    return {.code = "store-differs",
            .words = words,
            .next =
                "Leave out --store and ALMONER_STORE; to move the area: 'almoner "
                "migrate-store --to ADDRESS'.",
            .field = "--store",
            .citation = ""};
}

}  // namespace

Outcome<Store> store_at(const fs::path& folder,
                        const std::string& address,
                        const api::Clock& clock) {
    if (address.empty() || address == sqlite_store) return sqlite_in(folder, clock);
    const auto place = ledger::store_place(address);
    if (!place.accepted()) return place.refusal();
    return postgres_at(folder, address, place.value(), clock);
}

Outcome<Store> chosen_store(const fs::path& folder,
                            const std::string& asked,
                            const api::Clock& clock) {
    const auto settings = read_data_settings(folder);
    if (!settings.accepted()) return settings.refusal();
    const std::string& kept = settings.value().store;
    // A password in what is asked is refused before anything of it is shown.
    const auto wanted = store_at(folder, asked.empty() ? kept : asked, clock);
    if (!wanted.accepted() || asked.empty()) return wanted;
    if (!kept.empty() && kept != asked) {
        return differs("The settings of " + folder.string() + " name another store.");
    }
    if (kept.empty() && asked != sqlite_store && has_sqlite_area(folder)) {
        return differs("The area of " + folder.string() + " is kept there, in SQLite.");
    }
    return wanted;
}

}  // namespace almoner::ops
