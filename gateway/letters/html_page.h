// What every page of ours shares: its frame, its style, and how its text stands in it.
#pragma once

#include "gateway/letters/letter.h"

#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {

struct HtmlPage {
    std::string_view language{};
    std::string_view title{};
    LetterLook look = LetterLook::standard;
    std::string_view more_style{};  // behind that of all pages
    std::string_view body{};
};
[[nodiscard]] std::string html_page(const HtmlPage& page);

// "<p>words</p>" and a line end; the words stand for themselves.
[[nodiscard]] std::string html_element(std::string_view name, std::string_view text);
// Name and address of whom it goes to.
[[nodiscard]] std::string html_recipient(const std::vector<std::string>& lines);
// Sentences in place of tables.
[[nodiscard]] bool reads_line_by_line(LetterLook look);

}  // namespace almoner::gateway
