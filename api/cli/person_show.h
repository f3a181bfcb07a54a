// What is recorded of one person.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Refused: person-unknown. Of bank accounts the last two digits.
[[nodiscard]] int show_person(const Call& call, Reading& reading);

}  // namespace almoner::api
