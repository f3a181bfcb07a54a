#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_005_decisions = R"sql(
CREATE TABLE task_decision(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  task INTEGER NOT NULL UNIQUE, decided_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  private_text INTEGER NOT NULL, evidence INTEGER
) STRICT;
)sql";

}  // namespace almoner::ledger
