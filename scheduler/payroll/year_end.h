// What is to be done for the end of a tax year and the beginning of the next, out of the records.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/employer.h"
#include "ledger/storage/database.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/tax_year.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct YearEndItem {
    std::string step{};  // "p60", "codes", ...
    bool is_done = false;
    std::optional<ledger::Date> due_by{};
    std::string words{};  // what was found, and what to do

    friend bool operator==(const YearEndItem&, const YearEndItem&) = default;
};

// Of all employers alike: the figures of the new year (rates), and the minimum wage from 1 April
// (minimum-wage-rates).
[[nodiscard]] std::vector<YearEndItem> year_end_of_area(const rules::RateBook& book,
                                                        rules::TaxYear year);

// Of one employer. The old year: every payday posted, or over with nobody to pay
// (paydays), HMRC told of every slip (told) and
// that there is no more (last-of-year), a P60 for everybody who is employed on 5 April (p60). The
// new one: codes (codes), week 1 and month 1 taken off (week-1), wages (minimum-wage), the claim of
// Employment Allowance (allowance), re-enrolment into the pension (re-enrolment). What does not
// concern the employer is left out.
[[nodiscard]] std::vector<YearEndItem> year_end_of_employer(ledger::Database& database,
                                                            const rules::RateBook& book,
                                                            const ledger::Employer& employer,
                                                            rules::TaxYear year,
                                                            ledger::Date today);

}  // namespace almoner::scheduler
