#include "tests/bench/posting.h"

#include "ledger/area/area_writer.h"
#include "ledger/posting/keys.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/bench/chain_floor.h"
#include "tests/bench/traffic.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace almoner::bench {
namespace {

using namespace ledger;

constexpr std::int64_t at_ms = 1'795'348'800'000;
constexpr std::int32_t body = 1;
const Query truncate_log{"PRAGMA wal_checkpoint(TRUNCATE)"};

// Half of the accounts are what is set aside for a budget, half what its holder has: a payment
// moves from one to the other. Every second transfer goes against that, as a return does.
AccountKey account(std::int64_t number) {
    const bool drawn = number % 2 == 1;
    return {.name = drawn ? AccountName::fund : AccountName::undrawn,
            .stream = Stream::nhs,
            .option = Option::direct_payment,
            .body = body,
            .budget = static_cast<std::int32_t>(number / 2 + 1)};
}

class Posting {
  public:
    explicit Posting(const std::filesystem::path& folder)
        : database_(open_sqlite(folder, SqliteUse::write)) {
        migrate_sqlite(*database_, at_ms);
        writer_.emplace(*database_, [] { return std::string(16, '0'); });
        writer_->begin_group();
        command([](Work& work) {
            for (std::int64_t number = 0; number < account_count; ++number) {
                const AccountKey key = account(number);
                work.books().post(
                    {{.name = AccountName::allocation, .stream = key.stream, .body = body},
                     key,
                     Money::from_pence(50'000'000)},
                    {.effective = work.today()});
            }
        });
        commit();
    }

    void post(std::int64_t transfers, std::int64_t each, std::int64_t batch);
    void checkpoint() { database_->change(truncate_log); }

  private:
    template <class Body>
    void command(const Body& does) {
        stamp_.key = next_key();
        const CommandResult result = writer_->run(stamp_, [&](Work& work) -> Outcome<std::string> {
            does(work);
            return std::string(R"({"posted":true})");
        });
        if (!result.outcome.accepted()) throw std::runtime_error(result.outcome.refusal().code);
    }
    void commit() { writer_->commit_group(); }
    // Ordered by time, 26 characters, as keys are.
    std::string next_key() {
        std::string key = "01jd6w3q7k0000000000000000";
        std::int64_t left = ++keys_;
        for (std::size_t at = key.size(); left > 0; left /= 10) {
            key[--at] = static_cast<char>('0' + left % 10);
        }
        return key;
    }

    std::unique_ptr<Database> database_;
    std::optional<AreaWriter> writer_;
    const std::map<std::string, std::string> fields_{{"amount", "100.00"}, {"budget", "B-7"}};
    Stamp stamp_{.command = "payment post",
                 .key = "",
                 .actor = 1,
                 .at_ms = at_ms,
                 .today = *Date::parse("2026-11-22"),
                 .fields = &fields_};
    Traffic traffic_;
    std::int64_t keys_ = 0;
};

void Posting::post(std::int64_t transfers, std::int64_t each, std::int64_t batch) {
    const Date first = *Date::parse("2026-11-23");
    for (std::int64_t done = 0; done < transfers;) {
        writer_->begin_group();
        for (std::int64_t in_batch = 0; in_batch < batch && done < transfers;) {
            const std::int64_t count = std::min(each, transfers - done);
            command([&](Work& work) {
                for (std::int64_t i = 0; i < count; ++i) {
                    const Move move = traffic_.next();
                    work.books().post(
                        {account(move.debit), account(move.credit), Money::from_pence(move.pence)},
                        {.kind = 8,
                         .plan_line = move.debit / 2 + 1,
                         .effective = first,
                         .settled = first,
                         .period = {first, first + 27}});
                }
            });
            done += count;
            in_batch += count;
        }
        commit();
    }
}

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
        Posting posting(area);
        posting.checkpoint();
        const auto before = size_of(area);
        const Stopwatch watch;
        posting.post(transfers, transfers_each, batch_size);
        run = watch.run();
        posting.checkpoint();
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
