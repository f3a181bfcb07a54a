#include "tests/power/disk_folder.h"

#include <utility>

namespace almoner::tests {

DiskFolder::Entry DiskFolder::find(const std::string& name) const {
    const auto found = seen_.find(name);
    return found == seen_.end() ? Entry{} : found->second;
}

void DiskFolder::apply(const Change& change, Names& names) {
    if (!change.gone.empty()) names.erase(change.gone);
    if (!change.given.empty()) names[change.given] = change.entry;
}

void DiskFolder::change(Change change) {
    apply(change, seen_);
    unsynced_.push_back(std::move(change));
}

void DiskFolder::put(const std::string& name, const Entry& entry) {
    change({.gone = {}, .given = name, .entry = entry});
}

void DiskFolder::remove(const std::string& name) {
    change({.gone = name, .given = {}, .entry = {}});
}

void DiskFolder::rename(const std::string& from, const std::string& to) {
    change({.gone = from, .given = to, .entry = find(from)});
}

void DiskFolder::sync() {
    for (const Change& change : unsynced_) apply(change, safe_);
    unsynced_.clear();
}

void DiskFolder::put_safely(const std::string& name, const Entry& entry) {
    seen_[name] = entry;
    safe_[name] = entry;
}

DiskFolder::Entry DiskFolder::copy(const Entry& entry, Copies& copies) {
    Entry made;
    if (entry.file) {
        FilePtr& file = copies.files[entry.file.get()];
        if (!file) file = std::make_shared<DiskFile>(*entry.file);
        made.file = file;
    }
    if (entry.folder) made.folder = entry.folder->copy(copies);
    return made;
}

DiskFolder::FolderPtr DiskFolder::copy(Copies& copies) const {
    FolderPtr& known = copies.folders[this];
    if (known) return known;
    const FolderPtr made = known = std::make_shared<DiskFolder>();
    for (const auto& [name, entry] : seen_) made->seen_[name] = copy(entry, copies);
    for (const auto& [name, entry] : safe_) made->safe_[name] = copy(entry, copies);
    made->unsynced_.reserve(unsynced_.size());
    for (const Change& each : unsynced_) {
        made->unsynced_.push_back(
            {.gone = each.gone, .given = each.given, .entry = copy(each.entry, copies)});
    }
    return made;
}

DiskFolder::FolderPtr DiskFolder::after_power_cut(Mood mood, Chance& chance) const {
    Names names = safe_;
    const std::vector<Fate> each = fates(mood, unsynced_.size(), chance);
    for (std::size_t i = 0; i < unsynced_.size(); ++i) {
        if (each[i] != Fate::lost) apply(unsynced_[i], names);
    }
    auto found = std::make_shared<DiskFolder>();
    for (const auto& [name, entry] : names) {
        Entry left;
        if (entry.file) {
            left.file = std::make_shared<DiskFile>(entry.file->after_power_cut(mood, chance));
        } else {
            left.folder = entry.folder->after_power_cut(mood, chance);
        }
        found->put_safely(name, left);
    }
    return found;
}

}  // namespace almoner::tests
