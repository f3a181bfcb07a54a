#include "tests/support/program.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

namespace almoner::tests {
namespace {

using nlohmann::json;

class Demo : public testing::Test {
  protected:
    ProgramEnd demo(const std::string& name, std::vector<std::string> more) {
        more.insert(more.begin(), {"demo", "--json", "--data", (folder_.path() / name).string()});
        return run_almoner(more);
    }

    // "The journal's head is HASH."
    static std::string head_of(const ProgramEnd& end) {
        const std::string sentence = json::parse(end.out).at("sentence");
        const std::size_t at = sentence.rfind(' ') + 1;
        return sentence.substr(at, sentence.size() - at - 1);
    }

    ProgramEnd look(std::vector<std::string> words) {
        const auto data = folder_.path() / "area";
        for (const std::string& more : {std::string("--data"),
                                        data.string(),
                                        std::string("--as"),
                                        std::string("vi"),
                                        std::string("--credential-file"),
                                        (data / "credentials" / "vi").string(),
                                        std::string("--as-of"),
                                        std::string("2026-09-30")}) {
            words.push_back(more);
        }
        return run_almoner(words);
    }

    TempFolder folder_;
};

// Counted apart from the program, from the outbox, the bank's own books and the states: 213
// payments (201 stay settled, 4 came back after they had settled, 2 recalled, 6 on their way) of
// £225,079.84.
const std::map<std::string, std::int64_t> counts_of_seed_1{
    {"people", 30},
    {"agreements", 34},
    {"runs sent", 54},
    {"payments sent", 213},
    {"pence sent", 22'507'984},
    {"payments held", 2},
    {"payments settled", 205},
    {"payments returned", 4},
    {"payees confirmed after a return", 4},
    {"receipts on the client account", 34},
    {"changes of rate", 1},
    {"uplifts", 2},
    {"deaths", 1},
    {"payments recalled", 2},
    {"too late to recall", 0},
    {"changes of option", 1},
    {"sums handed over", 1},
    {"contributions paid in", 13},
    {"contributions paid in late", 1},
    {"bank lines in suspense at first", 14},
    {"bank lines explained", 14},
    {"commands", 785},
};

TEST_F(Demo, PaysThirtyPeopleForSixMonthsAndEveryMonthAgrees) {
    const ProgramEnd end = demo("area", {"--people", "30", "--seed", "1"});
    ASSERT_EQ(end.exit_code, 0) << end.err;
    std::map<std::string, std::int64_t> counts;
    const json answer = json::parse(end.out);
    for (const json& row : answer.at("counts")) {
        counts[row.at("what").get<std::string>()] = row.at("count").get<std::int64_t>();
    }
    EXPECT_EQ(counts, counts_of_seed_1);

    const ProgramEnd verified = look({"verify"});
    EXPECT_EQ(verified.exit_code, 0) << verified.out;
    for (const char* body : {"ICB", "COUNCIL"}) {
        for (const char* month :
             {"2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"}) {
            const ProgramEnd report =
                look({"report", "month", "--commissioner", body, "--month", month});
            EXPECT_EQ(report.exit_code, 0) << body << ' ' << month << '\n' << report.out;
            EXPECT_NE(report.out.find("agree in"), std::string::npos) << report.out;
        }
    }
    const ProgramEnd books = look({"export", "--format", "hledger"});
    ASSERT_EQ(books.exit_code, 0) << books.err;
    const auto journal = folder_.path() / "books.journal";
    std::ofstream(journal, std::ios::binary) << books.out;
    EXPECT_EQ(std::system(("hledger -f '" + journal.string() + "' check --strict").c_str()), 0);
    const ProgramEnd signed_in = look({"balance", "P-00001"});
    EXPECT_EQ(signed_in.exit_code, 0) << signed_in.err;
}

TEST_F(Demo, TheSameSeedGivesTheSameJournalAndAnotherSeedAnother) {
    const std::vector<std::string> wish{"--people", "20", "--to", "2026-05-08", "--seed"};
    const auto with_seed = [&](const char* seed) {
        auto words = wish;
        words.emplace_back(seed);
        return words;
    };
    const ProgramEnd first = demo("one", with_seed("5"));
    const ProgramEnd again = demo("two", with_seed("5"));
    const ProgramEnd other = demo("three", with_seed("6"));
    ASSERT_EQ(first.exit_code, 0) << first.err;
    EXPECT_EQ(first.out, again.out);
    EXPECT_EQ(head_of(first).size(), 64U);
    EXPECT_NE(head_of(first), head_of(other));
}

TEST_F(Demo, LeavesAnAreaThatIsThereAlone) {
    ASSERT_EQ(demo("one", {"--people", "20", "--to", "2026-03-25"}).exit_code, 0);
    const ProgramEnd again = demo("one", {"--people", "20"});
    EXPECT_EQ(again.exit_code, 1);
    EXPECT_NE(again.err.find("area-exists"), std::string::npos) << again.err;
}

TEST_F(Demo, RefusesASizeASeedOrADayThatItCantPlay) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
        {{"--people", "19"}, "demo-people"},
        {{"--people", "20001"}, "demo-people"},
        {{"--people", "many"}, "demo-people"},
        {{"--people", "20", "--seed", "-1"}, "demo-seed"},
        {{"--people", "20", "--to", "2026-03-24"}, "demo-last-day"},
        {{"--people", "20", "--to", "2026-10-01"}, "demo-last-day"}};
    for (const auto& [words, code] : wrong) {
        const ProgramEnd end = demo("none", words);
        EXPECT_EQ(end.exit_code, 2) << words.back();
        EXPECT_NE(end.err.find(code), std::string::npos) << end.err;
    }
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "none"));
    const ProgramEnd many = demo("none", {"--people", "1000000"});
    EXPECT_NE(many.err.find("20 to 20000 people"), std::string::npos) << many.err;
    EXPECT_NE(many.err.find("one area has at most 20,000 budgets"), std::string::npos) << many.err;
}

}  // namespace
}  // namespace almoner::tests
