#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_034_fees_set_again = R"sql(
-- Terms of a fee that nothing was charged by are replaced by those that are recorded after them,
-- also from the same day on.
DROP INDEX agreement_fee_by_day;
CREATE INDEX agreement_fee_by_agreement ON agreement_fee(agreement, from_on);

-- What an employer had recovered of a year's statutory pay before this program ran the payroll.
CREATE TABLE payroll_opening_recovered(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employer INTEGER NOT NULL, tax_year INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN
    ('maternity','paternity','adoption','shared-parental','bereavement','neonatal')),
  recovered INTEGER NOT NULL CHECK (recovered > 0),
  compensation INTEGER NOT NULL CHECK (compensation >= 0)
) STRICT;
CREATE UNIQUE INDEX payroll_opening_recovered_once
  ON payroll_opening_recovered(employer, tax_year, kind);

CREATE TRIGGER payroll_opening_recovered_is_never_changed BEFORE UPDATE ON payroll_opening_recovered
  BEGIN SELECT RAISE(ABORT, 'statutory pay that was recovered before is never changed'); END;
CREATE TRIGGER payroll_opening_recovered_is_never_deleted BEFORE DELETE ON payroll_opening_recovered
  BEGIN SELECT RAISE(ABORT, 'statutory pay that was recovered before is never deleted'); END;
)sql";

}  // namespace almoner::ledger
