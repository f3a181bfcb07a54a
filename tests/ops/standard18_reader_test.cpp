#include "ops/bank_stand_in/standard18_reader.h"

#include "gateway/payment_file.h"
#include "tests/gateway/sample_payment_file.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <functional>

namespace almoner::ops::bank_stand_in {
namespace {

using gateway::FileProfile;
using gateway::testing::day;
using gateway::testing::sample_file;

using Lines = std::vector<std::string>;

// A good file of one day, by hand: 1,500.00 and 0.99 from one account.
Lines good() {
    return {"VOL1000123                               654321                                1",
            "HDR1A654321S   65432100012300010001       26322 26331 000000                    ",
            "HDR2F0200000100                                   00                            ",
            "UHL1 26324999999    000000001 DAILY  001                                        ",
            "0899996637495809920300200004588    00000150000WESSEX COUNCIL    ALM0000001        "
            "ZOE NUNEZ         ",
            "0899996637495809920300200004588    00000000099WESSEX COUNCIL    ALM0000002        "
            "O BRIEN           ",
            "2030020000458801720300200004588    00000150099WESSEX COUNCIL    CONTRA            "
            "WESSEX COUNCIL    ",
            "EOF1A654321S   65432100012300010001       26322 26331 000000                    ",
            "EOF2F0200000100                                   00                            ",
            "UTL10000000150099000000015009900000010000002                                    "};
}

std::string bytes_of(const Lines& lines, const char* end = "\r\n") {
    std::string bytes;
    for (const std::string& line : lines) bytes += line + end;
    return bytes;
}

std::string code_of(const Lines& lines) {
    const auto read = read_standard18(bytes_of(lines));
    return read.accepted() ? "accepted" : read.refusal().code;
}

TEST(Standard18Reader, ReadsEachField) {
    const auto read = read_standard18(bytes_of(good()));
    ASSERT_TRUE(read.accepted()) << read.refusal().words;
    const Submission& submission = read.value();
    EXPECT_EQ(submission.id, "000123");
    EXPECT_EQ(submission.created_on, day("2026-11-18"));
    EXPECT_EQ(submission.originator, (BankAccount{"203002", "00004588"}));
    EXPECT_EQ(submission.originator_name, "WESSEX COUNCIL");
    ASSERT_EQ(submission.instructions.size(), 2U);
    EXPECT_EQ(submission.instructions[1],
              (Instruction{.end_to_end_id = "",
                           .reference = "ALM0000002",
                           .payee_name = "O BRIEN",
                           .payee = {"089999", "66374958"},
                           .amount = ledger::Money::from_pence(99),
                           .on = day("2026-11-20"),
                           .group = "000123"}));
}

TEST(Standard18Reader, TakesEitherLineEnd) {
    EXPECT_TRUE(read_standard18(bytes_of(good(), "\n")).accepted());
    std::string cut = bytes_of(good());
    cut.resize(cut.size() - 2);
    EXPECT_TRUE(read_standard18(cut).accepted());
}

TEST(Standard18Reader, ReadsTheGoldenFile) {
    const auto golden =
        almoner::testing::reference_path("payments/samples/bacs/openbooks_golden_daily_credit.txt");
    if (!golden) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    const auto read = read_standard18(almoner::testing::read_whole(*golden));
    ASSERT_TRUE(read.accepted()) << read.refusal().words;
    EXPECT_EQ(read.value().instructions.size(), 2U);
    EXPECT_EQ(read.value().instructions[0].amount.pence(), 250000);
    EXPECT_EQ(read.value().instructions[0].on, day("2026-08-21"));
}

struct Wrong {
    const char* code;
    std::function<void(Lines&)> spoil;
};

// The wrong files that were seen in the wild (payments.md, section 2.7).
TEST(Standard18Reader, RefusesTheWrongFilesSeenInTheWild) {
    for (const Wrong& wrong : {
             Wrong{"label-length",
                   [](Lines& l) {
                       for (const int i : {0, 1, 2, 3, 7, 8, 9})
                           l[static_cast<std::size_t>(i)].resize(106, ' ');
                   }},
             Wrong{"hdr2-missing", [](Lines& l) { l.erase(l.begin() + 2); }},
             Wrong{"vol1-service-user-number",
                   [](Lines& l) { l[0].replace(37, 10, "654321    "); }},
             Wrong{"uhl1-currency", [](Lines& l) { l[3].replace(20, 17, "00      1 DAILY  "); }},
             Wrong{"label-order",
                   [](Lines& l) { std::rotate(l.begin() + 7, l.begin() + 9, l.end()); }},
             Wrong{"label-unknown", [](Lines& l) { l.push_back("EOV1" + std::string(76, ' ')); }},
             Wrong{"data-record-length", [](Lines& l) { l[4].resize(111, ' '); }},
             Wrong{"data-record-length", [](Lines& l) { l[4].resize(96); }},
             Wrong{"label-length", [](Lines& l) { l[7].resize(99, ' '); }},
             Wrong{"hdr1-creation-date", [](Lines& l) { l[1].replace(41, 6, "261118"); }},
         }) {
        Lines lines = good();
        wrong.spoil(lines);
        EXPECT_EQ(code_of(lines), wrong.code);
    }
}

TEST(Standard18Reader, RefusesWhatDoesNotAddUpOrIsNotBacs) {
    for (const Wrong& wrong : {
             Wrong{"accepted", [](Lines&) {}},
             Wrong{"file-empty", [](Lines& l) { l.clear(); }},
             Wrong{"vol1-serial", [](Lines& l) { l[0].replace(4, 6, "000000"); }},
             Wrong{"vol1-level", [](Lines& l) { l[0][79] = '3'; }},
             Wrong{"hdr1-set-identification", [](Lines& l) { l[1].replace(21, 6, "000124"); }},
             Wrong{"hdr1-creation-date", [](Lines& l) { l[1].replace(41, 6, " 26366"); }},
             Wrong{"hdr1-expiration-date", [](Lines& l) { l[1].replace(47, 6, " 26322"); }},
             Wrong{"hdr2-record-length", [](Lines& l) { l[2].replace(10, 5, "00120"); }},
             Wrong{"uhl1-work-code", [](Lines& l) { l[3].replace(28, 9, "4 MULTI  "); }},
             Wrong{"uhl1-processing-day", [](Lines& l) { l[3].replace(4, 6, "026324"); }},
             Wrong{"records-missing", [](Lines& l) { l.erase(l.begin() + 4, l.begin() + 7); }},
             Wrong{"data-characters", [](Lines& l) { l[5].replace(82, 7, "O'BRIEN"); }},
             Wrong{"data-characters", [](Lines& l) { l[5].replace(82, 7, "o brien"); }},
             Wrong{"amount", [](Lines& l) { l[5].replace(35, 11, "00000000000"); }},
             Wrong{"destination-account", [](Lines& l) { l[5][3] = ' '; }},
             Wrong{"destination-account-type", [](Lines& l) { l[5][14] = '1'; }},
             Wrong{"destination-name", [](Lines& l) { l[5].replace(82, 18, 18, ' '); }},
             Wrong{"originating-account", [](Lines& l) { l[5][17] = '9'; }},
             Wrong{"transaction-code", [](Lines& l) { l[5].replace(15, 2, "18"); }},
             Wrong{"contra-missing", [](Lines& l) { l.erase(l.begin() + 6); }},
             Wrong{"contra-repeated", [](Lines& l) { l.insert(l.begin() + 6, l[6]); }},
             Wrong{"contra-amount", [](Lines& l) { l[6][45] = '8'; }},
             Wrong{"contra-account", [](Lines& l) { l[6][0] = '3'; }},
             Wrong{"contra-reference", [](Lines& l) { l[6].replace(64, 6, "TOTAL "); }},
             Wrong{"eof1-differs", [](Lines& l) { l[7][46] = '3'; }},
             Wrong{"eof2-differs", [](Lines& l) { l[8][14] = '6'; }},
             Wrong{"utl1-totals", [](Lines& l) { l[9][16] = '0'; }},
             Wrong{"utl1-counts", [](Lines& l) { l[9][43] = '3'; }},
             Wrong{"utl1-missing", [](Lines& l) { l.pop_back(); }},
         }) {
        Lines lines = good();
        wrong.spoil(lines);
        EXPECT_EQ(code_of(lines), wrong.code);
    }
}

TEST(Standard18Reader, RefusesEveryTruncation) {
    const std::string bytes = bytes_of(good());
    for (std::size_t length = 0; length < bytes.size() - 2; ++length)
        EXPECT_FALSE(read_standard18(std::string_view(bytes).substr(0, length)).accepted())
            << length;
}

TEST(Standard18Reader, ReadsBackWhatOurWriterWrote) {
    gateway::PaymentFile file = sample_file();
    file.items[0].processing_on = day("2026-11-19");
    file.items[1].payee_name = "O'Brien, Se\u00e1n Fintan Aloysius";
    const auto read = read_standard18(gateway::file_bytes(FileProfile::bacs18_multi, file).value());
    ASSERT_TRUE(read.accepted()) << read.refusal().words;
    const auto& found = read.value().instructions;
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].on, day("2026-11-19"));
    EXPECT_EQ(found[0].amount.pence(), 123456);
    EXPECT_EQ(found[1].on, day("2026-11-20"));
    EXPECT_EQ(found[1].payee_name, "O BRIEN SEAN FINTA");
    EXPECT_EQ(found[1].reference, "ALM0000002");
}

}  // namespace
}  // namespace almoner::ops::bank_stand_in
