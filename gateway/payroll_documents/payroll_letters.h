// Letters that payroll must write: why no sick or maternity pay is due, and what a pension does.
#pragma once

#include "gateway/letters/letter.h"
#include "gateway/payroll_documents/payslip.h"

#include <optional>
#include <string>

namespace almoner::gateway {

struct PayrollLetter {
    PayrollParties parties{};
    ledger::Date written_on{};
    std::string reference{};
    LetterLook look = LetterLook::standard;
};

// The reasons that rules/payroll/sick_pay.h finds, and the end of a job.
enum class NoSickPayReason : std::uint8_t {
    spell_too_short,
    earnings_too_low,
    all_paid_before,
    only_waiting_days,
    no_working_days,
    job_ended,
};

// SSP1: no statutory sick pay, or no more of it.
struct Ssp1 {
    PayrollLetter letter{};
    ledger::Date sick_from{};
    NoSickPayReason reason = NoSickPayReason::earnings_too_low;
    std::optional<ledger::Date> last_paid_day{};  // where some was paid
};
[[nodiscard]] WrittenLetter ssp1_letter(const Ssp1& ssp1);

enum class NoMaternityPayReason : std::uint8_t {
    service_too_short,
    earnings_too_low,
    notice_too_late,
    proof_missing,
};

// SMP1: no statutory maternity pay.
struct Smp1 {
    PayrollLetter letter{};
    ledger::Date baby_due_on{};
    NoMaternityPayReason reason = NoMaternityPayReason::service_too_short;
};
[[nodiscard]] WrittenLetter smp1_letter(const Smp1& smp1);

struct PensionTerms {
    std::string scheme{};          // "NEST"
    std::string scheme_contact{};  // "NEST on 0300 020 0090"
    // Of pay between the limits, in hundredths of a percent: 400 is 4%.
    std::int32_t employee_bp = 0;
    std::int32_t relief_bp = 0;  // added by the government
    std::int32_t employer_bp = 0;
};

struct PensionEnrolment {
    PayrollLetter letter{};
    PensionTerms terms{};
    ledger::Date joined_on{};
    ledger::Date opt_out_until{};  // a month from the later of joining and this letter
};
[[nodiscard]] WrittenLetter pension_enrolment_letter(const PensionEnrolment& enrolment);

struct PensionPostponement {
    PayrollLetter letter{};
    std::string scheme{};
    ledger::Date postponed_until{};  // three months at most
};
[[nodiscard]] WrittenLetter pension_postponement_letter(const PensionPostponement& postponement);

}  // namespace almoner::gateway
