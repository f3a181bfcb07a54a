#include "ledger/area/area_writer.h"

#include "ledger/journal/content.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/person.h"
#include "ledger/sealing/memory_keys.h"
#include "ledger/verify/verify.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace almoner::ledger {
namespace {

using tests::TestArea;

const Query count_journal{"SELECT COUNT(*) FROM journal"};
const Query count_transfers{"SELECT COUNT(*) FROM transfer"};
const Query count_joint_floors{"SELECT COUNT(*) FROM joint_held"};
const Query count_tasks{"SELECT COUNT(*) FROM task"};
const Query stored_excused{"SELECT COALESCE(SUM(excused), 0) FROM account"};

std::int64_t single(Database& database, const Query& query) {
    Rows rows = database.select(query);
    return rows.next() ? rows.integer(0) : -1;
}

AccountKey bank() {
    return {.name = AccountName::bank, .stream = Stream::nhs, .body = 1, .bank_account = 1};
}
AccountKey funding() {
    return {.name = AccountName::funding, .stream = Stream::nhs, .body = 1};
}
AccountKey allocation() {
    return {.name = AccountName::allocation, .stream = Stream::nhs, .body = 1};
}
AccountKey undrawn() {
    return {.name = AccountName::undrawn,
            .stream = Stream::nhs,
            .option = Option::direct_payment,
            .body = 1,
            .budget = 7};
}
AccountKey fund() {
    return {.name = AccountName::fund,
            .stream = Stream::nhs,
            .option = Option::direct_payment,
            .body = 1,
            .budget = 7};
}

Leg leg(const AccountKey& debit, const AccountKey& credit, std::int64_t pence) {
    return {debit, credit, Money::from_pence(pence)};
}

Handler posting(const Leg& one) {
    return [one](Work& work) -> Outcome<std::string> {
        work.books().post(one, {.effective = work.today()});
        return std::string("{}");
    };
}

Handler with_task(const Leg& one) {
    return [one](Work& work) -> Outcome<std::string> {
        work.records().insert(
            task_table, "call", "P1", work.today(), "finance", "call the bank", std::nullopt);
        work.books().post(one, {.effective = work.today()});
        return std::string("{}");
    };
}

TEST(AreaWriter, KeepsBalancesAcrossRestarts) {
    const tests::TempFolder folder;
    {
        TestArea area(folder.path());
        ASSERT_TRUE(area.run(posting(leg(bank(), funding(), 1'000'00))).outcome.accepted());
        EXPECT_EQ(area.writer().books().balance(bank()).posted.pence(), 1'000'00);
    }
    TestArea again(folder.path());
    EXPECT_EQ(again.writer().books().balance(bank()).posted.pence(), 1'000'00);
    EXPECT_EQ(again.writer().head().seq, 1);
}

TEST(AreaWriter, RefusesAChoiceBelowTheFloorAndLeavesNoTraceButTheJournals) {
    TestArea area;
    ASSERT_TRUE(area.run(posting(leg(allocation(), undrawn(), 100'00))).outcome.accepted());
    const CommandResult refused = area.run(with_task(leg(undrawn(), fund(), 100'01)));
    ASSERT_FALSE(refused.outcome.accepted());
    EXPECT_EQ(refused.outcome.refusal().code, "not-enough-money");
    EXPECT_EQ(area.writer().books().balance(undrawn()).posted.pence(), 100'00);
    EXPECT_EQ(single(area.database(), count_transfers), 1);
    EXPECT_EQ(single(area.database(), count_tasks), 0);
    EXPECT_EQ(single(area.database(), count_journal), 2);
    ASSERT_TRUE(area.run(with_task(leg(undrawn(), fund(), 100'00))).outcome.accepted());
    EXPECT_EQ(single(area.database(), count_tasks), 1);
}

TEST(AreaWriter, PendingDebitsCountAgainstTheFloor) {
    TestArea area;
    ASSERT_TRUE(area.run(posting(leg(allocation(), undrawn(), 100'00))).outcome.accepted());
    std::int64_t pending = 0;
    ASSERT_TRUE(area.run([&](Work& work) -> Outcome<std::string> {
                        pending = work.books().reserve(leg(undrawn(), fund(), 60'00),
                                                       {.effective = work.today()});
                        return std::string("{}");
                    })
                    .outcome.accepted());
    EXPECT_FALSE(area.run(posting(leg(undrawn(), fund(), 40'01))).outcome.accepted());
    EXPECT_EQ(area.writer().books().balance(undrawn()).promised.pence(), 60'00);
    ASSERT_TRUE(area.run([&](Work& work) -> Outcome<std::string> {
                        work.books().settle(pending, work.today());
                        return std::string("{}");
                    })
                    .outcome.accepted());
    EXPECT_EQ(area.writer().books().balance(fund()).posted.pence(), 60'00);
    EXPECT_EQ(area.writer().books().balance(undrawn()).promised.pence(), 0);
}

TEST(AreaWriter, AFactAlwaysPostsAndIsExcusedUntilNil) {
    TestArea area;
    const auto fact = [](const Leg& one) -> Handler {
        return [one](Work& work) -> Outcome<std::string> {
            work.posts_facts("a wage is owed", "payroll");
            work.books().post(one, {.effective = work.today()});
            return std::string("{}");
        };
    };
    ASSERT_TRUE(area.run(fact(leg(undrawn(), fund(), 25'00))).outcome.accepted());
    EXPECT_EQ(single(area.database(), stored_excused), 25'00);
    ASSERT_TRUE(area.run(posting(leg(allocation(), undrawn(), 20'00))).outcome.accepted());
    EXPECT_EQ(single(area.database(), stored_excused), 5'00);
    EXPECT_FALSE(area.run(posting(leg(undrawn(), fund(), 1))).outcome.accepted());
}

TEST(AreaWriter, TheSameKeyGivesTheStoredAnswerAndOtherContentIsRefusedByField) {
    TestArea area;
    Stamp stamp = area.stamp("key-1");
    std::map<std::string, std::string> fields{{"amount", "1000"}, {"budget", "B7"}};
    stamp.fields = &fields;
    const Handler handler = posting(leg(bank(), funding(), 10'00));
    ASSERT_TRUE(area.writer().run_alone(stamp, handler).outcome.accepted());
    const CommandResult again = area.writer().run_alone(stamp, handler);
    EXPECT_TRUE(again.replayed);
    EXPECT_TRUE(again.outcome.accepted());
    EXPECT_EQ(area.writer().books().balance(bank()).posted.pence(), 10'00);
    fields["amount"] = "1001";
    const CommandResult other = area.writer().run_alone(stamp, handler);
    ASSERT_FALSE(other.outcome.accepted());
    EXPECT_EQ(other.outcome.refusal().code, "key-used-before");
    EXPECT_EQ(other.outcome.refusal().field, "amount");
    // Nobody gets the answer that was another's.
    fields["amount"] = "1000";
    stamp.actor += 1;
    const CommandResult somebody = area.writer().run_alone(stamp, handler);
    ASSERT_FALSE(somebody.outcome.accepted());
    EXPECT_EQ(somebody.outcome.refusal().code, "key-used-before");
    EXPECT_EQ(somebody.outcome.refusal().field, "as");
}

std::string contents_in(Database& database) {
    std::string all;
    for (Rows rows = database.select(Query{"SELECT content FROM journal ORDER BY seq"});
         rows.next();) {
        all += rows.str(0);
    }
    return all;
}

TEST(AreaWriter, AnAccountNumberCantBeGuessedFromTheJournal) {
    TestArea area;
    const std::map<std::string, std::string> fields{{"account_number", "66374958"}};
    for (const char* key : {"key-1", "key-2"}) {
        Stamp stamp = area.stamp(key);
        stamp.fields = &fields;
        ASSERT_TRUE(area.writer()
                        .run_alone(stamp, posting(leg(bank(), funding(), 10'00)))
                        .outcome.accepted());
    }
    const std::string contents = contents_in(area.database());
    CanonicalWriter with_name;
    with_name.text("account_number");
    with_name.text("66374958");
    for (const std::string& guess : {std::string("66374958"), with_name.octets()}) {
        const Digest digest = sha256(guess);
        EXPECT_EQ(contents.find(octets_of(digest).substr(0, 8)), std::string::npos);
    }
    // The same value twice does not look the same either.
    EXPECT_NE(contents.substr(0, contents.size() / 2), contents.substr(contents.size() / 2));
}

TEST(AreaWriter, AKeyIsStillAnsweredOnceItsSaltIsErasedAndNothingElseMayHappenToIt) {
    TestArea area;
    const std::map<std::string, std::string> fields{{"nhs_number", "9434765919"}};
    Stamp stamp = area.stamp("key-1");
    stamp.fields = &fields;
    const Handler handler = posting(leg(bank(), funding(), 10'00));
    ASSERT_TRUE(area.writer().run_alone(stamp, handler).outcome.accepted());
    Database& database = area.database();
    EXPECT_THROW(
        (void)database.change(Query{"UPDATE command_salt SET salt = $1"}, Blob{"0123456789abcdef"}),
        StorageError);
    EXPECT_THROW((void)database.change(Query{"DELETE FROM command_salt"}), StorageError);
    EXPECT_EQ(database.change(Query{"UPDATE command_salt SET salt = NULL"}), 1);
    Erasures erasures;
    erasures.add("command_salt", 1);
    EXPECT_TRUE(verify(database, std::nullopt, erasures).clean());
    EXPECT_TRUE(area.writer().run_alone(stamp, handler).replayed);
    EXPECT_TRUE(area.writer().run_alone(stamp, handler).outcome.accepted());
    const std::map<std::string, std::string> others{{"name", "9434765919"}};
    stamp.fields = &others;
    EXPECT_EQ(area.writer().run_alone(stamp, handler).outcome.refusal().field, "name");
}

TEST(AreaWriter, ARefusedCommandLeavesNoJointFloorBehind) {
    TestArea area;
    const AccountKey held{.name = AccountName::held,
                          .stream = Stream::social_care,
                          .option = Option::managed_account,
                          .body = 1,
                          .budget = 7};
    const AccountKey shortfall{.name = AccountName::receivable_shortfall,
                               .stream = Stream::social_care,
                               .body = 1,
                               .bank_account = 1};
    ASSERT_FALSE(area.run(posting(leg(shortfall, held, 1))).outcome.accepted());
    EXPECT_EQ(single(area.database(), count_joint_floors), 0);
}

TEST(AreaWriter, ARefusalIsRememberedUnderItsKey) {
    TestArea area;
    const Stamp stamp = area.stamp("key-2");
    const Handler handler = posting(leg(undrawn(), fund(), 1));
    ASSERT_FALSE(area.writer().run_alone(stamp, handler).outcome.accepted());
    ASSERT_TRUE(area.run(posting(leg(allocation(), undrawn(), 1))).outcome.accepted());
    const CommandResult again = area.writer().run_alone(stamp, handler);
    EXPECT_TRUE(again.replayed);
    ASSERT_FALSE(again.outcome.accepted());
    EXPECT_EQ(again.outcome.refusal().code, "not-enough-money");
}

TEST(AreaWriter, ADryRunAnswersAndChangesNothing) {
    TestArea area;
    Stamp stamp = area.stamp("key-3");
    stamp.dry_run = true;
    const Handler allowed = with_task(leg(bank(), funding(), 5));
    EXPECT_TRUE(area.writer().run_alone(stamp, allowed).outcome.accepted());
    EXPECT_FALSE(
        area.writer().run_alone(stamp, posting(leg(undrawn(), fund(), 5))).outcome.accepted());
    EXPECT_EQ(single(area.database(), count_journal), 0);
    EXPECT_EQ(single(area.database(), count_tasks), 0);
    EXPECT_EQ(area.writer().books().balance(bank()).posted.pence(), 0);
}

TEST(AreaWriter, TheDatabaseItselfRefusesToChangeThePast) {
    TestArea area;
    ASSERT_TRUE(area.run(posting(leg(bank(), funding(), 5))).outcome.accepted());
    EXPECT_THROW(area.database().run_script("UPDATE transfer SET amount = 6"), StorageError);
    EXPECT_THROW(area.database().run_script("DELETE FROM journal"), StorageError);
    EXPECT_THROW(area.database().run_script("UPDATE account SET floor = 1, debit_posted = 9"),
                 StorageError);
}

TEST(AreaWriter, ASecondWriterOnTheSameFolderIsTurnedAway) {
    const tests::TempFolder folder;
    const TestArea first(folder.path());
    EXPECT_THROW(TestArea second(folder.path()), StorageBusy);
}

// Keys of which none can be thrown away, because the disk is full.
class StuckKeys : public PersonKeys {
  public:
    std::optional<SealingKey> of(std::int64_t person) override { return keys_.of(person); }
    SealingKey for_sealing(std::int64_t person) override { return keys_.for_sealing(person); }
    bool was_thrown_away(std::int64_t person) override { return keys_.was_thrown_away(person); }
    void sync() override {}
    void throw_away(std::int64_t person) override {
        asked.push_back(person);
        throw StorageError("no room");
    }

    std::vector<std::int64_t> asked;

  private:
    MemoryKeys keys_;
};

// What is left to be done the keys know themselves: each is asked for.
TEST(AreaWriter, ThrowsAwayTheKeyOfEachWhoWasErasedAlsoWhereOneFails) {
    TestArea area;
    const auto keys = std::make_shared<StuckKeys>();
    area.database().use_keys(keys);
    const auto erase_two = [](Work& work) -> Outcome<std::string> {
        for (const char* const ref : {"ONE", "TWO"}) {
            const std::int64_t person = insert_person(work, {.ref = ref, .from_on = work.today()});
            (void)work.records().erase(person);
        }
        return std::string("{}");
    };
    EXPECT_THROW((void)area.run(erase_two), StorageError);
    EXPECT_EQ(keys->asked, (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(single(area.database(), count_journal), 1) << "it is committed by then";
}

}  // namespace
}  // namespace almoner::ledger
