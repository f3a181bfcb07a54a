// Who shows a token to the API: looked up in the area's records at every request.
#pragma once

#include "api/door/door.h"
#include "api/http/router.h"

namespace almoner::api {

// Nothing for a token that is unknown or whose user is not active today.
[[nodiscard]] AudienceOf tokens_of(const Store& store, const Clock& clock);

[[nodiscard]] ledger::Date today_in_london(const Clock& clock);

}  // namespace almoner::api
