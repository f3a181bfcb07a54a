// A return blocks the bank details that it came back from, and nothing that two people confirmed
// for a later day.
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/private_text.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/payee.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::PayeeAccount;
using ledger::PayeeStatus;
using nlohmann::json;
using tests::on;
using tests::RunArea;

// £400 sent on 2 November, and other details confirmed from 1 December.
class BlockedByAReturn : public ::testing::Test {
  protected:
    BlockedByAReturn() {
        person_ = area_.add();
        tests::send_all(area_, outbox_.path());
    }

    void confirm_from(const std::string& day, std::int64_t details) {
        area_.write([&](ledger::Work& work) {
            PayeeAccount account = then("2026-11-02");
            account.from_on = on(day);
            account.bank_private = details;
            ledger::insert_payee_account(work, account);
        });
    }
    std::int64_t new_details() {
        std::int64_t details = 0;
        area_.write([&](ledger::Work& work) {
            details = ledger::insert_bank_private(
                work, person_.person, {"HOLDER NEW", "107999", "88837493"});
        });
        return details;
    }
    // On 20 November.
    void comes_back() {
        const std::string line = tests::bank_line("400.00", "CRDT", ledger::payment_ref(1));
        EXPECT_EQ(tests::read_statement(area_, line, "1400.00")["returned"], 1);
    }
    json confirm_again(const std::string& day) {
        std::int64_t evidence = 0;
        area_.write([&](ledger::Work& work) {
            evidence = work.records().insert(ledger::evidence_table,
                                             "letter",
                                             person_.person,
                                             "person:P1",
                                             std::nullopt,
                                             work.today(),
                                             1,
                                             std::string(64, '0'),
                                             1,
                                             "text/plain",
                                             std::nullopt,
                                             0);
        });
        return area_.answer(payee_confirm,
                            {{"payee", "P1"}, {"evidence", std::to_string(evidence)}},
                            {.actor = tests::ben, .day = day});
    }
    PayeeAccount then(const std::string& day) {
        return *ledger::payee_account_numbered(
            area_.area().database(), person_.payee_account, on(day));
    }

    tests::TempFolder outbox_;
    RunArea area_;
    tests::TestPerson person_;
};

TEST_F(BlockedByAReturn, DetailsThatWereConfirmedForALaterDayStillCountFromIt) {
    const std::int64_t old = then("2026-11-02").bank_private;
    const std::int64_t next = new_details();
    confirm_from("2026-12-01", next);
    comes_back();
    EXPECT_EQ(then("2026-11-30").status, PayeeStatus::blocked);
    EXPECT_EQ(then("2026-11-30").bank_private, old);
    EXPECT_EQ(then("2026-12-01").status, PayeeStatus::confirmed);
    EXPECT_EQ(then("2026-12-01").bank_private, next);
}

TEST_F(BlockedByAReturn, TheSameDetailsFromALaterDayAreBlockedAsWell) {
    confirm_from("2026-12-01", then("2026-11-02").bank_private);
    comes_back();
    EXPECT_EQ(then("2026-12-01").status, PayeeStatus::blocked);
    confirm_again("2026-11-21");
    EXPECT_EQ(then("2026-12-01").status, PayeeStatus::confirmed);
}

TEST_F(BlockedByAReturn, ConfirmingThemAgainNamesAndKeepsTheLaterChange) {
    const std::int64_t old = then("2026-11-02").bank_private;
    const std::int64_t next = new_details();
    confirm_from("2026-12-01", next);
    comes_back();
    const json confirmed = confirm_again("2026-11-21");
    EXPECT_EQ(confirmed["other_details_from"], "2026-12-01");
    EXPECT_EQ(then("2026-11-20").status, PayeeStatus::blocked);
    EXPECT_EQ(then("2026-11-21").status, PayeeStatus::confirmed);
    EXPECT_EQ(then("2026-11-21").bank_private, old);
    EXPECT_EQ(then("2026-12-01").bank_private, next);
}

TEST_F(BlockedByAReturn, WithoutALaterChangeTheAnswerNamesNone) {
    comes_back();
    EXPECT_FALSE(confirm_again("2026-11-21").contains("other_details_from"));
    EXPECT_EQ(then("2026-12-01").status, PayeeStatus::confirmed);
}

}  // namespace
}  // namespace almoner::scheduler
