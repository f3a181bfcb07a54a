// An area that a figure is measured on: it loads records, and asks commands as two people do.
#pragma once

#include "ledger/area/area_writer.h"
#include "ledger/calendar/date.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace almoner::bench {

using FieldMap = std::map<std::string, std::string>;

// Prepares and sends; approves.
extern const scheduler::Actor anna;
extern const scheduler::Actor ben;

class BenchArea {
  public:
    // `settings` are those of every command. Copies of an area in folders beside each other have
    // one file of keys.
    BenchArea(const std::filesystem::path& folder, ledger::Date today, FieldMap settings);

    void wait_until(ledger::Date day) { today_ = day; }
    [[nodiscard]] ledger::Date today() const { return today_; }
    [[nodiscard]] ledger::Database& database() { return *database_; }
    // One command of its own. What is refused is thrown.
    void command(const std::function<void(ledger::Work&)>& does);
    // In commands of so many numbers each, from 1 to the last.
    void each_of(std::int64_t numbers,
                 std::int64_t to_a_command,
                 const std::function<void(ledger::Work&, std::int64_t)>& does);
    nlohmann::json ask(scheduler::CommandHandler handler,
                       const scheduler::Actor& actor,
                       const FieldMap& fields);
    // All of it is in the file, and may be copied.
    void close();

  private:
    [[nodiscard]] ledger::Stamp next_stamp(const scheduler::Actor& actor);

    ledger::Date today_;
    std::unique_ptr<ledger::Database> database_;
    std::optional<ledger::AreaWriter> writer_;
    scheduler::Surroundings around_;
    int keys_ = 0;
};

// In place of what is there.
void copy_area(const std::filesystem::path& from, const std::filesystem::path& to);
// Prints what verify found.
[[nodiscard]] bool is_clean_area(const std::filesystem::path& folder);

}  // namespace almoner::bench
