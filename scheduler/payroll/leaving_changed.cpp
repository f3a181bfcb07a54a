#include "scheduler/payroll/leaving_changed.h"

#include "ledger/records/in_force.h"
#include "ledger/records/job_ends.h"
#include "ledger/records/task.h"
#include "ledger/views/words.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/leaving_pay.h"

#include <algorithm>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaySlip;

constexpr std::int32_t days_to_correct = 14;

// Empty of every other line.
std::string_view part_of_line(std::string_view kind) {
    if (kind == holiday_left_kind) return "holiday";
    if (kind == notice_kind) return "notice";
    if (kind == redundancy_kind) return "redundancy";
    return {};
}

bool pays_an_end(const std::vector<ledger::PaySlipLine>& lines) {
    return std::ranges::any_of(
        lines, [](const ledger::PaySlipLine& each) { return !part_of_line(each.kind).empty(); });
}

Money due_of(const std::vector<LeavingPart>& parts, std::string_view part) {
    for (const LeavingPart& each : parts) {
        if (each.part == part && each.standing == LeavingStanding::due) return each.amount;
    }
    return {};
}

bool is_holiday_due(const JobRecords& job) {
    const auto* const decision = ledger::leaving_decision_in(job.facts.leaving, "holiday");
    return job.job.end_on && decision != nullptr && decision->is_due;
}

// As the correction of the slip reads the records.
std::optional<JobRecords> records_without(ledger::Database& database, const PaySlip& slip) {
    const auto job = ledger::employment_numbered(database, slip.employment, slip.paid_on);
    const auto employer = ledger::employer_numbered(database, slip.employer, slip.paid_on);
    if (!job || !employer) return std::nullopt;
    return job_on_payday(database,
                         *employer,
                         *job,
                         {.kind = "off-cycle",
                          .paid_on = slip.paid_on,
                          .days = slip.closes.value_or(slip.worked),
                          .without = slip.id});
}

void add_changed(std::vector<ChangedLeavingPay>& changed,
                 const std::vector<ledger::PaySlipLine>& lines,
                 const JobRecords& job,
                 const std::vector<LeavingPart>& parts) {
    for (const ledger::PaySlipLine& line : lines) {
        const std::string_view part = part_of_line(line.kind);
        if (part.empty() || (part == "holiday" && is_holiday_due(job))) continue;
        const Money due = due_of(parts, part);
        if (due == line.amount) continue;
        changed.push_back({.slip = job.wanted.without,
                           .part = std::string(part),
                           .paid = line.amount,
                           .due = due});
    }
}

std::string words_of(const ChangedLeavingPay& changed) {
    const std::string slip = std::to_string(changed.slip);
    return "Slip " + slip + " paid " + ledger::money_words(changed.paid) + " of " + changed.part +
           " at the end of the job, and by what was decided since " +
           ledger::money_words(changed.due) + " is due: correct it with 'almoner payroll correct " +
           slip + "'.";
}

}  // namespace

std::vector<ChangedLeavingPay> changed_leaving_pay(ledger::Database& database,
                                                   const rules::RateBook& book,
                                                   std::int64_t employment) {
    std::vector<ChangedLeavingPay> changed;
    if (ledger::leaving_decisions_of(database, employment).empty()) return changed;
    for (const PaySlip& slip : ledger::slips_that_count(database, employment)) {
        const auto lines = ledger::lines_of_slip(database, slip.id);
        if (!pays_an_end(lines)) continue;
        const auto records = records_without(database, slip);
        if (!records) continue;
        // Where the rates lack what it follows from, the run says so.
        const auto parts = leaving_parts(database, book, *records, {});
        if (parts.accepted()) add_changed(changed, lines, *records, parts.value());
    }
    return changed;
}

void find_changed_leaving_pay(ledger::Database& database,
                              const rules::RateBook& book,
                              const JobRecords& job,
                              std::vector<JobFinding>& findings) {
    // A correction mends one slip, whatever another one has.
    if (job.facts.leaving.empty() || job.wanted.without != 0) return;
    for (const ChangedLeavingPay& each : changed_leaving_pay(database, book, job.job.number)) {
        findings.push_back(
            {.code = each.part + "-changed", .amount = each.due.pence(), .other = each.slip});
    }
}

void tell_changed_leaving_pay(ledger::Work& work,
                              const rules::RateBook& book,
                              std::int64_t employment) {
    ledger::Database& database = work.database();
    const auto job = ledger::employment_numbered(database, employment, ledger::last_day_of_all);
    if (!job || ledger::leaving_decisions_of(database, employment).empty()) return;
    const std::string subject = "employment:" + job->ref;
    (void)close_tasks(work, leaving_changed_task, subject, "looked at anew");
    std::string words;
    for (const ChangedLeavingPay& each : changed_leaving_pay(database, book, employment)) {
        words += (words.empty() ? "" : " ") + words_of(each);
    }
    if (words.empty()) return;
    ledger::insert_task(work,
                        {.kind = leaving_changed_task,
                         .subject = subject,
                         .due_on = work.today() + days_to_correct,
                         .owner = "payroll",
                         .words = words});
}

}  // namespace almoner::scheduler
