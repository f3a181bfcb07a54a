// Reads camt.053 statements, and camt.052 and camt.054 leniently, of any version.
#pragma once

#include "gateway/statement/line_sink.h"
#include "gateway/statement/statement.h"
#include "ledger/values/outcome.h"

#include <string_view>
#include <vector>

namespace almoner::gateway::iso20022 {

// Whether the file looks like XML; whether it holds a statement, only reading it can tell.
[[nodiscard]] bool looks_like_xml(std::string_view bytes);

// The statements of a file, with their lines given to `sink` as they are read (so `lines` stays
// empty). What the scheme forbids is in `violations`. Refused: what is no XML or no statement
// (xml-..., statement-not-found, status-report, payment-file) and what no line can be without
// (account-missing, amount-..., currency-unreadable, sign-unreadable, date-unreadable,
// date-missing), with its place.
[[nodiscard]] ledger::Outcome<std::vector<Statement>> read_camt(std::string_view bytes,
                                                                const LineSink& sink);

}  // namespace almoner::gateway::iso20022
