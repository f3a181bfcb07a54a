#include "scheduler/payroll/absences_of_paid_periods.h"

#include "scheduler/payroll/sheets_on_payday.h"

#include <algorithm>
#include <map>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Absence;
using ledger::AbsenceVersion;
using ledger::Period;

// What of an absence a slip of the period looks at.
struct Part {
    std::string kind{};
    Period days{};
    std::int64_t minutes = 0;
    std::optional<ledger::Date> event_on{};

    friend bool operator==(const Part&, const Part&) = default;
};

std::optional<Part> part_in(const std::optional<Absence>& absence, const Period& days) {
    if (!absence || absence->is_withdrawn) return std::nullopt;
    const Period all{absence->first_on, absence->last_on.value_or(days.last)};
    if (!overlap(all, days)) return std::nullopt;
    return Part{.kind = absence->kind,
                .days = {std::max(all.first, days.first), std::min(all.last, days.last)},
                .minutes = days.holds(all.first) ? absence->minutes : 0,
                .event_on = absence->event_on};
}

struct ThenAndNow {
    std::optional<Absence> then{};
    std::optional<Absence> now{};
};

bool differs(const std::vector<AbsenceVersion>& versions, const ledger::PaySlip& slip) {
    std::map<std::int64_t, ThenAndNow> all;
    for (const AbsenceVersion& each : versions) {
        ThenAndNow& known = all[each.absence.number];
        if (each.seq <= slip.seq) known.then = each.absence;
        known.now = each.absence;
    }
    return std::ranges::any_of(all, [&](const auto& each) {
        return part_in(each.second.then, *slip.closes) != part_in(each.second.now, *slip.closes);
    });
}

}  // namespace

void find_absences_of_paid_periods(const JobRecords& job, std::vector<JobFinding>& findings) {
    const std::vector<AbsenceVersion>& versions = job.facts.absences;
    if (versions.empty()) return;
    for (const ledger::PaySlip& each : job.slips) {
        if (!each.closes || !job.is_earlier(each) || !differs(versions, each)) continue;
        findings.push_back({.code = "absence-of-a-paid-period", .amount = each.id});
    }
}

}  // namespace almoner::scheduler
