#include "rules/payroll/identifiers.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::sample_rows;

ledger::Outcome<std::string> parse(const std::string& kind, std::string_view value) {
    if (kind == "NINO") return parse_nino(value);
    return kind == "PAYE_REF" ? parse_paye_reference(value)
                              : parse_accounts_office_reference(value);
}

TEST(Identifiers, AgreeWithThePublishedCases) {
    const auto rows = sample_rows("identifiers.csv");
    if (rows.empty()) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    for (const auto& row : rows) {
        const auto parsed = parse(row.at("kind"), row.at("value"));
        EXPECT_EQ(parsed.accepted(), row.at("valid") == "1") << row.at("case_id");
        const std::string canonical = parsed.accepted() ? parsed.value() : "";
        EXPECT_EQ(canonical, row.at("canonical")) << row.at("case_id");
    }
}

TEST(Identifiers, AreRefusedByWhatIsWrongWithThem) {
    for (const auto& [kind, value, code] :
         {std::tuple{"NINO", " ", "nino-missing"},
          {"NINO", "AB12345C", "nino-unreadable"},
          {"NINO", "AB1234567C", "nino-unreadable"},
          {"NINO", "1B123456C", "nino-unreadable"},
          {"NINO", "AB12345OC", "nino-unreadable"},
          {"NINO", "BG123456C", "nino-letters"},
          {"NINO", "AO123456C", "nino-letters"},
          {"NINO", "DA123456C", "nino-letters"},
          {"NINO", "AB123456E", "nino-suffix"},
          {"PAYE_REF", "", "paye-reference-missing"},
          {"PAYE_REF", "123/", "paye-reference-unreadable"},
          {"PAYE_REF", "123", "paye-reference-unreadable"},
          {"PAYE_REF", "123/ABCDEFGHIJK", "paye-reference-unreadable"},
          {"AO_REF", "", "accounts-office-reference-missing"},
          {"AO_REF", "123PX1234567Z", "accounts-office-reference-unreadable"},
          {"AO_REF", "123PX12345678X", "accounts-office-reference-unreadable"}}) {
        const auto parsed = parse(kind, value);
        ASSERT_FALSE(parsed.accepted()) << value;
        EXPECT_EQ(parsed.refusal().code, code) << value;
    }
    EXPECT_EQ(parse_nino("ab 12 34 56 c").value(), "AB123456C");
    EXPECT_EQ(parse_paye_reference("123/ABCDEFGHIJ").value(), "123/ABCDEFGHIJ");
    EXPECT_EQ(parse_accounts_office_reference("123px00123456").value(), "123PX00123456");
}

}  // namespace
}  // namespace almoner::rules
