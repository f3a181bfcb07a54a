// What stands on years and paydays before this program ran the payroll: wages of each payday, what
// an employer had used of its Employment Allowance, and what it had recovered of statutory pay.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

extern const RecordTable payroll_opening_wage_table;
extern const RecordTable payroll_opening_allowance_table;
extern const RecordTable payroll_opening_recovered_table;

struct OpeningWage {
    std::int64_t employment = 0;
    Date paid_on{};
    Money gross{};
    Date recorded_on{};
    std::int64_t recorded_by = 0;

    friend bool operator==(const OpeningWage&, const OpeningWage&) = default;
};

void insert_opening_wage(Work& work, const OpeningWage& wage);
[[nodiscard]] std::vector<OpeningWage> opening_wages_of(Database& database,
                                                        std::int64_t employment);  // by payday

struct OpeningAllowance {
    std::int64_t employer = 0;
    std::int64_t tax_year = 0;
    Money used{};

    friend bool operator==(const OpeningAllowance&, const OpeningAllowance&) = default;
};

void insert_opening_allowance(Work& work, const OpeningAllowance& allowance);
[[nodiscard]] std::optional<OpeningAllowance> opening_allowance_of(Database& database,
                                                                   std::int64_t employer,
                                                                   std::int64_t tax_year);

struct OpeningRecovered {
    std::int64_t employer = 0;
    std::int64_t tax_year = 0;
    std::string kind{};  // as SlipRecoverable has it
    Money recovered{};
    Money compensation{};

    friend bool operator==(const OpeningRecovered&, const OpeningRecovered&) = default;
};

void insert_opening_recovered(Work& work, const OpeningRecovered& recovered);
[[nodiscard]] std::vector<OpeningRecovered> opening_recovered_of(Database& database,
                                                                 std::int64_t employer,
                                                                 std::int64_t tax_year);  // by kind

}  // namespace almoner::ledger
