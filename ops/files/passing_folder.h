// A folder that is gone with its owner, unless it was put in place under another name.
#pragma once

#include <filesystem>

namespace almoner::ops {

class PassingFolder {
  public:
    // Made anew: what somebody who was cut short left under the name goes first. Throws
    // ledger::StorageError.
    explicit PassingFolder(std::filesystem::path path);
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    ~PassingFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace almoner::ops
