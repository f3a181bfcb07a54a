#include "tests/ledger/posting_world.h"

#include "ledger/posting/counters.h"
#include "ledger/posting/enter.h"
#include "ledger/posting/identities.h"
#include "ledger/storage/sqlite/sqlite_database.h"

#include <gtest/gtest.h>

namespace almoner::ledger::test {
namespace {

const Date day = Date::from_days(20'000);

std::unique_ptr<Database> new_database() {
    std::unique_ptr<Database> database = open_sqlite({}, SqliteUse::memory);
    migrate_sqlite(*database, 0);
    return database;
}

template <class T>
bool fits(const std::optional<T>& wanted, T value) {
    return !wanted || *wanted == value;
}

}  // namespace

Money pence(std::int64_t pence) {
    return Money::from_pence(pence);
}
Share care(std::int64_t amount) {
    return {Stream::social_care, council, pence(amount)};
}
Share health(std::int64_t amount) {
    return {Stream::nhs, icb, pence(amount)};
}
Share own(std::int64_t amount) {
    return {Stream::person, council, pence(amount)};
}

UnassignedLine unassigned(std::int32_t bank_account, std::int32_t owner, std::int64_t amount) {
    return {.bank_account = bank_account, .owner = owner, .amount = pence(amount)};
}

Holding direct(std::int32_t budget) {
    return {.budget = budget, .option = Option::direct_payment};
}
Holding third_party(std::int32_t budget) {
    return {.budget = budget, .option = Option::third_party};
}
Holding notional(std::int32_t budget) {
    return {.budget = budget, .option = Option::notional};
}
Holding managed(std::int32_t budget) {
    return {.budget = budget, .option = Option::managed_account, .client_account = client_bank};
}

World::World() : database_(new_database()), books_(*database_) {}

template <class Work>
World::Result World::command(Nature nature, const Work& work) {
    CanonicalWriter body;
    database_->begin();
    books_.open_command(++seq_, body);
    Result result{.accepted = false, .transfers = work()};
    result.accepted = books_.close_command(nature).accepted();
    if (!result.accepted) books_.undo_command();
    books_.fold();
    database_->commit();
    check();
    return result;
}

void World::does(const std::vector<Posting>& postings) {
    const Result result = command(nature_of(postings), [&] {
        for (const Posting& posting : postings) enter(books_, posting, {.effective = day});
        return Promise{};
    });
    EXPECT_TRUE(result.accepted) << row_of(postings.front().event).name;
}

std::optional<Promise> World::tries(const Posting& posting) {
    Result result =
        command(posting.nature, [&] { return enter(books_, posting, {.effective = day}); });
    if (!result.accepted) return std::nullopt;
    return std::move(result.transfers);
}

Promise World::promises(const Posting& posting) {
    EXPECT_EQ(posting.effect, Effect::promises);
    std::optional<Promise> promise = tries(posting);
    EXPECT_TRUE(promise.has_value()) << row_of(posting.event).name;
    return promise.value_or(Promise{});
}

void World::settles(const Promise& promise) {
    const Result result = command(Nature::fact, [&] {
        settle_all(books_, promise, day);
        return Promise{};
    });
    EXPECT_TRUE(result.accepted);
}

void World::releases(const Promise& promise) {
    const Result result = command(Nature::fact, [&] {
        release_all(books_, promise);
        return Promise{};
    });
    EXPECT_TRUE(result.accepted);
}

void World::line(std::int32_t bank_account, std::int64_t amount, const Posting& posting) {
    statements_[bank_account] += amount;
    does(posting);
}

void World::line_settles(std::int32_t bank_account, std::int64_t amount, const Promise& promise) {
    statements_[bank_account] += amount;
    settles(promise);
}

std::int64_t World::total(AccountName name, const Where& where) {
    std::int64_t net = 0;
    for (const AccountRow& row : counters().accounts) {
        const AccountKey& key = row.key;
        if (key.name == name && fits(where.budget, key.budget) && fits(where.option, key.option) &&
            fits(where.stream, key.stream) && fits(where.bank_account, key.bank_account)) {
            net += row.debit_posted - row.credit_posted;
        }
    }
    return side_of(name) == Side::asset ? net : -net;
}

std::int64_t World::excused(const AccountKey& key) {
    return books_.balance(key).excused.pence();
}

std::int64_t World::statement(std::int32_t bank_account) const {
    const auto found = statements_.find(bank_account);
    return found == statements_.end() ? 0 : found->second;
}

Counters World::counters() {
    return read_counters(*database_);
}

std::int64_t World::transfers() {
    const auto statement = database_->prepare("SELECT COUNT(*) FROM transfer");
    return statement->step() ? statement->integer(0) : 0;
}

std::vector<std::string> World::broken() {
    const Counters found = counters();
    std::vector<std::string> broken;
    for (const Breach& breach : breaches_of(found)) broken.push_back(words_of(breach));
    for (const Breach& breach : statement_breaches(found.accounts, statements_)) {
        broken.push_back(words_of(breach));
    }
    return broken;
}

void World::check() {
    for (const std::string& words : broken()) ADD_FAILURE() << words;
}

}  // namespace almoner::ledger::test
