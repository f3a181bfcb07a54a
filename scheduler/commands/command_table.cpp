#include "scheduler/commands/command.h"
#include "scheduler/commands/import_area.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/modulus_load.h"
#include "scheduler/commands/statement_import.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

constexpr std::array makers{Role::maker, Role::checker};
constexpr std::array checkers{Role::checker};

// One line for each command, in alphabetical order.
constexpr std::array table{
    CommandEntry{"import", makers, true, import_area},
    CommandEntry{"init", checkers, false, init_area},
    CommandEntry{"modulus load", makers, false, modulus_load},
    CommandEntry{"statement import", makers, true, import_statement},
};

}  // namespace

std::span<const CommandEntry> command_table() {
    return table;
}

const CommandEntry* find_command(std::string_view name) {
    const auto* const found = std::find_if(
        table.begin(), table.end(), [name](const CommandEntry& each) { return each.name == name; });
    return found == table.end() ? nullptr : found;
}

}  // namespace almoner::scheduler
