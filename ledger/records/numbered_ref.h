// References that are a letter and a running number: "C-0001" of the case with id 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

[[nodiscard]] std::string numbered_ref(std::string_view prefix, std::int64_t id);
// Nothing for what numbered_ref() would not have written so.
[[nodiscard]] std::optional<std::int64_t> id_of_ref(std::string_view prefix, std::string_view ref);

}  // namespace almoner::ledger
