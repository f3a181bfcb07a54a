// What the rules know of a case, and what they found.
#pragma once

#include "api/cli/reading.h"
#include "rules/engine/evaluate.h"

namespace almoner::api {

// 0 where all is allowed or only warned of, else what `rules evaluate` ends with.
[[nodiscard]] int exit_for(const rules::Evaluation& evaluation);

// What stands in the way of an agreement's becoming active. Exit code as of `rules evaluate`.
// Refused: agreement-unknown.
[[nodiscard]] int check_agreement(const Program& program, const Call& call, Reading& reading);
// Refused: subject-unknown, subject-which.
[[nodiscard]] int list_facts(const Program& program, const Call& call, Reading& reading);
[[nodiscard]] int list_evaluations(const Program& program, const Call& call, Reading& reading);
// Each fact that the rules looked at, and what they found. Refused: evaluation-unknown.
[[nodiscard]] int show_evaluation(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api
