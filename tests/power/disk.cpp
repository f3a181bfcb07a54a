#include "tests/power/disk.h"

#include <stdexcept>

namespace almoner::tests {

Disk::Disk(const Disk& other) {
    *this = other;
}

Disk& Disk::operator=(const Disk& other) {
    if (this == &other) return *this;
    std::map<const DiskFile*, FilePtr> copies;
    const auto copy = [&](const FilePtr& file) -> FilePtr {
        if (!file) return nullptr;
        FilePtr& made = copies[file.get()];
        if (!made) made = std::make_shared<DiskFile>(*file);
        return made;
    };
    seen_.clear();
    safe_.clear();
    unsynced_.clear();
    for (const auto& [name, file] : other.seen_) seen_[name] = copy(file);
    for (const auto& [name, file] : other.safe_) safe_[name] = copy(file);
    for (const NameChange& each : other.unsynced_) {
        unsynced_.push_back({.name = each.name, .file = copy(each.file)});
    }
    root_ = other.root_;
    DiskFolder::Copies folders;
    top_ = other.top_ ? other.top_->copy(folders) : nullptr;
    return *this;
}

void Disk::keep_folders(const std::string& root) {
    if (top_) return;
    root_ = root + "/";
    top_ = std::make_shared<DiskFolder>();
}

bool Disk::is_in_folders(const std::string& path) const {
    return !root_.empty() && path.starts_with(root_);
}

DiskFolder::FolderPtr Disk::folder(const std::string& path) const {
    if (path + "/" == root_) return top_;
    const auto [folder, name] = place_of(path);
    return folder ? folder->find(name).folder : nullptr;
}

Disk::Place Disk::place_of(const std::string& path) const {
    if (!is_in_folders(path)) return {};
    DiskFolder::FolderPtr folder = top_;
    std::size_t from = root_.size();
    for (std::size_t end = path.find('/', from); folder && end != std::string::npos;
         end = path.find('/', from)) {
        folder = folder->find(path.substr(from, end - from)).folder;
        from = end + 1;
    }
    return {folder, path.substr(from)};
}

Disk::Place Disk::real_place_of(const std::string& path) const {
    auto place = place_of(path);
    if (!place.first) throw std::logic_error("there is no folder for " + path);
    return place;
}

void Disk::make_folder(const std::string& path) {
    const auto [folder, name] = real_place_of(path);
    folder->put(name, {.file = nullptr, .folder = std::make_shared<DiskFolder>()});
}

void Disk::rename(const std::string& from, const std::string& to) {
    const auto [folder, name] = real_place_of(from);
    const auto [other, new_name] = real_place_of(to);
    if (folder != other) throw std::logic_error("a name goes to another folder: " + to);
    folder->rename(name, new_name);
}

void Disk::sync_names_beside(const std::string& path) {
    if (!is_in_folders(path)) return sync_names();
    real_place_of(path).first->sync();
}

Disk::FilePtr Disk::find(const std::string& name) const {
    if (const auto [folder, own] = place_of(name); folder) return folder->find(own).file;
    const auto found = seen_.find(name);
    return found == seen_.end() ? nullptr : found->second;
}

void Disk::apply(const NameChange& change, Names& names) {
    if (change.file) {
        names[change.name] = change.file;
    } else {
        names.erase(change.name);
    }
}

Disk::FilePtr Disk::make(const std::string& name) {
    if (is_in_folders(name)) {
        const auto [folder, own] = real_place_of(name);
        const auto file = std::make_shared<DiskFile>();
        folder->put(own, {.file = file, .folder = nullptr});
        return file;
    }
    unsynced_.push_back({.name = name, .file = std::make_shared<DiskFile>()});
    apply(unsynced_.back(), seen_);
    return unsynced_.back().file;
}

void Disk::remove(const std::string& name) {
    if (const auto [folder, own] = place_of(name); folder) return folder->remove(own);
    unsynced_.push_back({.name = name, .file = nullptr});
    apply(unsynced_.back(), seen_);
}

void Disk::sync_names() {
    for (const NameChange& change : unsynced_) apply(change, safe_);
    unsynced_.clear();
}

Disk Disk::after_power_cut(Chance& chance) const {
    const Mood mood = any_mood(chance);
    Names names = safe_;
    const std::vector<Fate> each = fates(mood, unsynced_.size(), chance);
    for (std::size_t i = 0; i < unsynced_.size(); ++i) {
        if (each[i] != Fate::lost) apply(unsynced_[i], names);
    }
    Disk found;
    for (const auto& [name, file] : names) {
        found.seen_[name] = std::make_shared<DiskFile>(file->after_power_cut(mood, chance));
    }
    found.safe_ = found.seen_;
    found.root_ = root_;
    if (top_) found.top_ = top_->after_power_cut(mood, chance);
    return found;
}

}  // namespace almoner::tests
