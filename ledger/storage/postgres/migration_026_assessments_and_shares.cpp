#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_026_assessments_and_shares = R"sql(
-- A notice may also tell of the appointment of a representative: the same table with a longer list.
ALTER TABLE notice RENAME TO notice_before;
ALTER INDEX notice_pkey RENAME TO notice_before_pkey;
CREATE TABLE notice(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('reduction','stop','suspension','reclaim','offset',
    'transfer','decision','first-payment','uplift','moved-date','held-payment','yearly-statement',
    'appointment')),
  budget BIGINT NOT NULL, case_number TEXT COLLATE "C" NOT NULL,
  amount BIGINT CHECK (amount > 0),
  reasons_private BIGINT NOT NULL, workings_private BIGINT,
  effect_on BIGINT, drafted_on BIGINT NOT NULL, drafted_by BIGINT NOT NULL,
  CHECK (amount IS NULL OR workings_private IS NOT NULL)
);
INSERT INTO notice(id, seq, kind, budget, case_number, amount, reasons_private, workings_private,
    effect_on, drafted_on, drafted_by)
  SELECT id, seq, kind, budget, case_number, amount, reasons_private, workings_private,
    effect_on, drafted_on, drafted_by FROM notice_before;
DROP TABLE notice_before;
CREATE INDEX notice_by_budget ON notice(budget);
CREATE INDEX notice_by_case ON notice(case_number);
CREATE TRIGGER notice_is_never_changed BEFORE UPDATE ON notice
  FOR EACH ROW EXECUTE FUNCTION refuse('a notice is never changed: withdraw it');
CREATE TRIGGER notice_is_never_deleted BEFORE DELETE ON notice
  FOR EACH ROW EXECUTE FUNCTION refuse('a notice is never deleted: withdraw it');
CREATE TRIGGER notice_is_never_emptied BEFORE TRUNCATE ON notice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a notice is never deleted: withdraw it');

-- What an adult is to contribute, as two people assessed it; what they have and get stands sealed in
-- the workings.
CREATE TABLE assessment(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  agreement BIGINT NOT NULL, from_on BIGINT NOT NULL,
  weekly BIGINT NOT NULL CHECK (weekly >= 0), per_period BIGINT NOT NULL CHECK (per_period >= 0),
  workings_private BIGINT NOT NULL, evidence BIGINT NOT NULL CHECK (evidence > 0),
  proposal BIGINT NOT NULL, proposed_by BIGINT NOT NULL, approved_by BIGINT NOT NULL,
  CHECK (proposed_by <> approved_by)
);
CREATE INDEX assessment_by_agreement ON assessment(agreement);
CREATE UNIQUE INDEX assessment_by_proposal ON assessment(proposal);
CREATE TRIGGER assessment_is_never_changed BEFORE UPDATE ON assessment
  FOR EACH ROW EXECUTE FUNCTION refuse('an assessment is never changed: assess anew');
CREATE TRIGGER assessment_is_never_deleted BEFORE DELETE ON assessment
  FOR EACH ROW EXECUTE FUNCTION refuse('an assessment is never deleted: assess anew');
CREATE TRIGGER assessment_is_never_emptied BEFORE TRUNCATE ON assessment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an assessment is never deleted: assess anew');

-- What was shared of a person, with whom and on what basis; what for stands sealed. `parts` has a bit
-- for each table of the pack.
CREATE TABLE data_share(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  person BIGINT NOT NULL,
  recipient_kind TEXT COLLATE "C" NOT NULL CHECK (recipient_kind IN
    ('public-body','support-service','card-supplier','provider','family-or-friend')),
  recipient BIGINT NOT NULL, name_private BIGINT,
  basis TEXT COLLATE "C" NOT NULL CHECK (basis IN ('consent','legal')), evidence BIGINT,
  parts BIGINT NOT NULL CHECK (parts > 0), purpose_private BIGINT NOT NULL,
  shared_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  CHECK ((recipient = 0) = (name_private IS NOT NULL))
);
CREATE INDEX data_share_by_person ON data_share(person);
CREATE TRIGGER data_share_is_never_changed BEFORE UPDATE ON data_share
  FOR EACH ROW EXECUTE FUNCTION refuse('what was shared is never changed');
CREATE TRIGGER data_share_is_never_deleted BEFORE DELETE ON data_share
  FOR EACH ROW EXECUTE FUNCTION refuse('what was shared is never deleted');
CREATE TRIGGER data_share_is_never_emptied BEFORE TRUNCATE ON data_share
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was shared is never deleted');
)sql";

}  // namespace almoner::ledger
