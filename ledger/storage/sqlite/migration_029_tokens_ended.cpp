#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_029_tokens_ended = R"sql(
-- A token that opens nothing from the command on that this row is of.
CREATE TABLE api_token_end(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  token INTEGER NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER api_token_end_is_never_changed BEFORE UPDATE ON api_token_end
  BEGIN SELECT RAISE(ABORT, 'a token is ended once'); END;
CREATE TRIGGER api_token_end_is_never_deleted BEFORE DELETE ON api_token_end
  BEGIN SELECT RAISE(ABORT, 'a token is ended once'); END;
)sql";

}  // namespace almoner::ledger
