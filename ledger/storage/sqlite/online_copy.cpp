#include "ledger/storage/sqlite/online_copy.h"

#include "ledger/storage/database.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <sqlite3.h>

namespace almoner::ledger {
namespace {

constexpr int patience_ms = 10'000;
constexpr int all_pages = -1;

}  // namespace

void copy_online(const std::filesystem::path& folder, const std::filesystem::path& file) {
    try {
        SQLite::Database from((folder / "almoner.db").string(), SQLite::OPEN_READONLY, patience_ms);
        SQLite::Database to(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        // Nothing but the finished copy counts, so no journal of it is needed.
        to.exec("PRAGMA journal_mode=OFF");
        SQLite::Backup backup(to, from);
        // In one step it is one look at the books: in several, each commit would begin it anew.
        if (backup.executeStep(all_pages) != SQLITE_DONE) {
            throw StorageBusy("the database is busy: try again");
        }
    } catch (const SQLite::Exception& error) {
        throw StorageError("the database can't be copied to " + file.string() + ": " +
                           error.what());
    }
    try {
        // The copy is one plain file, without a log beside it.
        SQLite::Database made(file.string(), SQLite::OPEN_READWRITE);
        made.exec("PRAGMA synchronous=FULL");
        if (made.execAndGet("PRAGMA journal_mode=DELETE").getString() != "delete") {
            throw StorageError("the copy " + file.string() + " can't be finished");
        }
    } catch (const SQLite::Exception& error) {
        throw StorageError("the copy " + file.string() + " can't be finished: " + error.what());
    }
}

}  // namespace almoner::ledger
