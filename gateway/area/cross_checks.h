// What only shows when the rows of an area are seen together: whose stream, whose account, which
// dates.
#pragma once

#include "gateway/area/area_draft.h"

namespace almoner::gateway {

void check_across_rows(AreaDraft& draft);

}  // namespace almoner::gateway
