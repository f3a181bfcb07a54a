// Many rows that PostgreSQL changes by one statement end as if each had been changed by itself.
#include "ledger/storage/bulk_changes.h"

#include "ledger/storage/merge_rows.h"
#include "ledger/values/invariant.h"
#include "tests/engines/stores.h"

#include <array>
#include <string_view>
#include <vector>

namespace almoner::tests {
namespace {

using ledger::BulkChanges;
using ledger::BulkMerges;
using ledger::Merge;
using ledger::Query;
using ledger::RowWriter;
using ledger::StorageError;

constexpr std::array<std::string_view, 4> joint_columns{"budget", "option", "free", "excused"};
constexpr std::array<std::string_view, 3> changed_columns{"budget", "free", "excused"};

const Query add_joint{
    "INSERT INTO joint_held(budget, option, free, excused) VALUES ($1, $2, $3, $4)"};
const Query joints{"SELECT budget, option, free, excused FROM joint_held ORDER BY budget, option"};
const Query put_joint{
    "INSERT INTO joint_held(budget, option, free, excused) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (budget, option) DO UPDATE SET free = excluded.free, excused = excluded.excused"};

using Joint = std::array<std::int64_t, 4>;

class BulkChangesOnPostgres : public OnStore<PostgresStore> {
  protected:
    void SetUp() override {
        OnStore<PostgresStore>::SetUp();
        if (!writer) return;
        for (const int budget : {1, 2, 3}) writer->change(add_joint, budget, 1, 100 * budget, 0);
        writer->begin();
    }
    [[nodiscard]] std::unique_ptr<RowWriter> merging(Merge how) const {
        return dynamic_cast<BulkMerges&>(*writer).bulk_merge("joint_held", joint_columns, 2, how);
    }
    [[nodiscard]] std::unique_ptr<RowWriter> changing() const {
        return dynamic_cast<BulkChanges&>(*writer).bulk_change("joint_held", changed_columns);
    }
    [[nodiscard]] std::vector<Joint> stored() const {
        std::vector<Joint> all;
        ledger::Rows rows = writer->select(joints);
        while (rows.next()) {
            all.push_back({rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3)});
        }
        return all;
    }
};

void write(RowWriter& rows, std::span<const std::int64_t> values) {
    rows.integers(values);
    rows.end_row();
}

TEST_F(BulkChangesOnPostgres, GiveEachRowItsOwnValuesAndLeaveTheOthers) {
    const auto rows = changing();
    write(*rows, std::array<std::int64_t, 3>{1, -5, 5});
    write(*rows, std::array<std::int64_t, 3>{3, 7, 8});
    rows->flush();
    writer->commit();
    EXPECT_EQ(stored(), (std::vector<Joint>{{1, 1, -5, 5}, {2, 1, 200, 0}, {3, 1, 7, 8}}));
}

TEST_F(BulkChangesOnPostgres, AddToRowsThatAreThereAndMakeTheOthers) {
    const auto rows = merging(Merge::adds);
    write(*rows, Joint{2, 1, 11, 1});
    write(*rows, Joint{2, 2, 12, 2});
    rows->flush();
    write(*rows, Joint{2, 2, 3, 0});
    rows->flush();
    rows->flush();
    writer->commit();
    EXPECT_EQ(stored(),
              (std::vector<Joint>{{1, 1, 100, 0}, {2, 1, 211, 1}, {2, 2, 15, 2}, {3, 1, 300, 0}}));
}

TEST_F(BulkChangesOnPostgres, ReplaceRowsThatAreThereAndMakeTheOthers) {
    const auto rows = merging(Merge::replaces);
    write(*rows, Joint{2, 1, 11, 1});
    write(*rows, Joint{9, 1, 12, 2});
    rows->flush();
    writer->commit();
    EXPECT_EQ(stored(),
              (std::vector<Joint>{{1, 1, 100, 0}, {2, 1, 11, 1}, {3, 1, 300, 0}, {9, 1, 12, 2}}));
}

TEST_F(BulkChangesOnPostgres, ComeAfterTheRowsThatWereWrittenBeforeThem) {
    const auto inserted = writer->bulk("joint_held", joint_columns);
    write(*inserted, Joint{4, 1, 400, 0});
    const auto rows = changing();
    write(*rows, std::array<std::int64_t, 3>{4, 401, 0});
    rows->flush();
    writer->commit();
    EXPECT_EQ(stored().back(), (Joint{4, 1, 401, 0}));
}

TEST_F(BulkChangesOnPostgres, AreJudgedByEveryGuardAndTakenBackTogether) {
    const auto rows = merging(Merge::adds);
    for (std::int64_t budget = 1; budget <= 3'000; ++budget) {
        write(*rows, Joint{budget, 1, budget == 3'000 ? -1 : 1, 0});
    }
    try {
        rows->flush();
        writer->commit();
        ADD_FAILURE() << "a joint account is below its floor";
    } catch (const StorageError& error) {
        EXPECT_TRUE(error.guard) << error.what();
    }
    writer->rollback();
    EXPECT_EQ(stored(), (std::vector<Joint>{{1, 1, 100, 0}, {2, 1, 200, 0}, {3, 1, 300, 0}}));
}

TEST_F(BulkChangesOnPostgres, OfNothingOrOfTheWrongWidthAreRefused) {
    const std::span<const std::string_view> columns(joint_columns);
    auto& merges = dynamic_cast<BulkMerges&>(*writer);
    EXPECT_THROW((void)merges.bulk_merge("joint_held", columns, 4, Merge::adds),
                 ledger::InvariantBroken);
    EXPECT_THROW((void)merges.bulk_merge("joint_held", columns, 0, Merge::adds),
                 ledger::InvariantBroken);
    EXPECT_THROW(
        (void)dynamic_cast<BulkChanges&>(*writer).bulk_change("joint_held", columns.first(1)),
        ledger::InvariantBroken);
    const auto rows = merging(Merge::adds);
    rows->integers(std::array<std::int64_t, 3>{1, 1, 1});
    EXPECT_THROW(rows->end_row(), ledger::InvariantBroken);
    rows->integer(1);
    EXPECT_THROW(rows->integer(1), ledger::InvariantBroken);
    EXPECT_THROW(rows->text("one"), ledger::InvariantBroken);
}

template <class Store>
class MergedRows : public OnStore<Store> {};
TYPED_TEST_SUITE(MergedRows, BothStores);

// Fewer and more than are worth one statement.
TYPED_TEST(MergedRows, AreTheSameHoweverManyAndOnWhicheverStore) {
    const ledger::MergedTable table{.one = &put_joint,
                                    .table = "joint_held",
                                    .columns = joint_columns,
                                    .keys = 2,
                                    .how = Merge::replaces};
    for (const std::int64_t count : {std::int64_t{0}, std::int64_t{3}, std::int64_t{200}}) {
        for (const std::int64_t free : {std::int64_t{5}, std::int64_t{6}}) {
            std::vector<Joint> rows;
            for (std::int64_t budget = 1; budget <= count; ++budget) {
                rows.push_back({budget, 2, free, 0});
            }
            this->writer->begin();
            merge_rows(*this->writer, table, rows);
            this->writer->commit();
        }
        EXPECT_EQ(this->number("SELECT COUNT(*) FROM joint_held"), count);
        EXPECT_EQ(this->number("SELECT COALESCE(SUM(free), 0) FROM joint_held"), 6 * count);
    }
}

}  // namespace
}  // namespace almoner::tests
