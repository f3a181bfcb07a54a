#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

// Closed by the person who confirmed it, who is never the one who proposed it.
const char* const sqlite_006_months = R"sql(
CREATE TABLE month_closing(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  body INTEGER NOT NULL, first_on INTEGER NOT NULL, last_on INTEGER NOT NULL,
  closed_on INTEGER NOT NULL, proposal INTEGER NOT NULL UNIQUE,
  proposed_by INTEGER NOT NULL, confirmed_by INTEGER NOT NULL,
  UNIQUE (body, last_on),
  CHECK (first_on <= last_on), CHECK (last_on < closed_on), CHECK (proposed_by <> confirmed_by)
) STRICT;
CREATE TRIGGER month_closing_is_never_changed BEFORE UPDATE ON month_closing
  BEGIN SELECT RAISE(ABORT, 'a closed month stays as it is'); END;
CREATE TRIGGER month_closing_is_never_deleted BEFORE DELETE ON month_closing
  BEGIN SELECT RAISE(ABORT, 'a closed month is never opened again'); END;
)sql";

}  // namespace almoner::ledger
