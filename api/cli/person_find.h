// Whose an NHS number or a bank account is, found by search marks: nothing is opened for it.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Fields: nhs_number, or sort_code and account_number. Whoever has it or once had it. Refused:
// field-missing, and as NhsNumber::read.
[[nodiscard]] int find_person(const Call& call, Reading& reading);

}  // namespace almoner::api
