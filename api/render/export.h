// The area's books as files for other programs: CSV, hledger and Beancount, built from transfers.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string_view>

namespace almoner::api {

enum class ExportFormat : std::uint8_t { csv, hledger, beancount };
[[nodiscard]] std::optional<ExportFormat> export_format_named(std::string_view name);

// References and sums only, never a name. Dates are the day that each sum belongs to (effective);
// the others are tags. Debits are above zero. Refused as each_transfer is.
ledger::Outcome<ledger::Done> export_area(const ledger::Scope& scope,
                                          ledger::Database& database,
                                          ExportFormat format,
                                          std::ostream& out,
                                          const ledger::AsOf& as_of = {});

}  // namespace almoner::api
