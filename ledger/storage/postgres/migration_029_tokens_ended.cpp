#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_029_tokens_ended = R"sql(
-- A token that opens nothing from the command on that this row is of.
CREATE TABLE api_token_end(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  token BIGINT NOT NULL UNIQUE
);
CREATE TRIGGER api_token_end_is_never_changed BEFORE UPDATE ON api_token_end
  FOR EACH ROW EXECUTE FUNCTION refuse('a token is ended once');
CREATE TRIGGER api_token_end_is_never_deleted BEFORE DELETE ON api_token_end
  FOR EACH ROW EXECUTE FUNCTION refuse('a token is ended once');
CREATE TRIGGER api_token_end_is_never_emptied BEFORE TRUNCATE ON api_token_end
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a token is ended once');
)sql";

}  // namespace almoner::ledger
