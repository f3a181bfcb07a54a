#include "api/cli/spec_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace almoner::api {
namespace {

std::string field_of(std::string_view name) {
    name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
    std::string field;
    field.reserve(name.size());
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        field += c == '-' ? '_' : static_cast<char>(is_capital ? c - 'A' + 'a' : c);
    }
    return field;
}

Argument argument(std::string_view name, ArgumentKind kind, std::string_view help) {
    return {.name = std::string(name),
            .field = field_of(name),
            .kind = kind,
            .required = false,
            .help = std::string(help)};
}

template <class Row>
void append(std::vector<Row>& all, std::vector<Row> more) {
    all.insert(
        all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Argument must(std::string_view name, std::string_view help) {
    Argument needed = argument(name, ArgumentKind::text, help);
    needed.required = true;
    return needed;
}

Argument may(std::string_view name, std::string_view help) {
    return argument(name, ArgumentKind::text, help);
}

Argument flagged(std::string_view name, std::string_view help) {
    return argument(name, ArgumentKind::flag, help);
}

std::vector<Argument> joined(std::initializer_list<std::vector<Argument>> parts) {
    std::vector<Argument> all;
    for (const std::vector<Argument>& part : parts) append(all, part);
    return all;
}

std::vector<CommandSpec> joined(std::initializer_list<PartOfTable> parts) {
    std::vector<CommandSpec> all;
    for (const PartOfTable part : parts) append(all, part());
    return all;
}

}  // namespace almoner::api
