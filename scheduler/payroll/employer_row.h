// An employer as a command or a row of employers.csv tells it, checked against the books.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/employer.h"
#include "scheduler/payroll/row_cells.h"

#include <array>
#include <map>
#include <optional>
#include <string>

namespace almoner::scheduler {

inline constexpr std::array employer_columns{gateway::CsvColumn{"employer"},
                                             gateway::CsvColumn{"budget"},
                                             gateway::CsvColumn{"frequency"},
                                             gateway::CsvColumn{"first_payday"},
                                             gateway::CsvColumn{"first_period_last"},
                                             gateway::CsvColumn{"support_service", false},
                                             gateway::CsvColumn{"cut_off_days", false},
                                             gateway::CsvColumn{"hmrc", false},
                                             gateway::CsvColumn{"hmrc_on", false},
                                             gateway::CsvColumn{"paye_reference", false},
                                             gateway::CsvColumn{"accounts_reference", false},
                                             gateway::CsvColumn{"pays_hmrc", false},
                                             gateway::CsvColumn{"pension_duties_on", false},
                                             gateway::CsvColumn{"pension_provider", false},
                                             gateway::CsvColumn{"pension_reference", false},
                                             gateway::CsvColumn{"pension_employee", false},
                                             gateway::CsvColumn{"pension_employer", false},
                                             gateway::CsvColumn{"pension_relief", false},
                                             gateway::CsvColumn{"insured_until", false},
                                             gateway::CsvColumn{"claims_allowance", false},
                                             gateway::CsvColumn{"small_employer", false}};

// Whose PAYE references they are: opened once, however many rows ask.
class KnownSchemes {
  public:
    explicit KnownSchemes(ledger::Database& database);
    // The employer that has it already, and is another; empty: none.
    [[nodiscard]] std::string other_with(const std::string& paye_reference,
                                         const std::string& employer) const;
    void add(const std::string& paye_reference, const std::string& employer);

  private:
    std::map<std::string, std::string> employers_{};  // by reference
};

struct EmployerRow {
    ledger::Employer employer{};
    std::int64_t holder = 0;
    // What is new of the sealed parts.
    std::optional<std::string> paye_reference{};
    std::optional<std::string> accounts_reference{};
    std::optional<ledger::PensionPlace> pension{};
};

// `known`: as it stands in the books; without a number it is a new one, and a cell that is empty
// leaves what is known. Evidence stands in hmrc_evidence and insurance_evidence.
[[nodiscard]] EmployerRow read_employer(RowCells& row,
                                        ledger::Database& database,
                                        const KnownSchemes& schemes,
                                        const ledger::Employer& known);
// Seals the new parts under the holder's key; the employer's number.
std::int64_t store_employer(ledger::Work& work, EmployerRow row);

// Managed money (the employer's wages are paid by the support service) on any plan line of the
// budget on the day; else payroll only.
[[nodiscard]] bool has_managed_money(ledger::Database& database,
                                     const ledger::Employer& employer,
                                     ledger::Date on);

}  // namespace almoner::scheduler
