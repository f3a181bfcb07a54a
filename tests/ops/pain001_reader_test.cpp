#include "ops/bank_stand_in/pain001_reader.h"

#include "gateway/payment_file.h"
#include "tests/gateway/sample_payment_file.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

namespace almoner::ops::bank_stand_in {
namespace {

using gateway::FileProfile;
using gateway::testing::day;
using gateway::testing::sample_file;

std::string sample(FileProfile profile = FileProfile::pain_001_001_09) {
    return gateway::file_bytes(profile, sample_file()).value();
}

std::string with(std::string text, std::string_view part, std::string_view instead) {
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return text.replace(at, part.size(), instead);
}

std::string code_of(const std::string& bytes) {
    const auto read = read_pain001(bytes);
    return read.accepted() ? "accepted" : read.refusal().code;
}

TEST(Pain001Reader, ReadsWhatOurWriterWroteInEachVersion) {
    for (const FileProfile profile : {FileProfile::pain_001_001_03,
                                      FileProfile::pain_001_001_09,
                                      FileProfile::faster_payments}) {
        const auto read = read_pain001(sample(profile));
        ASSERT_TRUE(read.accepted()) << read.refusal().words;
        const Submission& submission = read.value();
        EXPECT_EQ(submission.id, "ALM-20261118-000042");
        EXPECT_EQ(submission.created_on, day("2026-11-18"));
        EXPECT_EQ(submission.originator, (BankAccount{"203002", "00004588"}));
        ASSERT_EQ(submission.instructions.size(), 2U);
        EXPECT_EQ(submission.instructions[0],
                  (Instruction{.end_to_end_id = "ALM0000001",
                               .reference = "ALM0000001",
                               .payee_name = "Zoe Nunez",
                               .payee = {"089999", "66374958"},
                               .amount = ledger::Money::from_pence(123456),
                               .on = day("2026-11-23"),
                               .group = "ALM-20261118-000042-1"}));
    }
}

TEST(Pain001Reader, ReadsAnotherProgramsMessageInTheUkProfile) {
    const auto path =
        almoner::testing::reference_path("payments/samples/xml/paybatch__uk_pain.001.001.09.xml");
    if (!path) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    const auto read = read_pain001(almoner::testing::read_whole(*path));
    ASSERT_TRUE(read.accepted()) << read.refusal().words;
    EXPECT_EQ(read.value().instructions.size(), 2U);
    EXPECT_EQ(read.value().instructions[1].payee_name, "R&D <Co>");
    EXPECT_EQ(read.value().instructions[1].amount.pence(), 10000);
}

TEST(Pain001Reader, RefusesWhatABankWould) {
    const std::string good = sample();
    EXPECT_EQ(code_of(good), "accepted");
    EXPECT_EQ(code_of(""), "xml-malformed");
    EXPECT_EQ(code_of("<Document/>"), "message-unknown");
    EXPECT_EQ(code_of(with(good, "pain.001.001.09", "pain.001.001.12")), "message-unknown");
    EXPECT_EQ(code_of(with(good, "pain.001.001.09", "pain.001.001.03")), "requested-day");
    EXPECT_EQ(code_of(with(good, "<NbOfTxs>2", "<NbOfTxs>3")), "count-differs");
    EXPECT_EQ(code_of(with(good, "<CtrlSum>1235.00", "<CtrlSum>1235.01")), "control-sum-differs");
    EXPECT_EQ(code_of(with(good, "Ccy=\"GBP\">1", "Ccy=\"EUR\">1")), "currency");
    EXPECT_EQ(code_of(with(good, ">0.44<", ">0.445<")), "amount");
    EXPECT_EQ(code_of(with(good, ">0.44<", ">0.00<")), "amount");
    EXPECT_EQ(code_of(with(good, ">0.44<", ">99999999999999999999.00<")), "amount");
    EXPECT_EQ(code_of(with(good, "GBDSC", "USABA")), "clearing-system");
    EXPECT_EQ(code_of(with(good, "<MmbId>089999", "<MmbId>08-99-99")), "sort-code");
    EXPECT_EQ(code_of(with(good, "<Id>66374958", "<Id>6637495")), "account-number");
    EXPECT_EQ(code_of(with(good, "<EndToEndId>ALM0000002", "<EndToEndId>ALM0000001")),
              "end-to-end-id-repeated");
    EXPECT_EQ(code_of(with(good, "<Cdtr><Nm>Zoe Nunez</Nm></Cdtr>", "<Cdtr/>")), "name-missing");
    EXPECT_EQ(code_of(with(good, "<Dt>2026-11-23", "<Dt>2026-11-31")), "requested-day");
}

TEST(Pain001Reader, RefusesEveryTruncation) {
    const std::string bytes = sample();
    for (std::size_t length = 0; length + 2 < bytes.size(); ++length)
        EXPECT_FALSE(read_pain001(std::string_view(bytes).substr(0, length)).accepted()) << length;
}

}  // namespace
}  // namespace almoner::ops::bank_stand_in
