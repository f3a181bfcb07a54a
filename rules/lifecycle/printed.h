// The lives as text: a table and a Mermaid diagram of each, the payment's among them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almoner::rules {

struct PrintedMove {
    std::string from{};
    std::string to{};
    std::string trigger{};
    std::string guards{};
};

struct LifeCycle {
    std::string name{};
    std::string begins_as{};
    std::vector<PrintedMove> moves{};
};

[[nodiscard]] std::vector<LifeCycle> life_cycles();
[[nodiscard]] std::string mermaid(const LifeCycle& cycle);

}  // namespace almoner::rules
