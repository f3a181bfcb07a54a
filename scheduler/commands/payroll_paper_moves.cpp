#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payroll_paper.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/payroll_documents.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/notice/delivery.h"
#include "scheduler/notice/keep_pdf.h"
#include "scheduler/payroll_papers/paper_task.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::PayrollPaper;

Outcome<PayrollPaper> paper_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("paper");
    if (!id.accepted()) return id.refusal();
    const auto paper = ledger::payroll_paper_by_id(asked.work.database(), id.value());
    if (paper) return *paper;
    return refused_in("paper",
                      "paper-unknown",
                      "There is no paper of this number.",
                      "Take the number from 'almoner payroll papers'.");
}

// Whom the record of it is about.
ledger::Evidence record_of(ledger::Database& database, const PayrollPaper& paper) {
    const auto record = ledger::evidence_by_id(database, paper.html);
    if (!record) throw ledger::InvariantBroken("a paper without its record");
    return *record;
}

std::string called(const PayrollPaper& paper) {
    return "paper " + std::to_string(paper.id) + " (" + paper.about.kind + ")";
}

}  // namespace

Outcome<Answer> payroll_paper_pdf(Asked& asked) {
    const Outcome<PayrollPaper> found = paper_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PayrollPaper& paper = found.value();
    ledger::Database& database = asked.work.database();
    const auto tried = ledger::pdfs_of_paper(database, paper.id);
    if (std::ranges::any_of(tried, [](const auto& each) { return each.evidence.has_value(); })) {
        return refused_in("paper", "pdf-known", "It has a PDF already.", "Nothing is to be done.");
    }
    const ledger::Evidence record = record_of(database, paper);
    auto kept = keep_pdf(asked,
                         {.person = record.person,
                          .evidence_kind = record.kind,
                          .about = record.subject,
                          .task_kind = std::string(no_paper_pdf_task),
                          .task_subject = paper_task_subject(database, paper),
                          .called = called(paper)});
    if (!kept.accepted()) return kept.refusal();
    ledger::PaperPdf made = std::move(kept).value();
    made.letter = paper.id;
    ledger::insert_paper_pdf(asked.work, made);
    return nlohmann::json{{"paper", paper.id}, {"pdf", made.evidence.value_or(0)}}.dump();
}

Outcome<Answer> payroll_paper_sent(Asked& asked) {
    const Outcome<PayrollPaper> found = paper_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PayrollPaper& paper = found.value();
    ledger::Database& database = asked.work.database();
    FieldReading in(asked.fields);
    const ledger::PaperDelivery next = read_delivery(in, asked, paper.id);
    if (!in.accepted()) return in.refusal();
    const auto possible = delivery_may_follow(
        ledger::deliveries_of_paper(database, paper.id), next, paper.made_on, asked.work.today());
    if (!possible.accepted()) return possible.refusal();
    ledger::insert_paper_delivery(asked.work, record_of(database, paper).person, next);
    const std::string subject = paper_task_subject(database, paper);
    if (next.state == "returned") {
        open_task(asked.work,
                  returned_paper_task,
                  subject,
                  called(paper) + " came back: find the right address and send it again.");
    } else {
        close_tasks(asked.work, returned_paper_task, subject, next.state);
    }
    return nlohmann::json{{"paper", paper.id}, {"state", next.state}}.dump();
}

}  // namespace almoner::scheduler
