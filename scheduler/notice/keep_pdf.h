// What the worker of letters brings back of a letter or paper: its PDF, or why there is none.
#pragma once

#include "ledger/records/letter.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>

namespace almoner::scheduler {

struct PdfToKeep {
    std::int64_t person = 0;      // whom it is about: under whose key it is sealed
    std::string evidence_kind{};  // "letter"
    std::string about{};          // the subject of the evidence: "notice:N-0001"
    std::string task_kind{};      // of the task where there is none
    std::string task_subject{};   // "letter:12"
    std::string called{};         // in the task's words: "letter 12 of notice N-0001"
};

// Fields: file:pdf, or problem (up to 300 characters). Stores the one or the other, and opens or
// closes the task; what comes back is not written yet and names no letter. Refused: field-missing,
// not-a-pdf.
[[nodiscard]] ledger::Outcome<ledger::LetterPdf> keep_pdf(const Asked& asked,
                                                          const PdfToKeep& what);

}  // namespace almoner::scheduler
