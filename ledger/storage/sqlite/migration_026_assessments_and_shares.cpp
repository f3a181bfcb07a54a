#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_026_assessments_and_shares = R"sql(
-- A notice may also tell of the appointment of a representative: the same table with a longer list.
ALTER TABLE notice RENAME TO notice_before;
CREATE TABLE notice(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reduction','stop','suspension','reclaim','offset',
    'transfer','decision','first-payment','uplift','moved-date','held-payment','yearly-statement',
    'appointment')),
  budget INTEGER NOT NULL, case_number TEXT NOT NULL,
  amount INTEGER CHECK (amount > 0),
  reasons_private INTEGER NOT NULL, workings_private INTEGER,
  effect_on INTEGER, drafted_on INTEGER NOT NULL, drafted_by INTEGER NOT NULL,
  CHECK (amount IS NULL OR workings_private IS NOT NULL)
) STRICT;
INSERT INTO notice(id, seq, kind, budget, case_number, amount, reasons_private, workings_private,
    effect_on, drafted_on, drafted_by)
  SELECT id, seq, kind, budget, case_number, amount, reasons_private, workings_private,
    effect_on, drafted_on, drafted_by FROM notice_before;
DROP TABLE notice_before;
CREATE INDEX notice_by_budget ON notice(budget);
CREATE INDEX notice_by_case ON notice(case_number);
CREATE TRIGGER notice_is_never_changed BEFORE UPDATE ON notice
  BEGIN SELECT RAISE(ABORT, 'a notice is never changed: withdraw it'); END;
CREATE TRIGGER notice_is_never_deleted BEFORE DELETE ON notice
  BEGIN SELECT RAISE(ABORT, 'a notice is never deleted: withdraw it'); END;

-- What an adult is to contribute, as two people assessed it; what they have and get stands sealed in
-- the workings.
CREATE TABLE assessment(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  agreement INTEGER NOT NULL, from_on INTEGER NOT NULL,
  weekly INTEGER NOT NULL CHECK (weekly >= 0), per_period INTEGER NOT NULL CHECK (per_period >= 0),
  workings_private INTEGER NOT NULL, evidence INTEGER NOT NULL CHECK (evidence > 0),
  proposal INTEGER NOT NULL, proposed_by INTEGER NOT NULL, approved_by INTEGER NOT NULL,
  CHECK (proposed_by <> approved_by)
) STRICT;
CREATE INDEX assessment_by_agreement ON assessment(agreement);
CREATE UNIQUE INDEX assessment_by_proposal ON assessment(proposal);
CREATE TRIGGER assessment_is_never_changed BEFORE UPDATE ON assessment
  BEGIN SELECT RAISE(ABORT, 'an assessment is never changed: assess anew'); END;
CREATE TRIGGER assessment_is_never_deleted BEFORE DELETE ON assessment
  BEGIN SELECT RAISE(ABORT, 'an assessment is never deleted: assess anew'); END;

-- What was shared of a person, with whom and on what basis; what for stands sealed. `parts` has a bit
-- for each table of the pack.
CREATE TABLE data_share(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  person INTEGER NOT NULL,
  recipient_kind TEXT NOT NULL CHECK (recipient_kind IN
    ('public-body','support-service','card-supplier','provider','family-or-friend')),
  recipient INTEGER NOT NULL, name_private INTEGER,
  basis TEXT NOT NULL CHECK (basis IN ('consent','legal')), evidence INTEGER,
  parts INTEGER NOT NULL CHECK (parts > 0), purpose_private INTEGER NOT NULL,
  shared_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  CHECK ((recipient = 0) = (name_private IS NOT NULL))
) STRICT;
CREATE INDEX data_share_by_person ON data_share(person);
CREATE TRIGGER data_share_is_never_changed BEFORE UPDATE ON data_share
  BEGIN SELECT RAISE(ABORT, 'what was shared is never changed'); END;
CREATE TRIGGER data_share_is_never_deleted BEFORE DELETE ON data_share
  BEGIN SELECT RAISE(ABORT, 'what was shared is never deleted'); END;
)sql";

}  // namespace almoner::ledger
