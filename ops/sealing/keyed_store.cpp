#include "ops/sealing/keyed_store.h"

#include "ledger/records/erasure.h"
#include "ledger/records/record_table.h"
#include "ledger/records/sealed_row.h"
#include "ops/settings/data_settings.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::Database;
using ledger::Query;
using ledger::SealState;
using ledger::StorageError;
using Keys = std::shared_ptr<KeyFile>;

const Query any_command{"SELECT 1 FROM journal LIMIT 1"};
// Some of each table: a single one may be damaged itself.
const Query newest_text{
    "SELECT id, person, sealed FROM private_text WHERE sealed IS NOT NULL"
    " ORDER BY id DESC LIMIT 8"};
const Query newest_details{
    "SELECT id, person, sealed FROM person_private WHERE sealed IS NOT NULL"
    " ORDER BY id DESC LIMIT 8"};
const Query newest_bank_details{
    "SELECT id, person, sealed FROM bank_private WHERE sealed IS NOT NULL"
    " ORDER BY id DESC LIMIT 8"};
// What only one of two copies of an area has is of its newest people.
const Query newest_people{
    "SELECT d.id, d.person, d.sealed FROM person p JOIN person_private d ON d.id = p.personal"
    " WHERE d.sealed IS NOT NULL ORDER BY p.number DESC, p.version DESC LIMIT 8"};
const Query whose_is_sealed{
    "SELECT person FROM private_text WHERE sealed IS NOT NULL"
    " UNION SELECT person FROM person_private WHERE sealed IS NOT NULL"
    " UNION SELECT person FROM bank_private WHERE sealed IS NOT NULL"
    " UNION SELECT person FROM assistant_private WHERE sealed IS NOT NULL"
    " UNION SELECT e.person FROM evidence e JOIN evidence_document d ON d.evidence = e.id"};

// Each row of one person, by the table that it stands in.
const Query text_of{
    "SELECT id, person, sealed FROM private_text"
    " WHERE person = $1 AND sealed IS NOT NULL"};
const Query details_of{
    "SELECT id, person, sealed FROM person_private"
    " WHERE person = $1 AND sealed IS NOT NULL"};
const Query bank_details_of{
    "SELECT id, person, sealed FROM bank_private"
    " WHERE person = $1 AND sealed IS NOT NULL"};

struct Newest {
    const ledger::RecordTable& table;
    const Query& query;
};

struct Tried {
    std::set<std::pair<std::string_view, std::int64_t>> rows;
    std::set<std::int64_t> opened;  // people of whom a row opened
    std::set<std::int64_t> broken;
    bool lacks_a_key = false;
};

void try_newest(Database& database, const Newest& newest, Tried& tried) {
    ledger::Rows rows = database.select(newest.query);
    while (rows.next()) {
        const ledger::SealedPlace place{
            .table = newest.table.name, .id = rows.integer(0), .person = rows.integer(1)};
        if (!tried.rows.emplace(place.table, place.id).second) continue;
        const SealState state = ledger::unseal(database, place, rows.text(2)).state;
        if (state == SealState::opened) tried.opened.insert(place.person);
        if (state == SealState::broken) tried.broken.insert(place.person);
        if (state == SealState::key_missing) tried.lacks_a_key = true;
    }
}

// Where one row of a person opens, their key is right and the others are damaged.
bool opens_any_of(Database& database, std::int64_t person) {
    const std::array all{Newest{ledger::person_private_table, details_of},
                         Newest{ledger::private_text_table, text_of},
                         Newest{ledger::bank_private_table, bank_details_of}};
    return std::ranges::any_of(all, [&](const Newest& each) {
        ledger::Rows rows = database.select(each.query, person);
        while (rows.next()) {
            const ledger::SealedPlace place{
                .table = each.table.name, .id = rows.integer(0), .person = person};
            if (ledger::unseal(database, place, rows.text(2)).state == SealState::opened)
                return true;
        }
        return false;
    });
}

// People of whose rows none opens with the keys that there are.
std::ptrdiff_t not_their_keys(Database& database, const Tried& tried) {
    return std::ranges::count_if(tried.broken, [&](std::int64_t person) {
        return !tried.opened.contains(person) && !opens_any_of(database, person);
    });
}

bool has_commands(Database& database) {
    return database.select(any_command).next();
}

std::string of_other(const fs::path& file) {
    return "the file of the people's keys, " + file.string() +
           ", is of another area, or of another copy of this one: name this area's in "
           "settings.toml "
           "(people_keys), or put it back";
}

std::string damaged(const fs::path& file) {
    return "the file of the people's keys, " + file.string() +
           ", is damaged: put it back from its copy";
}

std::string missing(const fs::path& file) {
    return "the file of the people's keys, " + file.string() +
           ", is missing: nothing about people can be read without it. Put it back from its copy, "
           "or name the place where it is in settings.toml (people_keys)";
}

void use(Database& database, const Keys& keys) {
    keys->refresh();
    database.use_keys(keys);
}

void use_for_new_area(Database& database, const Keys& keys) {
    use(database, keys);
    if (keys->people() > 0) throw StorageError(of_other(keys->path()));
    if (keys->is_torn()) throw StorageError(damaged(keys->path()));
    (void)keys->for_sealing(ledger::nobody);
    keys->sync();
}

// Of somebody whose rows are committed, or the area itself, no whole record stands in front of what
// is none.
bool books_need_more(Database& database, KeyFile& keys) {
    if (!keys.has_record(ledger::nobody)) return true;
    ledger::Rows rows = database.select(whose_is_sealed);
    while (rows.next()) {
        if (!keys.has_record(rows.integer(0))) return true;
    }
    return false;
}

// An append that was torn was never acknowledged. Read twice: a writer may have been at it.
void look_at_torn_end(Database& database, KeyFile& keys) {
    if (!keys.is_torn() || !books_need_more(database, keys)) return;
    keys.refresh();
    if (keys.is_torn() && books_need_more(database, keys)) throw StorageError(damaged(keys.path()));
}

void use_for_area(Database& database, const Keys& keys) {
    if (!keys->is_there()) throw StorageError(missing(keys->path()));
    use(database, keys);
    look_at_torn_end(database, *keys);
    const std::string fault = key_fault(database, *keys);
    if (!fault.empty()) throw StorageError(fault);
}

// The journal says that they were erased; a power cut may have come before their keys were gone.
void throw_away_again(Database& database, ledger::PersonKeys& keys) {
    for (const std::int64_t person : ledger::erased_people(database)) {
        if (!keys.was_thrown_away(person)) keys.throw_away(person);
    }
}

void use_for_writing(Database& database, const Keys& keys) {
    if (!has_commands(database)) {
        use_for_new_area(database, keys);
        return;
    }
    use_for_area(database, keys);
    keys->cut_torn_end();
    throw_away_again(database, *keys);
}

}  // namespace

ledger::Outcome<fs::path> people_keys_of(const fs::path& folder) {
    const auto settings = read_data_settings(folder);
    if (!settings.accepted()) return settings.refusal();
    const std::string& named = settings.value().people_keys;
    return named.empty() ? folder / "people.keys" : fs::path(named);
}

std::string key_fault(Database& database, const KeyFile& file) {
    const std::array all{Newest{ledger::person_private_table, newest_people},
                         Newest{ledger::person_private_table, newest_details},
                         Newest{ledger::bank_private_table, newest_bank_details},
                         Newest{ledger::private_text_table, newest_text}};
    Tried tried;
    for (const Newest& each : all) try_newest(database, each, tried);
    if (tried.lacks_a_key) {
        return "the file of the people's keys, " + file.path().string() +
               ", lacks a key that the books need: it is another area's, or an old copy. Put the "
               "newest one there";
    }
    const std::ptrdiff_t broken = not_their_keys(database, tried);
    return broken > 1 || (broken > 0 && tried.opened.empty()) ? of_other(file.path()) : "";
}

api::Store keyed(api::Store store, const fs::path& file) {
    const auto keys = std::make_shared<KeyFile>(file);
    store.open_writer = [open = std::move(store.open_writer), keys] {
        auto database = open();
        use_for_writing(*database, keys);
        return database;
    };
    store.open_reader = [open = std::move(store.open_reader), keys] {
        auto database = open();
        if (has_commands(*database)) use_for_area(*database, keys);
        return database;
    };
    return store;
}

}  // namespace almoner::ops
