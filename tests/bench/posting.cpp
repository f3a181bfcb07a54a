#include "tests/bench/posting.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/bench/chain_floor.h"
#include "tests/bench/poster.h"

#include <array>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace almoner::bench {
namespace {

using namespace ledger;

const Query truncate_log{"PRAGMA wal_checkpoint(TRUNCATE)"};

std::uintmax_t size_of(const std::filesystem::path& folder) {
    return std::filesystem::file_size(folder / "almoner.db");
}

Figure figure_of(const std::string& name, std::int64_t items, const Promise& promise) {
    return {.name = name, .items = items, .promise = promise, .ours = {}, .floor = {}};
}

constexpr std::int64_t batch = 8'000;

struct Case {
    const char* name;
    std::int64_t each;
    Promise promise;
};
const Case cases[] = {
    {"commands of 8,000 transfers", batch, {.least_share_of_floor = 0.5, .most_octets = 150}},
    {"commands of one transfer", 1, {.least_share_of_floor = 0.25, .most_octets = 350}},
};

}  // namespace

Run posting(const std::filesystem::path& folder,
            std::int64_t transfers,
            std::int64_t transfers_each,
            std::int64_t batch_size) {
    const std::filesystem::path area = folder / "area";
    std::filesystem::create_directory(area);
    Run run;
    {
        const auto database = open_sqlite(area, SqliteUse::write);
        migrate_sqlite(*database, posted_at_ms);
        Poster poster(*database);
        database->change(truncate_log);
        const auto before = size_of(area);
        const Stopwatch watch;
        poster.post(transfers, transfers_each, batch_size);
        run = watch.run();
        database->change(truncate_log);
        run.octets_per_item =
            static_cast<double>(size_of(area) - before) / static_cast<double>(transfers);
    }
    std::filesystem::remove_all(area);
    return run;
}

namespace {

// A hundred thousand and a million by turns, so that the growth is of two runs of one minute.
bool measure_case(const std::filesystem::path& folder, int repeats, const Case& each) {
    std::array<Figure, 2> figures{figure_of(each.name, 100'000, each.promise),
                                  figure_of(each.name, 1'000'000, each.promise)};
    std::vector<double> growth;
    for (int i = 0; i < repeats; ++i) {
        for (Figure& figure : figures) {
            figure = measure(
                std::move(figure),
                1,
                [&] { return chain_floor(folder, figure.items, batch); },
                [&] { return posting(folder, figure.items, each.each, batch); });
        }
        constexpr double times_as_many = 10;
        growth.push_back(times_as_many * figures[0].ours.back().seconds /
                         figures[1].ours.back().seconds);
    }
    bool kept = print(figures[0]);
    kept = print(figures[1]) && kept;
    constexpr double least_growth = 0.8;
    const double share = median(growth);
    std::printf("%-34s            a million by 100,000: %.2f  %s\n",
                "",
                share,
                share >= least_growth ? "kept" : "NOT KEPT");
    return kept && share >= least_growth;
}

}  // namespace

bool posting_figures(const std::filesystem::path& folder, int repeats) {
    bool kept = true;
    for (const Case& each : cases) kept = measure_case(folder, repeats, each) && kept;
    return kept;
}

}  // namespace almoner::bench
