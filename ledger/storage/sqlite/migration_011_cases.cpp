#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_011_cases = R"sql(
-- Money that is to be taken back, or payments that are to stop: from a closed review to its end.
CREATE TABLE reduction_case(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reduction','offset','reclaim','suspend','stop')),
  review INTEGER NOT NULL, opened_on INTEGER NOT NULL, opened_by INTEGER NOT NULL,
  words_private INTEGER,
  UNIQUE (review, kind)
) STRICT;
CREATE INDEX reduction_case_by_budget ON reduction_case(budget);

-- What two people decided; the last one of a case counts.
CREATE TABLE case_decision(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  reduction_case INTEGER NOT NULL, plan_line INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0), ground TEXT NOT NULL,
  effect_on INTEGER NOT NULL, proposal INTEGER NOT NULL UNIQUE,
  proposed_by INTEGER NOT NULL, approved_by INTEGER NOT NULL, workings_private INTEGER,
  CHECK (proposed_by <> approved_by)
) STRICT;
CREATE INDEX case_decision_by_case ON case_decision(reduction_case);

-- The last step of a case is its state.
CREATE TABLE case_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  reduction_case INTEGER NOT NULL, state TEXT NOT NULL CHECK (state <> ''),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  notice TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount >= 0),
  evidence INTEGER, words_private INTEGER
) STRICT;
CREATE INDEX case_step_by_case ON case_step(reduction_case);

-- What a payment was made less by, for one period of one plan line.
CREATE TABLE period_offset(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  reduction_case INTEGER NOT NULL, payment INTEGER NOT NULL, plan_line INTEGER NOT NULL,
  body INTEGER NOT NULL, stream INTEGER NOT NULL,
  due INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
  CHECK (amount <= due), UNIQUE (reduction_case, payment, plan_line)
) STRICT;
CREATE INDEX period_offset_by_payment ON period_offset(payment);

-- How a reclaim is to be repaid, as agreed; a later agreement takes the place of the one before.
CREATE TABLE case_instalment(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  reduction_case INTEGER NOT NULL, agreed_on INTEGER NOT NULL,
  due_on INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0)
) STRICT;
CREATE INDEX case_instalment_by_case ON case_instalment(reduction_case);

-- What of a reclaim came back, was waived or was lost.
CREATE TABLE case_recovery(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  reduction_case INTEGER NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('repaid','waived','lost')),
  amount INTEGER NOT NULL CHECK (amount > 0), done_on INTEGER NOT NULL,
  item INTEGER NOT NULL, proposal INTEGER NOT NULL,
  CHECK ((way = 'repaid') = (item <> 0))
) STRICT;
CREATE INDEX case_recovery_by_case ON case_recovery(reduction_case);

-- What a case rests on stays as it was written.
CREATE TRIGGER reduction_case_is_never_changed BEFORE UPDATE ON reduction_case
  BEGIN SELECT RAISE(ABORT, 'a case is never changed'); END;
CREATE TRIGGER reduction_case_is_never_deleted BEFORE DELETE ON reduction_case
  BEGIN SELECT RAISE(ABORT, 'a case is never deleted'); END;
CREATE TRIGGER case_decision_is_never_changed BEFORE UPDATE ON case_decision
  BEGIN SELECT RAISE(ABORT, 'what was decided is never changed'); END;
CREATE TRIGGER case_decision_is_never_deleted BEFORE DELETE ON case_decision
  BEGIN SELECT RAISE(ABORT, 'what was decided is never deleted'); END;
CREATE TRIGGER case_step_is_never_changed BEFORE UPDATE ON case_step
  BEGIN SELECT RAISE(ABORT, 'a step of a case is never changed'); END;
CREATE TRIGGER case_step_is_never_deleted BEFORE DELETE ON case_step
  BEGIN SELECT RAISE(ABORT, 'a step of a case is never deleted'); END;
CREATE TRIGGER period_offset_is_never_changed BEFORE UPDATE ON period_offset
  BEGIN SELECT RAISE(ABORT, 'what was offset is never changed'); END;
CREATE TRIGGER period_offset_is_never_deleted BEFORE DELETE ON period_offset
  BEGIN SELECT RAISE(ABORT, 'what was offset is never deleted'); END;
CREATE TRIGGER case_instalment_is_never_changed BEFORE UPDATE ON case_instalment
  BEGIN SELECT RAISE(ABORT, 'an agreed instalment is never changed'); END;
CREATE TRIGGER case_instalment_is_never_deleted BEFORE DELETE ON case_instalment
  BEGIN SELECT RAISE(ABORT, 'an agreed instalment is never deleted'); END;
CREATE TRIGGER case_recovery_is_never_changed BEFORE UPDATE ON case_recovery
  BEGIN SELECT RAISE(ABORT, 'what came back is never changed'); END;
CREATE TRIGGER case_recovery_is_never_deleted BEFORE DELETE ON case_recovery
  BEGIN SELECT RAISE(ABORT, 'what came back is never deleted'); END;
)sql";

}  // namespace almoner::ledger
