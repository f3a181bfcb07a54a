#include "ledger/storage/sqlite/migrations.h"

#include "ledger/storage/run_migrations.h"
#include "ledger/storage/sqlite/migration_texts.h"
#include "ledger/storage/sqlite/sqlite_database.h"

#include <array>

namespace almoner::ledger {
namespace {

const std::array migrations{
    Migration{1, "books", sqlite_001_books},
    Migration{2, "records", sqlite_002_records},
    Migration{3, "payments", sqlite_003_payments},
    Migration{4, "plans", sqlite_004_plans},
    Migration{5, "decisions", sqlite_005_decisions},
    Migration{6, "months", sqlite_006_months},
    Migration{7, "options", sqlite_007_options},
    Migration{8, "rules", sqlite_008_rules},
    Migration{9, "notices", sqlite_009_notices},
    Migration{10, "spending", sqlite_010_spending},
    Migration{11, "cases", sqlite_011_cases},
    Migration{12, "endings", sqlite_012_endings},
    Migration{13, "payroll", sqlite_013_payroll},
    Migration{14, "payroll-runs", sqlite_014_payroll_runs},
    Migration{15, "pay-outs", sqlite_015_pay_outs},
    Migration{16, "agreement papers", sqlite_016_agreement_papers},
    Migration{17, "openings", sqlite_017_openings},
    Migration{18, "managed accounts", sqlite_018_managed_accounts},
    Migration{19, "payroll papers", sqlite_019_payroll_papers},
    Migration{21, "payroll queries", sqlite_021_payroll_queries},
    Migration{23, "slips kept apart", sqlite_023_slips_kept_apart},
    Migration{24, "fees and refunds", sqlite_024_fees_and_refunds},
    Migration{25, "plans approved", sqlite_025_plans_approved},
    Migration{26, "assessments and shares", sqlite_026_assessments_and_shares},
    Migration{28, "payees by person", sqlite_028_payees_by_person},
    Migration{29, "tokens ended", sqlite_029_tokens_ended},
    Migration{34, "fees set again", sqlite_034_fees_set_again},
    Migration{42, "job ends", sqlite_042_job_ends},
};

constexpr const char* migration_table =
    "CREATE TABLE IF NOT EXISTS migration(number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " checksum TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT";

}  // namespace

std::span<const Migration> sqlite_migrations() {
    return migrations;
}

int migrate_sqlite(Database& database, std::int64_t at_ms) {
    return run_migrations(database, migration_table, migrations, at_ms);
}

}  // namespace almoner::ledger
