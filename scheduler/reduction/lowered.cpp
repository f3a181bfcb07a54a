#include "scheduler/reduction/lowered.h"

#include "ledger/records/in_force.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/proposal_worth.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Budget;
using ledger::Date;
using ledger::PlanLine;

struct Days {
    Date first{};
    Date last{};
};

// On which days the new version takes the place of a version that had a start and an end of its
// own.
template <class Record>
std::optional<Days> days_taken(const ledger::InForce<Record>& piece, const Record& after) {
    const Days days{std::max({piece.days.first, after.from_on, piece.record->start_on}),
                    std::min(piece.days.last, piece.record->end_on.value_or(piece.days.last))};
    if (days.last < days.first) return std::nullopt;
    return days;
}

// The first of the days on which it has not begun, or has ended.
template <class Record>
std::optional<Date> left_out(const Days& days, const Record& after) {
    if (after.start_on > days.first) return days.first;
    if (after.end_on && *after.end_on < days.last) return std::max(days.first, *after.end_on + 1);
    return std::nullopt;
}

bool is_one_off(const Agreement& agreement) {
    return agreement.frequency == ledger::Frequency::one_off;
}

// Of the person, beside each payment; of what is paid once, that once.
ledger::Money share_in_a_year(const Agreement& agreement) {
    const auto in_a_year = [&](std::int64_t payments) {
        return agreement.contribution.mul_div(payments, 1, ledger::Rounding::down);
    };
    switch (agreement.frequency) {
        case ledger::Frequency::four_weekly: return in_a_year(13);
        case ledger::Frequency::monthly: return in_a_year(12);
        case ledger::Frequency::one_off: return agreement.contribution;
    }
    throw ledger::InvariantBroken("unlisted frequency of an agreement");
}

bool asks_more(const Agreement& before, const Agreement& after) {
    using ledger::ContributionBasis;
    const bool is_more = is_one_off(before) ? after.contribution > before.contribution
                                            : share_in_a_year(after) > share_in_a_year(before);
    if (is_more) return true;
    const bool is_taken_off = after.contribution_basis == ContributionBasis::net &&
                              before.contribution_basis != ContributionBasis::net;
    return is_taken_off && !after.contribution.is_zero();
}

}  // namespace

std::optional<Lowered> lowered_by(std::span<const PlanLine> versions, const PlanLine& after) {
    for (const auto& piece : ledger::in_force(versions)) {
        const auto days = days_taken(piece, after);
        if (!days) continue;
        if (worth_in_a_year(after) < worth_in_a_year(*piece.record)) return Lowered{days->first};
        if (const auto day = left_out(*days, after)) return Lowered{*day};
    }
    return std::nullopt;
}

std::optional<Lowered> lowered_by(std::span<const Agreement> versions, const Agreement& after) {
    std::optional<Lowered> share;
    for (const auto& piece : ledger::in_force(versions)) {
        const AgreementStatus status = piece.record->status;
        const bool pays = status == AgreementStatus::active || status == AgreementStatus::held;
        const auto days = pays ? days_taken(piece, after) : std::nullopt;
        if (!days) continue;
        // Paid once, it stops with that payment.
        if (is_one_off(after) && !is_one_off(*piece.record)) return Lowered{days->first};
        if (const auto day = left_out(*days, after)) return Lowered{*day};
        if (!share && asks_more(*piece.record, after)) share = Lowered{days->first, true};
    }
    return share;
}

std::optional<Lowered> lowered_by(const Budget& before, const Budget& after) {
    if (after.start_on > before.start_on) return Lowered{before.start_on};
    if (after.end_on && (!before.end_on || *after.end_on < *before.end_on)) {
        return Lowered{*after.end_on + 1};
    }
    return std::nullopt;
}

}  // namespace almoner::scheduler
