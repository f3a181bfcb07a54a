#include "scheduler/payroll/pay_lines.h"

#include "rules/payroll/holiday.h"
#include "scheduler/payroll/absence_lines.h"
#include "scheduler/payroll/leaving_pay.h"
#include "scheduler/payroll/usual_hours.h"

#include <algorithm>
#include <iterator>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Outcome;
using rules::PayLine;

// In the middle of a period a rate may have changed: hours of no day have the higher one.
std::optional<Money> rate_for(const JobRecords& job,
                              std::string_view kind,
                              const ledger::Period& days) {
    const auto first = ledger::rate_on(job.rates, kind, days.first);
    const auto last = ledger::rate_on(job.rates, kind, days.last);
    if (!first || !last) return first ? first : last;
    return std::max(*first, *last);
}

ledger::Refusal rate_unknown(std::string_view kind) {
    return {.code = "rate-unknown",
            .words = "There is no rate for what was worked: " + std::string(kind) + ".",
            .next = "Record it with 'almoner rate set'.",
            .field = "rate",
            .citation = ""};
}

// Hours of one kind at one rate are one line, reckoned as one.
struct Gathered {
    std::string kind{};
    Money rate{};
    Money basic{};
    std::int64_t timesheet = 0;
    std::int64_t quantity = 0;
    ledger::Period days{};  // of the sheet
};

void gather(std::vector<Gathered>& all, const Gathered& more) {
    const auto like = std::ranges::find_if(all, [&](const Gathered& each) {
        return each.kind == more.kind && each.rate == more.rate && each.basic == more.basic &&
               each.timesheet == more.timesheet;
    });
    if (like == all.end()) {
        all.push_back(more);
    } else {
        like->quantity += more.quantity;
    }
}

PayLine line_of(const Gathered& all) {
    PayLine line;
    if (all.kind == "mileage") {
        line = rules::counted_line(all.kind, all.quantity, all.rate, rules::PayCounts::expense);
    } else if (all.kind == "sleep-in") {
        line = rules::counted_line(all.kind, all.quantity, all.rate, rules::PayCounts::pay);
    } else {
        line = rules::wage_line(all.kind, all.quantity, all.rate, all.basic);
    }
    line.timesheet = all.timesheet;
    line.worked = all.days;
    line.rule = "timesheet";
    return line;
}

Outcome<std::vector<PayLine>> lines_of_sheets(ledger::Database& database, const JobRecords& job) {
    std::vector<Gathered> all;
    for (const ledger::Timesheet& sheet : job.sheets) {
        for (const ledger::TimesheetLine& worked : lines_of_sheet(database, job, sheet.id)) {
            const ledger::Period days =
                worked.day ? ledger::Period{*worked.day, *worked.day} : sheet.days;
            const auto rate = rate_for(job, worked.kind, days);
            if (!rate) return rate_unknown(worked.kind);
            gather(all,
                   {.kind = worked.kind,
                    .rate = *rate,
                    .basic = rate_for(job, "day", days).value_or(*rate),
                    .timesheet = sheet.id,
                    .quantity = worked.quantity,
                    .days = sheet.days});
        }
    }
    std::vector<PayLine> lines;
    lines.reserve(all.size());
    for (const Gathered& each : all) lines.push_back(line_of(each));
    return lines;
}

// A job of fixed hours is paid them unless a sheet says otherwise.
Outcome<ledger::Done> add_usual_hours(const JobRecords& job,
                                      std::vector<PayLine>& lines,
                                      std::vector<JobFinding>& findings) {
    if (job.has_hours) return ledger::Done{};
    if (!job.job.has_fixed_hours) {
        // Hours that wait are said by their own finding.
        const bool has_none = job.is_in(job.wanted.days) && !job.waits_for_hours;
        if (has_none) findings.push_back({.code = "no-timesheet"});
        return ledger::Done{};
    }
    const auto rate = rate_for(job, "day", job.wanted.days);
    if (!rate) return rate_unknown("day");
    PayLine usual = rules::wage_line(
        "day", usual_minutes(job.job, job.absences, job.wanted.days), *rate, *rate);
    usual.rule = "usual-hours";
    usual.worked = job.wanted.days;
    if (usual.quantity > 0) lines.push_back(std::move(usual));
    return ledger::Done{};
}

Outcome<ledger::Done> add_rolled_up_holiday(const rules::RateBook& book,
                                            const JobRecords& job,
                                            std::vector<PayLine>& lines) {
    Money worked;
    for (const PayLine& each : lines) {
        const bool is_work = each.counts == rules::PayCounts::wage || each.kind == "sleep-in";
        if (is_work) worked += each.amount;
    }
    const auto holiday = rules::rolled_up_holiday_pay(book, job.wanted.paid_on, worked);
    if (!holiday.accepted()) return holiday.refusal();
    if (holiday.value().is_zero()) return ledger::Done{};
    lines.push_back(
        rules::sum_line("rolled-up-holiday", holiday.value(), "holiday.irregular_share"));
    return ledger::Done{};
}

}  // namespace

Outcome<std::vector<PayLine>> lines_on_payday(ledger::Database& database,
                                              const rules::RateBook& book,
                                              const JobRecords& job,
                                              std::vector<JobFinding>& findings) {
    Outcome<std::vector<PayLine>> read = lines_of_sheets(database, job);
    if (!read.accepted()) return read.refusal();
    std::vector<PayLine> lines = std::move(read).value();
    if (job.wanted.closes_period()) {
        const auto usual = add_usual_hours(job, lines, findings);
        if (!usual.accepted()) return usual.refusal();
        auto absent = lines_of_absences(database, book, job, findings);
        if (!absent.accepted()) return absent.refusal();
        std::ranges::move(std::move(absent).value(), std::back_inserter(lines));
    }
    if (job.job.holiday == "rolled-up") {
        const auto added = add_rolled_up_holiday(book, job, lines);
        if (!added.accepted()) return added.refusal();
    }
    const auto ended = add_leaving_pay(database, book, job, lines, findings);
    if (!ended.accepted()) return ended.refusal();
    return lines;
}

}  // namespace almoner::scheduler
