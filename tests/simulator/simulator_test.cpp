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

// Of the seeds, each a test of its own: 40 lives at least, for what is rare comes in each.
constexpr std::uint64_t shares = 5;

using Fields = std::map<std::string, std::string>;

Fields user(const std::string& ref, const std::string& role, const std::string& limit = "") {
    Fields fields{
        {"ref", ref}, {"name", ref}, {"role", role}, {"credential_hash", "$argon2id$made-up"}};
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
               testing::read_whole(
                   testing::project_path("ops/reference-data/bank-holidays-england-wales.csv"))}});
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

// So often in a share of the seeds, or the simulator has gone blind.
struct Floor {
    const char* command;
    std::int64_t accepted;
    std::int64_t refused;
};
constexpr Floor floors[] = {
    {"run propose", 60, 6},    {"run approve", 40, 15},      {"run send", 25, 4},
    {"run cancel", 6, 0},      {"run recall", 5, 5},         {"run recall-confirmed", 1, 0},
    {"emergency", 10, 8},      {"statement import", 80, 6},  {"statement explain", 25, 20},
    {"payee confirm", 1, 1},   {"proposal confirm", 20, 10}, {"plan change", 10, 1},
    {"plan option", 4, 4},     {"month close", 1, 5},        {"uplift propose", 4, 1},
    {"person hold", 1, 0},     {"agreement hold", 1, 0},     {"plan hold", 1, 0},
    {"recharge claim", 0, 10}, {"job run", 10, 0},
};
// What became of it all, and what the oracle worked out for itself.
struct OtherFloor {
    const char* what;
    std::int64_t times;
};
constexpr OtherFloor other_floors[] = {
    {"payments settled", 25},
    {"payments returned", 1},
    {"payments rejected", 1},
    {"emergencies settled", 2},
    {"commands reversed", 2},
    {"power cut", 15},
    {"kill", 7},
    {"cut and done", 1},
    {"cut and not done", 20},
    {"restart", 8},
    {"asked again", 20},
    {"asked otherwise", 6},
    {"file given again", 15},
    {"file taken by the bank", 30},
    {"given twice at once", 80},
    {"worked out: regular", 150},
    {"worked out: contribution", 40},
    {"worked out: brought forward", 2},
    {"worked out: emergency", 10},
    {"worked out: arrears", 1},
    {"worked out: part again", 1},
};
constexpr std::int64_t least_worked_out_percent = 90;  // of regular payments

std::int64_t times_of(const Tally& tally, const std::string& what) {
    const auto found = tally.others.find(what);
    return found == tally.others.end() ? 0 : found->second;
}

void expect_a_mix(const Tally& tally) {
    for (const Floor& floor : floors) {
        const auto found = tally.commands.find(floor.command);
        const Tally::Ends ends = found == tally.commands.end() ? Tally::Ends{} : found->second;
        EXPECT_GE(ends.accepted, floor.accepted) << floor.command << " accepted";
        EXPECT_GE(ends.refused, floor.refused) << floor.command << " refused";
    }
    for (const OtherFloor& floor : other_floors) {
        EXPECT_GE(times_of(tally, floor.what), floor.times) << floor.what;
    }
    const std::int64_t is = times_of(tally, "worked out: regular");
    const std::int64_t is_not = times_of(tally, "worked out: regular, not worked out");
    EXPECT_GE(is * 100, (is + is_not) * least_worked_out_percent) << "amounts taken on trust";
}

class Simulator : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Simulator, AgreesWithTheOracleAfterEveryStep) {
    World world;
    if (const std::int64_t seed = how_many("ALMONER_SEED", 0, 0); seed != 0) {
        if (GetParam() == 0)
            std::cout << world.live(static_cast<std::uint64_t>(seed), {}, &std::cout);
        return;
    }
    const auto seeds = static_cast<std::uint64_t>(how_many("ALMONER_SEEDS", 200, 10'000) /
                                                  static_cast<std::int64_t>(shares));
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
    constexpr std::uint64_t enough = 20;
    if (seeds >= enough) expect_a_mix(tally);
}

INSTANTIATE_TEST_SUITE_P(Share, Simulator, ::testing::Range<std::uint64_t>(0, shares));

// A control: what somebody does to the store behind the program's back is seen, and as what it is.
struct Control {
    const char* name;
    const char* sql;  // does nothing until there is something to do it to
    const char* seen;
};
std::ostream& operator<<(std::ostream& out, const Control& control) {
    return out << control.name;
}
const Control controls[] = {
    {"APennyFromNowhere",
     "UPDATE account SET debit_posted = debit_posted + 1 WHERE name = 34",
     "the sums of a commissioner's stream are nil"},
    {"APennyOnBothSides",
     "UPDATE account SET debit_posted = debit_posted + 1, credit_posted = credit_posted + 1"
     " WHERE name = 34",
     "are not what its transfers come to"},
    {"APromiseForgotten",
     "UPDATE account SET debit_pending = 0, credit_pending = 0",
     "are not what its transfers come to"},
    {"SettledTwice",
     "DROP INDEX transfer_resolved_once;"
     "INSERT INTO transfer SELECT (SELECT MAX(id) FROM transfer) + 1, seq, state, debit, credit,"
     " amount, kind, plan_line, effective, settled, period_first, period_last, resolves,"
     " prev_debit, prev_credit, debit_after, credit_after FROM transfer WHERE state = 2 LIMIT 1",
     "resolved"},
    {"SentAgain",
     "UPDATE payment SET state = 3 WHERE state = 5",
     "is in state 3 and should be in 5"},
    {"AnAnswerChanged",
     "DROP TRIGGER journal_is_never_changed; UPDATE journal SET answer = '{}' WHERE outcome = 0",
     "verify finds"},
};

class SimulatorControl : public ::testing::TestWithParam<Control> {};

TEST_P(SimulatorControl, IsSeen) {
    World world;
    constexpr std::uint64_t most = 60;
    constexpr std::int64_t when = 50;
    for (std::uint64_t seed = 1; seed <= most; ++seed) {
        try {
            (void)world.live(seed, {.at_step = when, .does = [](auto& database, const auto&) {
                                        database.run_script(GetParam().sql);
                                    }});
        } catch (const Broke& broke) {
            if (std::string(broke.what()).find(GetParam().seen) != std::string::npos) return;
            ADD_FAILURE() << broke.what();
        }
    }
    FAIL() << "nothing is seen in " << most << " lives";
}

INSTANTIATE_TEST_SUITE_P(Of, SimulatorControl, ::testing::ValuesIn(controls));

// The same payments in a second file is what a bank must never be given.
TEST(SimulatorControlOfFiles, ASecondFileIsSeen) {
    World world;
    const auto copies = [](ledger::Database&, const std::filesystem::path& folder) {
        std::filesystem::path last;
        if (!std::filesystem::exists(folder / "outbox")) return;
        for (const auto& each : std::filesystem::directory_iterator(folder / "outbox")) {
            last = each.path();
        }
        if (!last.empty()) std::filesystem::copy_file(last, last.string() + "-again");
    };
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        try {
            (void)world.live(seed, {.at_step = 50, .does = copies});
        } catch (const Broke& broke) {
            EXPECT_NE(std::string(broke.what()).find("is in two files"), std::string::npos)
                << broke.what();
            return;
        }
    }
    FAIL() << "nothing is seen";
}

}  // namespace
}  // namespace almoner::tests
