#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

// A hold belongs to the version of the line that it made: any later version ends it.
const char* const sqlite_004_plans = R"sql(
CREATE TABLE plan_signature(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL, signed_on INTEGER NOT NULL, evidence INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_signature_by_budget ON plan_signature(budget);

CREATE TABLE plan_hold(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  plan_line INTEGER NOT NULL, version INTEGER NOT NULL, reason TEXT NOT NULL CHECK (reason <> ''),
  UNIQUE (plan_line, version)
) STRICT;
)sql";

}  // namespace almoner::ledger
