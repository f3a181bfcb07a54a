// An agreement written out for signing, in the format of whoever signs: which terms it has, its
// PDF, and which of them came back signed.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

extern const RecordTable agreement_document_table;
extern const RecordTable agreement_document_pdf_table;
extern const RecordTable agreement_signing_table;

struct AgreementDocument {
    std::int64_t id = 0;
    std::int64_t agreement = 0;    // the number
    std::int64_t version = 0;      // whose terms it has
    std::string recipient_kind{};  // "person" or "representative": who is to sign
    std::int64_t recipient = 0;
    std::string format{};
    std::string language{};
    std::int64_t html = 0;                // evidence: the record of it
    std::optional<std::int64_t> plain{};  // evidence: the same as plain text
    Date made_on{};
    std::int64_t made_by = 0;

    friend bool operator==(const AgreementDocument&, const AgreementDocument&) = default;
};

struct AgreementDocumentPdf {
    std::int64_t document = 0;
    std::optional<std::int64_t> evidence{};
    std::optional<std::int64_t> problem_private{};  // why there is none
    Date on{};

    friend bool operator==(const AgreementDocumentPdf&, const AgreementDocumentPdf&) = default;
};

struct AgreementSigning {
    std::int64_t agreement = 0;
    std::int64_t document = 0;
    std::int64_t evidence = 0;  // what came back signed
    Date signed_on{};

    friend bool operator==(const AgreementSigning&, const AgreementSigning&) = default;
};

// Their ids; `id` is not looked at.
std::int64_t insert_agreement_document(Work& work, const AgreementDocument& document);
std::int64_t insert_agreement_document_pdf(Work& work, const AgreementDocumentPdf& pdf);
std::int64_t insert_agreement_signing(Work& work, const AgreementSigning& signing);

[[nodiscard]] std::optional<AgreementDocument> agreement_document_by_id(Database& database,
                                                                        std::int64_t id);
[[nodiscard]] std::vector<AgreementDocument> agreement_documents_of(Database& database,
                                                                    std::int64_t agreement);
// Those that have no PDF yet, whether one was tried or not; oldest first.
[[nodiscard]] std::vector<AgreementDocument> agreement_documents_without_pdf(Database& database);
[[nodiscard]] std::vector<AgreementDocumentPdf> agreement_document_pdfs_of(Database& database,
                                                                           std::int64_t document);
[[nodiscard]] std::vector<AgreementSigning> agreement_signings_of(Database& database,
                                                                  std::int64_t agreement);

}  // namespace almoner::ledger
