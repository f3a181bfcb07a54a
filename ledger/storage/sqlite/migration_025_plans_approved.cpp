#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_025_plans_approved = R"sql(
-- The life of a budget's plan, step by step.
CREATE TABLE plan_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('draft','submitted','returned','approved','under-review','closed')),
  on_day INTEGER NOT NULL, actor INTEGER NOT NULL,
  document INTEGER, says TEXT NOT NULL, words_private INTEGER
) STRICT;
CREATE INDEX plan_step_by_budget ON plan_step(budget);

-- What somebody who asked for a budget was answered: an offer or a refusal.
CREATE TABLE budget_answer(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('offered','refused')),
  streams TEXT NOT NULL,
  answered_on INTEGER NOT NULL, actor INTEGER NOT NULL, letter INTEGER,
  amount INTEGER NOT NULL, frequency TEXT NOT NULL,
  ways TEXT NOT NULL, accounts TEXT NOT NULL,
  reasons_private INTEGER, challenge_private INTEGER,
  CHECK ((answer = 'offered') = (amount > 0)),
  CHECK ((answer = 'offered') = (ways <> ''))
) STRICT;
CREATE INDEX budget_answer_by_budget ON budget_answer(budget);

CREATE TRIGGER plan_step_is_never_changed BEFORE UPDATE ON plan_step
  BEGIN SELECT RAISE(ABORT, 'a step of a plan is never changed'); END;
CREATE TRIGGER plan_step_is_never_deleted BEFORE DELETE ON plan_step
  BEGIN SELECT RAISE(ABORT, 'a step of a plan is never deleted'); END;
CREATE TRIGGER budget_answer_is_never_changed BEFORE UPDATE ON budget_answer
  BEGIN SELECT RAISE(ABORT, 'what was answered is never changed'); END;
CREATE TRIGGER budget_answer_is_never_deleted BEFORE DELETE ON budget_answer
  BEGIN SELECT RAISE(ABORT, 'what was answered is never deleted'); END;
)sql";

}  // namespace almoner::ledger
