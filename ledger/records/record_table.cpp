#include "ledger/records/record_table.h"

#include "ledger/records/agreement_document.h"
#include "ledger/records/agreement_fee.h"
#include "ledger/records/api_token.h"
#include "ledger/records/appointment.h"
#include "ledger/records/area_salt.h"
#include "ledger/records/assessment.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/budget_answer.h"
#include "ledger/records/case_tables.h"
#include "ledger/records/data_share.h"
#include "ledger/records/ending.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/hmrc_refund.h"
#include "ledger/records/job_ends.h"
#include "ledger/records/managed_account_tables.h"
#include "ledger/records/notice_tables.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/overpaid_came_back.h"
#include "ledger/records/pay_out.h"
#include "ledger/records/payroll_paper.h"
#include "ledger/records/payroll_query.h"
#include "ledger/records/payroll_run_tables.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/plan_step.h"
#include "ledger/records/return_request.h"
#include "ledger/records/slip_recoverable.h"
#include "ledger/records/slip_recovery.h"
#include "ledger/records/spend.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array actor_columns{"number"sv,
                                   "version"sv,
                                   "ref"sv,
                                   "from_on"sv,
                                   "name"sv,
                                   "role"sv,
                                   "credential_hash"sv,
                                   "approve_limit"sv,
                                   "active"sv};
constexpr std::array api_token_columns{"actor"sv, "sha256"sv};
constexpr std::array area_salt_columns{"made_on"sv, "salt"sv, "purpose"sv};
constexpr std::array organisation_columns{"number"sv,
                                          "version"sv,
                                          "ref"sv,
                                          "from_on"sv,
                                          "kind"sv,
                                          "name"sv,
                                          "streams"sv,
                                          "client_bank_account"sv};
constexpr std::array bank_account_columns{"number"sv,
                                          "version"sv,
                                          "ref"sv,
                                          "from_on"sv,
                                          "owner"sv,
                                          "name"sv,
                                          "sort_code"sv,
                                          "account_number"sv,
                                          "rail"sv,
                                          "file_profile"sv,
                                          "service_user_number"sv,
                                          "originator_name"sv,
                                          "item_limit"sv,
                                          "file_limit"sv};
constexpr std::array private_text_columns{"person"sv, "salt"sv, "text"sv};
constexpr std::array person_columns{"number"sv,
                                    "version"sv,
                                    "ref"sv,
                                    "from_on"sv,
                                    "personal"sv,
                                    "information_format"sv,
                                    "died_on"sv};
constexpr std::array person_private_columns{"person"sv,
                                            "salt"sv,
                                            "given_name"sv,
                                            "family_name"sv,
                                            "date_of_birth"sv,
                                            "nhs_number"sv,
                                            "address"sv,
                                            "postcode"sv,
                                            "phone"sv,
                                            "email"sv,
                                            "language"sv};
constexpr std::array representative_columns{"number"sv,
                                            "version"sv,
                                            "from_on"sv,
                                            "person"sv,
                                            "role"sv,
                                            "name_private"sv,
                                            "start_on"sv,
                                            "end_on"sv};
constexpr std::array bank_private_columns{
    "person"sv, "salt"sv, "account_name"sv, "sort_code"sv, "account_number"sv};
constexpr std::array person_marked{"nhs_number"sv};
constexpr std::array bank_marked{"sort_code"sv, "account_number"sv};
constexpr std::array erasure_columns{"person"sv, "of_table"sv, "row_id"sv};
constexpr std::array payee_account_columns{"number"sv,
                                           "version"sv,
                                           "from_on"sv,
                                           "person"sv,
                                           "organisation"sv,
                                           "bank_private"sv,
                                           "check_result"sv,
                                           "status"sv,
                                           "evidence"sv,
                                           "proposed_by"sv,
                                           "confirmed_by"sv};
constexpr std::array budget_columns{"number"sv,
                                    "version"sv,
                                    "ref"sv,
                                    "from_on"sv,
                                    "person"sv,
                                    "lead"sv,
                                    "start_on"sv,
                                    "end_on"sv,
                                    "contingency"sv};
constexpr std::array plan_line_columns{"number"sv,
                                       "version"sv,
                                       "ref"sv,
                                       "from_on"sv,
                                       "budget"sv,
                                       "body"sv,
                                       "stream"sv,
                                       "option"sv,
                                       "purpose_private"sv,
                                       "amount"sv,
                                       "frequency"sv,
                                       "start_on"sv,
                                       "end_on"sv};
constexpr std::array agreement_columns{"number"sv,
                                       "version"sv,
                                       "ref"sv,
                                       "from_on"sv,
                                       "budget"sv,
                                       "option"sv,
                                       "payee"sv,
                                       "payee_account"sv,
                                       "paid_from"sv,
                                       "frequency"sv,
                                       "anchor_on"sv,
                                       "monthly_day"sv,
                                       "start_on"sv,
                                       "end_on"sv,
                                       "timing"sv,
                                       "contribution"sv,
                                       "contribution_basis"sv,
                                       "status"sv,
                                       "signed_on"sv,
                                       "evidence"sv};
constexpr std::array proposal_columns{"kind"sv,
                                      "subject"sv,
                                      "from_on"sv,
                                      "content"sv,
                                      "private_row"sv,
                                      "evidence"sv,
                                      "proposed_by"sv};
constexpr std::array evidence_columns{"kind"sv,
                                      "person"sv,
                                      "subject"sv,
                                      "subject_private"sv,
                                      "dated_on"sv,
                                      "given_by"sv,
                                      "sha256"sv,
                                      "bytes"sv,
                                      "media_type"sv,
                                      "keep_until"sv,
                                      "legal_hold"sv};
constexpr std::array operator_file_columns{
    "kind"sv, "version"sv, "dated_on"sv, "sha256"sv, "content"sv};
constexpr std::array plan_signature_columns{"budget"sv, "signed_on"sv, "evidence"sv};
constexpr std::array plan_hold_columns{"plan_line"sv, "version"sv, "reason"sv};
constexpr std::array opening_balance_columns{"key"sv, "amount"sv, "as_of"sv};
constexpr std::array opening_correction_columns{
    "opening"sv, "amount"sv, "evidence"sv, "proposal"sv, "proposed_by"sv, "approved_by"sv};
constexpr std::array task_columns{
    "kind"sv, "subject"sv, "due_on"sv, "owner"sv, "words"sv, "words_private"sv};
constexpr std::array payment_run_columns{"kind"sv,
                                         "paid_from"sv,
                                         "due_from"sv,
                                         "due_to"sv,
                                         "first_payment"sv,
                                         "last_payment"sv,
                                         "proposed_by"sv};
constexpr std::array payment_columns{"run"sv,
                                     "agreement"sv,
                                     "budget"sv,
                                     "option"sv,
                                     "payee_account"sv,
                                     "kind"sv,
                                     "period_first"sv,
                                     "period_last"sv,
                                     "attempt"sv,
                                     "nominal_on"sv,
                                     "planned_on"sv,
                                     "gross"sv,
                                     "contribution"sv,
                                     "advanced"sv,
                                     "net"sv,
                                     "sets_aside"sv,
                                     "reissues"sv};
constexpr std::array payment_redated_columns{"payment"sv, "entry_on"sv, "reason"sv};
constexpr std::array payment_part_columns{"payment"sv,
                                          "body"sv,
                                          "stream"sv,
                                          "plan_line"sv,
                                          "gross"sv,
                                          "contribution"sv,
                                          "advanced"sv,
                                          "net"sv};
constexpr std::array period_kept_columns{"agreement"sv,
                                         "budget"sv,
                                         "period_first"sv,
                                         "period_last"sv,
                                         "nominal_on"sv,
                                         "gross"sv,
                                         "net"sv};
constexpr std::array finding_columns{"payment"sv, "code"sv, "outcome"sv};
constexpr std::array emergency_columns{
    "payment"sv, "reason_code"sv, "words_private"sv, "basis"sv, "evidence"sv};
constexpr std::array submission_columns{"run"sv,
                                        "bank_account"sv,
                                        "profile"sv,
                                        "file_name"sv,
                                        "serial"sv,
                                        "sha256"sv,
                                        "bytes"sv,
                                        "items"sv,
                                        "total"sv,
                                        "entry_on"sv};
constexpr std::array statement_columns{"bank_account"sv,
                                       "file_sha256"sv,
                                       "ref"sv,
                                       "kind"sv,
                                       "from_on"sv,
                                       "to_on"sv,
                                       "opening"sv,
                                       "closing"sv,
                                       "closing_on"sv,
                                       "first_line_on"sv,
                                       "last_line_on"sv,
                                       "lines"sv};
constexpr std::array statement_line_columns{"statement"sv,
                                            "place"sv,
                                            "bank_account"sv,
                                            "booked_on"sv,
                                            "value_on"sv,
                                            "amount"sv,
                                            "fingerprint"sv,
                                            "occurrence"sv,
                                            "reference"sv,
                                            "bank_reference"sv,
                                            "return_reason"sv,
                                            "raw_private"sv};
constexpr std::array line_match_columns{
    "line"sv, "kind"sv, "payment"sv, "submission"sv, "amount"sv, "words"sv, "undoes"sv};
constexpr std::array suspense_item_columns{"line"sv, "amount"sv, "owner"sv, "opened_on"sv};
constexpr std::array access_log_columns{
    "at_ms"sv, "actor"sv, "person"sv, "purpose_private"sv, "what"sv};
constexpr std::array task_decision_columns{
    "task"sv, "decided_on"sv, "actor"sv, "private_text"sv, "evidence"sv};
constexpr std::array setting_changed_columns{"name"sv, "value"sv};
constexpr std::array explanation_columns{
    "item"sv, "destination"sv, "proposal"sv, "first_transfer"sv, "last_transfer"sv, "undoes"sv};
constexpr std::array month_closing_columns{"body"sv,
                                           "first_on"sv,
                                           "last_on"sv,
                                           "closed_on"sv,
                                           "proposal"sv,
                                           "proposed_by"sv,
                                           "confirmed_by"sv};
constexpr std::array payment_promised_again_columns{"payment"sv, "first_before"sv, "first_after"sv};
constexpr std::array reversal_columns{"original"sv, "reason"sv};
constexpr std::array excuse_columns{
    "account"sv, "budget"sv, "option"sv, "amount"sv, "reason"sv, "owner"sv};
constexpr std::array option_change_columns{"budget"sv,
                                           "from_option"sv,
                                           "to_option"sv,
                                           "line_before"sv,
                                           "line_after"sv,
                                           "from_on"sv,
                                           "proposal"sv};
constexpr std::array attested_fact_columns{"case_kind"sv,
                                           "case_number"sv,
                                           "name"sv,
                                           "value_private"sv,
                                           "from_on"sv,
                                           "evidence"sv,
                                           "attested_by"sv};
constexpr std::array evaluation_columns{"event"sv,
                                        "case_kind"sv,
                                        "case_number"sv,
                                        "on_day"sv,
                                        "policy"sv,
                                        "effect"sv,
                                        "asked"sv,
                                        "details_private"sv,
                                        "digest"sv};
constexpr std::array review_columns{
    "budget"sv, "kind"sv, "due_on"sv, "opened_on"sv, "opened_by"sv, "words_private"sv};
constexpr std::array review_step_columns{"review"sv,
                                         "state"sv,
                                         "done_on"sv,
                                         "actor"sv,
                                         "outcome"sv,
                                         "covers"sv,
                                         "cause"sv,
                                         "involved"sv,
                                         "agreed"sv,
                                         "letter"sv,
                                         "words_private"sv};
constexpr std::array notice_columns{"kind"sv,
                                    "budget"sv,
                                    "case_number"sv,
                                    "amount"sv,
                                    "reasons_private"sv,
                                    "workings_private"sv,
                                    "effect_on"sv,
                                    "drafted_on"sv,
                                    "drafted_by"sv};
constexpr std::array notice_step_columns{"notice"sv,
                                         "state"sv,
                                         "done_on"sv,
                                         "actor"sv,
                                         "drafted_by"sv,
                                         "matures_on"sv,
                                         "holds"sv,
                                         "words_private"sv};
constexpr std::array notice_clock_columns{
    "notice"sv, "cause"sv, "from_on"sv, "days"sv, "matures_on"sv};
constexpr std::array letter_columns{"notice"sv,
                                    "cause"sv,
                                    "recipient_kind"sv,
                                    "recipient"sv,
                                    "format"sv,
                                    "language"sv,
                                    "made_on"sv,
                                    "html"sv,
                                    "plain"sv};
constexpr std::array letter_pdf_columns{"letter"sv, "evidence"sv, "problem_private"sv, "done_on"sv};
constexpr std::array letter_delivery_columns{
    "letter"sv, "state"sv, "channel"sv, "done_on"sv, "actor"sv, "words_private"sv};
constexpr std::array reader_need_columns{"representative"sv,
                                         "format"sv,
                                         "language"sv,
                                         "address_private"sv,
                                         "from_on"sv,
                                         "recorded_by"sv};
constexpr std::array reduction_case_columns{
    "budget"sv, "kind"sv, "review"sv, "opened_on"sv, "opened_by"sv, "words_private"sv};
constexpr std::array case_decision_columns{"reduction_case"sv,
                                           "plan_line"sv,
                                           "amount"sv,
                                           "ground"sv,
                                           "effect_on"sv,
                                           "proposal"sv,
                                           "proposed_by"sv,
                                           "approved_by"sv,
                                           "workings_private"sv};
constexpr std::array case_step_columns{"reduction_case"sv,
                                       "state"sv,
                                       "done_on"sv,
                                       "actor"sv,
                                       "notice"sv,
                                       "amount"sv,
                                       "evidence"sv,
                                       "words_private"sv};
constexpr std::array period_offset_columns{
    "reduction_case"sv, "payment"sv, "plan_line"sv, "body"sv, "stream"sv, "due"sv, "amount"sv};
constexpr std::array case_instalment_columns{
    "reduction_case"sv, "agreed_on"sv, "due_on"sv, "amount"sv};
constexpr std::array case_recovery_columns{
    "reduction_case"sv, "way"sv, "amount"sv, "done_on"sv, "item"sv, "proposal"sv};
constexpr std::array case_returned_columns{
    "reduction_case"sv, "payment"sv, "amount"sv, "returned_on"sv};
constexpr std::array pay_out_columns{
    "payment"sv, "kind"sv, "ending"sv, "owed"sv, "plan_line"sv, "reduction_case"sv, "evidence"sv};
constexpr std::array ending_columns{"budget"sv,
                                    "because"sv,
                                    "last_on"sv,
                                    "ground"sv,
                                    "opened_on"sv,
                                    "opened_by"sv,
                                    "consulted"sv,
                                    "consulted_on"sv,
                                    "words_private"sv};
constexpr std::array ending_answer_columns{"ending"sv,
                                           "kind"sv,
                                           "plan_line"sv,
                                           "amount"sv,
                                           "evidence"sv,
                                           "proposal"sv,
                                           "proposed_by"sv,
                                           "approved_by"sv};
constexpr std::array ending_settled_columns{"ending"sv,
                                            "kind"sv,
                                            "plan_line"sv,
                                            "amount"sv,
                                            "way"sv,
                                            "spend"sv,
                                            "evidence"sv,
                                            "proposal"sv,
                                            "done_on"sv,
                                            "actor"sv};
constexpr std::array ending_step_columns{
    "ending"sv, "state"sv, "done_on"sv, "actor"sv, "words_private"sv};
constexpr std::array spend_columns{"budget"sv,
                                   "kind"sv,
                                   "spent_on"sv,
                                   "amount"sv,
                                   "plan_line"sv,
                                   "words_private"sv,
                                   "fingerprint"sv,
                                   "occurrence"sv,
                                   "file_sha256"sv,
                                   "recorded_by"sv};
constexpr std::array spend_step_columns{"spend"sv,
                                        "step"sv,
                                        "state"sv,
                                        "done_on"sv,
                                        "actor"sv,
                                        "plan_line"sv,
                                        "first_transfer"sv,
                                        "last_transfer"sv,
                                        "question"sv,
                                        "words_private"sv};
constexpr std::array return_request_columns{"budget"sv,
                                            "period_first"sv,
                                            "period_last"sv,
                                            "band"sv,
                                            "asked_on"sv,
                                            "due_on"sv,
                                            "asked_by"sv};
constexpr std::array return_step_columns{
    "request"sv, "state"sv, "done_on"sv, "actor"sv, "evidence"sv, "words_private"sv};
constexpr std::array recharge_columns{"lead"sv,
                                      "partner"sv,
                                      "bank_account"sv,
                                      "stream"sv,
                                      "amount"sv,
                                      "until_on"sv,
                                      "claimed_on"sv,
                                      "in_books"sv,
                                      "proposal"sv};
constexpr std::array recharge_approval_columns{
    "recharge"sv, "bank_account"sv, "transfer"sv, "proposal"sv};
constexpr std::array appointment_columns{"representative"sv,
                                         "authority"sv,
                                         "agreed_on"sv,
                                         "best_interests"sv,
                                         "appointed_on"sv,
                                         "appointed_by"sv};
constexpr std::array agreement_document_columns{"agreement"sv,
                                                "version"sv,
                                                "recipient_kind"sv,
                                                "recipient"sv,
                                                "format"sv,
                                                "language"sv,
                                                "html"sv,
                                                "plain"sv,
                                                "made_on"sv,
                                                "made_by"sv};
constexpr std::array agreement_document_pdf_columns{
    "document"sv, "evidence"sv, "problem_private"sv, "done_on"sv};
constexpr std::array agreement_signing_columns{
    "agreement"sv, "document"sv, "evidence"sv, "signed_on"sv};
constexpr std::array state_change_columns{"entity"sv,
                                          "first_id"sv,
                                          "last_id"sv,
                                          "from_state"sv,
                                          "to_state"sv,
                                          "cause"sv,
                                          "day"sv,
                                          "at_ms"sv,
                                          "actor"sv};

}  // namespace

const RecordTable actor_table{"actor", actor_columns};
const RecordTable api_token_table{"api_token", api_token_columns};
const RecordTable area_salt_table{"area_salt", area_salt_columns, true};
const RecordTable organisation_table{"organisation", organisation_columns};
const RecordTable bank_account_table{"bank_account", bank_account_columns};
const RecordTable private_text_table{"private_text", private_text_columns, true, true};
const RecordTable person_table{"person", person_columns};
const RecordTable person_private_table{
    "person_private", person_private_columns, true, true, "nhs_mark", person_marked};
const RecordTable representative_table{"representative", representative_columns};
const RecordTable bank_private_table{
    "bank_private", bank_private_columns, true, true, "account_mark", bank_marked};
const RecordTable payee_account_table{"payee_account", payee_account_columns};
const RecordTable budget_table{"budget", budget_columns};
const RecordTable plan_line_table{"plan_line", plan_line_columns};
const RecordTable plan_signature_table{"plan_signature", plan_signature_columns};
const RecordTable plan_hold_table{"plan_hold", plan_hold_columns};
const RecordTable agreement_table{"agreement", agreement_columns};
const RecordTable proposal_table{"proposal", proposal_columns};
const RecordTable evidence_table{"evidence", evidence_columns};
const RecordTable operator_file_table{"operator_file", operator_file_columns};
const RecordTable opening_balance_table{"opening_balance", opening_balance_columns};
const RecordTable opening_correction_table{"opening_correction", opening_correction_columns};
const RecordTable task_table{"task", task_columns};
const RecordTable task_decision_table{"task_decision", task_decision_columns};
const RecordTable payment_run_table{"payment_run", payment_run_columns};
const RecordTable payment_table{"payment", payment_columns};
const RecordTable payment_redated_table{"payment_redated", payment_redated_columns};
const RecordTable payment_part_table{"payment_part", payment_part_columns};
const RecordTable period_kept_table{"period_kept", period_kept_columns};
const RecordTable finding_table{"finding", finding_columns};
const RecordTable emergency_table{"emergency", emergency_columns};
const RecordTable submission_table{"submission", submission_columns};
const RecordTable statement_table{"statement", statement_columns};
const RecordTable statement_line_table{"statement_line", statement_line_columns};
const RecordTable line_match_table{"line_match", line_match_columns};
const RecordTable suspense_item_table{"suspense_item", suspense_item_columns};
const RecordTable access_log_table{"access_log", access_log_columns};
const RecordTable setting_changed_table{"setting_changed", setting_changed_columns};
const RecordTable explanation_table{"explanation", explanation_columns};
const RecordTable month_closing_table{"month_closing", month_closing_columns};
const RecordTable payment_promised_again_table{"payment_promised_again",
                                               payment_promised_again_columns};
const RecordTable reversal_table{"reversal", reversal_columns};
const RecordTable excuse_table{"excuse", excuse_columns};
const RecordTable option_change_table{"option_change", option_change_columns};
const RecordTable attested_fact_table{"attested_fact", attested_fact_columns};
const RecordTable evaluation_table{"evaluation", evaluation_columns};
const RecordTable review_table{"review", review_columns};
const RecordTable review_step_table{"review_step", review_step_columns};
const RecordTable notice_table{"notice", notice_columns};
const RecordTable notice_step_table{"notice_step", notice_step_columns};
const RecordTable notice_clock_table{"notice_clock", notice_clock_columns};
const RecordTable letter_table{"letter", letter_columns};
const RecordTable letter_pdf_table{"letter_pdf", letter_pdf_columns};
const RecordTable letter_delivery_table{"letter_delivery", letter_delivery_columns};
const RecordTable reader_need_table{"reader_need", reader_need_columns};
const RecordTable reduction_case_table{"reduction_case", reduction_case_columns};
const RecordTable case_decision_table{"case_decision", case_decision_columns};
const RecordTable case_step_table{"case_step", case_step_columns};
const RecordTable period_offset_table{"period_offset", period_offset_columns};
const RecordTable case_instalment_table{"case_instalment", case_instalment_columns};
const RecordTable case_recovery_table{"case_recovery", case_recovery_columns};
const RecordTable case_returned_table{"case_returned", case_returned_columns};
const RecordTable pay_out_table{"pay_out", pay_out_columns};
const RecordTable ending_table{"ending", ending_columns};
const RecordTable ending_answer_table{"ending_answer", ending_answer_columns};
const RecordTable ending_settled_table{"ending_settled", ending_settled_columns};
const RecordTable ending_step_table{"ending_step", ending_step_columns};
const RecordTable spend_table{"spend", spend_columns};
const RecordTable spend_step_table{"spend_step", spend_step_columns};
const RecordTable return_request_table{"return_request", return_request_columns};
const RecordTable return_step_table{"return_step", return_step_columns};
const RecordTable recharge_table{"recharge", recharge_columns};
const RecordTable recharge_approval_table{"recharge_approval", recharge_approval_columns};
const RecordTable appointment_table{"appointment", appointment_columns};
const RecordTable agreement_document_table{"agreement_document", agreement_document_columns};
const RecordTable agreement_document_pdf_table{"agreement_document_pdf",
                                               agreement_document_pdf_columns};
const RecordTable agreement_signing_table{"agreement_signing", agreement_signing_columns};
const RecordTable erasure_table{"erasure", erasure_columns};
const RecordTable state_change_table{"state_change", state_change_columns};

// One line for each table.
// NOLINTNEXTLINE(readability-function-size)
std::span<const RecordTable* const> record_tables() {
    static constexpr std::array all{&actor_table,
                                    &organisation_table,
                                    &bank_account_table,
                                    &private_text_table,
                                    &person_table,
                                    &person_private_table,
                                    &representative_table,
                                    &bank_private_table,
                                    &payee_account_table,
                                    &budget_table,
                                    &plan_line_table,
                                    &agreement_table,
                                    &proposal_table,
                                    &evidence_table,
                                    &operator_file_table,
                                    &opening_balance_table,
                                    &task_table,
                                    &payment_run_table,
                                    &payment_table,
                                    &payment_part_table,
                                    &payment_redated_table,
                                    &finding_table,
                                    &emergency_table,
                                    &submission_table,
                                    &statement_table,
                                    &statement_line_table,
                                    &line_match_table,
                                    &suspense_item_table,
                                    &access_log_table,
                                    &setting_changed_table,
                                    &explanation_table,
                                    &payment_promised_again_table,
                                    &reversal_table,
                                    &excuse_table,
                                    &state_change_table,
                                    &period_kept_table,
                                    &plan_signature_table,
                                    &plan_hold_table,
                                    &api_token_table,
                                    &task_decision_table,
                                    &area_salt_table,
                                    &month_closing_table,
                                    &option_change_table,
                                    &attested_fact_table,
                                    &evaluation_table,
                                    &review_table,
                                    &review_step_table,
                                    &notice_table,
                                    &notice_step_table,
                                    &notice_clock_table,
                                    &letter_table,
                                    &letter_pdf_table,
                                    &letter_delivery_table,
                                    &reader_need_table,
                                    &reduction_case_table,
                                    &case_decision_table,
                                    &case_step_table,
                                    &period_offset_table,
                                    &case_instalment_table,
                                    &case_recovery_table,
                                    &case_returned_table,
                                    &pay_out_table,
                                    &ending_table,
                                    &ending_answer_table,
                                    &ending_settled_table,
                                    &ending_step_table,
                                    &opening_correction_table,
                                    &spend_table,
                                    &spend_step_table,
                                    &return_request_table,
                                    &return_step_table,
                                    &recharge_table,
                                    &recharge_approval_table,
                                    &appointment_table,
                                    &agreement_document_table,
                                    &agreement_document_pdf_table,
                                    &agreement_signing_table,
                                    &employer_table,
                                    &assistant_table,
                                    &assistant_private_table,
                                    &employment_table,
                                    &employment_plan_table,
                                    &employment_rate_table,
                                    &payroll_opening_table,
                                    &payroll_opening_ni_table,
                                    &code_notice_table,
                                    &pay_order_table,
                                    &pay_order_band_table,
                                    &timesheet_table,
                                    &timesheet_line_table,
                                    &timesheet_step_table,
                                    &absence_table,
                                    &payroll_run_table,
                                    &payroll_run_step_table,
                                    &pay_slip_table,
                                    &pay_slip_line_table,
                                    &pay_slip_order_table,
                                    &pay_slip_split_table,
                                    &pay_slip_finding_table,
                                    &pay_slip_posting_table,
                                    &pay_recovery_table,
                                    &slip_pay_out_table,
                                    &pay_out_reference_table,
                                    &supplier_invoice_table,
                                    &supplier_invoice_step_table,
                                    &managed_pay_out_table,
                                    &payroll_paper_table,
                                    &payroll_paper_pdf_table,
                                    &payroll_paper_delivery_table,
                                    &hmrc_filing_table,
                                    &hmrc_filing_part_table,
                                    &hmrc_filing_slip_table,
                                    &hmrc_filing_step_table,
                                    &payroll_query_table,
                                    &payroll_query_answer_table,
                                    &pay_slip_period_table,
                                    &pay_slip_recovery_table,
                                    &payroll_opening_wage_table,
                                    &payroll_opening_allowance_table,
                                    &payroll_opening_recovered_table,
                                    &plan_step_table,
                                    &budget_answer_table,
                                    &agreement_fee_table,
                                    &fee_charge_table,
                                    &hmrc_refund_part_table,
                                    &pay_slip_recoverable_table,
                                    &overpaid_came_back_table,
                                    &assessment_table,
                                    &data_share_table,
                                    &api_token_end_table,
                                    &leaving_decision_table,
                                    &apprenticeship_table,
                                    &payroll_id_before_table,
                                    &erasure_table};
    return all;
}

}  // namespace almoner::ledger
