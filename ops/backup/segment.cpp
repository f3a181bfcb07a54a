#include "ops/backup/segment.h"

#include "ledger/journal/canonical.h"
#include "ledger/journal/sha256.h"

#include <algorithm>
#include <regex>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::CanonicalReader;
using ledger::CanonicalWriter;

constexpr std::string_view form_of_file = "almoner segment 1";
constexpr std::size_t sum_size = std::tuple_size_v<ledger::Digest>;

void add(CanonicalWriter& out, const Place& place) {
    out.integer(place.seq);
    out.text(place.hash);
}

Place place_in(CanonicalReader& in) {
    Place place{.seq = in.integer()};
    place.hash = in.text();
    return place;
}

void add(CanonicalWriter& out, const Stretch& stretch) {
    add(out, stretch.from);
    add(out, stretch.to);
    out.integer(stretch.last_at_ms);
    out.integer(static_cast<std::int64_t>(stretch.commands.size()));
    for (const std::string& command : stretch.commands) out.text(command);
    out.text(stretch.changes);
}

Stretch stretch_in(CanonicalReader& in) {
    Stretch stretch{.from = place_in(in), .to = place_in(in), .last_at_ms = in.integer()};
    for (std::int64_t left = in.integer(); left > 0; --left) {
        stretch.commands.emplace_back(in.text());
    }
    stretch.changes = in.text();
    return stretch;
}

std::string octets_of(const Segment& segment) {
    CanonicalWriter out;
    out.text(form_of_file);
    out.text(segment.area);
    out.integer(segment.migration);
    out.integer(segment.made_at_ms);
    out.integer(static_cast<std::int64_t>(segment.stretches.size()));
    for (const Stretch& stretch : segment.stretches) add(out, stretch);
    return out.octets() + std::string(ledger::octets_of(ledger::sha256(out.octets())));
}

Segment segment_in(const fs::path& file, std::string_view content) {
    CanonicalReader in(content);
    if (in.text() != form_of_file) throw Damaged(file, "this almoner does not know its form");
    Segment segment;
    segment.area = in.text();
    segment.migration = in.integer();
    segment.made_at_ms = in.integer();
    for (std::int64_t left = in.integer(); left > 0; --left) {
        segment.stretches.push_back(stretch_in(in));
    }
    if (segment.stretches.empty() || !in.at_end()) throw Damaged(file, "it is no segment");
    return segment;
}

std::string name_of(const Segment& segment) {
    const Place& last = segment.stretches.back().to;
    return "journal-" + padded(segment.stretches.front().from.seq + 1) + "-" + padded(last.seq) +
           "-" + last.hash.substr(0, hash_in_names) + ".segment";
}

}  // namespace

fs::path write_segment(const fs::path& folder, const Segment& segment) {
    fs::path file = folder / name_of(segment);
    write_whole(file, octets_of(segment));
    return file;
}

std::vector<NamedHead> segments_in(const fs::path& folder) {
    static const std::regex form("journal-(\\d{10,})-(\\d{10,})-([0-9a-f]{16})\\.segment");
    std::vector<NamedHead> found;
    for (const auto& each : fs::directory_iterator(folder)) {
        const std::string name = each.path().filename().string();
        std::smatch parts;
        if (!std::regex_match(name, parts, form)) continue;
        found.push_back({each.path(), std::stoll(parts[1]), std::stoll(parts[2]), parts[3]});
    }
    std::ranges::sort(found, [](const NamedHead& a, const NamedHead& b) {
        return a.first != b.first ? a.first < b.first : a.last < b.last;
    });
    return found;
}

Segment read_segment(const fs::path& file) {
    const std::string octets = read_whole(file);
    if (octets.size() < sum_size) throw Damaged(file, "it is too short");
    const std::string_view content = std::string_view(octets).substr(0, octets.size() - sum_size);
    if (ledger::octets_of(ledger::sha256(content)) != octets.substr(content.size())) {
        throw Damaged(file, "it is not what was written");
    }
    Segment segment;
    try {
        segment = segment_in(file, content);
    } catch (const CanonicalReader::Unreadable&) {
        throw Damaged(file, "it is no segment");
    }
    if (name_of(segment) != file.filename().string()) {
        throw Damaged(file, "its name is not what it holds");
    }
    return segment;
}

}  // namespace almoner::ops
