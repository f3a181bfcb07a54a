// A statement that was signed before finds what was rewritten since, also where the whole chain was
// computed anew so that the books agree with themselves: on both stores.
#include "ledger/verify/witness.h"

#include "ledger/journal/head.h"
#include "tests/engines/stores.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

using ledger::Database;
using ledger::FaultKind;
using ledger::VerifyReport;

struct Row {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    std::int64_t actor = 0;
    ledger::Date booked;
    std::string command;
    std::string key;
    std::string content;
    ledger::JournalOutcome outcome{};
    std::string answer;
    std::string body;
};

std::vector<Row> journal_of(Database& database) {
    const auto rows = database.prepare(
        "SELECT seq, at_ms, actor, booked, command, key, content, outcome, answer, body"
        " FROM journal ORDER BY seq");
    std::vector<Row> all;
    while (rows->step()) {
        all.push_back(
            {.seq = rows->integer(0),
             .at_ms = rows->integer(1),
             .actor = rows->integer(2),
             .booked = ledger::Date::from_days(static_cast<std::int32_t>(rows->integer(3))),
             .command = std::string(rows->text(4)),
             .key = std::string(rows->text(5)),
             .content = std::string(rows->text(6)),
             .outcome = static_cast<ledger::JournalOutcome>(rows->integer(7)),
             .answer = std::string(rows->text(8)),
             .body = std::string(rows->text(9))});
    }
    return all;
}

// As somebody does who has the whole store and takes care to leave no trace.
void without_guards(Database& database, const std::function<void()>& change) {
    const bool sqlite = database.engine() == "sqlite";
    std::vector<std::string> guards;
    if (sqlite) {
        const auto rows = database.prepare(
            "SELECT sql, name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'");
        std::vector<std::string> names;
        while (rows->step()) {
            guards.emplace_back(rows->text(0));
            names.emplace_back(rows->text(1));
        }
        rows->reset();
        for (const std::string& name : names) {
            database.run_script(("DROP TRIGGER " + name).c_str());
        }
    } else {
        database.run_script("ALTER TABLE journal DISABLE TRIGGER USER");
    }
    change();
    for (const std::string& guard : guards) database.run_script(guard.c_str());
    if (!sqlite) database.run_script("ALTER TABLE journal ENABLE TRIGGER USER");
}

// Another actor gave the command of this row; every hash from there on is computed anew.
void rewrite_from(Database& database, std::int64_t changed) {
    std::vector<Row> rows = journal_of(database);
    ledger::Sha256 hash;
    ledger::Digest before{};
    for (Row& row : rows) {
        if (row.seq == changed) row.actor = 9;
        before = ledger::chain_hash(hash,
                                    before,
                                    {.seq = row.seq,
                                     .at_ms = row.at_ms,
                                     .actor = row.actor,
                                     .booked = row.booked,
                                     .command = row.command,
                                     .key = row.key,
                                     .content = row.content,
                                     .outcome = row.outcome,
                                     .answer = row.answer,
                                     .body = row.body});
        const auto update =
            database.prepare("UPDATE journal SET actor = $1, hash = $2 WHERE seq = $3");
        update->bind_integer(1, row.actor);
        update->bind_blob(2, ledger::octets_of(before));
        update->bind_integer(3, row.seq);
        (void)update->step();
    }
}

std::string words_of(const VerifyReport& report) {
    std::string words;
    for (const ledger::Fault& fault : report.faults) {
        words += std::string(ledger::name_of(fault.kind)) + ' ' + std::to_string(fault.first_id) +
                 '-' + std::to_string(fault.last_id) + ": " + fault.words + '\n';
    }
    return words;
}

bool has(const VerifyReport& report, FaultKind kind) {
    return std::ranges::any_of(report.faults,
                               [&](const ledger::Fault& fault) { return fault.kind == kind; });
}

// Eight commands; after the fifth a statement was signed.
template <class Store>
class Witness : public OnStore<Store> {
  protected:
    void SetUp() override {
        OnStore<Store>::SetUp();
        if (!this->writer) return;
        work(1, 5);
        statement = signed_now();
        work(6, 8);
    }

    void work(int first, int last) {
        ledger::AreaWriter area(*this->writer, counting_salts());
        for (int i = first; i <= last; ++i) {
            const ledger::Stamp stamp{.command = "work",
                                      .key = "key-" + std::to_string(i),
                                      .actor = 1,
                                      .at_ms = std::int64_t{1'000} * i,
                                      .today = ledger::Date::parse("2026-05-04").value()};
            const auto done = area.run_alone(stamp, [](ledger::Work&) {
                return ledger::Outcome<std::string>(std::string("{}"));
            });
            ASSERT_TRUE(done.outcome.accepted());
        }
    }
    [[nodiscard]] std::string signed_now() const {
        const auto reader = this->store->open_reader();
        return ledger::statement_text({.area = ledger::area_id(*reader),
                                       .commissioner = "ICB",
                                       .month = "2026-04",
                                       .made_on = ledger::Date::parse("2026-05-04").value(),
                                       .head = ledger::journal_head(*reader),
                                       .figures = "version\n1\n"},
                                      key);
    }
    [[nodiscard]] VerifyReport against(const std::string& text) const {
        return ledger::verify_against(*this->store->open_reader(), text, key.public_half());
    }
    [[nodiscard]] bool agrees_with_itself() const {
        const VerifyReport report = ledger::verify(*this->store->open_reader());
        EXPECT_TRUE(report.clean()) << words_of(report);
        return report.clean();
    }

    ledger::SigningKey key = ledger::SigningKey::make();
    std::string statement;
};

TYPED_TEST_SUITE(Witness, BothStores);

TYPED_TEST(Witness, FindsNothingWhereNothingWasChanged) {
    const VerifyReport report = this->against(this->statement);
    EXPECT_TRUE(report.clean()) << words_of(report);
    EXPECT_EQ(report.commands, 8);
}

TYPED_TEST(Witness, FindsARowThatWasRewrittenTogetherWithAllThatFollow) {
    without_guards(*this->writer, [&] { rewrite_from(*this->writer, 3); });
    EXPECT_TRUE(this->agrees_with_itself()) << "plain verify can't know";
    const VerifyReport report = this->against(this->statement);
    ASSERT_EQ(report.faults.size(), 1U) << words_of(report);
    EXPECT_EQ(report.faults[0].kind, FaultKind::head_differs);
    EXPECT_EQ(report.faults[0].first_id, 5);
}

// The last row that the statement covers, and the first one that it does not.
TYPED_TEST(Witness, CoversTheRowsUpToItsHead) {
    without_guards(*this->writer, [&] { rewrite_from(*this->writer, 6); });
    EXPECT_TRUE(this->against(this->statement).clean());
    without_guards(*this->writer, [&] { rewrite_from(*this->writer, 5); });
    EXPECT_TRUE(this->agrees_with_itself());
    EXPECT_TRUE(has(this->against(this->statement), FaultKind::head_differs));
}

TYPED_TEST(Witness, FindsThatTheJournalWasWrittenAnewFromItsFirstRow) {
    without_guards(*this->writer, [&] { rewrite_from(*this->writer, 1); });
    EXPECT_TRUE(this->agrees_with_itself());
    const VerifyReport report = this->against(this->statement);
    EXPECT_TRUE(has(report, FaultKind::area_differs)) << words_of(report);
    EXPECT_TRUE(has(report, FaultKind::head_differs)) << words_of(report);
}

TYPED_TEST(Witness, FindsThatItsEndWasCutOff) {
    without_guards(*this->writer,
                   [&] { this->writer->run_script("DELETE FROM journal WHERE seq > 5"); });
    EXPECT_TRUE(this->against(this->statement).clean()) << "after the head nobody was told";
    without_guards(*this->writer,
                   [&] { this->writer->run_script("DELETE FROM journal WHERE seq > 3"); });
    EXPECT_TRUE(this->agrees_with_itself());
    const VerifyReport report = this->against(this->statement);
    ASSERT_EQ(report.faults.size(), 1U) << words_of(report);
    EXPECT_EQ(report.faults[0].kind, FaultKind::row_missing);
    EXPECT_EQ(report.faults[0].first_id, 4);
    EXPECT_EQ(report.faults[0].last_id, 5);
}

TYPED_TEST(Witness, IsNoneWhereItWasChangedOrSignedWithAnotherKey) {
    std::string changed = this->statement;
    changed.replace(changed.find("journal row: 5"), 14, "journal row: 4");
    EXPECT_TRUE(has(this->against(changed), FaultKind::statement_unproven));
    EXPECT_TRUE(has(this->against("A letter.\n"), FaultKind::statement_unproven));
    this->key = ledger::SigningKey::make();
    const VerifyReport report = this->against(this->statement);
    ASSERT_TRUE(has(report, FaultKind::statement_unproven));
    EXPECT_NE(report.faults[0].words.find(this->key.public_half().id()), std::string::npos);
}

TYPED_TEST(Witness, IsNoneForAnotherArea) {
    const TypeParam other;
    const auto its_writer = other.open_writer();
    ASSERT_GT(TypeParam::migrate(*its_writer), 0);
    const VerifyReport report =
        ledger::verify_against(*other.open_reader(), this->statement, this->key.public_half());
    EXPECT_TRUE(has(report, FaultKind::area_differs)) << words_of(report);
    EXPECT_TRUE(has(report, FaultKind::row_missing)) << words_of(report);
}

}  // namespace
}  // namespace almoner::tests
