#include "gateway/bacs/standard18.h"

#include "tests/gateway/sample_payment_file.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <sstream>

namespace almoner::gateway::bacs {
namespace {

using gateway::testing::day;
using gateway::testing::sample_file;
using gateway::testing::sample_item;
using ledger::Money;

std::vector<std::string> lines_of(const std::string& bytes) {
    std::vector<std::string> lines;
    std::istringstream in(bytes);
    for (std::string line; std::getline(in, line);) {
        EXPECT_EQ(line.back(), '\r');
        line.pop_back();
        lines.push_back(line);
    }
    return lines;
}

PaymentItem golden_item(const char* sort_code,
                        const char* account,
                        std::int64_t pence,
                        const char* reference,
                        const char* name) {
    return {.end_to_end_id = reference,
            .payee_name = name,
            .sort_code = sort_code,
            .account_number = account,
            .amount = Money::from_pence(pence),
            .entry_on = day("2026-08-24"),
            .processing_on = day("2026-08-21"),
            .reference = reference};
}

TEST(Standard18, EqualsTheGoldenFileByteForByte) {
    const auto golden =
        almoner::testing::reference_path("payments/samples/bacs/openbooks_golden_daily_credit.txt");
    if (!golden) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    const PaymentFile file{
        .serial = "000007",
        .message_id = "",
        .created_on = day("2026-08-14"),
        .created_at = "",
        .originator = {"Acme Ltd", "601613", "12345678", "123456"},
        .codes = {},
        .items = {golden_item("204512", "12345678", 250000, "PAY EMP-0001", "Ada Widget"),
                  golden_item("601613", "87654321", 182150, "PAY EMP-0002", "Bo Saver")}};
    EXPECT_EQ(file_bytes(FileProfile::bacs18_single, file).value(),
              almoner::testing::read_whole(*golden));
}

TEST(Standard18, SingleDayFilesHaveEachFieldInItsPlace) {
    const auto lines = lines_of(write(FileProfile::bacs18_single, sample_file()));
    const std::vector<std::string> expected{
        "VOL1A00042                               654321                                1",
        "HDR1A654321S   654321A0004200010001       26322 26331 000000                    ",
        "HDR2F0200000100                                   00                            ",
        "UHL1 26324999999    000000001 DAILY  042                                        ",
        "0899996637495809920300200004588    00000123456WESSEX COUNCIL    ALM0000001        "
        "ZOE NUNEZ         ",
        "0899996637495809920300200004588    00000000044WESSEX COUNCIL    ALM0000002        "
        "ZOE NUNEZ         ",
        "2030020000458801720300200004588    00000123500WESSEX COUNCIL    CONTRA            "
        "WESSEX COUNCIL    ",
        "EOF1A654321S   654321A0004200010001       26322 26331 000000                    ",
        "EOF2F0200000100                                   00                            ",
        "UTL10000000123500000000012350000000010000002                                    "};
    EXPECT_EQ(lines, expected);
}

TEST(Standard18, MultiDayFilesBalanceEachDayWithItsOwnContra) {
    PaymentFile file = sample_file();
    file.items.push_back(sample_item("ALM0000003", 1000));
    file.items[0].processing_on = day("2027-01-04");
    file.items[0].entry_on = day("2027-01-05");
    const auto lines = lines_of(write(FileProfile::bacs18_multi, file));
    ASSERT_EQ(lines.size(), 12U);
    for (std::size_t i = 0; i < lines.size(); ++i)
        EXPECT_EQ(lines[i].size(), i >= 4 && i < 9 ? 106U : 80U) << i;
    EXPECT_EQ(lines[2].substr(10, 5), "00106");
    EXPECT_EQ(lines[3].substr(4, 6), " 26324");
    EXPECT_EQ(lines[3].substr(28, 9), "4 MULTI  ");
    EXPECT_EQ(lines[1].substr(47, 6), " 27011");
    const auto tail = [&](std::size_t i) {
        return lines[i].substr(15, 2) + lines[i].substr(35, 11) + lines[i].substr(64, 11) +
               lines[i].substr(100);
    };
    EXPECT_EQ(tail(4), "9900000000044ALM0000002  26324");
    EXPECT_EQ(tail(5), "9900000001000ALM0000003  26324");
    EXPECT_EQ(tail(6), "1700000001044CONTRA      26324");
    EXPECT_EQ(tail(7), "9900000123456ALM0000001  27004");
    EXPECT_EQ(tail(8), "1700000123456CONTRA      27004");
    EXPECT_EQ(lines[11].substr(0, 44), "UTL10000000124500000000012450000000020000003");
}

TEST(Standard18, NeverCutsTheReferenceThatWeReconcileOn) {
    PaymentFile file = sample_file();
    file.items[0].reference = "ALM456789012345678";
    const auto lines = lines_of(file_bytes(FileProfile::bacs18_single, file).value());
    EXPECT_EQ(lines[4].substr(64, 18), "ALM456789012345678");
}

}  // namespace
}  // namespace almoner::gateway::bacs
