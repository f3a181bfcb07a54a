#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

// Closed by the person who confirmed it, who is never the one who proposed it.
const char* const postgres_006_months = R"sql(
CREATE TABLE month_closing(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  body BIGINT NOT NULL, first_on BIGINT NOT NULL, last_on BIGINT NOT NULL,
  closed_on BIGINT NOT NULL, proposal BIGINT NOT NULL UNIQUE,
  proposed_by BIGINT NOT NULL, confirmed_by BIGINT NOT NULL,
  UNIQUE (body, last_on),
  CHECK (first_on <= last_on), CHECK (last_on < closed_on), CHECK (proposed_by <> confirmed_by)
);
CREATE TRIGGER month_closing_is_never_changed BEFORE UPDATE ON month_closing
  FOR EACH ROW EXECUTE FUNCTION refuse('a closed month stays as it is');
CREATE TRIGGER month_closing_is_never_deleted BEFORE DELETE ON month_closing
  FOR EACH ROW EXECUTE FUNCTION refuse('a closed month is never opened again');
CREATE TRIGGER month_closing_is_never_emptied BEFORE TRUNCATE ON month_closing
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a closed month is never opened again');
)sql";

}  // namespace almoner::ledger
