// The moment at which a disk fails, and how: counted in the calls that SQLite makes to it.
#pragma once

#include <cstdint>

namespace almoner::tests {

enum class FaultKind : std::uint8_t {
    none,
    power_cut,  // nothing works any more; counted in calls that change the disk
    io_error,   // counted in all calls
    disk_full,  // counted in calls that take room
};

struct Fault {
    FaultKind kind = FaultKind::none;
    std::int64_t at = 0;  // from 1
    bool lasts = false;   // later calls fail too; a power cut always lasts
};

// What a call to the disk is for.
enum class DiskCall : std::uint8_t { look, read, lock, share, make, write, truncate, sync, remove };

enum class CallEnd : std::uint8_t {
    goes_well,
    is_cut,   // what it did is there, but not safe, and nobody hears of it
    is_dead,  // the power is off
    fails,
    finds_no_room,
};

class FaultCounter {
  public:
    void plan(const Fault& fault) { *this = FaultCounter(fault); }
    [[nodiscard]] CallEnd next(DiskCall call);
    [[nodiscard]] bool happened() const { return happened_; }
    [[nodiscard]] bool is_off() const { return happened_ && fault_.kind == FaultKind::power_cut; }
    [[nodiscard]] std::int64_t calls() const { return calls_; }  // of those that are counted

    FaultCounter() = default;

  private:
    explicit FaultCounter(const Fault& fault) : fault_(fault) {}

    Fault fault_;
    std::int64_t calls_ = 0;
    bool happened_ = false;
};

}  // namespace almoner::tests
