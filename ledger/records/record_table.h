// What a table of records is made of, so that one piece of code inserts, hashes and verifies them
// all.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace almoner::ledger {

// `columns` are those that never change, without id and seq; a column that does change (a state) is
// left out and stands in state_change. The rows of a personal table are hashed with their salt, and
// the hash is kept beside them, so that the text can be erased while the chain still verifies.
//
// Of a sealed table the store has neither salt nor values: `columns` are of the row as it is
// hashed, which stands in the column `sealed`, under the key of its `person`. `mark_column` is what
// rows are found by: a search mark over the values of `marked`.
struct RecordTable {
    std::string_view name;
    std::span<const std::string_view> columns;
    bool personal = false;
    bool sealed = false;
    std::string_view mark_column{};
    std::span<const std::string_view> marked{};
};

// Every record table; verify walks this list.
[[nodiscard]] std::span<const RecordTable* const> record_tables();

extern const RecordTable actor_table;
extern const RecordTable api_token_table;
extern const RecordTable organisation_table;
extern const RecordTable bank_account_table;
extern const RecordTable private_text_table;
extern const RecordTable person_table;
extern const RecordTable person_private_table;
extern const RecordTable representative_table;
extern const RecordTable bank_private_table;
extern const RecordTable payee_account_table;
extern const RecordTable budget_table;
extern const RecordTable plan_line_table;
extern const RecordTable plan_signature_table;
extern const RecordTable plan_hold_table;
extern const RecordTable agreement_table;
extern const RecordTable proposal_table;
extern const RecordTable evidence_table;
extern const RecordTable operator_file_table;
extern const RecordTable opening_balance_table;
extern const RecordTable task_table;
extern const RecordTable task_decision_table;
extern const RecordTable payment_run_table;
extern const RecordTable payment_table;
extern const RecordTable payment_part_table;
extern const RecordTable payment_redated_table;
extern const RecordTable period_kept_table;
extern const RecordTable finding_table;
extern const RecordTable emergency_table;
extern const RecordTable submission_table;
extern const RecordTable statement_table;
extern const RecordTable statement_line_table;
extern const RecordTable line_match_table;
extern const RecordTable suspense_item_table;
extern const RecordTable access_log_table;
extern const RecordTable setting_changed_table;
extern const RecordTable explanation_table;
extern const RecordTable month_closing_table;
extern const RecordTable payment_promised_again_table;
extern const RecordTable reversal_table;
extern const RecordTable excuse_table;
extern const RecordTable option_change_table;
extern const RecordTable recharge_table;
extern const RecordTable recharge_approval_table;
extern const RecordTable attested_fact_table;
extern const RecordTable evaluation_table;
extern const RecordTable review_table;
extern const RecordTable review_step_table;
extern const RecordTable erasure_table;
extern const RecordTable state_change_table;

}  // namespace almoner::ledger
