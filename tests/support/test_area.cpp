#include "tests/support/test_area.h"

#include "ledger/sealing/memory_keys.h"
#include "ledger/storage/sqlite/sqlite_database.h"

#include <cstdlib>
#include <stdexcept>

namespace almoner::tests {
namespace {

constexpr std::int64_t noon_2026_11_22_ms = 1'795'348'800'000;

std::unique_ptr<ledger::Database> migrated(std::unique_ptr<ledger::Database> database) {
    ledger::migrate_sqlite(*database, noon_2026_11_22_ms);
    return database;
}

}  // namespace

TempFolder::TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "almoner-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

ledger::SaltSource counting_salts() {
    return [count = 0]() mutable {
        std::string salt = std::to_string(++count);
        return std::string(16 - salt.size(), '0') + salt;
    };
}

std::shared_ptr<ledger::PersonKeys> shared_keys() {
    static const auto keys = std::make_shared<ledger::MemoryKeys>();
    return keys;
}

std::unique_ptr<ledger::Database> with_shared_keys(std::unique_ptr<ledger::Database> database) {
    database->use_keys(shared_keys());
    return database;
}

TestArea::TestArea()
    : database_(migrated(ledger::open_sqlite({}, ledger::SqliteUse::memory))),
      writer_(std::make_unique<ledger::AreaWriter>(*database_, counting_salts())) {}

TestArea::TestArea(const std::filesystem::path& folder)
    : database_(with_shared_keys(migrated(ledger::open_sqlite(folder, ledger::SqliteUse::write)))),
      writer_(std::make_unique<ledger::AreaWriter>(*database_, counting_salts())) {}

ledger::Stamp TestArea::stamp(const std::string& key) const {
    return {.command = "test",
            .key = key,
            .actor = 1,
            .at_ms = noon_2026_11_22_ms,
            .today = *ledger::Date::parse("2026-11-22")};
}

ledger::CommandResult TestArea::run(const ledger::Handler& handler) {
    return writer_->run_alone(next_stamp(), handler);
}

ledger::Stamp TestArea::next_stamp() {
    return stamp("test-" + std::to_string(++keys_));
}

}  // namespace almoner::tests
