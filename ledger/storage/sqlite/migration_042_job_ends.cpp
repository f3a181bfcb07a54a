#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_042_job_ends = R"sql(
-- What a person decided of holiday, notice and redundancy pay at a job's end; the newest counts.
CREATE TABLE leaving_decision(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('holiday','notice','redundancy')),
  is_due INTEGER NOT NULL CHECK (is_due IN (0,1)),
  weeks INTEGER NOT NULL CHECK (weeks >= 0), week INTEGER NOT NULL CHECK (week >= 0),
  evidence INTEGER, decided_on INTEGER NOT NULL, decided_by INTEGER NOT NULL,
  CHECK ((weeks > 0) = (part = 'notice' AND is_due = 1))
) STRICT;
CREATE INDEX leaving_decision_by_employment ON leaving_decision(employment);

-- Since when somebody has been an apprentice, and until when; the newest of a job counts.
CREATE TABLE apprenticeship(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL, first_on INTEGER NOT NULL, last_on INTEGER CHECK (last_on >= first_on),
  is_withdrawn INTEGER NOT NULL CHECK (is_withdrawn IN (0,1)),
  evidence INTEGER, recorded_by INTEGER NOT NULL
) STRICT;
CREATE INDEX apprenticeship_by_employment ON apprenticeship(employment);

-- The number under which HMRC was told of a job before.
CREATE TABLE payroll_id_before(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL, payroll_id TEXT NOT NULL CHECK (length(payroll_id) BETWEEN 1 AND 35),
  recorded_by INTEGER NOT NULL
) STRICT;
CREATE INDEX payroll_id_before_by_employment ON payroll_id_before(employment);

CREATE TRIGGER leaving_decision_is_never_changed BEFORE UPDATE ON leaving_decision
  BEGIN SELECT RAISE(ABORT, 'what was decided of the end of a job is never changed'); END;
CREATE TRIGGER leaving_decision_is_never_deleted BEFORE DELETE ON leaving_decision
  BEGIN SELECT RAISE(ABORT, 'what was decided of the end of a job is never deleted'); END;
CREATE TRIGGER apprenticeship_is_never_changed BEFORE UPDATE ON apprenticeship
  BEGIN SELECT RAISE(ABORT, 'an apprenticeship is never changed'); END;
CREATE TRIGGER apprenticeship_is_never_deleted BEFORE DELETE ON apprenticeship
  BEGIN SELECT RAISE(ABORT, 'an apprenticeship is never deleted'); END;
CREATE TRIGGER payroll_id_before_is_never_changed BEFORE UPDATE ON payroll_id_before
  BEGIN SELECT RAISE(ABORT, 'a payroll number of before is never changed'); END;
CREATE TRIGGER payroll_id_before_is_never_deleted BEFORE DELETE ON payroll_id_before
  BEGIN SELECT RAISE(ABORT, 'a payroll number of before is never deleted'); END;
)sql";

}  // namespace almoner::ledger
