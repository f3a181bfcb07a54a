// A file on a disk in memory that knows what was made safe (synced) and what was not, and what a
// power cut leaves of both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::tests {

// Numbers that are the same for the same seed, on every machine.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
    [[nodiscard]] bool one_in(std::uint64_t times) { return below(times) == 0; }
    [[nodiscard]] char octet() { return static_cast<char>(engine_() & 0xff); }

  private:
    std::mt19937_64 engine_;
};

// How kind a cut is to what was not synced: one for each cut, so that all is lost, all is kept and
// everything between come up.
enum class Mood : std::uint8_t { all_lost, all_kept, first_ones_kept, mixed };
[[nodiscard]] Mood any_mood(Chance& chance);

// What becomes of one change that was not synced.
enum class Fate : std::uint8_t { lost, torn, garbled, kept };
// One for each of `changes`, in order.
[[nodiscard]] std::vector<Fate> fates(Mood mood, std::size_t changes, Chance& chance);

// What is read is what was written; what is safe is what a sync has put on the disk.
class DiskFile {
  public:
    [[nodiscard]] std::string_view read(std::size_t at, std::size_t most) const;
    [[nodiscard]] std::size_t size() const { return seen_.size(); }
    void write(std::size_t at, std::string_view octets);
    void truncate(std::size_t size);
    void sync();
    // A sync that failed: what was not safe never will be, though it is still read, and the next
    // sync says nothing of it. So does Linux.
    void fail_sync() { unsynced_.clear(); }

    // The file as it is found after the cut: each write that was not synced is lost, torn at 512
    // octets, garbled or kept.
    [[nodiscard]] DiskFile after_power_cut(Mood mood, Chance& chance) const;

  private:
    struct Change {
        std::size_t at = 0;
        std::string octets;
        bool truncates = false;
    };
    static void apply(const Change& change, std::string& content);

    std::string seen_;
    std::string safe_;
    std::vector<Change> unsynced_;
};

}  // namespace almoner::tests
