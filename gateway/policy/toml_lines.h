// Which lines the TOML parser is given: what it takes for granted of a file is looked at before.
#pragma once

#include <string>
#include <string_view>

namespace almoner::gateway {

// "line 3: ..." of the first line that is not one of ours; empty where there is none. Ours are
// blank, a comment, [a.name], [[a.name]], or a name, = and a value that ends on its line: true,
// false, a number in decimal, a day, words in one pair of quotes, or those in a list or in braces.
[[nodiscard]] std::string faulty_toml_line(std::string_view text);

}  // namespace almoner::gateway
