#include "tests/bench/bench_area.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/verify/verify.h"
#include "ops/sealing/key_file.h"
#include "tests/bench/measure.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace almoner::bench {
namespace {

using ledger::Outcome;
using ledger::Work;

const ledger::Query into_the_file{"PRAGMA wal_checkpoint(TRUNCATE)"};

const std::string& accepted(const ledger::CommandResult& result) {
    if (!result.outcome.accepted()) throw std::runtime_error(result.outcome.refusal().words);
    return result.outcome.value();
}

}  // namespace

const scheduler::Actor anna{
    .number = 1, .ref = "anna", .role = scheduler::Role::maker, .approve_limit = {}};
const scheduler::Actor ben{
    .number = 2, .ref = "ben", .role = scheduler::Role::checker, .approve_limit = {}};

BenchArea::BenchArea(const std::filesystem::path& folder, ledger::Date today, FieldMap settings)
    : today_(today),
      database_(open_sqlite(folder, ledger::SqliteUse::write)),
      around_{.folder = {}, .settings = std::move(settings)} {
    migrate_sqlite(*database_, 0);
    const auto keys = std::make_shared<ops::KeyFile>(folder.parent_path() / "people.keys");
    keys->refresh();
    database_->use_keys(keys);
    writer_.emplace(*database_, [] { return std::string(16, '0'); });
}

ledger::Stamp BenchArea::next_stamp(const scheduler::Actor& actor) {
    // A process of its own works on a copy of the area: its keys come after those before.
    const std::string number = std::to_string(writer_->head().seq * 100 + ++keys_ % 100);
    return {.command = "bench",
            .key = "bench-" + std::string(12 - number.size(), '0') + number,
            .actor = actor.number,
            .at_ms = std::int64_t{today_.days()} * 86'400'000,
            .today = today_};
}

void BenchArea::command(const std::function<void(Work&)>& does) {
    (void)accepted(writer_->run_alone(next_stamp(anna), [&](Work& work) -> Outcome<std::string> {
        does(work);
        return std::string("{}");
    }));
}

void BenchArea::each_of(std::int64_t numbers,
                        std::int64_t to_a_command,
                        const std::function<void(Work&, std::int64_t)>& does) {
    for (std::int64_t first = 1; first <= numbers; first += to_a_command) {
        const std::int64_t last = std::min(numbers, first + to_a_command - 1);
        command([&](Work& work) {
            for (std::int64_t number = first; number <= last; ++number) does(work, number);
        });
    }
}

nlohmann::json BenchArea::ask(scheduler::CommandHandler handler,
                              const scheduler::Actor& actor,
                              const FieldMap& fields) {
    ledger::Stamp stamp = next_stamp(actor);
    stamp.fields = &fields;
    return nlohmann::json::parse(
        accepted(writer_->run_alone(stamp, [&](Work& work) -> Outcome<std::string> {
            scheduler::Asked asked{work, scheduler::Fields(fields), actor, around_};
            return handler(asked);
        })));
}

void BenchArea::close() {
    database_->change(into_the_file);
}

void copy_area(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::remove_all(to);
    std::filesystem::create_directories(to);
    std::filesystem::copy_file(from / "almoner.db", to / "almoner.db");
}

bool is_clean_area(const std::filesystem::path& folder) {
    const auto reader = open_sqlite(folder, ledger::SqliteUse::read);
    const Stopwatch watch;
    const ledger::VerifyReport report = verify(*reader);
    std::printf("%-34s            verify %.2f s: %lld transfers, %lld records, %zu faults\n",
                "",
                watch.seconds(),
                static_cast<long long>(report.transfers),
                static_cast<long long>(report.records),
                report.faults.size());
    return report.clean();
}

}  // namespace almoner::bench
