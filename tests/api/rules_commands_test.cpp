#include "api/render/rules_page.h"
#include "rules/engine/catalogue.h"
#include "tests/support/files.h"
#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace almoner::tests {
namespace {

using almoner::testing::project_path;
using almoner::testing::read_whole;

TEST(ThePageOfTheRules, IsWhatTheProgramPrints) {
    EXPECT_EQ(read_whole(project_path("ops/docs/rules.md")), api::rules_page());
    EXPECT_EQ(read_whole(project_path("ops/docs/life-cycles.md")), api::life_cycles_page());
}

TEST(RulesList, HasEveryRule) {
    const ProgramEnd end = run_almoner({"rules", "list", "--json"});
    ASSERT_EQ(end.exit_code, 0) << end.err;
    std::size_t count = 0;
    for (const rules::Subject& subject : rules::subjects()) count += subject.rules.size();
    EXPECT_EQ(nlohmann::json::parse(end.out)["rules"].size(), count);
}

TEST(RulesExplain, ShowsFindingsParametersAndFacts) {
    const ProgramEnd end = run_almoner({"rules", "explain", "RED-02", "--json"});
    ASSERT_EQ(end.exit_code, 0) << end.err;
    const auto shown = nlohmann::json::parse(end.out);
    EXPECT_EQ(shown["findings"].size(), 4U);
    EXPECT_EQ(shown["parameters"][0]["default"], "28 days");
    EXPECT_EQ(shown["facts"][0]["fact"], "surplus.notice_written");
    EXPECT_EQ(run_almoner({"rules", "explain", "RED-99"}).exit_code, 1);
}

class RulesEvaluate : public ::testing::Test {
  protected:
    RulesEvaluate()
        : folder_(std::filesystem::temp_directory_path() /
                  ("rules_" +
                   std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()))) {
        std::filesystem::create_directories(folder_);
    }
    ~RulesEvaluate() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return (folder_ / name).string();
    }
    [[nodiscard]] ProgramEnd evaluate(const std::string& facts) const {
        return run_almoner(
            {"rules", "evaluate", write("facts.json", facts), "--as-of", "2026-11-22", "--json"});
    }

  private:
    std::filesystem::path folder_;
};

TEST_F(RulesEvaluate, EndsByWhatItFound) {
    const std::string recorded = R"("information":{"decision_recorded":true}}})";
    const std::string line = R"("lines":[{"ref":"L1","regime":"nhs"}],)";
    const auto letter = [&](const std::string& issued) {
        return R"({"event":"increase",)" + line + R"("facts":{"surplus":{"letter_issued":)" +
               issued + "}," + recorded;
    };
    const ProgramEnd allowed = evaluate(letter("false"));
    EXPECT_EQ(allowed.exit_code, 0) << allowed.err;
    EXPECT_EQ(nlohmann::json::parse(allowed.out)["findings"][0]["outcome"], "allow");
    const ProgramEnd unknown = evaluate(letter("null"));
    EXPECT_EQ(unknown.exit_code, 3);
    EXPECT_EQ(nlohmann::json::parse(unknown.out)["findings"][0]["needs"], "surplus.letter_issued");
    const ProgramEnd blocked =
        evaluate(R"({"event":"refuse","lines":[{"regime":"asc"}],"facts":{"eligibility":)"
                 R"({"conditions_hold":true,"was_requested":true},)" +
                 recorded);
    EXPECT_EQ(blocked.exit_code, 1);
    EXPECT_EQ(nlohmann::json::parse(blocked.out)["findings"][0]["rule"], "ELI-05");
    EXPECT_EQ(evaluate("{").exit_code, 1);
}

TEST_F(RulesEvaluate, TakesAPolicy) {
    const std::string head = "version = \"1\"\nfrom = 2026-04-01\n";
    const std::string policy = write("policy.toml", head + "[surplus]\nthreshold-weeks = 4\n");
    const ProgramEnd diff = run_almoner({"policy", "diff", policy, "--json"});
    ASSERT_EQ(diff.exit_code, 0) << diff.err;
    EXPECT_EQ(nlohmann::json::parse(diff.out)["parameters"][0]["after"], "4 weeks");
    EXPECT_EQ(run_almoner({"policy", "check", policy}).exit_code, 0);
    const std::string loose = write("loose.toml", head + "[review]\nnhs-first-months = 4\n");
    const ProgramEnd refused = run_almoner({"policy", "check", loose});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_NE(refused.err.find("source: SI 2013/1617 reg 14(2)(a)"), std::string::npos);
}

TEST(RulesSchema, KnowsEachEvent) {
    EXPECT_EQ(run_almoner({"rules", "schema", "activate"}).exit_code, 0);
    EXPECT_EQ(run_almoner({"rules", "schema", "dance"}).exit_code, 1);
}

}  // namespace
}  // namespace almoner::tests
