#include "scheduler/payroll/sheets_on_payday.h"

#include "ledger/calendar/bank_holidays.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::PaidHours;
using ledger::Period;
using ledger::Timesheet;

// The days that its lines are of; of a line without a day all of them.
std::vector<Period> days_of_sheet(const std::vector<ledger::TimesheetLine>& lines,
                                  const Period& whole) {
    std::vector<Period> days;
    days.reserve(lines.size());
    for (const ledger::TimesheetLine& each : lines) {
        days.push_back(each.day ? Period{*each.day, *each.day} : whole);
    }
    return days;
}

class Taking {
  public:
    Taking(ledger::Database& database, JobRecords& job) : database_(database), job_(job) {
        for (const PaidHours& each : job.facts.paid_hours) {
            if (each.slip == job.wanted.without) {
                old_.push_back(each);
            } else {
                paid_.push_back(each);
            }
        }
        if (job.wanted.without != 0) {
            old_slip_ = ledger::pay_slip_by_id(database, job.wanted.without);
        }
        job.has_hours = std::ranges::any_of(
            paid_, [&](const PaidHours& each) { return overlap(each.days, job.wanted.days); });
    }

    void take(const ledger::StandingSheet& standing) {
        const Timesheet& sheet = standing.sheet;
        const std::string& state = standing.state;
        if (is_out(standing) || is_in(paid_, sheet) || !is_looked_at(sheet, state)) return;
        if (is_of_paid_days(paid_, sheet)) {
            find("hours-of-paid-days", sheet);
        } else if (state != "decided" && is_of_old_provider(sheet)) {
            find("hours-taken-over", sheet);
        } else if (state == "entered" || state == "late") {
            wait_for(sheet, state);
        } else if (is_for_this_run(standing) && is_of_paid_days(taken(), sheet)) {
            find("hours-of-two-sheets", sheet);
        } else if (is_for_this_run(standing)) {
            job_.sheets.push_back(sheet);
            if (is_of_period(sheet)) job_.has_hours = true;
        } else if (is_whole_period() && is_of_period(sheet)) {
            find("hours-elsewhere", sheet);
            job_.has_hours = true;
        }
    }

  private:
    static bool is_out(const ledger::StandingSheet& standing) {
        return standing.state == "withdrawn" ||
               (standing.state == "decided" && standing.decision == "not-paid");
    }
    void wait_for(const Timesheet& sheet, const std::string& state) {
        find(state == "late" ? "timesheet-late" : "hours-not-confirmed", sheet);
        if (is_correction() || (is_whole_period() && is_of_period(sheet))) {
            job_.waits_for_hours = true;
        }
    }
    // The provider before paid that payday: its figures were taken over.
    [[nodiscard]] bool is_of_old_provider(const Timesheet& sheet) const {
        if (is_correction()) return false;
        return was_paid_before_take_over(job_.employer, job_.taken_over_until, sheet.days);
    }
    [[nodiscard]] bool is_correction() const { return job_.wanted.without != 0; }
    [[nodiscard]] bool is_whole_period() const {
        return job_.wanted.kind == "cycle" || job_.wanted.kind == "leaver";
    }
    [[nodiscard]] bool is_of_period(const Timesheet& sheet) const {
        return overlap(sheet.days, job_.wanted.days);
    }
    static bool is_in(const std::vector<PaidHours>& paid, const Timesheet& sheet) {
        return std::ranges::find(paid, sheet.id, &PaidHours::timesheet) != paid.end();
    }

    [[nodiscard]] std::vector<PaidHours> taken() const {
        std::vector<PaidHours> all;
        all.reserve(job_.sheets.size());
        for (const Timesheet& each : job_.sheets) {
            all.push_back({.timesheet = each.id, .days = each.days});
        }
        return all;
    }

    // Days that another sheet of these has, or the usual hours.
    bool is_of_paid_days(const std::vector<PaidHours>& paid, const Timesheet& sheet) {
        const auto may_share = [&](const PaidHours& each) {
            return overlap(each.days, sheet.days);
        };
        if (std::ranges::none_of(paid, may_share)) return false;
        const auto days = days_of_sheet(lines_of_sheet(database_, job_, sheet.id), sheet.days);
        return std::ranges::any_of(paid, [&](const PaidHours& each) {
            if (!may_share(each)) return false;
            const auto others =
                each.timesheet == 0
                    ? std::vector<Period>{each.days}
                    : days_of_sheet(lines_of_sheet(database_, job_, each.timesheet), each.days);
            return std::ranges::any_of(others, [&](const Period& other) {
                return std::ranges::any_of(days,
                                           [&](const Period& day) { return overlap(day, other); });
            });
        });
    }

    // A correction looks at what the slip paid, at what has taken its place, and at hours of the
    // period that nobody has decided to pay elsewhere.
    bool is_looked_at(const Timesheet& sheet, const std::string& state) {
        if (!is_correction()) return sheet.days.first <= job_.wanted.days.last;
        if (is_in(old_, sheet) || is_of_paid_days(old_, sheet)) return true;
        return state == "confirmed" && old_slip_->closes && overlap(*old_slip_->closes, sheet.days);
    }

    [[nodiscard]] bool is_for_this_run(const ledger::StandingSheet& standing) const {
        const Timesheet& sheet = standing.sheet;
        if (is_correction()) return true;
        if (standing.state == "confirmed") return is_whole_period() || is_behind_its_payday(sheet);
        if (standing.decision == "off-cycle") {
            return job_.wanted.kind != "cycle" || job_.wanted.is_of_one_job;
        }
        if (job_.wanted.kind == "leaver") return true;
        return is_whole_period() && sheet.days.last < job_.wanted.days.last;
    }

    // What the cycle will pay is left to it. Behind the last slip of a job there is no cycle.
    [[nodiscard]] bool is_behind_its_payday(const Timesheet& sheet) const {
        if (is_after_leaving(job_)) return true;
        const EmployerPeriod period =
            employer_period_holding(job_.employer, sheet.days.last, ledger::BankHolidays{});
        return period.regular_payday < job_.wanted.paid_on;
    }

    void find(std::string_view code, const Timesheet& sheet) {
        job_.findings.push_back({.code = std::string(code), .amount = sheet.id});
    }

    ledger::Database& database_;
    JobRecords& job_;
    std::optional<ledger::PaySlip> old_slip_{};
    std::vector<PaidHours> paid_;  // by others
    std::vector<PaidHours> old_;   // by the slip that is reckoned anew
};

}  // namespace

void take_sheets(ledger::Database& database, JobRecords& job) {
    Taking taking(database, job);
    for (const SheetOfJob& each : job.facts.sheets) taking.take(each.standing);
}

bool was_paid_before_take_over(const ledger::Employer& employer,
                               std::optional<ledger::Date> taken_over_until,
                               const Period& days) {
    if (!taken_over_until) return false;
    const EmployerPeriod period =
        employer_period_holding(employer, days.last, ledger::BankHolidays{});
    return period.regular_payday <= *taken_over_until;
}

bool has_paid_hours(ledger::Database& database, std::int64_t employment, const Period& days) {
    return std::ranges::any_of(ledger::paid_hours_of(database, employment),
                               [&](const PaidHours& each) { return overlap(each.days, days); });
}

bool overlap(const Period& a, const Period& b) {
    return a.first <= b.last && b.first <= a.last;
}

}  // namespace almoner::scheduler
