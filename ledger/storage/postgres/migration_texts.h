// The text of each migration, one file each.
#pragma once

namespace almoner::ledger {

extern const char* const postgres_024_fees_and_refunds;
extern const char* const postgres_023_slips_kept_apart;
extern const char* const postgres_025_plans_approved;
extern const char* const postgres_026_assessments_and_shares;
extern const char* const postgres_001_books;
extern const char* const postgres_002_records;
extern const char* const postgres_003_payments;
extern const char* const postgres_004_plans;
extern const char* const postgres_005_decisions;
extern const char* const postgres_006_months;
extern const char* const postgres_007_options;
extern const char* const postgres_008_rules;
extern const char* const postgres_009_notices;
extern const char* const postgres_011_cases;
extern const char* const postgres_012_endings;
extern const char* const postgres_017_openings;
extern const char* const postgres_018_managed_accounts;
extern const char* const postgres_019_payroll_papers;
extern const char* const postgres_021_payroll_queries;
extern const char* const postgres_015_pay_outs;
extern const char* const postgres_013_payroll;
extern const char* const postgres_014_payroll_runs;
extern const char* const postgres_010_spending;
extern const char* const postgres_016_agreement_papers;
extern const char* const postgres_028_payees_by_person;
extern const char* const postgres_029_tokens_ended;
extern const char* const postgres_034_fees_set_again;
extern const char* const postgres_042_job_ends;

}  // namespace almoner::ledger
