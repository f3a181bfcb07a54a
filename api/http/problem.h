// Refusals and failures as application/problem+json (RFC 9457).
#pragma once

#include "api/http/http.h"
#include "ledger/values/outcome.h"

#include <string_view>

namespace almoner::api {

// What is wrong, what to do next, and the stable code, under the given HTTP status (400 to 599).
[[nodiscard]] Response problem(int status, const ledger::Refusal& refusal);

// The usual words of a status: "Not Found".
[[nodiscard]] std::string_view words_of_status(int status);

}  // namespace almoner::api
