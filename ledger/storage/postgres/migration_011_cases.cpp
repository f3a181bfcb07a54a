#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_011_cases = R"sql(
-- Money that is to be taken back, or payments that are to stop: from a closed review to its end.
CREATE TABLE reduction_case(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('reduction','offset','reclaim','suspend','stop')),
  review BIGINT NOT NULL, opened_on BIGINT NOT NULL, opened_by BIGINT NOT NULL,
  words_private BIGINT,
  UNIQUE (review, kind)
);
CREATE INDEX reduction_case_by_budget ON reduction_case(budget);

-- What two people decided; the last one of a case counts.
CREATE TABLE case_decision(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  reduction_case BIGINT NOT NULL, plan_line BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount >= 0), ground TEXT COLLATE "C" NOT NULL,
  effect_on BIGINT NOT NULL, proposal BIGINT NOT NULL UNIQUE,
  proposed_by BIGINT NOT NULL, approved_by BIGINT NOT NULL, workings_private BIGINT,
  CHECK (proposed_by <> approved_by)
);
CREATE INDEX case_decision_by_case ON case_decision(reduction_case);

-- The last step of a case is its state.
CREATE TABLE case_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  reduction_case BIGINT NOT NULL, state TEXT COLLATE "C" NOT NULL CHECK (state <> ''),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  notice TEXT COLLATE "C" NOT NULL, amount BIGINT NOT NULL CHECK (amount >= 0),
  evidence BIGINT, words_private BIGINT
);
CREATE INDEX case_step_by_case ON case_step(reduction_case);

-- What a payment was made less by, for one period of one plan line.
CREATE TABLE period_offset(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  reduction_case BIGINT NOT NULL, payment BIGINT NOT NULL, plan_line BIGINT NOT NULL,
  body BIGINT NOT NULL, stream BIGINT NOT NULL,
  due BIGINT NOT NULL, amount BIGINT NOT NULL CHECK (amount > 0),
  CHECK (amount <= due), UNIQUE (reduction_case, payment, plan_line)
);
CREATE INDEX period_offset_by_payment ON period_offset(payment);

-- How a reclaim is to be repaid, as agreed; a later agreement takes the place of the one before.
CREATE TABLE case_instalment(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  reduction_case BIGINT NOT NULL, agreed_on BIGINT NOT NULL,
  due_on BIGINT NOT NULL, amount BIGINT NOT NULL CHECK (amount > 0)
);
CREATE INDEX case_instalment_by_case ON case_instalment(reduction_case);

-- What of a reclaim came back, was waived or was lost.
CREATE TABLE case_recovery(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  reduction_case BIGINT NOT NULL,
  way TEXT COLLATE "C" NOT NULL CHECK (way IN ('repaid','waived','lost')),
  amount BIGINT NOT NULL CHECK (amount > 0), done_on BIGINT NOT NULL,
  item BIGINT NOT NULL, proposal BIGINT NOT NULL,
  CHECK ((way = 'repaid') = (item <> 0))
);
CREATE INDEX case_recovery_by_case ON case_recovery(reduction_case);

-- What a case rests on stays as it was written.
CREATE TRIGGER reduction_case_is_never_changed BEFORE UPDATE ON reduction_case
  FOR EACH ROW EXECUTE FUNCTION refuse('a case is never changed');
CREATE TRIGGER reduction_case_is_never_deleted BEFORE DELETE ON reduction_case
  FOR EACH ROW EXECUTE FUNCTION refuse('a case is never deleted');
CREATE TRIGGER reduction_case_is_never_emptied BEFORE TRUNCATE ON reduction_case
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a case is never deleted');
CREATE TRIGGER case_decision_is_never_changed BEFORE UPDATE ON case_decision
  FOR EACH ROW EXECUTE FUNCTION refuse('what was decided is never changed');
CREATE TRIGGER case_decision_is_never_deleted BEFORE DELETE ON case_decision
  FOR EACH ROW EXECUTE FUNCTION refuse('what was decided is never deleted');
CREATE TRIGGER case_decision_is_never_emptied BEFORE TRUNCATE ON case_decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was decided is never deleted');
CREATE TRIGGER case_step_is_never_changed BEFORE UPDATE ON case_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a case is never changed');
CREATE TRIGGER case_step_is_never_deleted BEFORE DELETE ON case_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a case is never deleted');
CREATE TRIGGER case_step_is_never_emptied BEFORE TRUNCATE ON case_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a step of a case is never deleted');
CREATE TRIGGER period_offset_is_never_changed BEFORE UPDATE ON period_offset
  FOR EACH ROW EXECUTE FUNCTION refuse('what was offset is never changed');
CREATE TRIGGER period_offset_is_never_deleted BEFORE DELETE ON period_offset
  FOR EACH ROW EXECUTE FUNCTION refuse('what was offset is never deleted');
CREATE TRIGGER period_offset_is_never_emptied BEFORE TRUNCATE ON period_offset
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was offset is never deleted');
CREATE TRIGGER case_instalment_is_never_changed BEFORE UPDATE ON case_instalment
  FOR EACH ROW EXECUTE FUNCTION refuse('an agreed instalment is never changed');
CREATE TRIGGER case_instalment_is_never_deleted BEFORE DELETE ON case_instalment
  FOR EACH ROW EXECUTE FUNCTION refuse('an agreed instalment is never deleted');
CREATE TRIGGER case_instalment_is_never_emptied BEFORE TRUNCATE ON case_instalment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an agreed instalment is never deleted');
CREATE TRIGGER case_recovery_is_never_changed BEFORE UPDATE ON case_recovery
  FOR EACH ROW EXECUTE FUNCTION refuse('what came back is never changed');
CREATE TRIGGER case_recovery_is_never_deleted BEFORE DELETE ON case_recovery
  FOR EACH ROW EXECUTE FUNCTION refuse('what came back is never deleted');
CREATE TRIGGER case_recovery_is_never_emptied BEFORE TRUNCATE ON case_recovery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what came back is never deleted');
)sql";

}  // namespace almoner::ledger
