#include "ops/store/migrate_store.h"

#include "api/cli/reading.h"
#include "ledger/storage/copy_store.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/storage/sqlite/stored_tables.h"
#include "ledger/verify/verify.h"
#include "ops/sealing/keyed_store.h"
#include "ops/settings/data_settings.h"
#include "ops/store/store_choice.h"

#include <ostream>

namespace almoner::ops {
namespace {

using api::Call;
using api::Figures;
using api::Store;
using ledger::Database;
using ledger::Outcome;
using ledger::TableContent;
using Tables = std::vector<ledger::StoredTable>;

ledger::Refusal refuse(const char* code, std::string words, std::string next) {
    return {.code = code,
            .words = std::move(words),
            .next = std::move(next),
            .field = "--to",
            .citation = ""};
}

// Both stores have the same tables; SQLite's catalogue lists them for either.
Tables all_tables() {
    const auto made = ledger::open_sqlite({}, ledger::SqliteUse::memory);
    ledger::migrate_sqlite(*made, 0);
    return ledger::sqlite_tables(*made);
}

std::vector<TableContent> read_contents(Database& reader, const Tables& tables) {
    reader.begin_reading();
    std::vector<TableContent> contents = ledger::contents_of(reader, tables);
    reader.end_reading();
    return contents;
}

void copy_all(Database& from, Database& to, const Tables& tables) {
    from.begin_reading();
    to.begin();
    try {
        ledger::copy_rows(from, to, tables);
        to.commit();
    } catch (...) {
        to.rollback();
        from.end_reading();
        throw;
    }
    from.end_reading();
}

// The first table that is not alike; empty: all are.
std::string first_difference(const std::vector<TableContent>& ours,
                             const std::vector<TableContent>& theirs) {
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (ours[i] != theirs[i]) return ours[i].name;
    }
    return "";
}

// What stands in the new store after this is what stands in the old one.
Outcome<std::vector<TableContent>> moved(const Store& from, const Store& to) {
    const Tables tables = all_tables();
    // Held to the end: nobody writes to either.
    const std::unique_ptr<Database> source = from.open_writer();
    const std::unique_ptr<Database> target = to.open_writer();
    const std::unique_ptr<Database> reader = from.open_reader();
    const bool was_empty = ledger::is_empty(*target, tables);
    if (was_empty) copy_all(*reader, *target, tables);
    const std::vector<TableContent> theirs = read_contents(*to.open_reader(), tables);
    const std::string differs = first_difference(read_contents(*reader, tables), theirs);
    if (differs.empty()) return theirs;
    if (was_empty) {
        throw ledger::StorageError("the copy is not what was copied, in the table " + differs +
                                   ": the area stays where it was");
    }
    return refuse("target-not-empty",
                  "There is an area in " + to.place + " already, and not this one.",
                  "Give an empty database, another schema= of it, or take the old one away.");
}

Figures figures_of(const std::vector<TableContent>& contents) {
    Figures figures{.name = "tables",
                    .title = "What was moved",
                    .columns = {{"table", "Table", api::Kind::text},
                                {"rows", "Rows", api::Kind::number},
                                {"sha256", "SHA-256 of its rows", api::Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const TableContent& content : contents) {
        if (content.rows > 0) figures.rows.push_back({content.name, content.rows, content.sha256});
    }
    return figures;
}

int finish(const Call& call,
           const Store& to,
           const std::filesystem::path& keys,
           const std::string& address,
           const std::vector<TableContent>& contents) {
    const ledger::VerifyReport report = ledger::verify(*keyed(to, keys).open_reader());
    if (!report.clean()) {
        *call.err << "The area is copied and does not agree with its journal: it stays where it "
                     "was. 'almoner verify' says more.\n";
        return api::exit_integrity;
    }
    remember_store(call.data, address);
    const Figures figures = figures_of(contents);
    api::show_all(
        call,
        "Moved to " + to.place + ", alike to the last row: " + std::to_string(report.commands) +
            " commands, the journal's head is " + ledger::hex(ledger::octets_of(report.head.hash)) +
            ". The books that it was moved from are no longer used.",
        {&figures, 1});
    return api::exit_ok;
}

int migrate_store(const api::Program& program, Call& call) {
    if (call.dry_run) return api::show_usage(call, api::no_dry_run("Moving an area"));
    const std::string& address = call.fields.at("to");
    const auto settings = read_data_settings(call.data);
    if (settings.accepted() && !settings.value().ship_to.empty() && address != sqlite_store) {
        return api::show_refusal(
            call,
            {.code = "shipping-not-there",
             .words = "This area ships its commits to a second folder, which PostgreSQL does not.",
             .next = "Take ship_to out of " + (call.data / "settings.toml").string() +
                     " first; PostgreSQL archives its own log.",
             .field = "--to",
             .citation = ""});
    }
    auto to = store_at(call.data, address, program.clock);
    if (!to.accepted()) {
        ledger::Refusal refusal = to.refusal();
        refusal.field = "--to";
        return api::show_refusal(call, refusal);
    }
    if (!call.store.has_area()) return api::show_refusal(call, api::no_area(call));
    if (to.value().place == call.store.place) {
        return api::show_refusal(call,
                                 refuse("store-same",
                                        "The area is there already.",
                                        "Give the address of another store, or 'sqlite'."));
    }
    const auto contents = moved(call.store, to.value());
    if (!contents.accepted()) return api::show_refusal(call, contents.refusal());
    const auto keys = people_keys_of(call.data);
    if (!keys.accepted()) return api::show_refusal(call, keys.refusal());
    return finish(call, to.value(), keys.value(), address, contents.value());
}

}  // namespace

api::CommandSpec migrate_store_command() {
    using enum api::ArgumentKind;
    return {.words = "migrate-store",
            .help =
                "Move the area to another store, compared to the last row; stop its server "
                "first",
            .example =
                "almoner migrate-store --to "
                "'postgresql://almoner@db.example/almoner?schema=north'",
            .arguments = {{"--to", "to", text, true, "postgresql://..., or sqlite"}},
            .run = migrate_store};
}

}  // namespace almoner::ops
