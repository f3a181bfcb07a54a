// The employer's pension duties by date: enrolling, postponing, opting in and out, enrolling again.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/outcome.h"
#include "rules/payroll/pension.h"
#include "rules/payroll/rate_book.h"

#include <cstdint>
#include <optional>

namespace almoner::rules {

// The same day some months later; the last of the month where there is no such day.
[[nodiscard]] ledger::Date months_later(ledger::Date day, int months);

enum class PensionStatus : std::uint8_t {
    not_in,
    postponed,
    active,     // enrolled, opted in or joined
    opted_out,  // within the month: as if never in
    ceased,     // left later
};

struct PensionRecord {
    PensionStatus status = PensionStatus::not_in;
    ledger::Date since{};                           // of that status
    std::optional<ledger::Date> postponed_until{};  // the day on which the worker is assessed again
};

enum class PensionAction : std::uint8_t {
    nothing,
    enrol,
    tell_may_opt_in,  // a letter within the weeks of notice
    tell_may_join,
    may_leave_out,  // at re-enrolment: opted out or ceased within the last 12 months
};

struct PensionDay {
    ledger::Date on{};
    bool is_reenrolment = false;  // the employer's chosen day, when nobody may be postponed
    bool told = false;            // the worker has had the letter about opting in or joining
};

// What the assessment of a pay period asks of the employer. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<PensionAction> pension_action(const RateBook& book,
                                                            const PensionRecord& record,
                                                            WorkerKind kind,
                                                            const PensionDay& day);

// Refused: `postponement-too-long` (its last day is at most three months on),
// `postponement-not-now` (at re-enrolment), `period-turned-round`, `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<ledger::Done> check_postponement(const RateBook& book,
                                                               const ledger::Period& postponed,
                                                               bool at_reenrolment);

// The employer's letter about enrolment or postponement is due within six weeks of this day.
[[nodiscard]] ledger::Outcome<ledger::Date> notice_due_by(const RateBook& book, ledger::Date from);

enum class OptInAnswer : std::uint8_t { enrol_with_employer, join_without_employer };
// A worker asks to be in. Refused: `pension-age`, `pension-already-in`.
[[nodiscard]] ledger::Outcome<OptInAnswer> opt_in(const PensionRecord& record, WorkerKind kind);

// A worker asks to be out: the whole of the contributions goes back. The month runs from the later
// of enrolment and the letter. Refused: `pension-not-in`, `opt-out-too-early`, `opt-out-too-late`
// (then contributions stop, and stay in the scheme), `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<ledger::Done> check_opt_out(const RateBook& book,
                                                          const PensionRecord& record,
                                                          ledger::Date told_on,
                                                          ledger::Date asked_on);

struct PensionCycle {
    ledger::Date anniversary{};  // of the start of the duties: every third year
    ledger::Period window{};     // in which the day of re-enrolment is chosen
    ledger::Date declare_by{};   // to The Pensions Regulator

    friend bool operator==(const PensionCycle&, const PensionCycle&) = default;
};
// The first re-enrolment whose window is not over on `day`. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<PensionCycle> next_reenrolment(const RateBook& book,
                                                             ledger::Date duties_began_on,
                                                             ledger::Date day);

}  // namespace almoner::rules
