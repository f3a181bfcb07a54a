// An area lives by chance, and a naive oracle agrees with it after every step.
#include "tests/power/session.h"
#include "tests/simulator/simulation.h"
#include "tests/support/files.h"
#include "tests/support/how_many.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

namespace almoner::tests {
namespace {

constexpr std::uint64_t shares = 10;  // of the seeds, each a test of its own

using Fields = std::map<std::string, std::string>;

Fields user(const std::string& ref, const std::string& role, const std::string& limit = "") {
    Fields fields{{"ref", ref},
                  {"name", ref},
                  {"role", role},
                  {"credential_hash", "$argon2id$made-up"}};
    if (!limit.empty()) fields["approve_limit"] = limit;
    return fields;
}

// Where simulations play, and an area with users and nobody else, made once.
class World {
  public:
    World() : vfs_(folder_.path()) {
        std::ofstream(folder_.path() / "almoner.db").flush();
        vfs_.insert({}, 1);
        Session session({.folder = folder_.path()});
        give(session, "", "init", {{"name", "Vale"}});
        give(session, "", "user add", user("ben", "checker"));
        give(session, "ben", "user add", user("anna", "maker"));
        give(session, "ben", "user add", user("dora", "maker"));
        give(session, "ben", "user add", user("carol", "checker", "1000.00"));
        give(session, "ben", "user add", user("vic", "viewer"));
        give(session,
             "anna",
             "calendar load",
             {{"file:bank_holidays",
               testing::read_whole(testing::project_path(
                   "ops/reference-data/bank-holidays-england-wales.csv"))}});
        newborn_ = vfs_.disk();
    }

    Tally live(std::uint64_t seed, Tampering tampering = {}, std::ostream* told = nullptr) {
        Simulation simulation({.vfs = vfs_,
                               .newborn = newborn_,
                               .folder = folder_.path(),
                               .tampering = std::move(tampering),
                               .told = told},
                              seed);
        return simulation.live();
    }

  private:
    void give(Session& session, const std::string& who, const std::string& name, Fields fields) {
        const scheduler::Command command{.name = name,
                                         .key = "birth-" + std::to_string(++keys_),
                                         .actor = who,
                                         .at_ms = 1'775'000'000'000,
                                         .today = on(area_begins_on),
                                         .fields = std::move(fields)};
        const auto text = session.run_group({command}).texts.front();
        if (text.starts_with("refused")) throw std::logic_error(name + " is " + text);
    }

    TempFolder folder_;
    PowerVfs vfs_;
    Disk newborn_;
    int keys_ = 0;
};

class Simulator : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Simulator, AgreesWithTheOracleAfterEveryStep) {
    World world;
    if (const std::int64_t seed = how_many("ALMONER_SEED", 0, 0); seed != 0) {
        if (GetParam() == 0) std::cout << world.live(static_cast<std::uint64_t>(seed), {}, &std::cout);
        return;
    }
    const auto seeds = static_cast<std::uint64_t>(
        how_many("ALMONER_SEEDS", 200, 10'000) / static_cast<std::int64_t>(shares));
    const std::uint64_t first = GetParam() * seeds + 1;
    Tally tally;
    for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
        try {
            tally += world.live(seed);
        } catch (const Broke& broke) {
            ADD_FAILURE() << broke.what();
        }
    }
    std::cout << "seeds " << first << " to " << first + seeds - 1 << ": " << tally;
}

INSTANTIATE_TEST_SUITE_P(Share, Simulator, ::testing::Range<std::uint64_t>(0, shares));

}  // namespace
}  // namespace almoner::tests
