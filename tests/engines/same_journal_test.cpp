// The same commands give the same journal, row for row, whichever store keeps it.
#include "api/render/audit_figures.h"
#include "ledger/records/payment_ref.h"
#include "ledger/verify/verify.h"
#include "ops/demo/demonstration.h"
#include "ops/demo/office.h"
#include "scheduler/commands/init.h"
#include "tests/engines/stores.h"
#include "tests/support/places.h"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

using ledger::Database;

std::string octets_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> journal_of(Database& reader) {
    const auto rows = reader.prepare("SELECT command, hash FROM journal ORDER BY seq");
    std::vector<std::string> journal;
    while (rows->step()) {
        std::string row(rows->text(0));
        row += ' ';
        row += ledger::hex(rows->text(1));
        journal.push_back(std::move(row));
    }
    return journal;
}

// The story of each payment as a program is given it.
std::vector<std::string> audits_of(Database& reader) {
    const ledger::AccountPaths accounts(reader);
    std::vector<std::string> audits;
    for (std::int64_t payment = 1;; ++payment) {
        const auto audit =
            ledger::audit_of(ledger::everything(1, "a test"), reader, ledger::payment_ref(payment));
        if (!audit.accepted()) return audits;
        audits.push_back(api::json_text(api::audit_sentence(audit.value()),
                                        api::audit_figures(audit.value(), accounts)));
    }
}

struct Played {
    std::string head;
    std::vector<std::string> journal;
    ledger::VerifyReport report;
    ops::demo::Counts counts;
    std::vector<std::string> audits;
};

// Somebody explained a bank line wrongly: what it posted is reversed.
void reverse_an_explanation(const api::Store& store,
                            const std::filesystem::path& folder,
                            std::int64_t commands) {
    const auto database = store.open_writer();
    const auto reader = store.open_reader();
    const auto explained = reader->prepare("SELECT item FROM explanation ORDER BY id");
    ASSERT_TRUE(explained->step());
    const std::string item = std::to_string(explained->integer(0));
    explained->reset();
    ledger::AreaWriter writer(*database, counting_salts());
    const scheduler::Surroundings around{.folder = folder,
                                         .settings = scheduler::area_settings(*database)};
    scheduler::DirectRunner runner(writer, around);
    ops::demo::Office office(runner, *reader, around, commands);
    office.open_day(ops::demo::usual_days().last);
    office.propose_and_confirm(
        "statement explain",
        {{"item", item}, {"undo", "yes"}, {"reason", "It was another sender"}});
    EXPECT_TRUE(reader->prepare("SELECT 1 FROM reversal")->step());
}

// Thirty people paid for months: an import, runs proposed, approved and sent, the bank's
// statements and returns, recalls, deaths, lines that nobody knows, and a reversal.
template <class Store>
Played play(const Store& store) {
    const TempFolder folder;
    const api::Store opened{.open_writer =
                                [&store] {
                                    auto database = store.open_writer();
                                    Store::migrate(*database);
                                    return database;
                                },
                            .open_reader = [&store] { return store.open_reader(); }};
    const std::string holidays =
        octets_of(testing::project_path("ops/reference-data/bank-holidays-england-wales.csv"));
    const auto done = ops::demo::demonstrate(folder.path(),
                                             opened,
                                             {.people = 30,
                                              .seed = 7,
                                              .last_day = ops::demo::usual_days().last,
                                              .bank_holidays = holidays},
                                             [](ledger::Date, const ops::demo::Counts&) {});
    reverse_an_explanation(opened, folder.path(), done.commands);
    const auto reader = store.open_reader();
    return {.head = done.head,
            .journal = journal_of(*reader),
            .report = ledger::verify(*reader),
            .counts = done.counts,
            .audits = audits_of(*reader)};
}

TEST(SameJournal, OfADemonstrationOnBothStores) {
    if (!PostgresStore::is_there()) GTEST_SKIP() << "PostgreSQL is not installed";
    const Played sqlite = play(SqliteStore());
    const Played postgres = play(PostgresStore());
    EXPECT_GT(sqlite.journal.size(), 200U);
    EXPECT_GT(sqlite.counts.returned, 0);
    EXPECT_GT(sqlite.counts.in_suspense, 0);
    EXPECT_EQ(postgres.head, sqlite.head);
    ASSERT_EQ(postgres.journal.size(), sqlite.journal.size());
    for (std::size_t i = 0; i < sqlite.journal.size(); ++i) {
        ASSERT_EQ(postgres.journal[i], sqlite.journal[i]) << "row " << i + 1;
    }
    EXPECT_GT(sqlite.audits.size(), 100U);
    EXPECT_EQ(postgres.audits, sqlite.audits);
    EXPECT_EQ(postgres.report.records, sqlite.report.records);
    for (const ledger::Fault& fault : postgres.report.faults) {
        ADD_FAILURE() << fault.table << ' ' << fault.first_id << ": " << fault.words;
    }
}

}  // namespace
}  // namespace almoner::tests
