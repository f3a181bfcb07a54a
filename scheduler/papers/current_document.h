// Which document of an agreement still says what the agreement says.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/agreement_document.h"

#include <optional>

namespace almoner::scheduler {

// The last one that was written out, where neither the agreement nor a line of its plan was changed
// since; `agreement` is the version that would be signed.
[[nodiscard]] std::optional<ledger::AgreementDocument> current_document(
    ledger::Database& database, const ledger::Agreement& agreement);
[[nodiscard]] bool has_document(ledger::Database& database, const ledger::Agreement& agreement);

}  // namespace almoner::scheduler
