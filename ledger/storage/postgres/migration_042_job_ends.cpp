#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_042_job_ends = R"sql(
-- What a person decided of holiday, notice and redundancy pay at a job's end; the newest counts.
CREATE TABLE leaving_decision(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('holiday','notice','redundancy')),
  is_due BIGINT NOT NULL CHECK (is_due IN (0,1)),
  weeks BIGINT NOT NULL CHECK (weeks >= 0), week BIGINT NOT NULL CHECK (week >= 0),
  evidence BIGINT, decided_on BIGINT NOT NULL, decided_by BIGINT NOT NULL,
  CHECK ((weeks > 0) = (part = 'notice' AND is_due = 1))
);
CREATE INDEX leaving_decision_by_employment ON leaving_decision(employment);

-- Since when somebody has been an apprentice, and until when; the newest of a job counts.
CREATE TABLE apprenticeship(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL, first_on BIGINT NOT NULL, last_on BIGINT CHECK (last_on >= first_on),
  is_withdrawn BIGINT NOT NULL CHECK (is_withdrawn IN (0,1)),
  evidence BIGINT, recorded_by BIGINT NOT NULL
);
CREATE INDEX apprenticeship_by_employment ON apprenticeship(employment);

-- The number under which HMRC was told of a job before.
CREATE TABLE payroll_id_before(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL, payroll_id TEXT NOT NULL CHECK (length(payroll_id) BETWEEN 1 AND 35),
  recorded_by BIGINT NOT NULL
);
CREATE INDEX payroll_id_before_by_employment ON payroll_id_before(employment);

CREATE TRIGGER leaving_decision_is_never_changed BEFORE UPDATE ON leaving_decision
  FOR EACH ROW EXECUTE FUNCTION refuse('what was decided of the end of a job is never changed');
CREATE TRIGGER leaving_decision_is_never_deleted BEFORE DELETE ON leaving_decision
  FOR EACH ROW EXECUTE FUNCTION refuse('what was decided of the end of a job is never deleted');
CREATE TRIGGER leaving_decision_is_never_emptied BEFORE TRUNCATE ON leaving_decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was decided of the end of a job is never deleted');
CREATE TRIGGER apprenticeship_is_never_changed BEFORE UPDATE ON apprenticeship
  FOR EACH ROW EXECUTE FUNCTION refuse('an apprenticeship is never changed');
CREATE TRIGGER apprenticeship_is_never_deleted BEFORE DELETE ON apprenticeship
  FOR EACH ROW EXECUTE FUNCTION refuse('an apprenticeship is never deleted');
CREATE TRIGGER apprenticeship_is_never_emptied BEFORE TRUNCATE ON apprenticeship
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an apprenticeship is never deleted');
CREATE TRIGGER payroll_id_before_is_never_changed BEFORE UPDATE ON payroll_id_before
  FOR EACH ROW EXECUTE FUNCTION refuse('a payroll number of before is never changed');
CREATE TRIGGER payroll_id_before_is_never_deleted BEFORE DELETE ON payroll_id_before
  FOR EACH ROW EXECUTE FUNCTION refuse('a payroll number of before is never deleted');
CREATE TRIGGER payroll_id_before_is_never_emptied BEFORE TRUNCATE ON payroll_id_before
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a payroll number of before is never deleted');
)sql";

}  // namespace almoner::ledger
