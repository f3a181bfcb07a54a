#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_012_endings = R"sql(
-- A budget that comes to its end by death, stop or move.
CREATE TABLE ending(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL,
  because TEXT COLLATE "C" NOT NULL CHECK (because IN ('death','stop','move')),
  last_on BIGINT NOT NULL, ground TEXT COLLATE "C" NOT NULL,
  opened_on BIGINT NOT NULL, opened_by BIGINT NOT NULL, consulted BIGINT, consulted_on BIGINT,
  words_private BIGINT,
  CHECK ((consulted IS NULL) = (consulted_on IS NULL)),
  CHECK ((because = 'stop') = (ground <> ''))
);
CREATE INDEX ending_by_budget ON ending(budget);

-- What of a kind two people found to be owed; plan line 0: nothing. The last one counts.
CREATE TABLE ending_answer(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  ending BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN
    ('wages','notice-pay','redundancy','holiday-pay','hmrc','pension','invoices')),
  plan_line BIGINT NOT NULL, amount BIGINT NOT NULL CHECK (amount >= 0),
  evidence BIGINT NOT NULL, proposal BIGINT NOT NULL,
  proposed_by BIGINT NOT NULL, approved_by BIGINT NOT NULL,
  CHECK (proposed_by <> approved_by), CHECK (plan_line <> 0 OR amount = 0)
);
CREATE INDEX ending_answer_by_ending ON ending_answer(ending);

-- How some of it was met.
CREATE TABLE ending_settled(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  ending BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL, plan_line BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0),
  way TEXT COLLATE "C" NOT NULL CHECK (way IN ('spent','shown','body')),
  spend BIGINT NOT NULL, evidence BIGINT NOT NULL, proposal BIGINT NOT NULL,
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  CHECK ((way = 'spent') = (spend <> 0)), CHECK ((way = 'spent') = (proposal = 0))
);
CREATE INDEX ending_settled_by_ending ON ending_settled(ending);
CREATE INDEX ending_settled_by_spend ON ending_settled(spend) WHERE spend <> 0;

-- The last step of an ending is its state.
CREATE TABLE ending_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  ending BIGINT NOT NULL, state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open','closed','withdrawn')),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL, words_private BIGINT
);
CREATE INDEX ending_step_by_ending ON ending_step(ending);

-- What an ending rests on stays as it was written.
CREATE TRIGGER ending_is_never_changed BEFORE UPDATE ON ending
  FOR EACH ROW EXECUTE FUNCTION refuse('an ending is never changed');
CREATE TRIGGER ending_is_never_deleted BEFORE DELETE ON ending
  FOR EACH ROW EXECUTE FUNCTION refuse('an ending is never deleted');
CREATE TRIGGER ending_is_never_emptied BEFORE TRUNCATE ON ending
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an ending is never deleted');
CREATE TRIGGER ending_answer_is_never_changed BEFORE UPDATE ON ending_answer
  FOR EACH ROW EXECUTE FUNCTION refuse('what was found to be owed is never changed');
CREATE TRIGGER ending_answer_is_never_deleted BEFORE DELETE ON ending_answer
  FOR EACH ROW EXECUTE FUNCTION refuse('what was found to be owed is never deleted');
CREATE TRIGGER ending_answer_is_never_emptied BEFORE TRUNCATE ON ending_answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was found to be owed is never deleted');
CREATE TRIGGER ending_settled_is_never_changed BEFORE UPDATE ON ending_settled
  FOR EACH ROW EXECUTE FUNCTION refuse('how a debt was met is never changed');
CREATE TRIGGER ending_settled_is_never_deleted BEFORE DELETE ON ending_settled
  FOR EACH ROW EXECUTE FUNCTION refuse('how a debt was met is never deleted');
CREATE TRIGGER ending_settled_is_never_emptied BEFORE TRUNCATE ON ending_settled
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('how a debt was met is never deleted');
CREATE TRIGGER ending_step_is_never_changed BEFORE UPDATE ON ending_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of an ending is never changed');
CREATE TRIGGER ending_step_is_never_deleted BEFORE DELETE ON ending_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of an ending is never deleted');
CREATE TRIGGER ending_step_is_never_emptied BEFORE TRUNCATE ON ending_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a step of an ending is never deleted');
)sql";

}  // namespace almoner::ledger
