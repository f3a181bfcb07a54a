#include "api/cli/csv_problems.h"

#include <ostream>

namespace almoner::api {

int show_problems(const Call& call, const std::vector<gateway::CsvProblem>& problems) {
    for (const gateway::CsvProblem& problem : problems) {
        *call.err << "row " << problem.row;
        if (!problem.column.empty()) *call.err << ", " << problem.column;
        *call.err << " (" << problem.code << "): " << problem.words << ' ' << problem.next << '\n';
    }
    return problems.empty() ? exit_ok : exit_partial;
}

}  // namespace almoner::api
