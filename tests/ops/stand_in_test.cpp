#include "ops/bank_stand_in/stand_in.h"

#include "gateway/iso20022/pain002_reader.h"
#include "gateway/payment_file.h"
#include "gateway/statement/statement_reader.h"
#include "tests/gateway/sample_payment_file.h"
#include "tests/support/reference.h"
#include "tests/support/xmllint.h"

#include <gtest/gtest.h>

namespace almoner::ops::bank_stand_in {
namespace {

namespace fs = std::filesystem;
using gateway::FileProfile;
using gateway::PaymentFile;
using gateway::Statement;
using gateway::testing::day;
using gateway::testing::sample_file;
using gateway::testing::sample_item;
using ledger::Money;

const BankAccount council{"203002", "00004588"};
const BankAccount payee{"089999", "66374958"};
const ledger::Date wednesday = day("2026-11-18");  // the sample's creation; entry is on Monday 23rd

class StandInTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(::testing::TempDir()) / ("stand_in." + std::string(test->name()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] StandIn bank(std::initializer_list<const char*> faults = {},
                               unsigned returns_percent = 0) const {
        Behaviour behaviour;
        behaviour.seed = 7;
        behaviour.returns_percent = returns_percent;
        for (const char* fault : faults) behaviour.faults.add(parse_fault(fault).value());
        StandIn bank(folder_, behaviour);
        bank.open_account(council, Money::from_pence(1'000'000));
        return bank;
    }
    fs::path folder_;
};

PaymentFile ten_payments() {
    PaymentFile file = sample_file();
    file.items.clear();
    for (int i = 0; i < 10; ++i)
        file.items.push_back(sample_item("ALM000000" + std::to_string(i), 10000 + i));
    return file;
}

std::string bytes_of(FileProfile profile, const PaymentFile& file) {
    return gateway::file_bytes(profile, file).value();
}

Statement read(const std::string& xml) {
    auto statements = gateway::read_statement(xml);
    EXPECT_TRUE(statements.accepted()) << statements.refusal().words;
    EXPECT_EQ(statements.value().size(), 1U);
    return statements.value().at(0);
}

Statement on(const StandIn& bank, const char* iso, const BankAccount& account = council) {
    return read(bank.statement(account, day(iso)));
}

Money sum(const Statement& statement) {
    Money total;
    for (const auto& line : statement.lines) total += line.amount;
    return total;
}

gateway::iso20022::StatusReport report_of(const Receipt& receipt) {
    return gateway::iso20022::read_pain002(receipt.report.value().bytes).value();
}

TEST_F(StandInTest, BooksEachIsoPaymentOnItsRequestedDay) {
    StandIn bank = this->bank();
    const Receipt receipt =
        bank.receive("a.xml", bytes_of(FileProfile::pain_001_001_09, sample_file()), wednesday);
    EXPECT_FALSE(receipt.refusal.has_value());
    EXPECT_EQ(report_of(receipt).group.code, "ACCP");
    EXPECT_EQ(report_of(receipt).original_message_id, "ALM-20261118-000042");
    EXPECT_TRUE(on(bank, "2026-11-20").lines.empty());
    const Statement statement = on(bank, "2026-11-23");
    ASSERT_EQ(statement.lines.size(), 2U);
    EXPECT_EQ(statement.lines[0].references.end_to_end_id, "ALM0000001");
    EXPECT_EQ(statement.lines[0].amount.pence(), -123456);
    EXPECT_EQ(statement.lines[0].counterparty.name, "Zoe Nunez");
    EXPECT_EQ(statement.opening->amount.pence(), 1'000'000);
    EXPECT_EQ(statement.closing->amount.pence(), 876'500);
    EXPECT_EQ(on(bank, "2026-11-24").opening->amount.pence(), 876'500);
    EXPECT_TRUE(statement.violations.empty());
}

TEST_F(StandInTest, BooksABacsSectionAsOneDebitWithItsSerial) {
    StandIn bank = this->bank();
    (void)bank.receive("a.txt", bytes_of(FileProfile::bacs18_single, ten_payments()), wednesday);
    const Statement statement = on(bank, "2026-11-23");
    ASSERT_EQ(statement.lines.size(), 1U);
    EXPECT_EQ(statement.lines[0].amount.pence(), -100'045);
    EXPECT_EQ(statement.lines[0].batch_count, 10U);
    EXPECT_EQ(statement.lines[0].batch_total->pence(), 100'045);
    EXPECT_EQ(statement.lines[0].references.payment_information_id, "A00042");
    EXPECT_EQ(statement.lines[0].description, "BACS CONTRA A00042");
}

TEST_F(StandInTest, AnswersAreValidAgainstTheSchemas) {
    const auto schemas = almoner::testing::reference_path("payments/xsd");
    if (!schemas) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    StandIn bank = this->bank({"reject:1", "return:2", "identical-lines:1"});
    bank.open_account(payee, Money());
    bank.pay_in(council, day("2026-11-23"), Money::from_pence(5), "A <Client> & Co", "C-1");
    const Receipt iso =
        bank.receive("a.xml", bytes_of(FileProfile::pain_001_001_03, ten_payments()), wednesday);
    const Receipt bacs =
        bank.receive("a.txt", bytes_of(FileProfile::bacs18_multi, ten_payments()), wednesday);
    const Receipt wrong = bank.receive("b.txt", "nonsense", wednesday);
    for (const Receipt* receipt : {&iso, &bacs, &wrong})
        EXPECT_EQ(almoner::testing::schema_complaints(receipt->report.value().bytes,
                                                      *schemas / "pain.002.001.03.xsd"),
                  "");
    for (const char* iso_day : {"2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"})
        for (const BankAccount& account : {council, payee})
            EXPECT_EQ(almoner::testing::schema_complaints(bank.statement(account, day(iso_day)),
                                                          *schemas / "camt.053.001.08.xsd"),
                      "");
}

TEST_F(StandInTest, CarriesOnFromItsStateAndChainsTheDays) {
    {
        StandIn bank = this->bank();
        (void)bank.receive(
            "a.xml", bytes_of(FileProfile::pain_001_001_09, sample_file()), wednesday);
        bank.save();
    }
    const std::string before = this->bank().statement(council, day("2026-11-23"));
    StandIn again = this->bank();
    again.save();
    EXPECT_EQ(this->bank().statement(council, day("2026-11-23")), before);
    EXPECT_FALSE(
        again.receive("a.xml", bytes_of(FileProfile::pain_001_001_09, sample_file()), wednesday)
            .news);
    Money closing = Money::from_pence(1'000'000);
    for (const char* iso : {"2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"}) {
        EXPECT_EQ(on(again, iso).opening->amount, closing);
        closing = on(again, iso).closing->amount;
    }
}

TEST_F(StandInTest, ReturnsComeBackAsCreditsWithTheirReason) {
    StandIn bank = this->bank({"return:1"});
    (void)bank.receive("a.txt", bytes_of(FileProfile::bacs18_single, ten_payments()), wednesday);
    const Statement bacs = on(bank, "2026-11-25");
    ASSERT_EQ(bacs.lines.size(), 1U);
    EXPECT_TRUE(bacs.lines[0].returned);
    EXPECT_TRUE(bacs.lines[0].reversal);
    EXPECT_EQ(bacs.lines[0].remittance.substr(0, 9), "ALM000000");
    EXPECT_EQ(bacs.lines[0].return_code.size(), 1U);
    EXPECT_GE(bacs.lines[0].amount.pence(), 10000);

    StandIn iso_bank = this->bank({}, 20);
    (void)iso_bank.receive(
        "a.xml", bytes_of(FileProfile::pain_001_001_09, ten_payments()), wednesday);
    const Statement iso = on(iso_bank, "2026-11-24");
    ASSERT_EQ(iso.lines.size(), 2U);
    EXPECT_EQ(iso.lines[0].references.end_to_end_id.substr(0, 9), "ALM000000");
    EXPECT_EQ(iso.lines[0].return_code.size(), 4U);
    EXPECT_TRUE(iso.lines[0].returned);
}

TEST_F(StandInTest, RejectedPaymentsAreReportedAndNeverBooked) {
    for (const FileProfile profile : {FileProfile::pain_001_001_09, FileProfile::bacs18_single}) {
        StandIn bank = this->bank({"reject:3"});
        const Receipt receipt = bank.receive("a", bytes_of(profile, ten_payments()), wednesday);
        const auto report = report_of(receipt);
        EXPECT_EQ(report.group.code, "PART");
        ASSERT_EQ(report.blocks.size(), 1U);
        EXPECT_EQ(report.blocks[0].items.size(), 3U);
        Money rejected;
        for (const auto& item : report.blocks[0].items) {
            EXPECT_EQ(item.status.effect(), gateway::iso20022::StatusEffect::rejects);
            rejected += Money::from_pence(10000 + (item.end_to_end_id.back() - '0'));
        }
        EXPECT_EQ(sum(on(bank, "2026-11-23")), rejected - Money::from_pence(100'045));
    }
}

TEST_F(StandInTest, TheSameSeedGivesTheSameFaults) {
    const auto statement = [&](std::uint64_t seed) {
        Behaviour behaviour;
        behaviour.seed = seed;
        behaviour.faults.add(parse_fault("reject:3").value());
        StandIn bank(folder_, behaviour);
        (void)bank.receive("a", bytes_of(FileProfile::pain_001_001_09, ten_payments()), wednesday);
        return bank.statement(council, day("2026-11-23"));
    };
    EXPECT_EQ(statement(1), statement(1));
    EXPECT_NE(statement(1), statement(2));
}

TEST_F(StandInTest, FaultsOnDemand) {
    const std::string bytes = bytes_of(FileProfile::pain_001_001_09, ten_payments());
    StandIn missing = this->bank({"missing-line:1"});
    (void)missing.receive("a", bytes, wednesday);
    EXPECT_EQ(on(missing, "2026-11-23").lines.size(), 9U);
    EXPECT_NE(on(missing, "2026-11-23").opening->amount + sum(on(missing, "2026-11-23")),
              on(missing, "2026-11-23").closing->amount);

    StandIn wrong = this->bank({"wrong-amount:2"});
    (void)wrong.receive("a", bytes, wednesday);
    EXPECT_EQ(sum(on(wrong, "2026-11-23")).pence(), -100'047);

    StandIn late = this->bank({"delay:2"});
    (void)late.receive("a", bytes, wednesday);
    EXPECT_EQ(on(late, "2026-11-23").lines.size(), 8U);
    EXPECT_EQ(on(late, "2026-11-24").lines.size() + on(late, "2026-11-25").lines.size() +
                  on(late, "2026-11-26").lines.size(),
              2U);

    StandIn twice = this->bank({"identical-lines:1"});
    (void)twice.receive("a", bytes, wednesday);
    const Statement statement = on(twice, "2026-11-23");
    ASSERT_EQ(statement.lines.size(), 12U);
    EXPECT_EQ(statement.lines[10].amount.pence(), 2500);
    EXPECT_EQ(statement.lines[10].bank_reference, "");
    EXPECT_EQ(statement.lines[11].amount.pence(), 2500);

    StandIn copied = this->bank({"duplicate-file:1"});
    const auto files = copied.close_day(day("2026-11-23"));
    ASSERT_EQ(files.size(), 2U);
    EXPECT_NE(files[0].name, files[1].name);
    EXPECT_EQ(files[0].bytes, files[1].bytes);
}

TEST_F(StandInTest, AnAccountHereSeesWhatArrives) {
    StandIn bank = this->bank({"return:1"});
    bank.open_account(payee, Money());
    bank.pay_in(payee, day("2026-11-23"), Money::from_pence(700), "J Doe", "CONTRIBUTION 7");
    (void)bank.receive("a.txt", bytes_of(FileProfile::bacs18_single, ten_payments()), wednesday);
    const Statement statement = on(bank, "2026-11-23", payee);
    ASSERT_EQ(statement.lines.size(), 10U);
    EXPECT_EQ(statement.lines[0].remittance, "CONTRIBUTION 7");
    EXPECT_EQ(statement.lines[1].counterparty.name, "WESSEX COUNCIL");
}

TEST_F(StandInTest, ARecallTakesAPaymentOutOfItsSectionUntilItIsBooked) {
    StandIn bank = this->bank();
    (void)bank.receive("a.txt", bytes_of(FileProfile::bacs18_single, ten_payments()), wednesday);
    const Recall fourth{.account = council,
                        .submission = "A00042",
                        .reference = "ALM0000003",
                        .entry_on = day("2026-11-23"),
                        .amount = Money::from_pence(10'003)};
    EXPECT_TRUE(bank.recall(fourth));
    const Statement statement = on(bank, "2026-11-23");
    ASSERT_EQ(statement.lines.size(), 1U);
    EXPECT_EQ(statement.lines[0].amount.pence(), -90'042);  // 100,045 less 10,003
    EXPECT_EQ(statement.lines[0].batch_count, 9U);
    (void)bank.close_day(day("2026-11-23"));
    EXPECT_FALSE(bank.recall(fourth));
    EXPECT_EQ(on(bank, "2026-11-23").lines[0].amount.pence(), -90'042);
}

TEST_F(StandInTest, ARecalledIsoPaymentNeitherLeavesNorComesBack) {
    StandIn bank = this->bank({"return:2"});
    (void)bank.receive("a.xml", bytes_of(FileProfile::pain_001_001_09, sample_file()), wednesday);
    const Recall first{.account = council,
                       .submission = "ALM-20261118-000042",
                       .reference = "ALM0000001",
                       .entry_on = day("2026-11-23"),
                       .amount = Money::from_pence(123'456)};
    EXPECT_TRUE(bank.recall(first));
    EXPECT_FALSE(bank.recall(first));
    const Statement out = on(bank, "2026-11-23");
    ASSERT_EQ(out.lines.size(), 1U);
    EXPECT_NE(out.lines[0].references.end_to_end_id, "ALM0000001");
    EXPECT_EQ(on(bank, "2026-11-24").lines.size(), 1U);  // the other one comes back
}

TEST_F(StandInTest, RefusesWrongDaysAndDuplicates) {
    const std::string bacs = bytes_of(FileProfile::bacs18_single, sample_file());
    StandIn bank = this->bank();
    EXPECT_EQ(bank.receive("a", bacs, day("2026-11-21")).refusal->code, "processing-day-past");
    PaymentFile saturday = sample_file();
    for (auto& item : saturday.items) item.processing_on = day("2026-11-21");
    EXPECT_EQ(
        bank.receive("b", bytes_of(FileProfile::bacs18_single, saturday), wednesday).refusal->code,
        "processing-day-not-worked");
    const std::string iso = bytes_of(FileProfile::pain_001_001_09, sample_file());
    const Receipt past = bank.receive("c", iso, day("2026-11-24"));
    EXPECT_EQ(past.refusal->code, "requested-day-past");
    EXPECT_EQ(report_of(past).group.code, "RJCT");
    EXPECT_EQ(report_of(past).original_message_id, "ALM-20261118-000042");
    EXPECT_FALSE(bank.receive("d", iso, wednesday).refusal.has_value());
    EXPECT_EQ(bank.receive("e", iso, wednesday).refusal->code, "file-duplicate");
    EXPECT_EQ(on(bank, "2026-11-23").lines.size(), 2U);
    EXPECT_EQ(bank.receive("f", "%PDF-1.4", wednesday).refusal->code, "label-unknown");
}

TEST_F(StandInTest, NothingIsBookedOnADayThatIsClosed) {
    StandIn bank = this->bank();
    (void)bank.close_day(day("2026-11-23"));
    (void)bank.receive(
        "a", bytes_of(FileProfile::pain_001_001_09, sample_file()), day("2026-11-23"));
    EXPECT_TRUE(on(bank, "2026-11-23").lines.empty());
    EXPECT_EQ(on(bank, "2026-11-24").lines.size(), 2U);
}

TEST_F(StandInTest, RefusesAStateFileThatIsNotItsOwn) {
    std::ofstream(folder_ / "bank.state") << "something else\n";
    EXPECT_THROW((void)this->bank(), std::runtime_error);
}

TEST(BankFaults, AreAKindAndANumber) {
    EXPECT_EQ(parse_fault("missing-line:12").value().count, 12U);
    for (const char* wrong : {"",
                              "reject",
                              "reject:",
                              "reject:x",
                              "reject:-1",
                              "reject:1x",
                              "nothing:1",
                              "reject:99999999999"})
        EXPECT_EQ(parse_fault(wrong).refusal().code, "fault-form") << wrong;
}

}  // namespace
}  // namespace almoner::ops::bank_stand_in
