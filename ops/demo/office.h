// The office that runs a made area: its users give the program's commands, day by day.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"
#include "scheduler/service/command_runner.h"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace almoner::ops::demo {

// A command was refused that should not have been.
struct DemoStopped : std::runtime_error {
    DemoStopped(const std::string& command, ledger::Date day, ledger::Refusal why)
        : std::runtime_error(command + " on " + day.iso() + ": " + why.words),
          refusal(std::move(why)) {}
    ledger::Refusal refusal;
};

using FieldMap = std::map<std::string, std::string>;

inline constexpr std::string_view maker = "jo";
inline constexpr std::string_view checker = "sam";
inline constexpr std::string_view viewer = "vi";

class Office {
  public:
    // `reader` sees what the runner has committed. `commands`: how many were given before.
    Office(scheduler::CommandRunner& runner,
           ledger::Database& reader,
           const scheduler::Surroundings& around,
           std::int64_t commands = 0)
        : runner_(runner), reader_(reader), around_(around), commands_(commands) {}

    void open_day(ledger::Date day) { today_ = day; }
    [[nodiscard]] ledger::Date today() const { return today_; }

    // The answer; a refusal ends the demonstration.
    nlohmann::json ask(std::string_view who, const std::string& command, const FieldMap& fields);
    ledger::Outcome<nlohmann::json> try_to(std::string_view who,
                                           const std::string& command,
                                           const FieldMap& fields);
    // What the first answered is what the second confirms.
    void propose_and_confirm(const std::string& command, const FieldMap& fields);
    // The same; false when it was refused to the first.
    bool try_to_agree(const std::string& command, const FieldMap& fields);
    nlohmann::json run_job(std::string_view name);

    [[nodiscard]] ledger::Database& reader() { return reader_; }
    [[nodiscard]] std::int64_t commands() const { return commands_; }

  private:
    void confirm(const std::string& command, const nlohmann::json& proposed);
    [[nodiscard]] std::int64_t now_ms() const;

    scheduler::CommandRunner& runner_;
    ledger::Database& reader_;
    const scheduler::Surroundings& around_;
    ledger::Date today_{};
    std::int64_t commands_;
};

}  // namespace almoner::ops::demo
