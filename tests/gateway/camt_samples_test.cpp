// The files of real banks: what an independent script counts in them is what we read.
#include "gateway/statement/statement_reader.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace almoner::gateway {
namespace {

std::string counted_by_script(const std::filesystem::path& file) {
    const std::string command = "python3 '" +
                                testing::project_path("tests/gateway/count_camt.py").string() +
                                "' '" + file.string() + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    if (!pipe) return "no python3";
    std::string out;
    std::array<char, 256> piece{};
    while (std::fgets(piece.data(), piece.size(), pipe.get()) != nullptr) out += piece.data();
    return out;
}

std::string pence(const std::optional<StatementBalance>& balance) {
    return balance ? std::to_string(balance->amount.pence()) : "-";
}

std::string counted_by_us(const std::string& bytes) {
    const auto outcome = read_statement(bytes);
    if (!outcome.accepted())
        return outcome.refusal().code == "date-missing" ? "undated\n" : "refused\n";
    std::string out;
    for (const Statement& each : outcome.value()) {
        ledger::Money lines;
        for (const StatementLine& line : each.lines) {
            if (line.booked) lines += line.amount;
        }
        EXPECT_EQ(lines, each.booked_total);
        out += std::to_string(each.entries) + " " + std::to_string(lines.pence()) + " " +
               pence(each.opening) + " " + pence(each.closing) + "\n";
    }
    return out;
}

std::vector<std::filesystem::path> camt_samples() {
    std::vector<std::filesystem::path> out;
    const auto folder = testing::reference_path("payments/samples/xml");
    if (!folder) return out;
    for (const auto& each : std::filesystem::directory_iterator(*folder)) {
        if (each.path().filename().string().find("camt") != std::string::npos)
            out.push_back(each.path());
    }
    std::ranges::sort(out);
    return out;
}

TEST(CamtSamples, AgreeWithAnIndependentCount) {
    const auto samples = camt_samples();
    if (samples.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    EXPECT_EQ(samples.size(), 28U);
    for (const auto& sample : samples) {
        EXPECT_EQ(counted_by_us(testing::read_whole(sample)), counted_by_script(sample))
            << sample.filename();
    }
}

std::vector<Statement> read_sample(const std::string& name) {
    const auto path = testing::reference_path("payments/samples/xml/" + name);
    if (!path) return {};
    return read_statement(testing::read_whole(*path)).value();
}

bool has_violation(const std::vector<Statement>& statements, const std::string& code) {
    return std::ranges::any_of(statements, [&](const Statement& each) {
        return std::ranges::find(each.violations, code, &Violation::code) != each.violations.end();
    });
}

TEST(CamtSamples, TheUkStatementKeepsItsTwinsAndItsReturn) {
    const auto statements = read_sample("iso20022js__goldman_sachs_camt_053_uk_v2.xml");
    if (statements.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    ASSERT_EQ(statements.size(), 2U);
    const Statement& statement = statements[1];
    EXPECT_EQ(statement.account, "GB36GSLD04296250000970");
    EXPECT_EQ(statement.sort_code, "042962");
    ASSERT_EQ(statement.lines.size(), 6U);
    for (const std::size_t twin : {0U, 1U}) {
        EXPECT_EQ(statement.lines[twin].amount.pence(), -10000);
        EXPECT_EQ(statement.lines[twin].references.payment_information_id,
                  "c67733f177ea422db587087e7f47567f");
        EXPECT_EQ(statement.lines[twin].references.end_to_end_id, "");
        EXPECT_EQ(statement.lines[twin].bank_code, "BACS Credit Payment");
    }
    EXPECT_EQ(statement.lines[0].bank_reference, "SPB2327886082710");
    EXPECT_EQ(statement.lines[1].bank_reference, "SPB2327886082774");
    const StatementLine& back = statement.lines[2];
    EXPECT_EQ(back.amount.pence(), 10000);
    EXPECT_TRUE(back.reversal);
    EXPECT_TRUE(back.returned);
    EXPECT_EQ(back.return_code, "0");
    EXPECT_EQ(back.return_words, "invalid details");
    EXPECT_EQ(back.references.end_to_end_id, "00384068");
    EXPECT_EQ(back.booked_on, ledger::Date::from_ymd(2023, 10, 9));
    EXPECT_EQ(back.value_on, ledger::Date::from_ymd(2022, 10, 12));
    EXPECT_EQ(back.counterparty, (Counterparty{"TEST NAME", "12345678", "622294"}));
    EXPECT_TRUE(has_violation(statements, "balances-disagree"));
    EXPECT_TRUE(has_violation(statements, "details-disagree"));
}

TEST(CamtSamples, ReportWhatIsWrongInThem) {
    const auto abn = read_sample("iso20022js__abn_amro_example_camt.xml");
    if (abn.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    EXPECT_TRUE(has_violation(abn, "field-too-long"));
    EXPECT_EQ(abn.front().lines.size(), 29U);
    EXPECT_TRUE(has_violation(read_sample("bsp__camt053_no_namespace.xml"), "namespace-missing"));
    EXPECT_TRUE(
        has_violation(read_sample("bsp__camt053_multicurrency.xml"), "transaction-code-missing"));
    EXPECT_TRUE(
        has_violation(read_sample("OCA__test-camt053-no-ntry.xml"), "element-not-in-version"));
}

TEST(CamtSamples, SurviveTruncationAtEveryByte) {
    const auto path = testing::reference_path("payments/samples/xml/genkgo__camt053.v8.xml");
    if (!path) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    const std::string whole = testing::read_whole(*path);
    for (std::size_t size = 0; size < whole.rfind('>'); ++size) {
        EXPECT_FALSE(read_statement(std::string_view(whole).substr(0, size)).accepted()) << size;
    }
}

}  // namespace
}  // namespace almoner::gateway
