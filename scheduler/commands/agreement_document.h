// almoner agreement document|document-pdf: an agreement is written out for signing, and its PDF is
// kept.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: agreement, easy_words (the same in easy read, for who reads that), file:translation (for
// who reads another language). One form for the money of all bodies, in the format of whoever
// signs: the person, or who is paid for them. Answers {"document", "agreement", "format",
// "evidence", "sha256"}. Refused: agreement-unknown, agreement-ended, not-a-direct-payment,
// nothing-to-pay, contact-missing, nobody-to-sign, easy-words-missing, translation-missing, and
// what is not known of who signs.
[[nodiscard]] ledger::Outcome<Answer> agreement_document(Asked& asked);

// Fields: document, file:pdf, or problem (why there is none, which makes a task). For the worker.
// Refused: document-unknown, pdf-known, not-a-pdf.
[[nodiscard]] ledger::Outcome<Answer> agreement_document_pdf(Asked& asked);

inline constexpr std::string_view no_document_pdf_task = "agreement-without-pdf";

}  // namespace almoner::scheduler
