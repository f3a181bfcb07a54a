// Which of the documents that were written out for an agreement came back signed.
#pragma once

#include "ledger/records/agreement.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>

namespace almoner::scheduler {

// What was signed: a document that was written out here; or, where its number is 0, a form of the
// body's own or one that was signed elsewhere, and its evidence alone says so.
struct SignedForm {
    std::int64_t document = 0;
    bool is_own = false;  // said so although one was written out here
};

// The field `document`: its number, or its SHA-256 (of the HTML, the plain text or the PDF; the
// first 12 characters are enough), or own-form. Refused: document-missing, document-unknown,
// document-changed.
[[nodiscard]] ledger::Outcome<SignedForm> document_signed(const Asked& asked,
                                                          const ledger::Agreement& agreement);

// Whether that is what would be signed now: neither the agreement nor a line of its plan was
// changed, and it was not written out again. What a form of the body's own says is not known here.
// Refused in `field`: document-changed.
[[nodiscard]] ledger::Outcome<ledger::Done> is_still_current(ledger::Database& database,
                                                             const ledger::Agreement& agreement,
                                                             const SignedForm& form,
                                                             const std::string& field);

// The SHA-256 of its HTML, which is the record of it.
[[nodiscard]] std::string hash_of_document(ledger::Database& database, std::int64_t document);

}  // namespace almoner::scheduler
