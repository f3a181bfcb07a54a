#include "tests/power/disk_file.h"

#include <algorithm>
#include <utility>

namespace almoner::tests {
namespace {

constexpr std::size_t sector = 512;

void put(std::string& content, std::size_t at, std::string_view octets) {
    if (content.size() < at + octets.size()) content.resize(at + octets.size(), '\0');
    content.replace(at, octets.size(), octets);
}

// The pieces of a write that lie in one sector each: a disk writes a sector whole or not at all.
template <class Each>
void by_sector(std::size_t at, std::string_view octets, const Each& each) {
    while (!octets.empty()) {
        const std::size_t size = std::min(octets.size(), sector - at % sector);
        each(at, octets.substr(0, size));
        at += size;
        octets.remove_prefix(size);
    }
}

// The first sectors are there, or any of them.
void tear(std::string& content, std::size_t at, std::string_view octets, Chance& chance) {
    if (chance.one_in(2)) {
        const std::size_t reached = (at + chance.below(octets.size() + 1)) / sector * sector;
        if (reached > at) put(content, at, octets.substr(0, reached - at));
        return;
    }
    by_sector(at, octets, [&](std::size_t from, std::string_view piece) {
        if (chance.one_in(2)) put(content, from, piece);
    });
}

// Some sectors hold anything; what stands beside the write stays as it was (see the decision).
void garble(std::string& content, std::size_t at, std::string_view octets, Chance& chance) {
    by_sector(at, octets, [&](std::size_t from, std::string_view piece) {
        std::string written(piece);
        if (chance.one_in(2)) std::ranges::generate(written, [&] { return chance.octet(); });
        put(content, from, written);
    });
}

Fate any_fate(Chance& chance) {
    return static_cast<Fate>(chance.below(4));
}

void put_by_fate(
    Fate fate, std::string& content, std::size_t at, std::string_view octets, Chance& chance) {
    switch (fate) {
        case Fate::lost:
            // The longer file is there, its new part empty.
            if (chance.one_in(4)) content.resize(std::max(content.size(), at + octets.size()));
            return;
        case Fate::torn: tear(content, at, octets, chance); return;
        case Fate::garbled: garble(content, at, octets, chance); return;
        case Fate::kept: put(content, at, octets); return;
    }
}

}  // namespace

Mood any_mood(Chance& chance) {
    constexpr std::uint64_t moods = 8;  // mixed more often than not
    return static_cast<Mood>(
        std::min<std::uint64_t>(chance.below(moods), static_cast<std::uint64_t>(Mood::mixed)));
}

std::vector<Fate> fates(Mood mood, std::size_t changes, Chance& chance) {
    std::vector<Fate> all(changes, mood == Mood::all_kept ? Fate::kept : Fate::lost);
    if (mood == Mood::mixed) std::ranges::generate(all, [&] { return any_fate(chance); });
    if (mood == Mood::first_ones_kept) {
        const std::size_t reached = chance.below(changes + 1);
        std::fill_n(all.begin(), reached, Fate::kept);
        if (reached < changes) all[reached] = any_fate(chance);
    }
    return all;
}

std::string_view DiskFile::read(std::size_t at, std::size_t most) const {
    if (at >= seen_.size()) return {};
    return std::string_view(seen_).substr(at, most);
}

void DiskFile::write(std::size_t at, std::string_view octets) {
    put(seen_, at, octets);
    unsynced_.push_back({.at = at, .octets = std::string(octets)});
}

void DiskFile::truncate(std::size_t size) {
    seen_.resize(size, '\0');
    unsynced_.push_back({.at = size, .octets = {}, .truncates = true});
}

void DiskFile::apply(const Change& change, std::string& content) {
    if (change.truncates) {
        content.resize(change.at, '\0');
    } else {
        put(content, change.at, change.octets);
    }
}

void DiskFile::sync() {
    for (const Change& change : unsynced_) apply(change, safe_);
    unsynced_.clear();
}

DiskFile DiskFile::after_power_cut(Mood mood, Chance& chance) const {
    std::string content = safe_;
    const std::vector<Fate> each = fates(mood, unsynced_.size(), chance);
    for (std::size_t i = 0; i < unsynced_.size(); ++i) {
        const Change& change = unsynced_[i];
        if (!change.truncates) {
            put_by_fate(each[i], content, change.at, change.octets, chance);
        } else if (each[i] != Fate::lost) {
            apply(change, content);
        }
    }
    DiskFile found;
    found.seen_ = content;
    found.safe_ = std::move(content);
    return found;
}

}  // namespace almoner::tests
