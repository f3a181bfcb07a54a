// What the program tells somebody to do next, it can do.
#include "api/cli/spec.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace almoner::tests {
namespace {

// Literals that stand one behind another are one text.
std::string with_literals_joined(const std::string& source) {
    std::string joined;
    joined.reserve(source.size());
    for (std::size_t at = 0; at < source.size(); ++at) {
        if (source[at] == '"') {
            const std::size_t next = source.find_first_not_of(" \n", at + 1);
            if (next != std::string::npos && next > at + 1 && source[next] == '"') {
                at = next;
                continue;
            }
        }
        joined += source[at];
    }
    return joined;
}

void in_sources_of(const char* room, const std::function<void(const std::string&)>& look) {
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(testing::project_path(room))) {
        if (file.path().extension() != ".cpp" && file.path().extension() != ".h") continue;
        look(with_literals_joined(testing::read_whole(file.path())));
    }
}

std::string first_two(const std::string& words) {
    const std::size_t space = words.find(' ');
    return space == std::string::npos ? words : words.substr(0, words.find(' ', space + 1));
}

std::string word_at(std::string_view text) {
    if (text.starts_with('-')) return "";  // an option
    return std::string(text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-")));
}

// "payroll rate": the first two words behind each "'almoner ".
std::set<std::string> named_in(std::string_view text) {
    constexpr std::string_view mark = "'almoner ";
    std::set<std::string> named;
    for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at)) {
        at += mark.size();
        const std::string noun = word_at(text.substr(at));
        if (noun.empty()) continue;
        const std::string_view behind = text.substr(at + noun.size());
        const std::string verb = behind.starts_with(' ') ? word_at(behind.substr(1)) : "";
        named.insert(verb.empty() ? noun : noun + " " + verb);
    }
    return named;
}

// The table, and what the composition root adds to it.
std::set<std::string> commands() {
    std::set<std::string> known{"help"};
    for (const api::CommandSpec& spec : api::all_commands()) known.insert(first_two(spec.words));
    in_sources_of("ops", [&](const std::string& text) {
        constexpr std::string_view mark = ".words = \"";
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
            at += mark.size();
            known.insert(text.substr(at, text.find('"', at) - at));
        }
    });
    return known;
}

TEST(NamedCommands, AreReadAcrossLinesAndWithoutOptions) {
    const std::string source =
        "\"Look: 'almoner run \"\n   \"show RUN' or 'almoner drill --help'\"";
    EXPECT_EQ(named_in(with_literals_joined(source)), (std::set<std::string>{"run show", "drill"}));
}

TEST(NamedCommands, AreCommandsOfTheProgram) {
    const std::set<std::string> known = commands();
    std::set<std::string> named;
    for (const char* const room : {"ledger/views", "rules", "gateway", "scheduler", "api", "ops"}) {
        in_sources_of(room, [&](const std::string& text) { named.merge(named_in(text)); });
    }
    for (const std::string& words : named) {
        const bool is_known = known.contains(words) || known.contains(word_at(words));
        EXPECT_TRUE(is_known) << "somebody is told to use 'almoner " << words << "'";
    }
    EXPECT_GT(named.size(), 50U);
}

}  // namespace
}  // namespace almoner::tests
