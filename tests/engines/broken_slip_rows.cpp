// What the tables that keep slips apart, and what stands on the time before the take-over, refuse.
#include "tests/engines/broken_rows.h"

namespace almoner::tests {

const std::vector<TableRows>& broken_slip_rows() {
    static const std::vector<TableRows> rows{
        {"pay_slip_period",
         "id=1 seq=1 slip=1 first_on=1 last_on=28",
         {{"CHECK (last_on >= first_on)", "last_on=0"},
          {"INDEX pay_slip_period_by_slip", "id=2"},
          {"TRIGGER pay_slip_period_is_never_changed", "UPDATE pay_slip_period SET seq = 9"},
          {"TRIGGER pay_slip_period_is_never_deleted", "DELETE FROM pay_slip_period"},
          {"TRIGGER pay_slip_period_is_never_emptied", "TRUNCATE pay_slip_period"}}},
        {"pay_slip_recovery",
         "id=1 seq=1 slip=2 of_slip=1 amount=1",
         {{"CHECK (amount > 0)", "amount=0"},
          {"CHECK (of_slip < slip)", "of_slip=2"},
          {"INDEX pay_slip_recovery_by_slip", "id=2"},
          {"TRIGGER pay_slip_recovery_is_never_changed", "UPDATE pay_slip_recovery SET seq = 9"},
          {"TRIGGER pay_slip_recovery_is_never_deleted", "DELETE FROM pay_slip_recovery"},
          {"TRIGGER pay_slip_recovery_is_never_emptied", "TRUNCATE pay_slip_recovery"}}},
        {"payroll_opening_wage",
         "id=1 seq=1 employment=1 paid_on=1 gross=0 recorded_on=1 recorded_by=1",
         {{"CHECK (gross >= 0)", "gross=-1"},
          {"INDEX payroll_opening_wage_by_payday", "id=2"},
          {"TRIGGER payroll_opening_wage_is_never_changed",
           "UPDATE payroll_opening_wage SET seq = 9"},
          {"TRIGGER payroll_opening_wage_is_never_deleted", "DELETE FROM payroll_opening_wage"},
          {"TRIGGER payroll_opening_wage_is_never_emptied", "TRUNCATE payroll_opening_wage"}}},
        {"payroll_opening_allowance",
         "id=1 seq=1 employer=1 tax_year=2026 used=1",
         {{"CHECK (used > 0)", "used=0"},
          {"INDEX payroll_opening_allowance_once", "id=2"},
          {"TRIGGER payroll_opening_allowance_is_never_changed",
           "UPDATE payroll_opening_allowance SET seq = 9"},
          {"TRIGGER payroll_opening_allowance_is_never_deleted",
           "DELETE FROM payroll_opening_allowance"},
          {"TRIGGER payroll_opening_allowance_is_never_emptied",
           "TRUNCATE payroll_opening_allowance"}}},
        {"payroll_opening_recovered",
         "id=1 seq=1 employer=1 tax_year=2026 kind='maternity' recovered=1 compensation=0",
         {{"CHECK (kind IN\n    "
           "('maternity','paternity','adoption','shared-parental','bereavement','neonatal'))",
           "kind='sick'"},
          {"CHECK (recovered > 0)", "recovered=0"},
          {"CHECK (compensation >= 0)", "compensation=-1"},
          {"INDEX payroll_opening_recovered_once", "id=2"},
          {"TRIGGER payroll_opening_recovered_is_never_changed",
           "UPDATE payroll_opening_recovered SET seq = 9"},
          {"TRIGGER payroll_opening_recovered_is_never_deleted",
           "DELETE FROM payroll_opening_recovered"},
          {"TRIGGER payroll_opening_recovered_is_never_emptied",
           "TRUNCATE payroll_opening_recovered"}}}};
    return rows;
}

}  // namespace almoner::tests
