// Reads the head of an HTTP/1.1 request more strictly than the library does, so that no two readers
// of the same bytes can disagree on where a request ends.
#pragma once

#include "api/http/http.h"
#include "ledger/values/outcome.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace almoner::api {

struct Head {
    std::string method;
    std::string path;  // decoded
    std::vector<Header> query;
    std::vector<Header> headers;
    bool expects_continue = false;
};

struct HeadFault {
    int status = 400;
    ledger::Refusal refusal;
};

// `bytes` end with the empty line. Refused are: folded lines, bare CR or LF, control characters, a
// space before the colon, a missing or repeated Host, a repeated Content-Length, any
// Transfer-Encoding but exactly "chunked", that together with a Content-Length or with HTTP/1.0,
// and targets that are not a clean path (RFC 9112 sections 2.2, 3.2, 5 and 6).
[[nodiscard]] std::variant<Head, HeadFault> read_head(std::string_view bytes);

// A proxy sent it, for a caller that may be anywhere.
[[nodiscard]] bool was_passed_on(const Request& request);

}  // namespace almoner::api
