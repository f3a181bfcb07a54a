#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_025_plans_approved = R"sql(
-- The life of a budget's plan, step by step.
CREATE TABLE plan_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN
    ('draft','submitted','returned','approved','under-review','closed')),
  on_day BIGINT NOT NULL, actor BIGINT NOT NULL,
  document BIGINT, says TEXT COLLATE "C" NOT NULL, words_private BIGINT
);
CREATE INDEX plan_step_by_budget ON plan_step(budget);

-- What somebody who asked for a budget was answered: an offer or a refusal.
CREATE TABLE budget_answer(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL,
  answer TEXT COLLATE "C" NOT NULL CHECK (answer IN ('offered','refused')),
  streams TEXT COLLATE "C" NOT NULL,
  answered_on BIGINT NOT NULL, actor BIGINT NOT NULL, letter BIGINT,
  amount BIGINT NOT NULL, frequency TEXT COLLATE "C" NOT NULL,
  ways TEXT COLLATE "C" NOT NULL, accounts TEXT COLLATE "C" NOT NULL,
  reasons_private BIGINT, challenge_private BIGINT,
  CHECK ((answer = 'offered') = (amount > 0)),
  CHECK ((answer = 'offered') = (ways <> ''))
);
CREATE INDEX budget_answer_by_budget ON budget_answer(budget);

CREATE TRIGGER plan_step_is_never_changed BEFORE UPDATE ON plan_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a plan is never changed');
CREATE TRIGGER plan_step_is_never_deleted BEFORE DELETE ON plan_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a plan is never deleted');
CREATE TRIGGER plan_step_is_never_emptied BEFORE TRUNCATE ON plan_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a step of a plan is never deleted');
CREATE TRIGGER budget_answer_is_never_changed BEFORE UPDATE ON budget_answer
  FOR EACH ROW EXECUTE FUNCTION refuse('what was answered is never changed');
CREATE TRIGGER budget_answer_is_never_deleted BEFORE DELETE ON budget_answer
  FOR EACH ROW EXECUTE FUNCTION refuse('what was answered is never deleted');
CREATE TRIGGER budget_answer_is_never_emptied BEFORE TRUNCATE ON budget_answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was answered is never deleted');
)sql";

}  // namespace almoner::ledger
