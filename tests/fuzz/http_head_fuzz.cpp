// Whatever head is accepted has one Host, one way to find the end of its body, no folded line and a
// clean path.
#include "api/http/head.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

namespace {

using almoner::api::Head;

void must(bool holds) {
    if (!holds) std::abort();
}

std::ptrdiff_t count(const Head& head, std::string_view name) {
    return std::count_if(head.headers.begin(), head.headers.end(), [name](const auto& header) {
        return almoner::api::equal_in_any_case(header.name, name);
    });
}

void check(std::string_view bytes, const Head& head) {
    must(bytes.ends_with("\r\n\r\n") && bytes.find("\r\n\r\n") == bytes.size() - 4);
    must(bytes.find("\n ") == std::string_view::npos &&
         bytes.find("\n\t") == std::string_view::npos);
    must(std::count(bytes.begin(), bytes.end(), '\n') ==
         static_cast<std::ptrdiff_t>(head.headers.size()) + 2);
    must(std::count(bytes.begin(), bytes.end(), '\r') ==
         static_cast<std::ptrdiff_t>(head.headers.size()) + 2);
    must(count(head, "host") == 1);
    must(count(head, "content-length") + count(head, "transfer-encoding") <= 1);
    must(head.path.starts_with('/') && head.path.find("/../") == std::string::npos &&
         !head.path.ends_with("/.."));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as letters.
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto read = almoner::api::read_head(bytes);
    if (const auto* head = std::get_if<Head>(&read)) check(bytes, *head);
    return 0;
}
