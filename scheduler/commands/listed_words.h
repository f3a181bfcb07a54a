// A field with several names of a closed list, commas between them.
#pragma once

#include "scheduler/commands/people_fields.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// In the order of the list, each once; "" where the field is not given. Refused: not-in-the-list.
inline std::string listed_words(FieldReading& in,
                                const std::string& field,
                                std::span<const std::string_view> names) {
    std::string all;
    for (const std::string_view name : names) all += (all.empty() ? "" : ", ") + std::string(name);
    std::set<std::string, std::less<>> given;
    std::string text = in.has(field) ? in.needed(field) : std::string{};
    while (!text.empty()) {
        const std::size_t end = text.find(',');
        std::string each = text.substr(0, end);
        text = end == std::string::npos ? std::string{} : text.substr(end + 1);
        std::erase(each, ' ');
        if (std::ranges::find(names, each) == names.end()) {
            in.refuse("not-in-the-list",
                      "This holds something else than: " + all + ".",
                      "Write some of those, with commas between them.",
                      field);
        }
        given.insert(std::move(each));
    }
    std::string list;
    for (const std::string_view name : names) {
        if (given.contains(name)) list += (list.empty() ? "" : ",") + std::string(name);
    }
    return list;
}

}  // namespace almoner::scheduler
