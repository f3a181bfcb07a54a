// An empty area for a test: SQLite in memory or in a folder of its own, salts that count.
#pragma once

#include "ledger/area/area_writer.h"
#include "ledger/storage/database.h"

#include <filesystem>
#include <memory>
#include <string>

namespace almoner::tests {

// A folder that is gone at the end of the test.
class TempFolder {
  public:
    TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// Salts 1, 2, 3, ... so that two runs of one command stream hash alike.
[[nodiscard]] ledger::SaltSource counting_salts();

// One set for all areas of the test program, so that whoever opens one can read it.
[[nodiscard]] std::shared_ptr<ledger::PersonKeys> shared_keys();
[[nodiscard]] std::unique_ptr<ledger::Database> with_shared_keys(
    std::unique_ptr<ledger::Database> database);

class TestArea {
  public:
    TestArea();  // in memory
    explicit TestArea(const std::filesystem::path& folder);

    [[nodiscard]] ledger::Database& database() { return *database_; }
    [[nodiscard]] ledger::AreaWriter& writer() { return *writer_; }
    // Runs a handler as a command of its own, with a key that was not used before.
    [[nodiscard]] ledger::CommandResult run(const ledger::Handler& handler);
    [[nodiscard]] ledger::Stamp stamp(const std::string& key) const;
    [[nodiscard]] ledger::Stamp next_stamp();  // with a key that was not used before

  private:
    std::unique_ptr<ledger::Database> database_;
    std::unique_ptr<ledger::AreaWriter> writer_;
    int keys_ = 0;
};

}  // namespace almoner::tests
