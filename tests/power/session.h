// An area that is open on a disk that may fail: the real store, writer, commands and follow-up.
#pragma once

#include "ledger/area/area_writer.h"
#include "ledger/storage/database.h"
#include "scheduler/service/command_runner.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace almoner::tests {

struct SessionSettings {
    // Holds the lock file, the outbox and an empty file with the database's name; the database
    // itself is on the default VFS.
    std::filesystem::path folder;
    // What production sets, unless a test wants more checkpoints, or less than is promised.
    std::int64_t pages_to_checkpoint = 4096;
    std::string synchronous = "FULL";
    // Who opens it for writing, where that is not the test; and what begins once it is open.
    std::function<std::unique_ptr<ledger::Database>()> opens{};
    std::function<void(ledger::Database&)> begins{};
};

struct StoredEntry {
    std::string key;
    std::string hash;  // of the journal up to here
    friend bool operator==(const StoredEntry&, const StoredEntry&) = default;
};

class Session {
  public:
    // Opens, recovers and migrates. Throws ledger::StorageError, as all that follows.
    explicit Session(SessionSettings settings);

    // One group; the answers, or "refused CODE", and whether it was in the journal already.
    struct Answers {
        std::vector<std::string> texts;
        bool all_replayed = true;
    };
    Answers run_group(const std::vector<scheduler::Command>& commands);
    // A command with what follows from it, each in a group of its own.
    Answers run_with_follow_up(const scheduler::Command& command);
    void checkpoint(const char* mode);  // PASSIVE, FULL, RESTART or TRUNCATE
    // Ends as the program does when it is told to, and opens anew.
    void restart();
    // A reader that keeps looking at the books as they are now, which holds checkpoints back.
    void begin_look();
    void end_look();

    [[nodiscard]] std::vector<StoredEntry> journal();
    [[nodiscard]] std::vector<std::string> faults();  // of verify
    [[nodiscard]] ledger::Database& database() { return *database_; }
    [[nodiscard]] ledger::AreaWriter& writer() { return *writer_; }
    [[nodiscard]] const scheduler::Surroundings& around() const { return around_; }

  private:
    void open();

    SessionSettings settings_;
    scheduler::Surroundings around_;
    std::unique_ptr<ledger::Database> database_;
    std::optional<ledger::AreaWriter> writer_;
    std::unique_ptr<ledger::Database> looking_;
};

}  // namespace almoner::tests
