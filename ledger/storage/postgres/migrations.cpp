#include "ledger/storage/postgres/migrations.h"

#include "ledger/storage/postgres/migration_texts.h"
#include "ledger/storage/postgres/postgres_database.h"
#include "ledger/storage/run_migrations.h"

#include <array>

namespace almoner::ledger {
namespace {

const std::array migrations{
    Migration{1, "books", postgres_001_books},
    Migration{2, "records", postgres_002_records},
    Migration{3, "payments", postgres_003_payments},
    Migration{4, "plans", postgres_004_plans},
    Migration{5, "decisions", postgres_005_decisions},
    Migration{6, "months", postgres_006_months},
    Migration{7, "options", postgres_007_options},
    Migration{8, "rules", postgres_008_rules},
    Migration{9, "notices", postgres_009_notices},
    Migration{10, "spending", postgres_010_spending},
    Migration{11, "cases", postgres_011_cases},
    Migration{12, "endings", postgres_012_endings},
    Migration{13, "payroll", postgres_013_payroll},
    Migration{14, "payroll-runs", postgres_014_payroll_runs},
    Migration{15, "pay-outs", postgres_015_pay_outs},
    Migration{16, "agreement papers", postgres_016_agreement_papers},
    Migration{17, "openings", postgres_017_openings},
    Migration{18, "managed accounts", postgres_018_managed_accounts},
    Migration{19, "payroll papers", postgres_019_payroll_papers},
    Migration{21, "payroll queries", postgres_021_payroll_queries},
    Migration{23, "slips kept apart", postgres_023_slips_kept_apart},
    Migration{24, "fees and refunds", postgres_024_fees_and_refunds},
    Migration{25, "plans approved", postgres_025_plans_approved},
    Migration{26, "assessments and shares", postgres_026_assessments_and_shares},
    Migration{28, "payees by person", postgres_028_payees_by_person},
    Migration{29, "tokens ended", postgres_029_tokens_ended},
    Migration{34, "fees set again", postgres_034_fees_set_again},
    Migration{42, "job ends", postgres_042_job_ends},
};

}  // namespace

// The share lock holds up whoever takes over until the commit is done, and the other way round.
const char* const postgres_store_tables = R"sql(
CREATE TABLE IF NOT EXISTS migration(
  number BIGINT PRIMARY KEY, name TEXT COLLATE "C" NOT NULL,
  checksum TEXT COLLATE "C" NOT NULL, at_ms BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS writer_epoch(
  only_row BIGINT PRIMARY KEY CHECK (only_row = 1), epoch BIGINT NOT NULL
);
INSERT INTO writer_epoch VALUES (1, 0) ON CONFLICT DO NOTHING;
DO $make$ BEGIN
  IF to_regproc('prove_writer') IS NULL THEN
    CREATE FUNCTION prove_writer(mine BIGINT) RETURNS BIGINT LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM 1 FROM writer_epoch WHERE epoch = mine FOR SHARE;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'another almoner has taken this area over: this one no longer writes'
          USING ERRCODE = 'ALM01';
      END IF;
      RETURN mine;
    END $$;
  END IF;
END $make$;
)sql";

std::span<const Migration> postgres_migrations() {
    return migrations;
}

int migrate_postgres(Database& database, std::int64_t at_ms) {
    return run_migrations(database, postgres_store_tables, migrations, at_ms);
}

}  // namespace almoner::ledger
