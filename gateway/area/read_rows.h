// Turns the text of each area file into typed rows, and checks what can be seen in one row alone.
#pragma once

#include "gateway/area/area_draft.h"

namespace almoner::gateway {

// Fills `draft.rows`, with those of `known` that the files leave out after theirs. Rows must have
// their names before links to them are read, so this is in two passes.
void read_rows(AreaDraft& draft, const AreaFiles& known);

}  // namespace almoner::gateway
