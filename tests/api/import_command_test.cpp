#include "tests/support/cli_area.h"
#include "tests/support/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path sample_area = testing::project_path("ops/sample-area");

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

class ImportCommand : public ::testing::Test {
  protected:
    ImportCommand() : area_files(area.folder() / "area") { fs::copy(sample_area, area_files); }

    void spoil(const std::string& file, const std::string& before, const std::string& after) const {
        std::string text = text_of(area_files / file);
        const std::size_t at = text.find(before);
        ASSERT_NE(at, std::string::npos) << before;
        text.replace(at, before.size(), after);
        std::ofstream(area_files / file, std::ios::binary) << text;
    }

    // 25 birthdays, one NHS number and one amount are wrong.
    void spoil_many() const {
        std::istringstream rows(text_of(area_files / "people.csv"));
        std::string text;
        std::string row;
        for (int at = 1; std::getline(rows, row); ++at) {
            const std::size_t date = row.find("-", 8);  // after "P-0001,"
            if (at > 1 && at <= 26) row.replace(date - 4, 4, "19x8");
            text += row + "\n";
        }
        std::ofstream(area_files / "people.csv", std::ios::binary) << text;
        spoil("people.csv", "999 001 1575", "999 001 1576");
        spoil("plan_lines.csv", "348.00", "forty");
    }

    ProgramEnd import(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"import", area_files.string()});
        return area.ask("jo", more);
    }

    CliArea area;
    fs::path area_files;
};

TEST_F(ImportCommand, ShowsEveryErrorAtOnceAsFileRowFieldValueAndWhatToDo) {
    spoil_many();
    const ProgramEnd end = import();
    EXPECT_EQ(end.exit_code, 1);
    EXPECT_NE(end.err.find("people.csv row 2, date_of_birth \"19x8-05-12\": This is not a date. "),
              std::string::npos)
        << end.err;
    EXPECT_NE(end.err.find("people.csv row 26, date_of_birth"), std::string::npos);
    EXPECT_NE(end.err.find("people.csv row 29, nhs_number \"***\""), std::string::npos);
    EXPECT_NE(end.err.find("plan_lines.csv row 45, amount \"forty\""), std::string::npos);
    EXPECT_NE(end.err.find("27 things are wrong in the files, and nothing was loaded"),
              std::string::npos);
    EXPECT_FALSE(fs::exists(area_files / "to-mend"));
}

TEST_F(ImportCommand, ShowsTheErrorsAsJsonAndAsCsv) {
    spoil("plan_lines.csv", "348.00", "forty");
    const ProgramEnd as_json = import({"--json"});
    EXPECT_EQ(as_json.exit_code, 1);
    const json error = json::parse(as_json.err).at("errors").at(0);
    EXPECT_EQ(error.at("file"), "plan_lines.csv");
    EXPECT_EQ(error.at("row"), 45);
    EXPECT_EQ(error.at("field"), "amount");
    EXPECT_EQ(error.at("value"), "forty");
    EXPECT_EQ(error.at("code"), "money-unreadable");
    const ProgramEnd as_csv = import({"--csv"});
    EXPECT_EQ(as_csv.exit_code, 1);
    EXPECT_NE(as_csv.out.find("1,error,plan_lines.csv,45,amount,forty,money-unreadable,"),
              std::string::npos)
        << as_csv.out;
}

TEST_F(ImportCommand, LoadsTheGoodRowsAndGivesTheOthersBackToBeMended) {
    spoil("plan_lines.csv", "348.00", "forty");
    spoil("people.csv", "1948-05-12", "1948-05-32");
    const ProgramEnd dry = import({"--accept-good", "--dry-run"});
    EXPECT_EQ(dry.exit_code, 3) << dry.err;
    EXPECT_FALSE(fs::exists(area_files / "to-mend"));

    const ProgramEnd partial = import({"--accept-good"});
    EXPECT_EQ(partial.exit_code, 3) << partial.err;
    EXPECT_EQ(area.ask("vi", {"balance", "P-0002"}).exit_code, 0);
    EXPECT_EQ(area.refusal("vi", {"balance", "P-0001"}), "person-unknown");

    const fs::path to_mend = area_files / "to-mend";
    const std::string people = text_of(to_mend / "people.csv");
    EXPECT_NE(people.find("P-0001"), std::string::npos);
    EXPECT_EQ(people.find("P-0002"), std::string::npos);
    for (const auto& [file, bad, good] :
         {std::tuple{"plan_lines.csv", "forty", "348.00"}, {"people.csv", "05-32", "05-12"}}) {
        std::string text = text_of(to_mend / file);
        text.replace(text.find(bad), std::string(bad).size(), good);
        std::ofstream(to_mend / file, std::ios::binary) << text;
    }
    const json mended = area.answer("jo", {"import", to_mend.string()});
    EXPECT_EQ(mended.at("files").at("people.csv").at("added"), 1);
    EXPECT_EQ(area.ask("vi", {"balance", "P-0001"}).exit_code, 0);
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);

    // What is loaded by now is the whole area: importing it again adds nothing.
    const json again = area.answer("jo", {"import", sample_area.string()});
    for (const auto& [file, count] : again.at("files").items()) {
        EXPECT_EQ(count.at("added"), 0) << file;
        EXPECT_EQ(count.at("different"), 0) << file;
    }
}

TEST_F(ImportCommand, SaysHowWhatDiffersIsTakenOver) {
    EXPECT_EQ(import().out.find("--apply"), std::string::npos) << "all of it is new";
    EXPECT_EQ(import().out.find("--apply"), std::string::npos) << "nothing differs";
    spoil("people.csv", "01632 960102", "01632 960199");
    const std::string said =
        "Next: What differs from the books was left as it is there: import with --apply to take it "
        "over.\n";
    EXPECT_NE(import().out.find(said), std::string::npos);
    EXPECT_NE(import({"--dry-run"}).out.find(said), std::string::npos);
    EXPECT_EQ(json::parse(import({"--json"}).out).count("next"), 1U);
    EXPECT_EQ(import({"--apply"}).out.find("Next:"), std::string::npos);
}

TEST_F(ImportCommand, TheSameFolderTwiceChangesNothing) {
    EXPECT_EQ(import().exit_code, 0);
    const std::string books = area.ask("vi", {"export", "--format", "csv"}).out;
    const json again = area.answer("jo", {"import", area_files.string()});
    for (const auto& [file, count] : again.at("files").items()) {
        EXPECT_EQ(count.at("added").get<int>() + count.at("changed").get<int>(), 0) << file;
    }
    EXPECT_EQ(area.ask("vi", {"export", "--format", "csv"}).out, books);
}

TEST_F(ImportCommand, ARowThatTheBooksObjectToIsGivenBackAsWell) {
    EXPECT_EQ(import().exit_code, 0);
    spoil("opening_balances.csv", "412.30", "412.31");
    EXPECT_EQ(area.refusal("jo", {"import", area_files.string()}), "import-has-errors");
    const fs::path apart = area.folder() / "mend";
    const ProgramEnd partial = import({"--accept-good", "--to-mend", apart.string()});
    EXPECT_EQ(partial.exit_code, 3);
    EXPECT_NE(partial.err.find("opening_balances.csv row 8, amount \"412.31\""), std::string::npos)
        << partial.err;
    EXPECT_NE(text_of(apart / "opening_balances.csv").find("412.31"), std::string::npos);
}

// "a missing row ends nothing": what a folder leaves out is what the books have.
TEST_F(ImportCommand, AFolderMayLeaveOutWhatTheBooksHave) {
    EXPECT_EQ(import().exit_code, 0);
    std::string people = text_of(area_files / "people.csv");
    const std::size_t row = people.find("P-0001,");
    people.erase(row, people.find('\n', row) + 1 - row);
    std::ofstream(area_files / "people.csv", std::ios::binary) << people;
    EXPECT_EQ(import().exit_code, 0);
    EXPECT_EQ(area.ask("vi", {"balance", "P-0001"}).exit_code, 0);

    const fs::path alone = area.folder() / "alone";
    fs::create_directories(alone);
    std::string lines = text_of(area_files / "plan_lines.csv");
    lines.replace(lines.find("348.00"), 6, "350.00");
    std::ofstream(alone / "plan_lines.csv", std::ios::binary) << lines;
    const json shown = area.answer("jo", {"import", alone.string()});
    EXPECT_EQ(shown.at("files").at("plan_lines.csv").at("different"), 1);
    const json applied = area.answer("jo", {"import", alone.string(), "--apply"});
    EXPECT_EQ(applied.at("files").at("plan_lines.csv").at("changed"), 1);
    EXPECT_EQ(area.ask("vi", {"verify"}).exit_code, 0);

    lines += "PL-NEW,B-9999,ICB,nhs,Care,direct-payment,10.00,weekly,2026-04-01,\n";
    std::ofstream(alone / "plan_lines.csv", std::ios::binary) << lines;
    const ProgramEnd unknown = area.ask("jo", {"import", alone.string(), "--accept-good"});
    EXPECT_EQ(unknown.exit_code, 3);
    EXPECT_NE(unknown.err.find("budget \"B-9999\": Neither budgets.csv nor the books have this "
                               "reference. Correct it, or add the row that it refers to."),
              std::string::npos)
        << unknown.err;
    EXPECT_EQ(text_of(alone / "to-mend" / "plan_lines.csv").find("350.00"), std::string::npos);
    EXPECT_FALSE(fs::exists(alone / "to-mend" / "budgets.csv"))
        << "what the books have is not given back";
}

TEST_F(ImportCommand, NeverWritesOverTheFilesThemselves) {
    spoil("plan_lines.csv", "348.00", "forty");
    EXPECT_EQ(
        area.refusal(
            "jo",
            {"import", area_files.string(), "--accept-good", "--to-mend", area_files.string()}),
        "to-mend-is-the-folder");
    EXPECT_NE(text_of(area_files / "plan_lines.csv").find("forty"), std::string::npos);
}

TEST_F(ImportCommand, WritesATemplateIntoAnEmptyFolderOnly) {
    const std::string folder = (area.folder() / "new").string();
    EXPECT_EQ(area.ask("", {"import", "--template", folder, "--sample-rows"}).exit_code, 0);
    EXPECT_EQ(area.answer("jo", {"import", folder}).at("files").at("people.csv").at("added"), 1);
    EXPECT_EQ(area.refusal("", {"import", "--template", folder}), "file-exists");
    EXPECT_EQ(area.ask("jo", {"import"}).exit_code, 2);
}

}  // namespace
}  // namespace almoner::tests
