// The text of each migration, one file each.
#pragma once

namespace almoner::ledger {

extern const char* const sqlite_024_fees_and_refunds;
extern const char* const sqlite_023_slips_kept_apart;
extern const char* const sqlite_025_plans_approved;
extern const char* const sqlite_026_assessments_and_shares;
extern const char* const sqlite_001_books;
extern const char* const sqlite_002_records;
extern const char* const sqlite_003_payments;
extern const char* const sqlite_004_plans;
extern const char* const sqlite_005_decisions;
extern const char* const sqlite_006_months;
extern const char* const sqlite_007_options;
extern const char* const sqlite_008_rules;
extern const char* const sqlite_009_notices;
extern const char* const sqlite_011_cases;
extern const char* const sqlite_012_endings;
extern const char* const sqlite_017_openings;
extern const char* const sqlite_018_managed_accounts;
extern const char* const sqlite_019_payroll_papers;
extern const char* const sqlite_021_payroll_queries;
extern const char* const sqlite_015_pay_outs;
extern const char* const sqlite_013_payroll;
extern const char* const sqlite_014_payroll_runs;
extern const char* const sqlite_010_spending;
extern const char* const sqlite_016_agreement_papers;
extern const char* const sqlite_028_payees_by_person;
extern const char* const sqlite_029_tokens_ended;
extern const char* const sqlite_034_fees_set_again;
extern const char* const sqlite_042_job_ends;

}  // namespace almoner::ledger
