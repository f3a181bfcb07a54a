// The power goes while a backup is made or commits are shipped: the area is unharmed, and what has
// a finished name in the other folders is whole.
#include "tests/power/keeping.h"
#include "tests/power/life.h"
#include "tests/power/power_vfs.h"
#include "tests/support/how_many.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t shares = 4;  // of the cuts, each a test of its own

// Where such lives are lived, and what an area does in one without a fault.
class KeptWorld {
  public:
    KeptWorld()
        : places_{.data = with_a_name_for_readers(),
                  .backups = kept_.path() / "backups",
                  .shipped = kept_.path() / "shipped",
                  .scratch = kept_.path() / "scratch"},
          vfs_(data_.path(), kept_.path()),
          script_(kept_weeks_of_an_area(vfs_, places_)) {}

    Cuts live(std::uint64_t seed) {
        for (const char* const each : {"outbox", "outbox-marks", "safekeeping"}) {
            fs::remove_all(data_.path() / each);
        }
        Life life(vfs_, script_, {.folder = data_.path(), .kept = places_}, seed);
        return life.live();
    }
    [[nodiscard]] PowerVfs& vfs() { return vfs_; }

  private:
    [[nodiscard]] fs::path with_a_name_for_readers() const {
        std::ofstream(data_.path() / "almoner.db").flush();
        return data_.path();
    }

    TempFolder data_;
    TempFolder kept_;
    KeptPlaces places_;
    PowerVfs vfs_;
    Script script_;
};

class KeptCut : public testing::TestWithParam<std::uint64_t> {};

TEST_P(KeptCut, LeavesWholeBackupsOrNone) {
    KeptWorld world;
    if (const std::int64_t seed = how_many("ALMONER_POWER_SEED", 0, 0); seed != 0) {
        if (GetParam() == 0) std::cout << world.live(static_cast<std::uint64_t>(seed)) << '\n';
        return;
    }
    const std::int64_t wanted =
        how_many("ALMONER_KEPT_CUTS", 100, 10'000) / static_cast<std::int64_t>(shares);
    constexpr std::uint64_t seeds_of_a_share = 1'000'000;
    std::uint64_t seed = GetParam() * seeds_of_a_share;
    Cuts cuts;
    while (cuts.all < wanted) cuts += world.live(++seed);
    std::cout << cuts << "; seeds up to " << seed << '\n';
    EXPECT_GE(cuts.keeping * 4, cuts.all) << "few cuts fell on what is kept";
}

INSTANTIATE_TEST_SUITE_P(Share, KeptCut, testing::Range<std::uint64_t>(0, shares));

// A control: on a disk that says it is done before it is, something must break, or nothing is seen.
TEST(KeptControl, OnADiskThatLiesAboutSyncsWhatIsKeptBreaks) {
    KeptWorld world;
    world.vfs().lie_about_syncs(Lies::of_what_is_kept);
    constexpr std::uint64_t lives = 40;
    bool is_seen = false;
    for (std::uint64_t seed = 1; seed <= lives && !is_seen; ++seed) {
        try {
            (void)world.live(seed);
        } catch (const Broken& broken) {
            is_seen = true;
            EXPECT_TRUE(broken.kind == Broken::What::half_kept ||
                        broken.kind == Broken::What::kept_lost)
                << broken.what();
        }
    }
    EXPECT_TRUE(is_seen);
}

}  // namespace
}  // namespace almoner::tests
