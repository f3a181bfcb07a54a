// The one page that the server shows to anyone: what this is, who to phone, how to ask.
#pragma once

#include <string>

namespace almoner::api {

struct FrontPage {
    std::string area;   // its name
    std::string phone;  // empty: the page says that the area has not given one
};

// A whole HTML document; nothing in it is personal, and it fetches nothing.
[[nodiscard]] std::string front_page(const FrontPage& page);

}  // namespace almoner::api
