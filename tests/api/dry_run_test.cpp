// A dry run changes nothing, and each form that is asked for is the one that is given.
#include "tests/support/cli_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

constexpr std::string_view nothing_changed = "Nothing was changed: this was a dry run.\n";

TEST(DryRun, OfInitSaysWhatItWouldMakeAndMakesNothing) {
    const TempFolder folder;
    const std::string data = (folder.path() / "area").string();
    const ProgramEnd end = run_almoner({"init", "--name", "Vale", "--dry-run", "--data", data});
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_TRUE(holds(end.out, "Vale")) << end.out;
    EXPECT_TRUE(holds(end.err, nothing_changed)) << end.err;
    EXPECT_FALSE(fs::exists(data));
    ASSERT_EQ(run_almoner({"init", "--name", "Vale", "--data", data}).exit_code, 0);
    const ProgramEnd again = run_almoner({"init", "--name", "Vale", "--dry-run", "--data", data});
    EXPECT_EQ(again.exit_code, 1);
    EXPECT_TRUE(holds(again.err, "area-exists")) << again.err;
}

TEST(DryRun, OfServeAndDemoIsRefusedAsUsage) {
    const TempFolder folder;
    const std::string data = (folder.path() / "area").string();
    ASSERT_EQ(run_almoner({"init", "--name", "Vale", "--data", data}).exit_code, 0);
    const ProgramEnd served = run_almoner({"serve", "--dry-run", "--data", data});
    EXPECT_EQ(served.exit_code, 2);
    EXPECT_TRUE(holds(served.err, "no-dry-run")) << served.err;
    const std::string other = (folder.path() / "demo").string();
    const ProgramEnd demo = run_almoner({"demo", "--people", "20", "--dry-run", "--data", other});
    EXPECT_EQ(demo.exit_code, 2);
    EXPECT_FALSE(fs::exists(other));
}

// Each would write what can't be taken back, or only tells something once it was done.
TEST(DryRun, OfWhatKeepsAnAreaSafeIsRefusedAsUsage) {
    const CliArea area;
    const std::string to = (area.folder() / "elsewhere").string();
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"backup", "--to", to},
          std::vector<std::string>{"drill", "--from", to},
          std::vector<std::string>{"restore", "--from", to, "--to", to},
          std::vector<std::string>{"migrate-store", "--to", "sqlite"},
          std::vector<std::string>{"key", "make", "--to", to}}) {
        auto asked = words;
        asked.insert(asked.end(), {"--dry-run", "--data", area.data()});
        const ProgramEnd end = run_almoner(asked);
        EXPECT_EQ(end.exit_code, 2) << words.front();
        EXPECT_TRUE(holds(end.err, "no-dry-run")) << words.front() << ": " << end.err;
    }
    EXPECT_FALSE(fs::exists(to));
}

TEST(DryRun, OfImportTemplatesNamesTheFilesAndWritesNone) {
    const TempFolder folder;
    const std::string templates = (folder.path() / "empty").string();
    const ProgramEnd end = run_almoner({"import", "--template", templates, "--dry-run"});
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_TRUE(holds(end.out, "agreements.csv")) << end.out;
    EXPECT_TRUE(holds(end.err, nothing_changed)) << end.err;
    EXPECT_FALSE(fs::exists(templates));
}

TEST(DryRun, OfATokenSaysForWhom) {
    const CliArea area;
    const ProgramEnd end = area.ask("sam", {"token", "add", "--for", "vi", "--dry-run"});
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(end.out, "");
    EXPECT_EQ(end.err, "A token would be made for vi. " + std::string(nothing_changed));
}

TEST(Forms, AFileWithAddedColumnsIsJsonWhereThatIsAsked) {
    const CliArea area;
    const std::string dates = area.write("dates.csv", "nominal_payment_date\n2026-04-06\n");
    const ProgramEnd end = run_almoner({"calendar", "dates", dates, "--json"});
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(nlohmann::json::parse(end.out),
              (nlohmann::json{{"version", 1},
                              {"rows",
                               {{{"nominal_payment_date", "2026-04-06"},
                                 {"entry_day", "2026-04-02"},
                                 {"processing_day", "2026-04-01"},
                                 {"latest_input_day", "2026-03-31"}}}}}));
}

TEST(Forms, CsvIsCsvAndAnExportHasOneForm) {
    const CliArea area;
    EXPECT_TRUE(area.ask("sam", {"token", "add", "--for", "vi", "--csv"})
                    .out.starts_with("version,token\n1,alm_"));
    EXPECT_TRUE(run_almoner({"job", "list", "--csv"}).out.starts_with("version,name,help\n1,"));
    for (const char* flag : {"--json", "--csv"}) {
        const ProgramEnd end = area.ask("vi", {"export", "--format", "hledger", flag});
        EXPECT_EQ(end.exit_code, 2) << flag;
        EXPECT_TRUE(holds(end.err, std::string("Leave out ") + flag)) << end.err;
        EXPECT_EQ(end.out, "");
    }
    EXPECT_TRUE(holds(area.ask("vi", {"export", "--format", "csv", "--json"}).err, "two-formats"));
    EXPECT_EQ(area.ask("vi", {"export", "--format", "csv", "--csv"}).exit_code, 0);
}

// One line of 12.50 out, in this currency.
std::string statement_in(const CliArea& area, const std::string& currency) {
    std::string xml =
        testing::read_whole(testing::project_path("tests/fuzz/corpus/camt/one_line.xml"));
    for (std::size_t at = xml.find("GBP"); at != std::string::npos; at = xml.find("GBP", at + 1)) {
        xml.replace(at, 3, currency);
    }
    return area.write(currency + ".xml", xml);
}

TEST(StatementRead, SaysInWhichCurrencyAnAmountIs) {
    const CliArea area;
    const auto read = [&](const std::string& currency,
                          const std::string& more = "--as-of=2026-11-22") {
        return run_almoner({"statement", "read", statement_in(area, currency), more}).out;
    };
    EXPECT_TRUE(holds(read("GBP"), "-£12.50")) << read("GBP");
    const std::string euros = read("EUR");
    EXPECT_TRUE(holds(euros, "EUR -12.50")) << euros;
    EXPECT_TRUE(holds(euros, "EUR 87.50")) << euros;
    EXPECT_FALSE(holds(euros, "£")) << euros;
    const std::string header =
        "version,statement,account,booked_on,value_on,amount_pence,amount_pounds,currency,"
        "reference,counterparty,bank_reference,return_reason,remittance,amount_in_currency\n";
    const std::string line = "1,S1,GB29NWBK60161331926819,2026-11-20,2026-11-20,";
    const std::string rest = ",E1,A & B,BK1,AC04,words,";
    EXPECT_EQ(read("GBP", "--csv"), header + line + "-1250,-12.50,GBP" + rest + "-12.50\n");
    EXPECT_EQ(read("EUR", "--csv"), header + line + ",,EUR" + rest + "-12.50\n");
}

}  // namespace
}  // namespace almoner::tests
