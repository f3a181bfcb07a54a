// The folder that a drill restores to: nobody else's, gone with the drill, or with the next one
// where it was killed.
#pragma once

#include <filesystem>

namespace almoner::ops {

class DrillScratch {
  public:
    // Within this folder; what killed drills of this account left there goes first, since it holds
    // what is known of people. Throws ledger::StorageError.
    explicit DrillScratch(const std::filesystem::path& within);
    DrillScratch(const DrillScratch&) = delete;
    DrillScratch& operator=(const DrillScratch&) = delete;
    ~DrillScratch();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    int held_ = -1;  // a lock, which goes with the process
};

}  // namespace almoner::ops
