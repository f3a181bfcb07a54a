// One life of an area under power cuts: it goes through its script, is cut off at random calls, is
// looked into on what survived, and goes on from there until the script is done.
#pragma once

#include "tests/power/script.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>

namespace almoner::tests {

// A promise that was not kept.
struct Broken : std::runtime_error {
    enum class What : std::uint8_t {
        acknowledged_lost,
        half_applied,
        not_clean,
        not_opened,
        half_kept,  // in the folders of backups and shipped commits: taken for whole, and is not
        kept_lost,
    };
    Broken(What what, const std::string& words) : std::runtime_error(words), kind(what) {}
    What kind;
};

// Where the cuts came, and what became of the step that they cut.
struct Cuts {
    std::int64_t all = 0;
    std::int64_t opening = 0;     // while the area was made, recovered or migrated
    std::int64_t commands = 0;    // while one ran, was committed or followed up
    std::int64_t upkeep = 0;      // in a checkpoint or a restart
    std::int64_t at_the_end = 0;  // while it was closed
    std::int64_t keeping = 0;     // of all these: at a call on a backup or on shipped commits
    std::int64_t kept = 0;        // commands that were not acknowledged and are there
    std::int64_t kills = 0;       // beside the cuts: what was not synced stayed to be read
    Cuts& operator+=(const Cuts& more);
};
std::ostream& operator<<(std::ostream& out, const Cuts& cuts);

struct LifeSettings {
    std::filesystem::path folder;
    std::string synchronous = "FULL";
    std::optional<KeptPlaces> kept{};  // of a script that keeps there
};

class Life {
  public:
    Life(PowerVfs& vfs, const Script& script, LifeSettings settings, std::uint64_t seed);
    // Throws Broken, in whose words the seed stands.
    Cuts live();

  private:
    void go_on_until_cut();
    void be_found_after_it();
    void do_step(Session& session);
    void count_cut();
    void check();
    [[nodiscard]] SessionSettings session_settings() const;
    [[noreturn]] void broken(Broken::What what, const std::string& words) const;

    PowerVfs& vfs_;
    const Script& script_;
    LifeSettings settings_;
    std::uint64_t seed_;
    Chance chance_;
    std::int64_t pages_to_checkpoint_;
    Disk disk_;
    std::size_t done_ = 0;  // steps that were acknowledged
    bool is_open_ = false;
    Cuts cuts_;
};

// What must hold of a disk on which so many steps were acknowledged; opens a copy of it. How many
// entries the journal has.
std::size_t check_what_survived(PowerVfs& vfs,
                                const Disk& disk,
                                const Script& script,
                                std::size_t done,
                                const SessionSettings& settings);

}  // namespace almoner::tests
