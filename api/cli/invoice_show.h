// almoner invoice list: the invoices of managed accounts and what became of them.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Field: budget (else all that the reader may see). Each look is logged.
[[nodiscard]] int list_invoices(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api
