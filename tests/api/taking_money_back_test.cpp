// The page for newcomers is run as it stands: from a surplus to a reduction that has matured.
#include "tests/support/cli_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <sstream>

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

// The lines between the first two fences.
std::vector<std::string> script_of(const std::string& page) {
    const std::string fence = "```\n";
    const std::size_t from = page.find(fence) + fence.size();
    std::istringstream in(page.substr(from, page.find(fence, from) - from));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

class TheNewcomersPage : public ::testing::Test {
  protected:
    TheNewcomersPage() { area.load_sample_area(); }
    // Its lines as they stand, up to the first that begins so; what the last one said.
    std::string play_until(const std::string& beginning) {
        const std::string letter = area.write("letter.pdf", "%PDF-1.4 a letter");
        std::string last;
        for (; at_ < lines_.size(); ++at_) {
            const std::string& line = lines_[at_];
            if (!beginning.empty() && line.starts_with(beginning)) return last;
            if (line.starts_with("# ")) {
                std::istringstream(line.substr(2)) >> area.day >> user;
                continue;
            }
            EXPECT_TRUE(line.starts_with("almoner ")) << line;
            std::vector<std::string> words = words_of(line);
            for (std::string& word : words) {
                if (word == "letter.pdf") word = letter;
            }
            const ProgramEnd end = area.ask(user, words);
            EXPECT_EQ(end.exit_code, 0) << line << "\n" << end.err;
            last = end.out;
        }
        return last;
    }

    CliArea area;
    std::string user;

  private:
    std::vector<std::string> lines_ =
        script_of(testing::read_whole(testing::project_path("ops/docs/taking-money-back.md")));
    std::size_t at_ = 0;
};

TEST_F(TheNewcomersPage, GoesFromASurplusToAMaturedReduction) {
    const std::vector<std::string> take_effect{"case", "take-effect", "C-0001"};
    (void)play_until("almoner notice delivery");
    EXPECT_EQ(area.refusal("jo", take_effect), "letter-not-sent");
    (void)play_until("almoner case take-effect");
    area.day = "2026-04-29";
    EXPECT_EQ(area.refusal(user, take_effect), "notice-running");
    area.day = "2026-05-08";
    const std::string last = play_until("");
    EXPECT_NE(last.find("£80  weekly  8 May 2026"), std::string::npos) << last;
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

// Whoever was told that less will be paid is told that it will not be less.
TEST_F(TheNewcomersPage, WritesToThePersonWhenTheCaseIsWithdrawn) {
    (void)play_until("almoner case take-effect");
    area.day = "2026-04-10";
    EXPECT_EQ(area.refusal("jo", {"case", "withdraw", "C-0001", "--words", "She needs it."}),
              "accepted");
    const nlohmann::json shown = area.answer("jo", {"notice", "show", "N-0001"});
    EXPECT_EQ(shown.at("notice").at(0).at("standing"), "withdrawn");
    EXPECT_EQ(shown.at("letters").size(), 2U);
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace almoner::tests
