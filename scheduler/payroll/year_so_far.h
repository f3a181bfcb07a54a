// What a job was paid in a tax year, and what was taken, up to one of its slips: opening figures of
// the year included, jobs with other employers not.
#pragma once

#include "ledger/records/employment.h"
#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct LetterSums {
    std::string letter{};
    ledger::Money gross{};
    ledger::Money at_lel{};
    ledger::Money lel_to_pt{};
    ledger::Money pt_to_uel{};
    ledger::Money employee{};
    ledger::Money employer{};

    friend bool operator==(const LetterSums&, const LetterSums&) = default;
};

struct YearSoFar {
    ledger::Money gross{};
    ledger::Money taxable{};
    ledger::Money tax{};
    ledger::Money ni_employee{};
    ledger::Money ni_employer{};
    ledger::Money loan{};
    ledger::Money postgraduate{};
    ledger::Money pension_employee{};
    ledger::Money pension_employer{};
    // By the kind of line: "sick-pay", "maternity", ... ; "taken-over" of the opening figures.
    std::map<std::string, ledger::Money> statutory{};
    std::vector<LetterSums> letters{};  // by letter

    [[nodiscard]] ledger::Money statutory_in_all() const;
};

// Kinds of line that are statutory pay.
[[nodiscard]] bool is_statutory(const std::string& kind);

// Those that count, of the tax year, up to and with this slip; it counts also where another has
// taken its place since.
[[nodiscard]] std::vector<ledger::PaySlip> slips_up_to(ledger::Database& database,
                                                       const ledger::PaySlip& slip);
[[nodiscard]] std::vector<ledger::PaySlip> slips_of_year(ledger::Database& database,
                                                         std::int64_t employment,
                                                         std::int64_t tax_year);

[[nodiscard]] YearSoFar year_so_far(ledger::Database& database,
                                    std::int64_t employment,
                                    std::int64_t tax_year,
                                    const std::vector<ledger::PaySlip>& slips);

}  // namespace almoner::scheduler
