// What an assistant had been paid, and what was taken, in the year before this program ran the
// payroll.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

// Of one employment and one tax year, once.
struct PayrollOpening {
    std::int64_t employment = 0;
    std::int64_t tax_year = 0;  // 2026 is 2026-27
    Date up_to{};               // the last payday that is in it
    Money gross{};
    Money taxable{};
    Money tax{};
    Money loan{};
    Money postgraduate{};
    Money pension_employee{};
    Money pension_employer{};
    Money statutory{};  // of all kinds, in the gross

    friend bool operator==(const PayrollOpening&, const PayrollOpening&) = default;
};
struct PayrollOpeningNi {
    std::int64_t employment = 0;
    std::int64_t tax_year = 0;
    std::string letter{};
    Money gross{};
    Money at_lel{};
    Money lel_to_pt{};
    Money pt_to_uel{};
    Money employee{};
    Money employer{};

    friend bool operator==(const PayrollOpeningNi&, const PayrollOpeningNi&) = default;
};

void insert_payroll_opening(Work& work, const PayrollOpening& opening);
void insert_payroll_opening_ni(Work& work, const PayrollOpeningNi& opening);
[[nodiscard]] std::optional<PayrollOpening> payroll_opening_of(Database& database,
                                                               std::int64_t employment,
                                                               std::int64_t tax_year);
// The last payday that is in any year's figures.
[[nodiscard]] std::optional<Date> taken_over_until(Database& database, std::int64_t employment);
[[nodiscard]] std::vector<PayrollOpeningNi> payroll_opening_ni_of(
    Database& database, std::int64_t employment, std::int64_t tax_year);  // by letter

}  // namespace almoner::ledger
