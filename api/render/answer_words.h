// A command's answer, which is a JSON object, in words for a person at a terminal.
#pragma once

#include <string>
#include <string_view>

namespace almoner::api {

// One line "Key: value" for each plain value, a table for each list of objects, names in words,
// pence as pounds, ISO dates as "6 August 2018". An answer that is not a JSON object comes back as
// it is.
[[nodiscard]] std::string answer_words(std::string_view json);

// The same as CSV: first the plain values as rows of field and value, a name within another as
// "a.b", then each list of objects as a table of its own; an empty line between two.
[[nodiscard]] std::string answer_csv(std::string_view json);

// "entry_on" is "Entry on".
[[nodiscard]] std::string name_words(std::string_view key);

// Which integers of an answer are pence, by their names: "amount", "total", "free_to_spend",
// "x_pence".
[[nodiscard]] bool names_money(std::string_view key);

}  // namespace almoner::api
