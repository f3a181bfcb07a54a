#include "scheduler/commands/command.h"
#include "scheduler/commands/init.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

constexpr std::array checkers{Role::checker};

// One line for each command, in alphabetical order.
constexpr std::array table{
    CommandEntry{"init", checkers, false, init_area},
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
