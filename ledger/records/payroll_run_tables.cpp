#include "ledger/records/payroll_run_tables.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array payroll_run_columns{"service"sv,
                                         "kind"sv,
                                         "frequency"sv,
                                         "payday"sv,
                                         "employment"sv,
                                         "rates"sv,
                                         "rates_sha256"sv,
                                         "drafted_by"sv};
constexpr std::array payroll_run_step_columns{"run"sv, "state"sv, "done_on"sv, "actor"sv};
constexpr std::array pay_slip_columns{"run"sv,
                                      "employment"sv,
                                      "employer"sv,
                                      "budget"sv,
                                      "option"sv,
                                      "client_account"sv,
                                      "payee_account"sv,
                                      "payee_version"sv,
                                      "paid_on"sv,
                                      "tax_year"sv,
                                      "period_no"sv,
                                      "period_first"sv,
                                      "period_last"sv,
                                      "tax_code"sv,
                                      "tax_basis"sv,
                                      "ni_letter"sv,
                                      "loans"sv,
                                      "is_after_leaving"sv,
                                      "gross"sv,
                                      "expenses"sv,
                                      "taxable"sv,
                                      "tax"sv,
                                      "ni_employee"sv,
                                      "ni_employer"sv,
                                      "at_lel"sv,
                                      "lel_to_pt"sv,
                                      "pt_to_uel"sv,
                                      "loan"sv,
                                      "postgraduate"sv,
                                      "pension_qualifying"sv,
                                      "pension_employee"sv,
                                      "pension_relief"sv,
                                      "pension_employer"sv,
                                      "attachment"sv,
                                      "recovered"sv,
                                      "net"sv,
                                      "paid"sv,
                                      "allowance"sv,
                                      "taxable_to_date"sv,
                                      "tax_to_date"sv,
                                      "corrects"sv,
                                      "overpaid"sv};
constexpr std::array pay_slip_line_columns{"slip"sv,
                                           "line"sv,
                                           "kind"sv,
                                           "quantity"sv,
                                           "rate"sv,
                                           "amount"sv,
                                           "counts"sv,
                                           "rule"sv,
                                           "timesheet"sv};
constexpr std::array pay_slip_order_columns{"slip"sv, "pay_order"sv, "taken"sv, "arrears"sv};
constexpr std::array pay_slip_split_columns{"slip"sv,
                                            "plan_line"sv,
                                            "body"sv,
                                            "stream"sv,
                                            "net_pay"sv,
                                            "hmrc"sv,
                                            "pension"sv,
                                            "attachment"sv};
constexpr std::array pay_slip_finding_columns{
    "run"sv, "slip"sv, "employment"sv, "code"sv, "amount"sv, "other"sv};
constexpr std::array pay_slip_posting_columns{
    "slip"sv, "way"sv, "first_transfer"sv, "last_transfer"sv, "posted_on"sv};
constexpr std::array pay_recovery_columns{
    "slip"sv, "employment"sv, "owed"sv, "each_time"sv, "evidence"sv, "agreed_on"sv, "actor"sv};
constexpr std::array pay_slip_period_columns{"slip"sv, "first_on"sv, "last_on"sv};

}  // namespace

const RecordTable payroll_run_table{"payroll_run", payroll_run_columns};
const RecordTable payroll_run_step_table{"payroll_run_step", payroll_run_step_columns};
const RecordTable pay_slip_table{"pay_slip", pay_slip_columns};
const RecordTable pay_slip_line_table{"pay_slip_line", pay_slip_line_columns};
const RecordTable pay_slip_order_table{"pay_slip_order", pay_slip_order_columns};
const RecordTable pay_slip_split_table{"pay_slip_split", pay_slip_split_columns};
const RecordTable pay_slip_finding_table{"pay_slip_finding", pay_slip_finding_columns};
const RecordTable pay_slip_posting_table{"pay_slip_posting", pay_slip_posting_columns};
const RecordTable pay_recovery_table{"pay_recovery", pay_recovery_columns};
const RecordTable pay_slip_period_table{"pay_slip_period", pay_slip_period_columns};

}  // namespace almoner::ledger
