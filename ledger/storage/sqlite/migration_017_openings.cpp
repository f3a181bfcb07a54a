#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_017_openings = R"sql(
-- By how much an opening balance was wrong; the balance is what was opened with these beside it.
CREATE TABLE opening_correction(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  opening INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount <> 0),
  evidence INTEGER NOT NULL, proposal INTEGER NOT NULL,
  proposed_by INTEGER NOT NULL, approved_by INTEGER NOT NULL,
  CHECK (proposed_by <> approved_by)
) STRICT;
CREATE INDEX opening_correction_by_opening ON opening_correction(opening);
CREATE UNIQUE INDEX opening_correction_by_proposal ON opening_correction(proposal);

CREATE TRIGGER opening_correction_is_never_changed BEFORE UPDATE ON opening_correction
  BEGIN SELECT RAISE(ABORT, 'a correction is never changed'); END;
CREATE TRIGGER opening_correction_is_never_deleted BEFORE DELETE ON opening_correction
  BEGIN SELECT RAISE(ABORT, 'a correction is never deleted'); END;
)sql";

}  // namespace almoner::ledger
