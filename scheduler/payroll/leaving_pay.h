// What is owed beside the wages when a job ends: holiday that is left, notice that is not worked,
// and redundancy pay. A person decides of each; nothing of it is paid before (decision 84).
#pragma once

#include "rules/payroll/payday.h"
#include "scheduler/payroll/job_on_payday.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Lines of a slip; the one of holiday: holiday_balance.h.
inline constexpr std::string_view notice_kind = "notice-in-lieu";
inline constexpr std::string_view redundancy_kind = "redundancy";

enum class LeavingStanding : std::uint8_t {
    undecided,
    due,
    week_unknown,  // due, and nobody knows a week's pay
    too_much,      // above what is free of tax: this program does not tax it
};

struct LeavingPart {
    std::string part{};         // one of ledger::leaving_parts
    std::int64_t quantity = 0;  // minutes, weeks, or halves of a week's pay
    ledger::Money rate{};       // an hour's pay, or a week's
    ledger::Money amount{};
    LeavingStanding standing = LeavingStanding::undecided;

    friend bool operator==(const LeavingPart&, const LeavingPart&) = default;
};

// "4 weeks" of notice, "2.5 weeks" of redundancy pay.
[[nodiscard]] std::string weeks_of_leaving(std::string_view line_kind, std::int64_t quantity);

// Of a job that has ended, with `lines` of hours that are paid now: what is not on a slip yet, and
// that nobody decided against. Nothing of a job that goes on. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<std::vector<LeavingPart>> leaving_parts(
    ledger::Database& database,
    const rules::RateBook& book,
    const JobRecords& job,
    const std::vector<rules::PayLine>& lines);

// The usual hours at the rate where they are fixed; else the average of the pay periods before the
// last one, whichever slips paid them. Nothing where neither is known. Refused:
// `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<std::optional<ledger::Money>> week_at_the_end(
    ledger::Database& database, const rules::RateBook& book, const JobRecords& job);

// Whether this payment is the one of the period in which the job ended, or comes after it: behind
// its slip, or behind its payday where it had none and no hours of it wait.
[[nodiscard]] bool pays_what_the_end_owes(const JobRecords& job);

// Lines of what is due, and a finding of what nobody decided, on a payment that pays it.
[[nodiscard]] ledger::Outcome<ledger::Done> add_leaving_pay(ledger::Database& database,
                                                            const rules::RateBook& book,
                                                            const JobRecords& job,
                                                            std::vector<rules::PayLine>& lines,
                                                            std::vector<JobFinding>& findings);

}  // namespace almoner::scheduler
