#include "tests/bench/callers.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "scheduler/queue/command_queue.h"
#include "tests/bench/measure.h"
#include "tests/bench/one_commit_floor.h"
#include "tests/bench/pgbench_floor.h"
#include "tests/bench/poster.h"

#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace almoner::bench {
namespace {

using scheduler::Command;

constexpr int many = 64;

// Asks for `count` commands, one after the other, each with a key of its own from `first_key` on.
void ask(scheduler::CommandQueue& queue,
         Command command,
         std::int64_t first_key,
         std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        command.key = Poster::key_of(first_key + i);
        const auto result = queue.run(command);
        if (!result.outcome.accepted()) throw std::runtime_error(result.outcome.refusal().code);
    }
}

// What `callers` do at the same time; `command` but for its key.
Run asked_by(scheduler::CommandQueue& queue,
             const Command& command,
             int callers,
             std::int64_t commands) {
    const std::int64_t each = commands / callers;
    constexpr std::int64_t after_all_others = 1'000'000;
    const Stopwatch watch;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller) {
        threads.emplace_back(
            [&, caller] { ask(queue, command, after_all_others + caller * each, each); });
    }
    for (std::thread& thread : threads) thread.join();
    return watch.run();
}

// What `work` takes on a store of its own without an area, in FOLDER/area.
template <class Work>
Run on_new_store(const std::filesystem::path& folder, const Work& work) {
    const std::filesystem::path area = folder / "area";
    std::filesystem::create_directory(area);
    Run run;
    {
        const auto database = ledger::open_sqlite(area, ledger::SqliteUse::write);
        ledger::migrate_sqlite(*database, posted_at_ms);
        run = work(*database, scheduler::Surroundings{.folder = area, .settings = {}});
    }
    std::filesystem::remove_all(area);
    return run;
}

Run one_transfer_each(const std::filesystem::path& folder, int callers, std::int64_t commands) {
    return on_new_store(
        folder, [&](ledger::Database& database, const scheduler::Surroundings& around) {
            Poster poster(database);
            scheduler::CommandQueue queue(
                poster.writer(),
                around,
                {},
                [&poster](ledger::AreaWriter&,
                          const scheduler::Surroundings&,
                          const Command& command) { return poster.post_one(command.key); });
            return asked_by(queue, {}, callers, commands);
        });
}

// A command of the product as every door gives it, its actor, role and fields checked.
Run settings_set(const std::filesystem::path& folder, int callers, std::int64_t commands) {
    return on_new_store(
        folder, [&](ledger::Database& database, const scheduler::Surroundings& around) {
            ledger::AreaWriter writer(database, [] { return std::string(16, '0'); });
            scheduler::CommandQueue queue(writer, around);
            Command command{.name = "init",
                            .key = "",
                            .actor = "",
                            .at_ms = posted_at_ms,
                            .today = *ledger::Date::parse("2026-11-22"),
                            .fields = {{"name", "Bench"}}};
            ask(queue, command, 1, 1);
            command.name = "user add";
            command.fields = {{"ref", "ben"},
                              {"name", "Ben"},
                              {"role", "checker"},
                              {"credential_hash", "$argon2id$not asked for here"}};
            ask(queue, command, 2, 1);
            command.name = "setting set";
            command.actor = "ben";
            command.fields = {{"name", "contact.phone"}, {"value", "01632 960000"}};
            return asked_by(queue, command, callers, commands);
        });
}

Figure figure_of(const char* name, std::int64_t items, double least_share) {
    return {.name = name,
            .items = items,
            .promise = {.least_share_of_floor = least_share},
            .ours = {},
            .floor = {}};
}

}  // namespace

bool caller_figures(const std::filesystem::path& folder, const std::string& postgres, int repeats) {
    constexpr std::int64_t alone = 10'000;
    constexpr std::int64_t together = 64'000;
    constexpr double share_of_one_commit = 0.8;
    constexpr double times_pgbench = 2;
    bool kept = print(measure(
        figure_of("one caller, one transfer a commit", alone, share_of_one_commit),
        repeats,
        [&] { return one_commit_floor(folder, alone); },
        [&] { return one_transfer_each(folder, 1, alone); }));
    if (postgres.empty()) return kept;
    const auto pgbench = [&] { return pgbench_floor(postgres, together); };
    kept = print(measure(figure_of("64 callers, one transfer each", together, times_pgbench),
                         repeats,
                         pgbench,
                         [&] { return one_transfer_each(folder, many, together); })) &&
           kept;
    (void)print(measure(figure_of("64 callers, setting set", together, 0), repeats, pgbench, [&] {
        return settings_set(folder, many, together);
    }));
    return kept;
}

}  // namespace almoner::bench
