// A payment run as tables: for somebody who reads it before they approve it, and for programs.
#pragma once

#include <string>
#include <string_view>

namespace almoner::api {

// Of the answer of 'run show', a JSON object: what it comes to, its payments with what holds or
// delays some below them, and its files. Of the rest --json and --csv tell.
[[nodiscard]] std::string run_words(std::string_view json);

// One row for each payment, whose columns are the same whatever the run holds.
[[nodiscard]] std::string run_csv(std::string_view json);

}  // namespace almoner::api
