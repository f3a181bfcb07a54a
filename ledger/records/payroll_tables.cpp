#include "ledger/records/payroll_tables.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array employer_columns{"number"sv,
                                      "version"sv,
                                      "ref"sv,
                                      "from_on"sv,
                                      "budget"sv,
                                      "service"sv,
                                      "paye_private"sv,
                                      "accounts_private"sv,
                                      "hmrc"sv,
                                      "hmrc_on"sv,
                                      "hmrc_evidence"sv,
                                      "pays_hmrc"sv,
                                      "frequency"sv,
                                      "first_payday"sv,
                                      "first_last_on"sv,
                                      "cut_off_days"sv,
                                      "pension_duties_on"sv,
                                      "pension_private"sv,
                                      "pension_employee_bp"sv,
                                      "pension_employer_bp"sv,
                                      "pension_relief"sv,
                                      "insured_until"sv,
                                      "insurance_evidence"sv,
                                      "claims_allowance"sv,
                                      "is_small"sv,
                                      "end_on"sv};
constexpr std::array assistant_columns{
    "number"sv, "version"sv, "from_on"sv, "person"sv, "personal"sv};
constexpr std::array assistant_private_columns{
    "person"sv, "salt"sv, "nino"sv, "gender"sv, "state_pension_on"sv};
constexpr std::array employment_columns{"number"sv,
                                        "version"sv,
                                        "ref"sv,
                                        "from_on"sv,
                                        "employer"sv,
                                        "assistant"sv,
                                        "start_on"sv,
                                        "end_on"sv,
                                        "end_reason"sv,
                                        "starter"sv,
                                        "previous_left_on"sv,
                                        "previous_pay"sv,
                                        "previous_tax"sv,
                                        "ni_letter"sv,
                                        "tax_code"sv,
                                        "tax_basis"sv,
                                        "loans"sv,
                                        "weekly_minutes"sv,
                                        "weekdays"sv,
                                        "has_fixed_hours"sv,
                                        "holiday"sv,
                                        "leave_year_on"sv,
                                        "relation"sv,
                                        "lives_with_holder"sv,
                                        "right_to_work_on"sv,
                                        "right_to_work_until"sv,
                                        "right_to_work_evidence"sv,
                                        "pension"sv,
                                        "pension_since"sv,
                                        "pension_postponed_until"sv,
                                        "pension_told_on"sv};
constexpr std::array employment_plan_columns{
    "employment"sv, "version"sv, "plan_line"sv, "weight"sv};
constexpr std::array employment_rate_columns{
    "employment"sv, "kind"sv, "from_on"sv, "rate"sv, "actor"sv};
constexpr std::array payroll_opening_columns{"employment"sv,
                                             "tax_year"sv,
                                             "up_to"sv,
                                             "gross"sv,
                                             "taxable"sv,
                                             "tax"sv,
                                             "loan"sv,
                                             "postgraduate"sv,
                                             "pension_employee"sv,
                                             "pension_employer"sv,
                                             "statutory"sv};
constexpr std::array payroll_opening_ni_columns{"employment"sv,
                                                "tax_year"sv,
                                                "letter"sv,
                                                "gross"sv,
                                                "at_lel"sv,
                                                "lel_to_pt"sv,
                                                "pt_to_uel"sv,
                                                "employee"sv,
                                                "employer"sv};
constexpr std::array code_notice_columns{"employment"sv,
                                         "kind"sv,
                                         "dated_on"sv,
                                         "from_on"sv,
                                         "tax_code"sv,
                                         "tax_basis"sv,
                                         "previous_pay"sv,
                                         "previous_tax"sv,
                                         "evidence"sv,
                                         "file_sha256"sv,
                                         "recorded_by"sv};
constexpr std::array pay_order_columns{"number"sv,
                                       "version"sv,
                                       "ref"sv,
                                       "from_on"sv,
                                       "employment"sv,
                                       "words_private"sv,
                                       "made_on"sv,
                                       "has_priority"sv,
                                       "rule"sv,
                                       "sum"sv,
                                       "share_bp"sv,
                                       "bands"sv,
                                       "protected_sum"sv,
                                       "protected_share_bp"sv,
                                       "carries_arrears"sv,
                                       "owed"sv,
                                       "end_on"sv,
                                       "evidence"sv};
constexpr std::array pay_order_band_columns{"name"sv,
                                            "frequency"sv,
                                            "holds_from"sv,
                                            "from_sum"sv,
                                            "sum"sv,
                                            "share_bp"sv,
                                            "excess_share_bp"sv};
constexpr std::array timesheet_columns{"employment"sv,
                                       "first_on"sv,
                                       "last_on"sv,
                                       "occurrence"sv,
                                       "source"sv,
                                       "file_sha256"sv,
                                       "recorded_on"sv,
                                       "recorded_by"sv};
constexpr std::array timesheet_line_columns{
    "timesheet"sv, "line"sv, "day"sv, "kind"sv, "quantity"sv};
constexpr std::array timesheet_step_columns{"timesheet"sv,
                                            "step"sv,
                                            "state"sv,
                                            "done_on"sv,
                                            "actor"sv,
                                            "confirmer"sv,
                                            "representative"sv,
                                            "channel"sv,
                                            "evidence"sv,
                                            "decision"sv,
                                            "proposal"sv,
                                            "words_private"sv};
constexpr std::array absence_columns{"number"sv,
                                     "version"sv,
                                     "employment"sv,
                                     "kind"sv,
                                     "first_on"sv,
                                     "last_on"sv,
                                     "minutes"sv,
                                     "event_on"sv,
                                     "evidence"sv,
                                     "is_withdrawn"sv,
                                     "recorded_on"sv,
                                     "recorded_by"sv};
constexpr std::array assistant_marked{"nino"sv};

}  // namespace

const RecordTable employer_table{"employer", employer_columns};
const RecordTable assistant_table{"assistant", assistant_columns};
const RecordTable assistant_private_table{
    "assistant_private", assistant_private_columns, true, true, "nino_mark", assistant_marked};
const RecordTable employment_table{"employment", employment_columns};
const RecordTable employment_plan_table{"employment_plan", employment_plan_columns};
const RecordTable employment_rate_table{"employment_rate", employment_rate_columns};
const RecordTable payroll_opening_table{"payroll_opening", payroll_opening_columns};
const RecordTable payroll_opening_ni_table{"payroll_opening_ni", payroll_opening_ni_columns};
const RecordTable code_notice_table{"code_notice", code_notice_columns};
const RecordTable pay_order_table{"pay_order", pay_order_columns};
const RecordTable pay_order_band_table{"pay_order_band", pay_order_band_columns};
const RecordTable timesheet_table{"timesheet", timesheet_columns};
const RecordTable timesheet_line_table{"timesheet_line", timesheet_line_columns};
const RecordTable timesheet_step_table{"timesheet_step", timesheet_step_columns};
const RecordTable absence_table{"absence", absence_columns};

}  // namespace almoner::ledger
