// A disk in memory that knows what was made safe (synced) and what was not, and what a power cut
// leaves of both.
#pragma once

#include "tests/power/disk_folder.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace almoner::tests {

class Disk {
  public:
    using FilePtr = std::shared_ptr<DiskFile>;

    Disk() = default;
    Disk(const Disk& other);  // with files of its own
    Disk(Disk&&) = default;
    Disk& operator=(const Disk& other);
    Disk& operator=(Disk&&) = default;
    ~Disk() = default;

    [[nodiscard]] FilePtr find(const std::string& name) const;
    FilePtr make(const std::string& name);
    void remove(const std::string& name);
    // Makes names that were given and taken away safe (a sync of the folder that all are in but
    // those below).
    void sync_names();

    // Whose names begin with this are in folders, each with names of its own to be synced.
    void keep_folders(const std::string& root);
    [[nodiscard]] bool is_in_folders(const std::string& path) const;
    [[nodiscard]] DiskFolder::FolderPtr folder(const std::string& path) const;  // or none
    void make_folder(const std::string& path);
    // Within one folder.
    void rename(const std::string& from, const std::string& to);
    // Of the folder that holds this name.
    void sync_names_beside(const std::string& path);

    // Names that were not synced are given, or taken away, or not.
    [[nodiscard]] Disk after_power_cut(Chance& chance) const;

  private:
    using Names = std::map<std::string, FilePtr>;
    struct NameChange {
        std::string name;
        FilePtr file;  // none: taken away
    };
    static void apply(const NameChange& change, Names& names);
    // The folder that holds the name, or none, and the name within it.
    using Place = std::pair<DiskFolder::FolderPtr, std::string>;
    [[nodiscard]] Place place_of(const std::string& path) const;
    [[nodiscard]] Place real_place_of(const std::string& path) const;  // there is one

    Names seen_;
    Names safe_;
    std::vector<NameChange> unsynced_;
    std::string root_;  // ends with a stroke; empty: no folders
    DiskFolder::FolderPtr top_;
};

}  // namespace almoner::tests
