#include "scheduler/facts/strict_json.h"

#include <set>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Refusal;
using nlohmann::ordered_json;

constexpr int deepest = 32;

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
    Watch watch;
    std::string unreadable;
    ordered_json read;
    try {
        read = ordered_json::parse(text, std::ref(watch));
    } catch (const ordered_json::exception& error) {
        unreadable = error.what();
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
