// How a command that answers a file with a file says which rows it could not use.
#pragma once

#include "api/cli/spec.h"
#include "gateway/csv/csv_reader.h"

#include <vector>

namespace almoner::api {

// A line each on the error stream: row, column, what is wrong, what to do. Exit code: 3 when there
// is any.
[[nodiscard]] int show_problems(const Call& call, const std::vector<gateway::CsvProblem>& problems);

}  // namespace almoner::api
