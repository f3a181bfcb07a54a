#include "scheduler/papers/signed_document.h"

#include "ledger/records/agreement_document.h"
#include "ledger/records/evidence.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/papers/current_document.h"

#include <algorithm>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementDocument;
using ledger::Done;
using ledger::Outcome;

constexpr std::size_t shortest_hash = 12;
constexpr const char* own_form = "own-form";

bool is_evidence(ledger::Database& database,
                 const std::optional<std::int64_t>& id,
                 const std::string& hash) {
    const auto stored = id ? ledger::evidence_by_id(database, *id) : std::nullopt;
    return stored && stored->sha256.starts_with(hash);
}

bool is_named(ledger::Database& database, const AgreementDocument& each, const std::string& name) {
    if (name == std::to_string(each.id)) return true;
    if (name.size() < shortest_hash) return false;
    const auto pdfs = ledger::agreement_document_pdfs_of(database, each.id);
    const bool is_pdf = std::ranges::any_of(pdfs, [&](const ledger::AgreementDocumentPdf& pdf) {
        return is_evidence(database, pdf.evidence, name);
    });
    return is_pdf || is_evidence(database, each.html, name) ||
           is_evidence(database, each.plain, name);
}

ledger::Refusal wrong(const std::string& code, const std::string& words, const std::string& next) {
    return refused_in("document", code, words, next);
}

}  // namespace

Outcome<SignedForm> document_signed(const Asked& asked, const Agreement& agreement) {
    ledger::Database& database = asked.work.database();
    const auto all = ledger::agreement_documents_of(database, agreement.number);
    const std::string name = asked.fields.has("document") ? asked.fields.text("document") : "";
    if (name.empty()) {
        if (all.empty()) return SignedForm{};
        return wrong("document-missing",
                     "This agreement was written out for signing, and it is not said which "
                     "document came back signed.",
                     "Name it with --document: its number or its SHA-256, as 'almoner person show' "
                     "has them, or own-form where a form of your own was signed.");
    }
    if (name == own_form) return SignedForm{.is_own = true};
    const auto named = std::ranges::find_if(
        all, [&](const AgreementDocument& each) { return is_named(database, each, name); });
    if (named == all.end()) {
        return wrong("document-unknown",
                     "No such document was written out for this agreement.",
                     "Take its number or its SHA-256 from 'almoner person show PERSON', or say "
                     "own-form where a form of your own was signed.");
    }
    const SignedForm form{.document = named->id};
    const Outcome<Done> current = is_still_current(database, agreement, form, "document");
    if (!current.accepted()) return current.refusal();
    return form;
}

Outcome<Done> is_still_current(ledger::Database& database,
                               const Agreement& agreement,
                               const SignedForm& form,
                               const std::string& field) {
    const auto current = current_document(database, agreement);
    const bool has_none = form.document == 0 && !has_document(database, agreement);
    if (form.is_own || has_none || (current && current->id == form.document)) return Done{};
    return refused_in(field,
                      "document-changed",
                      "The agreement, a line of its plan or the document itself was changed or "
                      "written out again since.",
                      "Write it out with 'almoner agreement document' and have that one signed.");
}

std::string hash_of_document(ledger::Database& database, std::int64_t document) {
    const auto known = ledger::agreement_document_by_id(database, document);
    const auto stored = known ? ledger::evidence_by_id(database, known->html) : std::nullopt;
    return stored ? stored->sha256 : std::string{};
}

}  // namespace almoner::scheduler
