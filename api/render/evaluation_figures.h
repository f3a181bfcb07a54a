// What the rules found, as a table.
#pragma once

#include "api/render/figures.h"
#include "rules/engine/evaluate.h"

namespace almoner::api {

[[nodiscard]] Figures figures_of(const rules::Evaluation& evaluation);

}  // namespace almoner::api
