#include "ledger/records/numbered_ref.h"

#include <charconv>

namespace almoner::ledger {
namespace {

constexpr std::size_t digits = 4;

}  // namespace

std::string numbered_ref(std::string_view prefix, std::int64_t id) {
    std::string number = std::to_string(id);
    if (number.size() < digits) number.insert(0, digits - number.size(), '0');
    return std::string(prefix) + number;
}

std::optional<std::int64_t> id_of_ref(std::string_view prefix, std::string_view ref) {
    if (!ref.starts_with(prefix)) return std::nullopt;
    const std::string_view text = ref.substr(prefix.size());
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size() ||
        numbered_ref(prefix, id) != ref) {
        return std::nullopt;
    }
    return id;
}

}  // namespace almoner::ledger
