#include "tests/support/page_script.h"

#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <sstream>
#include <utility>

namespace almoner::tests {
namespace {

// As a shell would give them to the program, without its name.
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    bool is_quoted = false;
    bool is_word = false;
    for (const char c : line + " ") {
        if (c == '\'') {
            is_quoted = !is_quoted;
            is_word = true;
        } else if (c != ' ' || is_quoted) {
            word += c;
            is_word = true;
        } else if (is_word) {
            words.push_back(std::exchange(word, {}));
            is_word = false;
        }
    }
    words.erase(words.begin());
    return words;
}

}  // namespace

std::vector<std::string> page_script(const std::string& page) {
    const std::string all = testing::read_whole(testing::project_path("ops/docs/" + page));
    const std::string fence = "```\n";
    const std::size_t from = all.find(fence) + fence.size();
    std::istringstream in(all.substr(from, all.find(fence, from) - from));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

PageScript::PageScript(CliArea& area, const std::string& page)
    : area_(area), lines_(page_script(page)) {}

std::string PageScript::play_until(const std::string& beginning) {
    const std::string letter = area_.write("letter.pdf", "%PDF-1.4 a letter");
    std::string last;
    for (; at_ < lines_.size(); ++at_) {
        const std::string& line = lines_[at_];
        if (!beginning.empty() && line.starts_with(beginning)) return last;
        if (line.starts_with("# ")) {
            std::istringstream(line.substr(2)) >> area_.day >> user_;
            continue;
        }
        EXPECT_TRUE(line.starts_with("almoner ")) << line;
        std::vector<std::string> words = words_of(line);
        for (std::string& word : words) {
            if (word == "letter.pdf") word = letter;
            if (word.starts_with("ops/")) word = testing::project_path(word).string();
        }
        const ProgramEnd end = area_.ask(user_, words);
        EXPECT_EQ(end.exit_code, 0) << line << "\n" << end.err;
        last = end.out;
    }
    return last;
}

}  // namespace almoner::tests
