// Who pays, who is paid and whom to ask, out of the records, as every paper of payroll names them.
#pragma once

#include "gateway/letters/letter.h"
#include "gateway/payroll_documents/payslip.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <string>

namespace almoner::scheduler {

// Whom a paper goes to, and how they read.
struct PaperReader {
    std::int64_t person = 0;
    std::string format{};
    bool has_address = false;
    bool has_email = false;
};
[[nodiscard]] PaperReader paper_reader(ledger::Database& database, std::int64_t person);

// The name of a person; empty once it was erased.
[[nodiscard]] std::string person_name(ledger::Database& database, std::int64_t person);

// Refused: contact-missing (setting contact.phone).
[[nodiscard]] ledger::Outcome<gateway::PayrollParties> paper_parties(
    ledger::Database& database, const ledger::Employer& employer, const ledger::Employment& job);
// Without an employee: "Ask Care on 01632 960000 and quote E1."
[[nodiscard]] ledger::Outcome<std::string> whom_to_ask(ledger::Database& database,
                                                       const ledger::Employer& employer,
                                                       const std::string& quote);

}  // namespace almoner::scheduler
