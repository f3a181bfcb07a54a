#include "ledger/journal/content.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/verify/books_replay.h"
#include "ledger/verify/record_replay.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace almoner::ledger;

void require(bool holds) {
    if (!holds) std::abort();
}

std::unique_ptr<Database> empty_area() {
    auto area = open_sqlite({}, SqliteUse::memory);
    (void)migrate_sqlite(*area, 0);
    return area;
}

struct Read {
    bool whole = false;
    std::int64_t transfers = 0;
};

Read read_books(Database& area, CanonicalReader& body, FaultList& faults) {
    BooksReplay books(area, faults);
    Read read;
    try {
        books.command(1, body);
        read.whole = true;
    } catch (const CanonicalReader::Unreadable&) {
        read.whole = false;
    }
    books.finish();
    read.transfers = books.transfers();
    return read;
}

void read_records(Database& area, CanonicalReader& body, FaultList& faults) {
    static const Erasures none;
    RecordReplay records(area, none, faults);
    try {
        records.command(1, body);
        records.check_excuses(1, {});
    } catch (const CanonicalReader::Unreadable&) {
        require(records.records() == 0);
    }
    records.finish();
    require(records.records() == 0);
}

void read_content(std::string_view octets) {
    try {
        (void)salt_digest_in(octets);
        require(differing_field(octets, octets, true).empty());
    } catch (const CanonicalReader::Unreadable&) {
        return;
    }
}

}  // namespace

// Property: whatever stands in a journal row is read to its end or refused as unreadable, in little
// memory; what it says was written and is not in the area is named.
// libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto area = empty_area();
    const std::string_view octets(reinterpret_cast<const char*>(data), size);
    CanonicalReader body(octets);
    FaultList faults;
    const Read read = read_books(*area, body, faults);
    if (read.whole) read_records(*area, body, faults);
    require(!read.whole || read.transfers == 0 || !faults.take().empty());
    read_content(octets);
    return 0;
}
