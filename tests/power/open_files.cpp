#include "tests/power/open_files.h"

#include <algorithm>
#include <sqlite3.h>

namespace almoner::tests {

int FileLocks::highest_of_others(const OpenFile& file) const {
    int highest = SQLITE_LOCK_NONE;
    for (const Held& each : held_) {
        if (each.by != &file) highest = std::max(highest, each.level);
    }
    return highest;
}

void FileLocks::set(const OpenFile& file, int level) {
    std::erase_if(held_, [&](const Held& each) { return each.by == &file; });
    if (level != SQLITE_LOCK_NONE) held_.push_back({.by = &file, .level = level});
}

bool FileLocks::raise(const OpenFile& file, int level) {
    const int others = highest_of_others(file);
    if (level == SQLITE_LOCK_SHARED && others >= SQLITE_LOCK_PENDING) return false;
    if (level > SQLITE_LOCK_SHARED && others >= SQLITE_LOCK_RESERVED) return false;
    if (level == SQLITE_LOCK_EXCLUSIVE && others >= SQLITE_LOCK_SHARED) {
        set(file, SQLITE_LOCK_PENDING);
        return false;
    }
    set(file, level);
    return true;
}

void FileLocks::lower(const OpenFile& file, int level) {
    set(file, level);
}

bool FileLocks::is_reserved() const {
    return std::ranges::any_of(held_,
                               [](const Held& each) { return each.level >= SQLITE_LOCK_RESERVED; });
}

volatile void* SharedIndex::region(std::size_t number, std::size_t size, bool make) {
    if (number >= regions_.size() && !make) return nullptr;
    while (number >= regions_.size()) {
        regions_.push_back(std::make_unique<std::vector<char>>(size, '\0'));
    }
    return regions_[number]->data();
}

SharedIndex::Held& SharedIndex::of(const OpenFile& file) {
    const auto found = std::ranges::find(held_, &file, &Held::by);
    if (found != held_.end()) return *found;
    held_.push_back({.by = &file});
    return held_.back();
}

bool SharedIndex::lock(const OpenFile& file, unsigned slots, bool exclusive) {
    for (const Held& each : held_) {
        if (each.by == &file) continue;
        if ((each.exclusive & slots) != 0 || (exclusive && (each.shared & slots) != 0)) {
            return false;
        }
    }
    (exclusive ? of(file).exclusive : of(file).shared) |= slots;
    return true;
}

void SharedIndex::unlock(const OpenFile& file, unsigned slots) {
    Held& held = of(file);
    held.exclusive &= ~slots;
    held.shared &= ~slots;
}

void SharedIndex::leave(const OpenFile& file) {
    std::erase_if(held_, [&](const Held& each) { return each.by == &file; });
}

}  // namespace almoner::tests
