#include "scheduler/notice/keep_pdf.h"

#include "ledger/records/evidence.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"

namespace almoner::scheduler {
namespace {

using ledger::LetterPdf;
using ledger::Outcome;

constexpr std::size_t longest_problem = 300;
constexpr std::size_t largest_pdf = 32U << 20U;

Outcome<LetterPdf> note_problem(const Asked& asked, const PdfToKeep& what) {
    FieldReading in(asked.fields);
    (void)in.needed("problem");
    const std::string problem = in.words("problem", longest_problem);
    if (!in.accepted()) return in.refusal();
    LetterPdf none{.on = asked.work.today()};
    none.problem_private = ledger::insert_private_text(asked.work, what.person, problem);
    close_tasks(asked.work, what.task_kind, what.task_subject, "tried-again");
    open_task(asked.work,
              what.task_kind,
              what.task_subject,
              "No PDF could be made of " + what.called +
                  ": mend what was in the way, or print its HTML, which is the record.",
              none.problem_private);
    return none;
}

}  // namespace

Outcome<LetterPdf> keep_pdf(const Asked& asked, const PdfToKeep& what) {
    const std::string pdf = asked.fields.text("file:pdf");
    if (pdf.empty()) return note_problem(asked, what);
    if (!pdf.starts_with("%PDF-") || pdf.size() > largest_pdf) {
        return refused_in("file:pdf",
                          "not-a-pdf",
                          "That is no PDF, or one of more than 32 MB.",
                          "Give what the letters' worker made.");
    }
    LetterPdf made{.on = asked.work.today()};
    made.evidence = ledger::insert_evidence(asked.work,
                                            {.kind = what.evidence_kind,
                                             .person = what.person,
                                             .subject = what.about,
                                             .dated_on = asked.work.today(),
                                             .given_by = asked.actor.number,
                                             .media_type = "application/pdf"},
                                            pdf);
    close_tasks(asked.work, what.task_kind, what.task_subject, "made");
    return made;
}

}  // namespace almoner::scheduler
