#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_005_decisions = R"sql(
CREATE TABLE task_decision(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  task BIGINT NOT NULL UNIQUE, decided_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  private_text BIGINT NOT NULL, evidence BIGINT
);
)sql";

}  // namespace almoner::ledger
