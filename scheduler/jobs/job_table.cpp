#include "ledger/records/agreement.h"
#include "ledger/records/agreement_document.h"
#include "ledger/records/in_force.h"
#include "ledger/records/letter.h"
#include "ledger/records/notice.h"
#include "ledger/records/option_change.h"
#include "ledger/records/payment.h"
#include "ledger/records/payroll_paper.h"
#include "ledger/records/states.h"
#include "scheduler/commands/agreement_document.h"
#include "scheduler/commands/payroll_documents.h"
#include "scheduler/facts/increases.h"
#include "scheduler/jobs/birthdays.h"
#include "scheduler/jobs/check_identities.h"
#include "scheduler/jobs/emergencies.h"
#include "scheduler/jobs/first_payments.h"
#include "scheduler/jobs/job.h"
#include "scheduler/jobs/late_payments.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/jobs/re_date.h"
#include "scheduler/jobs/safeguarding.h"
#include "scheduler/jobs/surpluses.h"
#include "scheduler/monitoring/contribution_missing.h"
#include "scheduler/monitoring/return_facts.h"
#include "scheduler/notice/notice_moves.h"
#include "scheduler/option_change/carry_over.h"
#include "scheduler/payroll/ending_soon.h"
#include "scheduler/payroll_papers/paper_task.h"
#include "scheduler/reduction/holds.h"
#include "scheduler/review/review_due.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Date;

const ledger::Query overdue_tasks{
    "SELECT owner, COUNT(*) FROM task WHERE state = $1 AND due_on < $2 GROUP BY owner"
    " ORDER BY owner"};

JobCommand task(std::string kind, std::string subject, Date due_on, std::string words) {
    return {.name = "task open",
            .fields = {{"kind", std::move(kind)},
                       {"subject", std::move(subject)},
                       {"due", due_on.iso()},
                       {"owner", "finance"},
                       {"words", std::move(words)}}};
}

JobFindings look_for_new_days(ledger::Database& database, Date today) {
    const auto holidays = loaded_holidays(database);
    if (!holidays) return {.words = "no list of bank holidays is loaded"};
    JobFindings found;
    for (const OutOfDate& each : runs_out_of_date(database, *holidays)) {
        const std::string run = ledger::run_ref(each.run);
        found.commands.push_back(task("re-date",
                                      run,
                                      today,
                                      std::to_string(each.payments) + " payments of " + run +
                                          " would arrive on a day that is not worked: cancel the "
                                          "run and propose it again."));
    }
    found.words = std::to_string(found.commands.size()) + " runs to propose again";
    return found;
}

JobFindings look_for_old_options(ledger::Database& database, Date today) {
    JobFindings found;
    for (const ledger::OptionChange& change : ledger::option_changes_on(database, today)) {
        if (!needs_carrying(database, change, today)) continue;
        found.commands.push_back(
            {.name = "plan option-carry", .fields = {{"change", std::to_string(change.id)}}});
    }
    found.words = std::to_string(found.commands.size()) + " changes of option to see to";
    return found;
}

JobFindings look_for_due_payments(ledger::Database& /*database*/, Date /*today*/) {
    return {.commands = {{.name = "run propose"}}, .words = "what is due is proposed"};
}

JobFindings look_for_overdue_tasks(ledger::Database& database, Date today) {
    JobFindings found;
    ledger::Rows rows =
        database.select(overdue_tasks, static_cast<int>(ledger::TaskState::open), today);
    while (rows.next()) {
        if (!found.words.empty()) found.words += "; ";
        found.words += rows.str(0) + ": " + std::to_string(rows.integer(1)) + " tasks overdue";
    }
    if (found.words.empty()) found.words = "no task is overdue";
    return found;
}

JobFindings look_for_reviews(ledger::Database& database, Date today) {
    JobFindings found;
    for (const ReviewDue& each : reviews_due(database, today)) {
        if (each.open_review != 0 || today < each.task_from) continue;
        found.commands.push_back(
            {.name = "review open",
             .fields = {
                 {"budget", each.budget_ref}, {"kind", each.kind}, {"due", each.due_on.iso()}}});
    }
    found.words = std::to_string(found.commands.size()) + " reviews to open";
    return found;
}

// An agreement for signing that nobody made a PDF of since the day before.
void find_documents_without_pdf(ledger::Database& database, Date today, JobFindings& found) {
    for (const auto& each : ledger::agreement_documents_without_pdf(database)) {
        const bool was_tried = !ledger::agreement_document_pdfs_of(database, each.id).empty();
        if (was_tried || today <= each.made_on) continue;
        const auto agreement =
            ledger::agreement_numbered(database, each.agreement, ledger::last_day_of_all);
        if (!agreement) continue;
        found.commands.push_back(task(std::string(no_document_pdf_task),
                                      "agreement:" + agreement->ref,
                                      today,
                                      "Document " + std::to_string(each.id) + " of agreement " +
                                          agreement->ref +
                                          " has no PDF yet: run 'almoner letter print', or print "
                                          "its HTML, which is the record."));
    }
}

// A paper of payroll that goes by post, likewise.
void find_papers_without_pdf(ledger::Database& database, Date today, JobFindings& found) {
    for (const ledger::PayrollPaper& each : ledger::papers_without_pdf(database)) {
        const bool was_tried = !ledger::pdfs_of_paper(database, each.id).empty();
        if (each.channel != "post" || was_tried || today <= each.made_on) continue;
        found.commands.push_back(task(std::string(no_paper_pdf_task),
                                      paper_task_subject(database, each),
                                      today,
                                      "Paper " + std::to_string(each.id) +
                                          " of payroll has no PDF yet: run 'almoner letter print', "
                                          "or print its HTML, which is the record."));
    }
}

const ledger::Query open_subjects{
    "SELECT subject FROM task WHERE kind = $1 AND state = $2 ORDER BY subject"};

std::set<std::string> subjects_of_open(ledger::Database& database, std::string_view kind) {
    std::set<std::string> subjects;
    ledger::Rows open =
        database.select(open_subjects, kind, static_cast<int>(ledger::TaskState::open));
    while (open.next()) subjects.insert(open.str(0));
    return subjects;
}

// A letter that was written before today and has not gone out, where no task says so already.
void find_letters_to_send(ledger::Database& database,
                          const std::vector<ledger::Notice>& notices,
                          Date today,
                          JobFindings& found) {
    const std::set<std::string> told = subjects_of_open(database, unsent_task);
    auto letters = ledger::letters_never_sent(database);
    std::erase_if(letters, [&](const ledger::Letter& each) { return today <= each.made_on; });
    for (const ledger::Notice& notice : letters.empty() ? std::vector<ledger::Notice>{} : notices) {
        const bool waits = std::ranges::any_of(
            letters, [&](const ledger::Letter& each) { return is_to_be_sent(notice, each); });
        if (!waits || told.contains(notice.number)) continue;
        found.commands.push_back(task(std::string(unsent_task),
                                      notice.number,
                                      today,
                                      "Notice " + notice.number +
                                          ": a letter of it was written and never sent. Send what "
                                          "'almoner notice show' lists, and record each with "
                                          "'almoner notice delivery'."));
    }
}

// A notice whose days have run, or that was not sent; a letter that nobody made a PDF of since the
// day before.
JobFindings look_for_notices(ledger::Database& database, Date today) {
    JobFindings found;
    const auto notices = ledger::every_notice(database);
    for (const ledger::Notice& each : notices) {
        const bool is_open = each.state == "issued" || each.state == "running";
        if (!is_open || !ledger::has_matured(each, today)) continue;
        found.commands.push_back({.name = "notice mature", .fields = {{"notice", each.number}}});
    }
    found.words = std::to_string(found.commands.size()) + " notices have matured";
    for (const ledger::Letter& each : ledger::letters_without_pdf(database)) {
        const bool was_tried = !ledger::pdfs_of(database, each.id).empty();
        if (was_tried || today <= each.made_on) continue;
        found.commands.push_back(task("letter-without-pdf",
                                      "letter:" + std::to_string(each.id),
                                      today,
                                      "Letter " + std::to_string(each.id) +
                                          " has no PDF yet: run 'almoner letter print', or print "
                                          "its HTML, which is the record."));
    }
    find_letters_to_send(database, notices, today, found);
    find_documents_without_pdf(database, today, found);
    find_papers_without_pdf(database, today, found);
    for (const std::string& subject : settled_increases(database, today)) {
        found.commands.push_back({.name = "task settled",
                                  .fields = {{"kind", std::string(increase_task)},
                                             {"subject", subject},
                                             {"cause", "nobody-to-tell"}}});
    }
    return found;
}

// What the rules let nobody ask for is left out; of a late return the rules say what follows.
JobFindings look_for_returns(ledger::Database& database, Date today) {
    JobFindings found;
    for (const ReturnDue& each : returns_to_ask(database, today)) {
        if (!may_ask(database, each, today)) continue;
        found.commands.push_back({.name = "monitor ask", .fields = {{"budget", each.budget.ref}}});
    }
    const std::size_t asked = found.commands.size();
    for (const std::int64_t late : late_returns(database, today)) {
        found.commands.push_back(
            {.name = "monitor overdue", .fields = {{"return", std::to_string(late)}}});
    }
    found.words = std::to_string(asked) + " returns to ask for, " +
                  std::to_string(found.commands.size() - asked) + " late";
    const std::size_t before = found.commands.size();
    find_missing_contributions(database, today, found);
    found.words +=
        ", " + std::to_string(found.commands.size() - before) + " contributions to ask about";
    return found;
}

// Tasks whose hold is over, or that another task has taken the place of.
void settle_others(ledger::Database& database,
                   std::string_view kind,
                   const std::set<std::string>& wanted,
                   JobFindings& found) {
    ledger::Rows open =
        database.select(open_subjects, kind, static_cast<int>(ledger::TaskState::open));
    while (open.next()) {
        const std::string subject = open.str(0);
        if (wanted.contains(subject)) continue;
        found.commands.push_back({.name = "task settled",
                                  .fields = {{"kind", std::string(kind)},
                                             {"subject", subject},
                                             {"cause", "the-hold-is-over"}}});
    }
}

// A hold never just goes on: somebody is told before its last day, and after it the rules say what
// follows.
JobFindings look_for_holds(ledger::Database& database, Date today) {
    JobFindings found;
    std::map<std::string_view, std::set<std::string>> wanted{
        {hold_ends_task, {}}, {hold_over_task, {}}, {hold_too_long_task, {}}};
    for (const Hold& each : holds_on(database, today)) {
        const std::string_view overdue = overdue_task(each, today);
        if (!overdue.empty()) {
            wanted[overdue].insert(each.subject);
            found.commands.push_back({.name = "hold overdue", .fields = {{"about", each.subject}}});
        } else if (each.task_from <= today) {
            wanted[hold_ends_task].insert(each.subject);
            found.commands.push_back(task(std::string(hold_ends_task),
                                          each.subject,
                                          each.until,
                                          each.ref + " is on hold from " + each.from.words() +
                                              " until " + each.until.words() +
                                              ": decide by then whether it goes on or stops."));
        }
    }
    for (const auto& [kind, subjects] : wanted) settle_others(database, kind, subjects, found);
    found.words = std::to_string(wanted[hold_ends_task].size()) + " holds end soon, " +
                  std::to_string(wanted[hold_over_task].size()) + " are over, " +
                  std::to_string(wanted[hold_too_long_task].size()) + " last too long";
    return found;
}

constexpr std::array table{
    Job{"identities", "Check that the books and the bank statements agree", check_identities},
    Job{"safeguarding",
        "Check that what people hold at each client account is what its bank has",
        look_at_client_accounts},
    Job{"re-date", "Find runs whose days a new list of holidays changed", look_for_new_days},
    Job{"options", "Move what is free under an option that was left", look_for_old_options},
    Job{"propose", "Propose the payments that are due soon", look_for_due_payments},
    Job{"late-payments",
        "Find payments that wait for their approval, sending or bank statement past their day",
        look_for_late_payments},
    Job{"emergencies",
        "Find emergency payments whose plan nobody looked at in time",
        look_for_emergencies},
    Job{"first-payments", "Find who waits too long for a first payment", look_for_first_payments},
    Job{"reviews", "Open the reviews that the law asks for soon", look_for_reviews},
    Job{"notices",
        "Mature the notices whose days have run, find letters without PDF",
        look_for_notices},
    Job{"holds", "Tell of holds that end soon, and see to those that are over", look_for_holds},
    Job{"monitoring", "Ask for returns, and see to those that are late", look_for_returns},
    Job{"surpluses",
        "Ask why where more is free than the policy leaves alone, a seventh of the budgets a day",
        look_for_surpluses},
    Job{"birthdays",
        "Ask the rules of those who come of age, a seventh of the budgets a day",
        look_for_birthdays},
    Job{"payroll-papers",
        "Find rights to work and employers' insurance that end soon",
        look_for_ending_papers},
    Job{"reminders", "Count the tasks that are overdue", look_for_overdue_tasks},
};

}  // namespace

std::span<const Job> job_table() {
    return table;
}

const Job* find_job(std::string_view name) {
    const auto* const found = std::find_if(
        table.begin(), table.end(), [name](const Job& each) { return each.name == name; });
    return found == table.end() ? nullptr : found;
}

}  // namespace almoner::scheduler
