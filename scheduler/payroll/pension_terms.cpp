#include "scheduler/payroll/pension_terms.h"

#include "rules/payroll/pension_duties.h"

#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::Employer;
using ledger::Employment;

// Whose rates are not known yet is checked by the run, which refuses that day.
constexpr std::string_view no_rate = "payroll-rate-missing";

void complain_of(RowCells& row,
                 std::string_view column,
                 const ledger::Outcome<ledger::Done>& allowed) {
    if (allowed.accepted() || allowed.refusal().code == no_rate) return;
    row.complain(column, allowed.refusal());
}

bool is_in(const Employment& job) {
    return job.pension == "enrolled" || job.pension == "opted-in" || job.pension == "joined";
}

void check_leaving(RowCells& row,
                   const rules::RateBook& book,
                   const Employment& before,
                   const Employment& now) {
    const ledger::Date since = before.pension_since.value_or(before.start_on);
    const auto allowed =
        rules::check_opt_out(book,
                             {.status = rules::PensionStatus::active, .since = since},
                             before.pension_told_on.value_or(since),
                             *now.pension_since);
    if (!allowed.accepted() && allowed.refusal().code == "opt-out-too-late") {
        ledger::Refusal late = allowed.refusal();
        late.next = "Write ceased instead: contributions stop, and what was paid stays.";
        row.complain("pension", late);
        return;
    }
    complain_of(row, "pension_since", allowed);
}

}  // namespace

void check_contributions(RowCells& row,
                         const rules::RateBook& book,
                         const Employer& before,
                         const Employer& now) {
    const bool is_alike = before.pension_employee_bp == now.pension_employee_bp &&
                          before.pension_employer_bp == now.pension_employer_bp;
    if (is_alike || !row.is_good()) return;
    const auto rates = rules::pension_rates(book, now.first_payday);
    if (!rates.accepted()) return;
    complain_of(row,
                "pension_employer",
                rules::check_pension_scheme(
                    rates.value(),
                    {.employee_bp = static_cast<std::int32_t>(now.pension_employee_bp),
                     .employer_bp = static_cast<std::int32_t>(now.pension_employer_bp)}));
}

void check_pension_state(RowCells& row,
                         const rules::RateBook& book,
                         const Employment& before,
                         const Employment& now) {
    if (!row.is_good() || !now.pension_since) return;
    const bool is_new = before.pension != now.pension || before.pension_since != now.pension_since;
    if (is_new && now.pension == "opted-out" && is_in(before)) {
        check_leaving(row, book, before, now);
    }
    const bool has_other_day = before.pension_postponed_until != now.pension_postponed_until;
    if (now.pension != "postponed" || !(is_new || has_other_day)) return;
    // The day of the next assessment is the one behind the last that is postponed.
    complain_of(row,
                "pension_postponed_until",
                rules::check_postponement(
                    book, {*now.pension_since, *now.pension_postponed_until - 1}, false));
}

}  // namespace almoner::scheduler
