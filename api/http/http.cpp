#include "api/http/http.h"

#include <algorithm>

namespace almoner::api {
namespace {

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

template <class Same>
std::optional<std::string_view> first(const std::vector<Header>& list, Same same) {
    const auto found = std::find_if(list.begin(), list.end(), same);
    if (found == list.end()) return std::nullopt;
    return found->value;
}

}  // namespace

bool equal_in_any_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return lower(a) == lower(b);
    });
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    return first(headers, [name](const Header& it) { return equal_in_any_case(it.name, name); });
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    return first(query, [name](const Header& it) { return it.name == name; });
}

}  // namespace almoner::api
