#include "ledger/journal/canonical.h"
#include "ledger/verify/books_replay.h"
#include "ledger/verify/record_replay.h"
#include "tests/ledger/verify_area.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace almoner::ledger {
namespace {

using test::VerifyArea;
using Unreadable = CanonicalReader::Unreadable;

const Query longest_body{"SELECT body FROM journal ORDER BY LENGTH(body) DESC LIMIT 1"};

class AJournalBody : public testing::Test {
  protected:
    // Whether it was read to its end.
    bool read(std::string_view octets) {
        CanonicalReader body(octets);
        FaultList faults;
        BooksReplay books(area_.database(), faults);
        books.command(1, body);
        RecordReplay records(area_.database(), none_, faults);
        records.command(1, body);
        faults_ = faults.take();
        return body.at_end();
    }
    std::string longest() {
        Rows rows = area_.database().select(longest_body);
        return rows.next() ? std::string(rows.text(0)) : std::string();
    }

    VerifyArea area_;
    Erasures none_;
    std::vector<Fault> faults_;
};

TEST_F(AJournalBody, CutAtAnyOctetIsUnreadable) {
    const std::string whole = longest();
    ASSERT_GT(whole.size(), 100U);
    EXPECT_TRUE(read(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_THROW((void)read(whole.substr(0, size)), Unreadable) << size;
    }
}

struct Opened {
    std::int64_t account = 1;
    std::int64_t name = 33;
    std::int64_t stream = 1;
    std::int64_t option = 0;
};

// One account and nothing else.
std::string opening(const Opened& opened) {
    CanonicalWriter body;
    body.mark('A');
    body.integers({1, opened.account, opened.name, opened.stream, opened.option, 1, 0, 0});
    body.mark('T');
    body.integers({1, 0});
    body.mark('R');
    body.text("");
    return body.octets();
}

TEST_F(AJournalBody, OpensNoAccountOfAKindThatThereIsNot) {
    EXPECT_TRUE(read(opening({})));
    EXPECT_THROW((void)read(opening({.name = 17})), Unreadable);
    EXPECT_THROW((void)read(opening({.stream = 7})), Unreadable);
    EXPECT_THROW((void)read(opening({.option = 5})), Unreadable);
    EXPECT_THROW((void)read(opening({.name = 256 + 33})), Unreadable);
}

TEST_F(AJournalBody, LeavesOutAMillionAccountsAndNoMore) {
    EXPECT_TRUE(read(opening({.account = 1'000'000})));
    EXPECT_THROW((void)read(opening({.account = 1'000'001})), Unreadable);
    EXPECT_THROW((void)read(opening({.account = 0})), Unreadable);
}

TEST_F(AJournalBody, ThatSpeaksOfMoreRowsThanThereCanBeIsNamedAtOnce) {
    CanonicalWriter body;
    body.mark('A');
    body.integer(0);
    body.mark('T');
    body.integers({1, 0});
    body.mark('R');
    body.text("payment");
    body.integers({1, 2'000'000'000});
    body.text("a digest");
    body.text("");
    EXPECT_TRUE(read(body.octets()));
    ASSERT_FALSE(faults_.empty());
    EXPECT_EQ(faults_.back().kind, FaultKind::row_missing);
    EXPECT_EQ(faults_.back().table, "payment");
    EXPECT_LT(faults_.size(), 10U);
}

}  // namespace
}  // namespace almoner::ledger
