// What a client account pays no more because its budget ends.
#pragma once

#include "ledger/records/payment.h"
#include "ledger/storage/database.h"
#include "rules/release/release.h"

#include <cstdint>
#include <span>

namespace almoner::scheduler {

// Of a payment of a managed account out of these plan lines. budget-closed: an ending has closed
// the whole budget. body-took-over: the public body owes what is owed of this kind on one of the
// lines, and pays it with 'almoner ending pay'. Null: no ending holds it.
[[nodiscard]] const rules::ReleaseRule* held_by_ending(ledger::Database& database,
                                                       ledger::PaymentKind kind,
                                                       std::int64_t budget,
                                                       std::span<const std::int64_t> plan_lines);

}  // namespace almoner::scheduler
