#include "scheduler/payroll/leaving_open.h"

#include "ledger/records/in_force.h"
#include "ledger/views/words.h"
#include "rules/payroll/leaving.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Employer;
using ledger::Employment;
using ledger::last_day_of_all;

bool is_on_a_slip(ledger::Database& database, const JobRecords& job, std::string_view kind) {
    return std::ranges::any_of(job.slips, [&](const ledger::PaySlip& slip) {
        return std::ranges::any_of(
            ledger::lines_of_slip(database, slip.id),
            [&](const ledger::PaySlipLine& line) { return line.kind == kind; });
    });
}

// What nobody can reckon is open until somebody decides against it.
std::vector<OpenLeavingPay> not_reckoned(ledger::Database& database, const JobRecords& job) {
    const rules::OwedAtTheEnd owed = rules::owed_at_the_end(job.job.end_reason);
    struct Part {
        std::string_view name;
        std::string_view line;
        bool is_owed;
    };
    const std::array parts{Part{"holiday", holiday_left_kind, job.job.holiday != "rolled-up"},
                           Part{"notice", notice_kind, owed.notice},
                           Part{"redundancy", redundancy_kind, owed.redundancy}};
    std::vector<OpenLeavingPay> open;
    for (const Part& each : parts) {
        const auto* const decision = ledger::leaving_decision_in(job.facts.leaving, each.name);
        const bool is_asked = decision != nullptr ? decision->is_due : each.is_owed;
        if (!is_asked || is_on_a_slip(database, job, each.line)) continue;
        open.push_back(
            {.job = job.job.ref, .part = {.part = std::string(each.name)}, .is_reckoned = false});
    }
    return open;
}

std::vector<OpenLeavingPay> open_of(ledger::Database& database,
                                    const rules::RateBook& book,
                                    const Employer& employer,
                                    const Employment& job,
                                    ledger::Date on) {
    const auto holidays = loaded_holidays(database).value_or(ledger::BankHolidays{});
    const PaydayWanted wanted{
        .kind = "leaver",
        .paid_on = std::max(on, *job.end_on),
        .days = employer_period_holding(employer, *job.end_on, holidays).days};
    const JobRecords records = job_on_payday(database, employer, job, wanted);
    auto parts = leaving_parts(database, book, records, {});
    if (!parts.accepted()) return not_reckoned(database, records);
    std::vector<OpenLeavingPay> open;
    open.reserve(parts.value().size());
    for (LeavingPart& each : std::move(parts).value()) {
        open.push_back({.job = job.ref, .part = std::move(each)});
    }
    return open;
}

}  // namespace

std::vector<OpenLeavingPay> open_leaving_pay(ledger::Database& database,
                                             const rules::RateBook& book,
                                             std::int64_t budget,
                                             ledger::Date on) {
    std::vector<OpenLeavingPay> open;
    for (const Employer& employer : ledger::employers_on(database, last_day_of_all)) {
        if (employer.budget != budget) continue;
        for (const Employment& job :
             ledger::employments_of_employer(database, employer.number, last_day_of_all)) {
            if (!job.end_on) continue;
            for (OpenLeavingPay& each : open_of(database, book, employer, job, on)) {
                open.push_back(std::move(each));
            }
        }
    }
    return open;
}

std::optional<ledger::Refusal> leaving_pay_is_open(ledger::Database& database,
                                                   const rules::RateBook& book,
                                                   const Employment& job,
                                                   ledger::Date on) {
    const auto employer = ledger::employer_numbered(database, job.employer, last_day_of_all);
    if (!employer || !job.end_on) return std::nullopt;
    std::string parts;
    for (const OpenLeavingPay& each : open_of(database, book, *employer, job, on)) {
        if (!parts.empty()) parts += ", ";
        parts += each.part.part;
        if (each.is_reckoned) parts += " " + ledger::money_with_pence(each.part.amount);
    }
    if (parts.empty()) return std::nullopt;
    return ledger::Refusal{
        .code = "leaving-pay-open",
        .words = "The end of job " + job.ref + " may owe what no slip pays yet: " + parts + ".",
        .next = "Say what of it is due with 'almoner employment leaving', and pay that by a run.",
        .field = "job",
        .citation = ""};
}

}  // namespace almoner::scheduler
