// All that tests of failing disks share: a VFS, a folder, and the two scripts on them.
#pragma once

#include "tests/power/life.h"
#include "tests/support/test_area.h"

#include <cstdint>
#include <string>

namespace almoner::tests {

class PowerWorld {
  public:
    PowerWorld();

    // Of a life with this seed.
    [[nodiscard]] const Script& script_of(std::uint64_t seed) const;
    // Lives one life on an empty outbox. Throws Broken.
    Cuts live(std::uint64_t seed, const std::string& synchronous = "FULL");
    [[nodiscard]] PowerVfs& vfs() { return vfs_; }
    [[nodiscard]] const Script& weeks() const { return weeks_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    void empty_the_outbox() const;

  private:
    TempFolder folder_;
    PowerVfs vfs_;
    Script birth_;
    Script weeks_;
};

}  // namespace almoner::tests
