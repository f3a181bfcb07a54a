#include "ledger/verify/verify.h"

#include "tests/ledger/verify_area.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace almoner::ledger {
namespace {

using test::VerifyArea;

std::string listed(const VerifyReport& report) {
    std::string text;
    for (const Fault& fault : report.faults) {
        text += std::string(name_of(fault.kind)) + ' ' + fault.table + ' ' +
                std::to_string(fault.first_id) + '-' + std::to_string(fault.last_id) + ": " +
                fault.words + '\n';
    }
    return text;
}

struct Plant {
    const char* name;
    const char* sql;
    FaultKind kind;
    const char* table;
    std::int64_t id;  // 0: any
    const char* words;
};

std::ostream& operator<<(std::ostream& out, const Plant& plant) {
    return out << plant.name;
}

bool names(const Fault& fault, const Plant& plant) {
    return fault.kind == plant.kind && fault.table == plant.table &&
           (plant.id == 0 || (fault.first_id <= plant.id && plant.id <= fault.last_id)) &&
           fault.words.find(plant.words) != std::string::npos;
}

class VerifyPlanted : public testing::TestWithParam<Plant> {};

TEST_P(VerifyPlanted, IsNamed) {
    VerifyArea area;
    area.plant(GetParam().sql);
    const VerifyReport report = area.verified();
    EXPECT_TRUE(std::any_of(report.faults.begin(), report.faults.end(), [](const Fault& fault) {
        return names(fault, GetParam());
    })) << listed(report);
}

using enum FaultKind;

// clang-format off
const Plant plants[] = {
    {"TransferAmountChanged", "UPDATE transfer SET amount = 29999 WHERE id = 2",
     row_changed, "transfer", 2, "amount is 29999, the journal leads to 30000"},
    {"TransferAccountChanged", "UPDATE transfer SET credit = 2 WHERE id = 2",
     row_changed, "transfer", 2, "credit is 2"},
    {"TransferPeriodChanged", "UPDATE transfer SET period_last = 1 WHERE id = 2",
     row_changed, "transfer", 2, "period_last is 1"},
    {"TransferMovedToAnotherCommand", "UPDATE transfer SET seq = 3 WHERE id = 2",
     row_changed, "transfer", 2, "seq is 3"},
    {"TransferDeletedInTheMiddle", "DELETE FROM transfer WHERE id = 4",
     row_missing, "transfer", 4, "posted it"},
    {"TransferDeletedAtTheEnd", "DELETE FROM transfer WHERE id = (SELECT MAX(id) FROM transfer)",
     row_missing, "transfer", 10, "posted it"},
    {"TransferInserted", "INSERT INTO transfer SELECT id + 1, seq, state, debit, credit, amount, kind,"
     " plan_line, effective, settled, period_first, period_last, resolves, prev_debit, prev_credit,"
     " debit_after, credit_after FROM transfer WHERE id = 10",
     row_unaccounted, "transfer", 11, "no journal row"},
    {"ResolvesPointedElsewhere", "UPDATE transfer SET resolves = 1 WHERE id = 6",
     row_changed, "transfer", 6, "resolves is 1"},
    {"PreviousPointerChanged", "UPDATE transfer SET prev_debit = 1 WHERE id = 6",
     total_wrong, "transfer", 6, "prev_debit is 1"},
    {"BalanceAfterChanged", "UPDATE transfer SET credit_after = 5 WHERE id = 3",
     total_wrong, "transfer", 3, "credit_after is 5"},
    {"CounterChanged", "UPDATE account SET debit_posted = debit_posted + 1 WHERE id = 1",
     total_wrong, "account", 1, "debit_posted"},
    {"TwoCountersChangedAlike", "UPDATE account SET debit_posted = debit_posted + 1,"
     " credit_posted = credit_posted + 1 WHERE id = 1",
     total_wrong, "account", 1, "credit_posted"},
    {"PendingCounterChanged", "UPDATE account SET credit_pending = 7 WHERE id = 4",
     total_wrong, "account", 4, "credit_pending is 7"},
    {"ExcusedRaised", "UPDATE account SET excused = 100 WHERE id = 4",
     total_wrong, "account", 4, "excused is 100"},
    {"LastTransferChanged", "UPDATE account SET last_transfer = 1 WHERE id = 4",
     total_wrong, "account", 4, "last_transfer"},
    {"AccountKeyChanged", "UPDATE account SET budget = 99 WHERE id = 4",
     row_changed, "account", 4, "budget is 99"},
    {"AccountFloorTakenAway", "UPDATE account SET floor = 0 WHERE id = 4",
     row_changed, "account", 4, "floor is 0"},
    {"AccountInserted", "INSERT INTO account(id, name, stream, option, body, bank_account, budget,"
     " floor) VALUES (100, 1, 1, 0, 9, 0, 0, 0)",
     row_unaccounted, "account", 100, "no journal row"},
    {"AccountDeleted", "DELETE FROM account WHERE id = 5", row_missing, "account", 5, "opened it"},
    {"JointHeldChanged", "UPDATE joint_held SET free = free + 1",
     total_wrong, "joint_held", 9, "free is -5499"},
    {"JointExcusedRaised", "UPDATE joint_held SET excused = 9000",
     total_wrong, "joint_held", 9, "excused is 9000"},
    {"JointDeleted", "DELETE FROM joint_held", row_missing, "joint_held", 9, "gone"},
    {"JointInserted", "INSERT INTO joint_held VALUES (50, 4, 0, 0)",
     row_unaccounted, "joint_held", 50, "no journal row"},
    {"DayBucketChanged", "UPDATE account_day SET debit = debit + 1 WHERE account = 1",
     total_wrong, "account_day", 1, "debit is 1000001"},
    {"DayBucketDeleted", "DELETE FROM account_day WHERE account = 1",
     row_missing, "account_day", 1, "gone"},
    {"DayBucketInserted", "INSERT INTO account_day VALUES (1, 9, 1, 1)",
     row_unaccounted, "account_day", 1, "1970-01-10"},
    {"SpentChanged", "UPDATE spent SET amount = 1", total_wrong, "spent", 0, "amount is 1"},
    {"SpentMoved", "UPDATE spent SET plan_line = 71", row_unaccounted, "spent", 0, "plan line 71"},
    {"JournalAnswerChanged", "UPDATE journal SET answer = '{}' WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalHashGrows", "UPDATE journal SET hash = CAST(hash || X'00' AS BLOB) WHERE seq = 4",
     chain_broken, "journal", 4, "not the length"},
    {"JournalActorChanged", "UPDATE journal SET actor = 2 WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalInstantChanged", "UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalDayChanged", "UPDATE journal SET booked = booked - 1 WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalCommandChanged", "UPDATE journal SET command = 'other' WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalKeyChanged", "UPDATE journal SET key = 'other' WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalContentChanged", "UPDATE journal SET content = x'00' WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalOutcomeChanged", "UPDATE journal SET outcome = 1 - outcome WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalBodyChanged", "UPDATE journal SET body = x'41005402' WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalBodyUnreadable", "UPDATE journal SET body = x'4100' WHERE seq = 4",
     unreadable, "journal", 4, "end too early"},
    {"JournalHashChanged", "UPDATE journal SET hash = zeroblob(32) WHERE seq = 4",
     chain_broken, "journal", 4, "its contents"},
    {"JournalRowDeletedInTheMiddle", "DELETE FROM journal WHERE seq = 4",
     row_missing, "journal", 4, "no row"},
    {"ItsTransfersAreLeftOver", "DELETE FROM journal WHERE seq = 4",
     row_unaccounted, "transfer", 2, "no journal row"},
    {"JournalRowDeletedAtTheEnd", "DELETE FROM journal WHERE seq = 13",
     row_unaccounted, "state_change", 7, "no journal row"},
    {"JournalRowsSwapped", "UPDATE journal SET seq = -4 WHERE seq = 4; UPDATE journal SET seq = 4"
     " WHERE seq = 5; UPDATE journal SET seq = 5 WHERE seq = -4",
     chain_broken, "journal", 5, "its contents"},
    {"JournalRowInserted", "INSERT INTO journal SELECT 14, at_ms, actor, booked, command, 'k', content,"
     " outcome, answer, body, hash FROM journal WHERE seq = 13",
     chain_broken, "journal", 14, "its contents"},
    {"RecordChanged", "UPDATE agreement SET contribution = 1", row_changed, "agreement", 1, "else"},
    {"RecordChangedInARun", "UPDATE finding SET outcome = 'passed' WHERE id = 2",
     row_changed, "finding", 2, "in at least one"},
    {"RecordDatedBack", "UPDATE budget SET seq = 1", row_changed, "budget", 1, "journal row 1"},
    {"RecordInserted", "INSERT INTO actor SELECT 3, 2, 3, 1, 'eve', 0, 'Eve', 'checker', 'h', NULL, 1",
     row_unaccounted, "actor", 3, "no journal row"},
    {"RecordDeleted", "DELETE FROM actor WHERE id = 1", row_missing, "actor", 1, "wrote it"},
    {"ActorLimitRaised", "UPDATE actor SET approve_limit = NULL WHERE id = 2",
     row_changed, "actor", 2, "else"},
    {"PersonalTextChanged", "UPDATE person_private SET sealed = zeroblob(200)",
     row_changed, "person_private", 1, "does not open"},
    {"PayeesBankDetailsOfAnother", "UPDATE bank_private SET person = 987654",
     row_changed, "bank_private", 1, "key is missing"},
    {"PersonalTextOfAnotherCommand", "UPDATE private_text SET seq = 1",
     row_changed, "private_text", 1, "journal row 1"},
    {"NhsNumberFoundByAnother", "UPDATE person_private SET nhs_mark = zeroblob(16)",
     row_changed, "person_private", 1, "found by"},
    {"NhsNumberNotFound", "UPDATE person_private SET nhs_mark = NULL",
     row_changed, "person_private", 1, "found by"},
    {"AccountFoundByAnother", "UPDATE bank_private SET account_mark = zeroblob(16)",
     row_changed, "bank_private", 1, "found by"},
    {"CommitmentReplaced", "UPDATE private_text SET commitment = zeroblob(32), sealed = NULL",
     row_changed, "private_text", 1, "else"},
    {"StateSetWithoutAChange", "UPDATE payment SET state = 9 WHERE id = 2",
     state_wrong, "payment", 2, "its state is 9, its changes lead to 2"},
    {"RunStateSet", "UPDATE payment_run SET state = 3", state_wrong, "payment_run", 1, "state is 3"},
    {"TaskStateSet", "UPDATE task SET state = 2", state_wrong, "task", 1, "lead to 1"},
    {"ProposalConfirmed", "UPDATE proposal SET state = 2", state_wrong, "proposal", 1, "lead to 3"},
    {"StateChangeChanged", "UPDATE state_change SET to_state = 10 WHERE id = 6",
     row_changed, "state_change", 6, "else"},
    {"StateChangeDeleted", "DELETE FROM state_change WHERE id = 6",
     row_missing, "state_change", 6, "wrote it"},
    {"StateChangeInserted", "INSERT INTO state_change SELECT 8, seq, entity, first_id, last_id,"
     " from_state, to_state, cause, day, at_ms, actor FROM state_change WHERE id = 7",
     row_unaccounted, "state_change", 8, "no journal row"},
    {"ReversalChanged", "UPDATE reversal SET original = 2", row_changed, "reversal", 1, "else"},
    {"ExcuseDeleted", "DELETE FROM excuse", row_missing, "excuse", 1, "wrote it"},
    {"EvidenceDocumentReplaced", "UPDATE evidence_document SET content = x'00'",
     row_changed, "evidence_document", 1, "does not open"},
    {"EvidenceDocumentInserted", "INSERT INTO evidence_document VALUES (9, x'00')",
     row_unaccounted, "evidence_document", 9, "no evidence"},
    {"EvidenceDocumentDeleted", "DELETE FROM evidence_document",
     row_missing, "evidence_document", 1, "evidence that it is of"},
    {"EvidenceDocumentEmptied", "UPDATE evidence_document SET content = NULL",
     erased_unlogged, "evidence_document", 1, "no record"},
    {"BankDetailsErased", "UPDATE bank_private SET sealed = NULL, account_mark = NULL",
     erased_unlogged, "bank_private", 1, "no record"},
    {"PersonErased", "UPDATE person_private SET sealed = NULL, nhs_mark = NULL",
     erased_unlogged, "person_private", 1, "no record"},
    {"PrivateTextErased", "UPDATE private_text SET sealed = NULL",
     erased_unlogged, "private_text", 1, "no record"},
    {"SaltErased", "UPDATE command_salt SET salt = NULL WHERE seq = 1",
     erased_unlogged, "command_salt", 1, "no record"},
    {"PaymentPointedAtOtherTransfers", "UPDATE payment SET first_transfer = 3 WHERE id = 1",
     state_wrong, "payment", 1, "transfer 3 is not its own"},
    {"PaymentPointedAtNoTransfers", "UPDATE payment SET first_transfer = 0 WHERE id = 1",
     state_wrong, "payment", 1, "no transfers stand for it"},
    {"HeldPaymentGivenTransfers", "UPDATE payment SET first_transfer = 4 WHERE id = 2",
     state_wrong, "payment", 2, "has the same transfers"},
    {"PaymentPutInAnotherFile", "UPDATE payment SET submission = 5 WHERE id = 1",
     state_wrong, "payment", 1, "not its run's"},
    {"PaymentTakenOutOfItsFile", "UPDATE payment SET submission = 0 WHERE id = 1",
     state_wrong, "submission", 1, "its payments come to 0"},
    {"PaymentMovedToAnotherDay", "UPDATE payment SET redated_on = planned_on - 1 WHERE id = 1",
     state_wrong, "payment", 1, "not moved to the day"},
    {"PaymentsMoveToAnotherDayForgotten",
     "INSERT INTO payment_redated(id, seq, payment, entry_on, reason) VALUES (900, 1, 1, 5, 'x')",
     state_wrong, "payment", 1, "not moved to the day"},
    {"SettingChanged", "UPDATE setting SET value = 'simulated' WHERE name = 'clock'",
     state_wrong, "setting", 0, "clock is not what it was set to"},
    {"SettingAdded", "INSERT INTO setting VALUES ('emergency-cap', '1000000')",
     state_wrong, "setting", 0, "emergency-cap is not"},
    {"SettingDeleted", "DELETE FROM setting WHERE name = 'clock'",
     row_missing, "setting", 0, "set it"},
    {"LookDeleted", "DELETE FROM access_log WHERE id = 1",
     row_missing, "access_log", 1, "wrote it"},
    {"SaltReplaced", "UPDATE command_salt SET salt = zeroblob(16) WHERE seq = 1",
     row_changed, "command_salt", 1, "with another"},
    {"SaltDeleted", "DELETE FROM command_salt WHERE seq = 1",
     row_missing, "command_salt", 1, "has a salt"},
    {"SaltInserted", "INSERT INTO command_salt VALUES (900, zeroblob(16))",
     row_unaccounted, "command_salt", 900, "no command"},
    {"ApproverReplaced", "UPDATE payment_run SET approved_by = 2",
     state_wrong, "payment_run", 1, "another actor"},
    {"IndexMissing", "DROP INDEX transfer_resolved_once",
     guard_differs, "index transfer_resolved_once", 0, "missing"},
    {"TableAdded", "CREATE TABLE shadow(id INTEGER)", guard_differs, "table shadow", 0, "no migration"},
    {"CheckTakenAway", "ALTER TABLE task ADD COLUMN spare TEXT", guard_differs, "table task", 0, "not as"},
    {"MigrationTextChanged", "UPDATE migration SET checksum = 'aa' WHERE number = 2",
     guard_differs, "migration 2", 0, "not as"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Plants, VerifyPlanted, testing::ValuesIn(plants), [](const auto& plant) {
    return std::string(plant.param.name);
});

TEST(Verify, IsCleanOnAWorkedArea) {
    VerifyArea area;
    const VerifyReport report = area.verified();
    EXPECT_EQ(listed(report), "");
    EXPECT_EQ(report.commands, 13);
    EXPECT_EQ(report.transfers, 10);
    EXPECT_EQ(report.head.seq, 13);
    EXPECT_EQ(report.head.hash, area.head().hash);
}

TEST(Verify, IsCleanOnAnEmptyArea) {
    const tests::TempFolder folder;
    tests::TestArea area(folder.path());
    EXPECT_EQ(listed(verify(area.database())), "");
}

TEST(Verify, NamesOneFaultForOneChange) {
    VerifyArea area;
    area.plant("UPDATE journal SET answer = '{}' WHERE seq = 4");
    const VerifyReport report = area.verified();
    EXPECT_EQ(report.faults.size(), 1U) << listed(report);
}

TEST(Verify, NamesATriggerThatIsMissing) {
    VerifyArea area;
    area.database().run_script("DROP TRIGGER journal_is_never_changed");
    const VerifyReport report = area.verified();
    ASSERT_EQ(report.faults.size(), 1U) << listed(report);
    EXPECT_EQ(report.faults[0].table, "trigger journal_is_never_changed");
    EXPECT_EQ(report.faults[0].words, "it is missing");
}

TEST(Verify, PersonalTextThatWasErasedOnPurposeStillVerifies) {
    VerifyArea area;
    area.plant("UPDATE person_private SET sealed = NULL, nhs_mark = NULL");
    Erasures erasures;
    erasures.add("person_private", 1);
    EXPECT_EQ(listed(area.verified(std::nullopt, erasures)), "");
}

TEST(Verify, OnlyAKeptHeadShowsThatTheEndWasCutOff) {
    VerifyArea area;
    const JournalHead kept = area.head();
    area.plant(
        "DELETE FROM journal WHERE seq = 13; DELETE FROM state_change WHERE seq = 13;"
        " DELETE FROM command_salt WHERE seq = 13; UPDATE proposal SET state = 1");
    EXPECT_EQ(listed(area.verified()), "");
    const VerifyReport against_witness = area.verified(kept);
    ASSERT_EQ(against_witness.faults.size(), 1U) << listed(against_witness);
    EXPECT_EQ(against_witness.faults[0].kind, row_missing);
    EXPECT_EQ(against_witness.faults[0].first_id, 13);
}

TEST(Verify, AKeptHeadWithAnotherHashIsNamed) {
    VerifyArea area;
    JournalHead kept = area.head();
    kept.hash[0] = static_cast<char>(kept.hash[0] ^ 1);
    const VerifyReport report = area.verified(kept);
    ASSERT_EQ(report.faults.size(), 1U) << listed(report);
    EXPECT_EQ(report.faults[0].kind, head_differs);
}

}  // namespace
}  // namespace almoner::ledger
