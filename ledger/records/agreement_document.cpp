#include "ledger/records/agreement_document.h"

#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT id, agreement, version, recipient_kind, recipient, format, language, html, plain,"
    " made_on, made_by FROM agreement_document ";
constexpr auto by_id_text = joined(columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto of_agreement_text = joined(columns, "WHERE agreement = $1 ORDER BY id");
const Query of_agreement{of_agreement_text.data()};
constexpr auto without_pdf_text =
    joined(columns,
           "WHERE NOT EXISTS (SELECT 1 FROM agreement_document_pdf p WHERE p.document = "
           "agreement_document.id AND p.evidence IS NOT NULL) ORDER BY id");
const Query without_pdf{without_pdf_text.data()};
const Query pdfs{
    "SELECT document, evidence, problem_private, done_on FROM agreement_document_pdf"
    " WHERE document = $1 ORDER BY id"};
const Query signings{
    "SELECT agreement, document, evidence, signed_on FROM agreement_signing WHERE agreement = $1"
    " ORDER BY id"};

AgreementDocument read(const Rows& rows) {
    return {.id = rows.integer(0),
            .agreement = rows.integer(1),
            .version = rows.integer(2),
            .recipient_kind = rows.str(3),
            .recipient = rows.integer(4),
            .format = rows.str(5),
            .language = rows.str(6),
            .html = rows.integer(7),
            .plain = rows.maybe_integer(8),
            .made_on = rows.date(9),
            .made_by = rows.integer(10)};
}

}  // namespace

std::int64_t insert_agreement_document(Work& work, const AgreementDocument& document) {
    return work.records().insert(agreement_document_table,
                                 document.agreement,
                                 document.version,
                                 document.recipient_kind,
                                 document.recipient,
                                 document.format,
                                 document.language,
                                 document.html,
                                 document.plain,
                                 document.made_on,
                                 document.made_by);
}

std::int64_t insert_agreement_document_pdf(Work& work, const AgreementDocumentPdf& pdf) {
    return work.records().insert(
        agreement_document_pdf_table, pdf.document, pdf.evidence, pdf.problem_private, pdf.on);
}

std::int64_t insert_agreement_signing(Work& work, const AgreementSigning& signing) {
    return work.records().insert(agreement_signing_table,
                                 signing.agreement,
                                 signing.document,
                                 signing.evidence,
                                 signing.signed_on);
}

std::optional<AgreementDocument> agreement_document_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read);
}

std::vector<AgreementDocument> agreement_documents_of(Database& database, std::int64_t agreement) {
    return all_rows(database.select(of_agreement, agreement), read);
}

std::vector<AgreementDocument> agreement_documents_without_pdf(Database& database) {
    return all_rows(database.select(without_pdf), read);
}

std::vector<AgreementDocumentPdf> agreement_document_pdfs_of(Database& database,
                                                             std::int64_t document) {
    return all_rows(database.select(pdfs, document), [](const Rows& rows) {
        return AgreementDocumentPdf{.document = rows.integer(0),
                                    .evidence = rows.maybe_integer(1),
                                    .problem_private = rows.maybe_integer(2),
                                    .on = rows.date(3)};
    });
}

std::vector<AgreementSigning> agreement_signings_of(Database& database, std::int64_t agreement) {
    return all_rows(database.select(signings, agreement), [](const Rows& rows) {
        return AgreementSigning{.agreement = rows.integer(0),
                                .document = rows.integer(1),
                                .evidence = rows.integer(2),
                                .signed_on = rows.date(3)};
    });
}

}  // namespace almoner::ledger
