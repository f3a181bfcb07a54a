// Each table's own guards, on both stores: what is said to be never changed is not, and a state
// that can't be is refused, whoever writes it.
#include "tests/engines/stores.h"

#include <string>
#include <string_view>

namespace almoner::tests {
namespace {

using ledger::StorageError;

template <class Store>
class Guards : public OnStore<Store> {
  protected:
    // The guard's words, "accepted", or how else it failed.
    [[nodiscard]] std::string attempt(const std::string& sql) {
        try {
            this->writer->run_script(sql.c_str());
            return "accepted";
        } catch (const StorageError& error) {
            return error.guard ? error.what() : std::string("no guard: ") + error.what();
        }
    }
    void must_refuse(const std::string& sql) {
        const std::string said = attempt(sql);
        EXPECT_NE(said, "accepted") << sql;
        EXPECT_NE(said.substr(0, 8), "no guard") << sql << ": " << said;
    }
    void must_take(const std::string& sql) { EXPECT_EQ(attempt(sql), "accepted") << sql; }
};

TYPED_TEST_SUITE(Guards, BothStores);

constexpr const char* transfer =
    "INSERT INTO transfer(id, seq, state, debit, credit, amount, kind, plan_line, effective,"
    " settled, period_first, period_last, resolves, prev_debit, prev_credit, debit_after,"
    " credit_after) VALUES ";

TYPED_TEST(Guards, ATransferIsNeverChangedOrDeleted) {
    this->must_take(std::string(transfer) +
                    "(1, 1, 0, 1, 2, 5, 1, 0, 1, 0, 0, 0, NULL, 0, 0, 5, -5)");
    EXPECT_EQ(this->attempt("UPDATE transfer SET amount = 6"),
              "a transfer is never changed: reverse it");
    EXPECT_EQ(this->attempt("DELETE FROM transfer"), "a transfer is never deleted: reverse it");
    EXPECT_EQ(this->number("SELECT amount FROM transfer"), 5);
}

TYPED_TEST(Guards, ATransferMovesSomethingBetweenTwoAccountsAndIsResolvedOnce) {
    const std::string begin = transfer;
    this->must_refuse(begin + "(1, 1, 0, 1, 2, 0, 1, 0, 1, 0, 0, 0, NULL, 0, 0, 0, 0)");
    this->must_refuse(begin + "(1, 1, 0, 2, 2, 5, 1, 0, 1, 0, 0, 0, NULL, 0, 0, 5, -5)");
    this->must_refuse(begin + "(1, 1, 4, 1, 2, 5, 1, 0, 1, 0, 0, 0, 7, 0, 0, 5, -5)");
    this->must_refuse(begin + "(1, 1, 2, 1, 2, 5, 1, 0, 1, 0, 0, 0, NULL, 0, 0, 5, -5)");
    this->must_refuse(begin + "(1, 1, 0, 1, 2, 5, 1, 0, 1, 0, 0, 0, 7, 0, 0, 5, -5)");
    this->must_take(begin + "(1, 1, 2, 1, 2, 5, 1, 0, 1, 0, 0, 0, 7, 0, 0, 5, -5)");
    this->must_refuse(begin + "(2, 1, 3, 1, 2, 5, 1, 0, 1, 0, 0, 0, 7, 0, 0, 5, -5)");
}

TYPED_TEST(Guards, TheJournalIsNeverChangedOrShortened) {
    const std::string octets =
        this->writer->engine() == "sqlite" ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')";
    const std::string begin =
        "INSERT INTO journal(seq, at_ms, actor, booked, command, key, content, outcome, answer,"
        " body, hash) VALUES ";
    this->must_refuse(begin + "(1, 0, 0, 0, 'x', 'k1', '', 2, '', '', " + octets + ")");
    this->must_refuse(begin + "(1, 0, 0, 0, 'x', 'k1', '', 0, '', '', '')");
    const bool is_sqlite = this->writer->engine() == "sqlite";
    const std::string nothing = is_sqlite ? "x''" : "''";
    const auto row = [&](int seq, const std::string& key) {
        return begin + "(" + std::to_string(seq) + ", 0, 0, 0, 'x', '" + key + "', " + nothing +
               ", 0, '', " + nothing + ", " + octets + ")";
    };
    this->must_take(row(1, "k1"));
    this->must_refuse(row(1, "k2"));
    this->must_refuse(row(2, "k1"));
    EXPECT_EQ(this->attempt("UPDATE journal SET actor = 9"), "the journal is never changed");
    EXPECT_EQ(this->attempt("DELETE FROM journal"), "the journal is never shortened");
}

TYPED_TEST(Guards, ASaltIsOnlyEverEmptied) {
    this->must_take("INSERT INTO command_salt(seq, salt) VALUES (1, NULL)");
    EXPECT_EQ(this->attempt("UPDATE command_salt SET seq = 2"), "a salt is only ever emptied");
    EXPECT_EQ(this->attempt("DELETE FROM command_salt"), "a salt is emptied, not deleted");
    this->must_take("UPDATE command_salt SET salt = NULL");
}

TYPED_TEST(Guards, AnAccountStaysAboveItsFloorUnlessItIsExcused) {
    const std::string begin =
        "INSERT INTO account(id, name, stream, option, body, bank_account, budget, floor,"
        " debit_posted, credit_posted, debit_pending, credit_pending, excused) VALUES ";
    this->must_refuse(begin + "(1, 3, 1, 3, 1, 0, 7, 1, 100, 99, 0, 0, 0)");
    this->must_take(begin + "(1, 3, 1, 3, 1, 0, 7, 1, 100, 100, 0, 0, 0)");
    this->must_refuse("UPDATE account SET debit_pending = 1");
    this->must_take("UPDATE account SET debit_pending = 1, excused = 1");
    this->must_refuse("UPDATE account SET excused = 0");
    this->must_refuse("UPDATE account SET credit_posted = -1, excused = 500");
    this->must_refuse(begin + "(2, 4, 1, 3, 1, 0, 7, 2, 99, 100, 0, 0, 0)");
    this->must_take(begin + "(2, 4, 1, 3, 1, 0, 7, 2, 100, 100, 0, 0, 0)");
    this->must_refuse("UPDATE account SET credit_pending = 1 WHERE id = 2");
    this->must_refuse(begin + "(3, 5, 1, 3, 1, 0, 7, 4, 0, 0, 0, 0, 0)");
    this->must_refuse(begin + "(3, 3, 1, 3, 1, 0, 7, 1, 0, 0, 0, 0, 0)");
}

TYPED_TEST(Guards, WhatIsHeldJointlyStaysAboveItsFloor) {
    const std::string begin = "INSERT INTO joint_held(budget, option, free, excused) VALUES ";
    this->must_refuse(begin + "(1, 1, -1, 0)");
    this->must_take(begin + "(1, 1, -1, 1)");
    this->must_refuse("UPDATE joint_held SET free = -2");
    this->must_refuse("UPDATE joint_held SET free = 5, excused = -1");
}

TYPED_TEST(Guards, ATransactionIsReversedOnceAndForAReason) {
    this->must_refuse("INSERT INTO reversal(id, seq, original, reason) VALUES (1, 9, 3, '')");
    this->must_take("INSERT INTO reversal(id, seq, original, reason) VALUES (1, 9, 3, 'twice')");
    this->must_refuse("INSERT INTO reversal(id, seq, original, reason) VALUES (2, 9, 3, 'again')");
}

// SQLite has no TRUNCATE.
TEST(PostgresGuards, NoTableThatOnlyGrowsIsEmptied) {
    if (!PostgresStore::is_there()) GTEST_SKIP() << "PostgreSQL is not installed";
    const PostgresStore store;
    const auto writer = store.open_writer();
    PostgresStore::migrate(*writer);
    for (const std::string table : {"transfer", "journal", "command_salt"}) {
        EXPECT_THROW(writer->run_script(("TRUNCATE " + table).c_str()), StorageError) << table;
    }
}

// A guard that is switched off stands in the catalogue all the same.
TEST(PostgresGuards, ATriggerThatIsSwitchedOffIsNamed) {
    if (!PostgresStore::is_there()) GTEST_SKIP() << "PostgreSQL is not installed";
    const PostgresStore store;
    const auto writer = store.open_writer();
    PostgresStore::migrate(*writer);
    writer->run_script("ALTER TABLE journal DISABLE TRIGGER journal_is_never_changed");
    writer->run_script(
        "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN NEW; END $$");
    writer->run_script("ALTER TABLE account DROP CONSTRAINT account_excused_check");
    std::vector<std::string> named;
    for (const auto& fault : store.open_reader()->guard_faults()) named.push_back(fault.object);
    EXPECT_EQ(named,
              (std::vector<std::string>{"constraint account account_excused_check",
                                        "function refuse()",
                                        "trigger journal journal_is_never_changed"}));
}

}  // namespace
}  // namespace almoner::tests
