// The letters of payroll out of the records: why no sick or maternity pay is due, what a pension
// does.
#pragma once

#include "gateway/payroll_documents/payroll_letters.h"
#include "ledger/records/absence.h"
#include "ledger/records/employment.h"
#include "ledger/storage/database.h"
#include "rules/payroll/rate_book.h"

#include <string_view>

namespace almoner::scheduler {

struct LetterAsked {
    const rules::RateBook& book;
    ledger::Employment job{};
    ledger::Absence absence{};  // of SSP1 and SMP1
    ledger::Date today{};
    gateway::LetterLook look = gateway::LetterLook::standard;
};

// Refused: contact-missing, not-sickness, sick-pay-due (there is nothing to write), and as
// sick_spell() and rules::sick_pay().
[[nodiscard]] ledger::Outcome<gateway::WrittenLetter> ssp1_of(ledger::Database& database,
                                                              const LetterAsked& asked);
// `reason`: "notice-too-late" or "proof-missing", which no record says; empty: what the rules find.
// Refused: contact-missing, not-maternity, maternity-pay-due, and as family_pay_facts().
[[nodiscard]] ledger::Outcome<gateway::WrittenLetter> smp1_of(ledger::Database& database,
                                                              const LetterAsked& asked,
                                                              std::string_view reason);
// Refused: contact-missing, scheme-missing; not-in-pension.
[[nodiscard]] ledger::Outcome<gateway::WrittenLetter> pension_joined_of(ledger::Database& database,
                                                                        const LetterAsked& asked);
[[nodiscard]] ledger::Outcome<gateway::WrittenLetter> pension_postponed_of(
    ledger::Database& database, const LetterAsked& asked);

}  // namespace almoner::scheduler
