// What a client account pays no more because its budget ends.
#pragma once

#include "ledger/records/payment.h"
#include "ledger/storage/database.h"
#include "rules/release/release.h"

#include <cstdint>
#include <set>
#include <span>

namespace almoner::scheduler {

// Of a payment of a managed account out of these plan lines. budget-closed: an ending has closed
// the whole budget. body-took-over: the public body owes what is owed of this kind on one of the
// lines, and pays it with 'almoner ending pay'. Null: no ending holds it.
[[nodiscard]] const rules::ReleaseRule* held_by_ending(ledger::Database& database,
                                                       ledger::PaymentKind kind,
                                                       std::int64_t budget,
                                                       std::span<const std::int64_t> plan_lines);

// The plan lines of which the public body has taken over what payments of this kind pay: only what
// is owed on these is held, and the rest is paid as ever.
[[nodiscard]] std::set<std::int64_t> lines_taken_over(ledger::Database& database,
                                                      ledger::PaymentKind kind,
                                                      std::int64_t budget);

}  // namespace almoner::scheduler
