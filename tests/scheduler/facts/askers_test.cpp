// The page says of each event which handler asks its rules, and that is so.
#include "scheduler/facts/askers.h"

#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

namespace almoner::scheduler {
namespace {

namespace fs = std::filesystem;

// All that `scheduler` does, without the list itself.
std::string sources_of_the_handlers() {
    std::string all;
    for (const auto& each : fs::recursive_directory_iterator(testing::project_path("scheduler"))) {
        if (each.path().extension() == ".cpp") all += testing::read_whole(each.path());
    }
    return all;
}

std::string in_code(rules::Event event) {
    std::string name(name_of_value(event));
    std::ranges::replace(name, '-', '_');
    return "Event::" + name;
}

bool is_asked_in(const std::string& sources, rules::Event event) {
    const std::string name = in_code(event);
    for (std::size_t at = sources.find(name); at != std::string::npos;
         at = sources.find(name, at + 1)) {
        const char next = sources[at + name.size()];
        if (next != '_' && std::isalnum(static_cast<unsigned char>(next)) == 0) return true;
    }
    return false;
}

TEST(Askers, AreNamedOfEachEventThatIsAsked) {
    const std::string sources = sources_of_the_handlers();
    std::set<std::string> without;
    for (std::size_t at = 0; at < names_of(rules::Event{}).size(); ++at) {
        const auto event = static_cast<rules::Event>(at);
        const bool is_named = asker_of(event) != no_handler_yet;
        EXPECT_EQ(is_asked_in(sources, event), is_named) << name_of_value(event);
        if (!is_named) without.insert(std::string(name_of_value(event)));
    }
    // Their doors come with public statements of resources and with prepaid cards.
    EXPECT_EQ(without, (std::set<std::string>{"publish", "card-setup", "go-live"}));
}

TEST(Askers, NameEachEventOnce) {
    std::set<rules::Event> named;
    for (const Askers& each : askers) {
        EXPECT_TRUE(named.insert(each.event).second) << name_of_value(each.event);
        EXPECT_FALSE(each.handlers.empty()) << name_of_value(each.event);
    }
}

}  // namespace
}  // namespace almoner::scheduler
