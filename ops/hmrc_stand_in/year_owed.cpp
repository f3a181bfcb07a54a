#include "ops/hmrc_stand_in/year_owed.h"

#include <algorithm>
#include <map>
#include <string>

namespace almoner::ops::hmrc_stand_in {

using ledger::Money;

Money owed_of_year(std::span<const Submission> submissions, const Scheme& scheme) {
    std::map<std::string, const ReportedEmployee*> newest;
    bool is_claimed = false;
    Money recovered;
    for (const Submission& each : submissions) {
        if (each.office != scheme.office || each.tax_year != scheme.tax_year) continue;
        for (const ReportedEmployee& employee : each.employees) {
            const ReportedEmployee*& known = newest[employee.pay_id];
            // By the payday, and of one payday what came last.
            if (known == nullptr || known->paid_on <= employee.paid_on) known = &employee;
        }
        if (!each.summary) continue;
        is_claimed = each.summary->claims_employment_allowance.value_or(is_claimed);
        recovered = each.summary->recovered.value_or(recovered);  // the year to date, told anew
    }
    Money owed;
    Money employer_ni;
    for (const auto& [pay_id, employee] : newest) {
        owed += employee->tax_to_date + employee->ni_to_date + employee->loans_to_date;
        employer_ni += employee->employer_ni_to_date;
    }
    if (is_claimed) owed -= std::min(employer_ni, scheme.allowance);
    return owed - recovered;
}

}  // namespace almoner::ops::hmrc_stand_in
