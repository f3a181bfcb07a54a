#include "scheduler/facts/strict_json.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Refusal;
using nlohmann::ordered_json;

constexpr int deepest = 32;
constexpr std::size_t most_octets = 1U << 20U;

// Where, not what: a file may hold what should not be shown.
std::string unreadable_at(std::string_view text, std::size_t octet) {
    const std::string_view before = text.substr(0, octet);
    return "It is no JSON from line " + std::to_string(1 + std::ranges::count(before, '\n')) +
           " on.";
}

// What is wrong beyond the grammar, found while reading.
struct Watch {
    std::vector<std::set<std::string>> keys;
    std::string twice{};
    bool too_deep = false;

    bool operator()(int depth, ordered_json::parse_event_t event, const ordered_json& parsed) {
        using Event = ordered_json::parse_event_t;
        if (depth > deepest) too_deep = true;
        if (event == Event::object_start) keys.emplace_back();
        if (event == Event::object_end) keys.pop_back();
        if (event == Event::key && !keys.back().insert(parsed.get<std::string>()).second) {
            twice = parsed.get<std::string>();
        }
        return true;
    }
};

}  // namespace

ledger::Outcome<ordered_json> strict_json(std::string_view text) {
    if (text.size() > most_octets) {
        return Refusal{
            "json-too-large", "It is larger than 1 MB.", "Give the facts of one event.", "", ""};
    }
    Watch watch;
    std::string unreadable;
    ordered_json read;
    try {
        read = ordered_json::parse(text, std::ref(watch));
    } catch (const ordered_json::parse_error& error) {
        unreadable = unreadable_at(text, error.byte);
    } catch (const ordered_json::exception&) {
        unreadable = "A number in it is too large.";
    }
    if (watch.too_deep) {
        return Refusal{"json-too-deep", "It is nested too deeply.", "Nest it less.", "", ""};
    }
    if (!unreadable.empty()) {
        return Refusal{"json-unreadable", unreadable, "Mend the file; it is to be JSON.", "", ""};
    }
    if (!watch.twice.empty()) {
        return Refusal{"json-key-twice",
                       "A key stands twice in one object.",
                       "Keep one of them.",
                       watch.twice,
                       ""};
    }
    return read;
}

}  // namespace almoner::scheduler
