// A folder on a disk in memory: which names in it were made safe and which were not, and what a
// power cut leaves of them.
#pragma once

#include "tests/power/disk_file.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace almoner::tests {

class DiskFolder {
  public:
    using FilePtr = std::shared_ptr<DiskFile>;
    using FolderPtr = std::shared_ptr<DiskFolder>;
    // What a name stands for: one of them, or none.
    struct Entry {
        FilePtr file{};
        FolderPtr folder{};
        [[nodiscard]] bool is_there() const { return file || folder; }
    };
    using Names = std::map<std::string, Entry>;
    // What was copied already, so that one file under two names stays one.
    struct Copies {
        std::map<const DiskFile*, FilePtr> files{};
        std::map<const DiskFolder*, FolderPtr> folders{};
    };

    [[nodiscard]] Entry find(const std::string& name) const;
    [[nodiscard]] const Names& names() const { return seen_; }
    void put(const std::string& name, const Entry& entry);
    void remove(const std::string& name);
    // Both names change at once or neither does.
    void rename(const std::string& from, const std::string& to);
    void sync();
    // As if it had been there, safe, for ever.
    void put_safely(const std::string& name, const Entry& entry);

    [[nodiscard]] FolderPtr copy(Copies& copies) const;
    [[nodiscard]] FolderPtr after_power_cut(Mood mood, Chance& chance) const;

  private:
    struct Change {
        std::string gone;   // empty: none
        std::string given;  // empty: none
        Entry entry{};
    };
    void change(Change change);
    static void apply(const Change& change, Names& names);
    static Entry copy(const Entry& entry, Copies& copies);

    Names seen_;
    Names safe_;
    std::vector<Change> unsynced_;
};

}  // namespace almoner::tests
