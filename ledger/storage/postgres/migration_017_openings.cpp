#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_017_openings = R"sql(
-- By how much an opening balance was wrong; the balance is what was opened with these beside it.
CREATE TABLE opening_correction(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  opening BIGINT NOT NULL, amount BIGINT NOT NULL CHECK (amount <> 0),
  evidence BIGINT NOT NULL, proposal BIGINT NOT NULL,
  proposed_by BIGINT NOT NULL, approved_by BIGINT NOT NULL,
  CHECK (proposed_by <> approved_by)
);
CREATE INDEX opening_correction_by_opening ON opening_correction(opening);
CREATE UNIQUE INDEX opening_correction_by_proposal ON opening_correction(proposal);

CREATE TRIGGER opening_correction_is_never_changed BEFORE UPDATE ON opening_correction
  FOR EACH ROW EXECUTE FUNCTION refuse('a correction is never changed');
CREATE TRIGGER opening_correction_is_never_deleted BEFORE DELETE ON opening_correction
  FOR EACH ROW EXECUTE FUNCTION refuse('a correction is never deleted');
CREATE TRIGGER opening_correction_is_never_emptied BEFORE TRUNCATE ON opening_correction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a correction is never deleted');
)sql";

}  // namespace almoner::ledger
