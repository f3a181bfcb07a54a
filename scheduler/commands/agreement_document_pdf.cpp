#include "ledger/records/agreement_document.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/agreement_document.h"
#include "scheduler/commands/agreement_parts.h"
#include "scheduler/commands/tasks.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementDocument;
using ledger::Outcome;

constexpr std::size_t longest_problem = 300;
constexpr std::size_t largest_pdf = 32U << 20U;

Outcome<AgreementDocument> document_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("document");
    if (!id.accepted()) return id.refusal();
    const auto known = ledger::agreement_document_by_id(asked.work.database(), id.value());
    if (!known) {
        return refused_in("document",
                          "document-unknown",
                          "There is no agreement document of this number.",
                          "Take the number from 'almoner person show PERSON'.");
    }
    const auto tried = ledger::agreement_document_pdfs_of(asked.work.database(), known->id);
    if (std::ranges::any_of(tried, [](const auto& each) { return each.evidence.has_value(); })) {
        return refused_in(
            "document", "pdf-known", "It has a PDF already.", "Nothing is to be done.");
    }
    return *known;
}

Outcome<std::int64_t> note_problem(const Asked& asked,
                                   const AgreementDocument& document,
                                   const Agreement& agreement,
                                   std::int64_t person) {
    FieldReading in(asked.fields);
    (void)in.needed("problem");
    const std::string problem = in.words("problem", longest_problem);
    if (!in.accepted()) return in.refusal();
    const std::int64_t kept = ledger::insert_private_text(asked.work, person, problem);
    const std::string subject = "agreement:" + agreement.ref;
    close_tasks(asked.work, no_document_pdf_task, subject, "tried-again");
    open_task(asked.work,
              no_document_pdf_task,
              subject,
              "No PDF could be made of document " + std::to_string(document.id) + " of agreement " +
                  agreement.ref +
                  ": mend what was in the way, or print its HTML, which is the record.",
              kept);
    return kept;
}

}  // namespace

Outcome<Answer> agreement_document_pdf(Asked& asked) {
    const Outcome<AgreementDocument> found = document_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const AgreementDocument& document = found.value();
    const auto agreement = ledger::agreement_numbered(
        asked.work.database(), document.agreement, ledger::last_day_of_all);
    if (!agreement) throw ledger::InvariantBroken("a document without its agreement");
    const std::int64_t person = person_of_agreement(asked, *agreement);
    const std::string pdf = asked.fields.text("file:pdf");
    ledger::AgreementDocumentPdf made{.document = document.id, .on = asked.work.today()};
    if (pdf.empty()) {
        const auto noted = note_problem(asked, document, *agreement, person);
        if (!noted.accepted()) return noted.refusal();
        made.problem_private = noted.value();
    } else {
        if (!pdf.starts_with("%PDF-") || pdf.size() > largest_pdf) {
            return refused_in("file:pdf",
                              "not-a-pdf",
                              "That is no PDF, or one of more than 32 MB.",
                              "Give what the letters' worker made.");
        }
        made.evidence = ledger::insert_evidence(asked.work,
                                                {.kind = "agreement-document",
                                                 .person = person,
                                                 .subject = "agreement:" + agreement->ref,
                                                 .dated_on = asked.work.today(),
                                                 .given_by = asked.actor.number,
                                                 .media_type = "application/pdf"},
                                                pdf);
        close_tasks(asked.work, no_document_pdf_task, "agreement:" + agreement->ref, "made");
    }
    ledger::insert_agreement_document_pdf(asked.work, made);
    return nlohmann::json{{"document", document.id}, {"pdf", made.evidence.value_or(0)}}.dump();
}

}  // namespace almoner::scheduler
