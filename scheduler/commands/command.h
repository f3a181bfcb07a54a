// A command as every door hands it over, and what its handler is given and answers.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// Who a command is for. `checker` may approve what another person proposed; `maker` prepares; the
// scheduler itself may only propose.
enum class Role : std::uint8_t { maker = 1, checker = 2, viewer = 3, scheduler = 4 };

struct Actor {
    std::int64_t number = 0;
    std::string ref;
    Role role = Role::viewer;
    std::optional<ledger::Money> approve_limit{};  // none: any amount
};

// The command's fields by name, as text; file contents are fields too. What a handler reads from it
// is checked here, so that every refusal names its field.
class Fields {
  public:
    explicit Fields(const std::map<std::string, std::string>& values) : values_(values) {}

    [[nodiscard]] bool has(const std::string& name) const;          // there and not empty
    [[nodiscard]] std::string text(const std::string& name) const;  // "" when absent
    [[nodiscard]] ledger::Outcome<std::string> need(const std::string& name) const;
    [[nodiscard]] ledger::Outcome<ledger::Date> date(const std::string& name) const;
    [[nodiscard]] ledger::Outcome<ledger::Money> money(
        const std::string& name) const;  // "£1,234.50"
    [[nodiscard]] ledger::Outcome<std::int64_t> number(const std::string& name) const;

  private:
    const std::map<std::string, std::string>& values_;
};

// What does not come from the command: the data folder and the policy settings.
struct Surroundings {
    std::filesystem::path folder;  // FOLDER/outbox, FOLDER/inbox
    std::map<std::string, std::string> settings;
    [[nodiscard]] std::string setting(const std::string& name, std::string_view otherwise) const;
};

struct Asked {
    ledger::Work& work;
    Fields fields;
    const Actor& actor;
    const Surroundings& around;
};

// The answer as a JSON object in text, with refs, counts and amounts in pence, never personal text.
using Answer = std::string;
using CommandHandler = ledger::Outcome<Answer> (*)(Asked&);

struct CommandEntry {
    std::string_view name;      // "run approve"
    std::span<const Role> who;  // deny by default
    bool moves_money;           // its refusals are journalled
    CommandHandler handler;
};

// Every command there is; a name stands once.
[[nodiscard]] std::span<const CommandEntry> command_table();
[[nodiscard]] const CommandEntry* find_command(std::string_view name);

}  // namespace almoner::scheduler
