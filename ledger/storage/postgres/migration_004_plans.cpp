#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

// A hold belongs to the version of the line that it made: any later version ends it.
const char* const postgres_004_plans = R"sql(
CREATE TABLE plan_signature(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL, signed_on BIGINT NOT NULL, evidence BIGINT NOT NULL
);
CREATE INDEX plan_signature_by_budget ON plan_signature(budget);

CREATE TABLE plan_hold(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  plan_line BIGINT NOT NULL, version BIGINT NOT NULL, reason TEXT COLLATE "C" NOT NULL CHECK (reason <> ''),
  UNIQUE (plan_line, version)
);
)sql";

}  // namespace almoner::ledger
