#include "ops/store/store_choice.h"

#include "ledger/storage/postgres/migrations.h"
#include "ledger/storage/postgres/postgres_database.h"
#include "ledger/storage/sqlite/migrations.h"
#include "ledger/storage/sqlite/online_copy.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/storage/sqlite/stored_tables.h"
#include "ops/backup/safekeeping_notes.h"
#include "ops/backup/shipper.h"
#include "ops/sealing/keyed_store.h"
#include "ops/settings/data_settings.h"

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using api::Store;
using ledger::Database;
using ledger::Outcome;
using ledger::PostgresUse;
using ledger::SqliteUse;

const ledger::Query newest_tables{"SELECT COALESCE(MAX(number), 0) FROM migration"};

// Writers bring the tables up to date; a reader would miss those that are not there yet.
std::unique_ptr<Database> with_tables(std::unique_ptr<Database> reader,
                                      std::span<const ledger::Migration> migrations) {
    bool is_old = false;
    {
        ledger::Rows rows = reader->select(newest_tables);
        is_old = rows.next() && rows.integer(0) < migrations.back().number;
    }
    if (!is_old) return reader;
    throw ledger::StorageError(
        "this area was last written by an earlier almoner: give a command that changes something, "
        "or start the server, and its tables are brought up to date");
}

std::unique_ptr<Database> finished(std::unique_ptr<Database> reader) {
    if (ledger::is_finished(*reader)) return reader;
    throw ledger::StorageError(
        "this area was never finished: 'almoner init' was stopped before its end. Give it again");
}

bool has_sqlite_area(const fs::path& folder) {
    return fs::exists(folder / "almoner.db");
}

// Commits are shipped from the first one on that is made with these tables.
std::unique_ptr<Database> shipping_writer(const ShippingPlaces& places) {
    auto shipper = std::make_unique<Shipper>(places);
    Shipper& ships = *shipper;
    auto database = ledger::open_sqlite(places.data, SqliteUse::write, std::move(shipper));
    ledger::migrate_sqlite(*database, places.clock());
    ships.start(*database);
    return database;
}

Store sqlite_in(const fs::path& folder, const api::Clock& clock) {
    return {.open_writer = [folder, clock]() -> std::unique_ptr<Database> {
                auto database = ledger::open_sqlite(folder, SqliteUse::write);
                ledger::migrate_sqlite(*database, clock());
                return database;
            },
            .open_reader =
                [folder] {
                    return with_tables(finished(ledger::open_sqlite(folder, SqliteUse::read)),
                                       ledger::sqlite_migrations());
                },
            .has_area = [folder] { return has_sqlite_area(folder); },
            .remember = [] {},
            .place = folder.string(),
            .takes_turns = false,
            .copy_to = [folder](const fs::path& file) { ledger::copy_online(folder, file); },
            .safekeeping =
                [folder, clock](Database& reader) {
                    return safekeeping_in(folder, false, reader, clock());
                }};
}

Outcome<Store> with_shipping(Store store, const ShippingPlaces& places) {
    if (store.takes_turns) {
        return ledger::Refusal{
            .code = "shipping-not-here",
            .words = "PostgreSQL archives its own log: ship_to is for areas in SQLite.",
            .next = "Take ship_to out of " + (places.data / "settings.toml").string() + ".",
            .field = "settings.toml",
            .citation = ""};
    }
    store.open_writer = [places] { return shipping_writer(places); };
    store.safekeeping = [places](Database& reader) {
        return safekeeping_in(places.data, true, reader, places.clock());
    };
    return store;
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
            .open_reader =
                [readers = ledger::PostgresReaders(place)] {
                    return with_tables(readers.open(), ledger::postgres_migrations());
                },
            .has_area = [place] { return ledger::postgres_has_area(place); },
            .remember = [folder, address] { remember_store(folder, address); },
            .place = address,
            .takes_turns = true,
            .safekeeping =
                [folder, clock](Database& reader) {
                    return safekeeping_in(folder, false, reader, clock());
                }};
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

void remember_store(const fs::path& folder, const std::string& address) {
    const auto kept = read_data_settings(folder);
    DataSettings settings = kept.accepted() ? kept.value() : DataSettings{};
    settings.store = address;
    write_data_settings(folder, settings);
}

Outcome<Store> store_at(const fs::path& folder,
                        const std::string& address,
                        const api::Clock& clock) {
    if (address.empty() || address == sqlite_store) return sqlite_in(folder, clock);
    const auto place = ledger::store_place(address);
    if (!place.accepted()) return place.refusal();
    return postgres_at(folder, address, place.value(), clock);
}

namespace {

Outcome<Store> unkeyed_store(const fs::path& folder,
                             const std::string& asked,
                             const api::Clock& clock,
                             const std::string& version) {
    const auto settings = read_data_settings(folder);
    if (!settings.accepted()) return settings.refusal();
    const std::string& kept = settings.value().store;
    // A password in what is asked is refused before anything of it is shown.
    auto wanted = store_at(folder, asked.empty() ? kept : asked, clock);
    if (wanted.accepted() && !settings.value().ship_to.empty()) {
        wanted = with_shipping(std::move(wanted).value(),
                               {.data = folder,
                                .folder = settings.value().ship_to,
                                .clock = clock,
                                .program = version});
    }
    if (!wanted.accepted() || asked.empty()) return wanted;
    if (!kept.empty() && kept != asked) {
        return differs("The settings of " + folder.string() + " name another store.");
    }
    if (kept.empty() && asked != sqlite_store && has_sqlite_area(folder)) {
        return differs("The area of " + folder.string() + " is kept there, in SQLite.");
    }
    return wanted;
}

}  // namespace

Outcome<Store> chosen_store(const fs::path& folder,
                            const std::string& asked,
                            const api::Clock& clock,
                            const std::string& version) {
    Outcome<Store> store = unkeyed_store(folder, asked, clock, version);
    if (!store.accepted()) return store;
    const auto keys = people_keys_of(folder);
    if (!keys.accepted()) return keys.refusal();
    return keyed(std::move(store).value(), keys.value());
}

}  // namespace almoner::ops
