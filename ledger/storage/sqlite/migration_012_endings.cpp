#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_012_endings = R"sql(
-- A budget that comes to its end by death, stop or move.
CREATE TABLE ending(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL,
  because TEXT NOT NULL CHECK (because IN ('death','stop','move')),
  last_on INTEGER NOT NULL, ground TEXT NOT NULL,
  opened_on INTEGER NOT NULL, opened_by INTEGER NOT NULL, consulted INTEGER, consulted_on INTEGER,
  words_private INTEGER,
  CHECK ((consulted IS NULL) = (consulted_on IS NULL)),
  CHECK ((because = 'stop') = (ground <> ''))
) STRICT;
CREATE INDEX ending_by_budget ON ending(budget);

-- What of a kind two people found to be owed; plan line 0: nothing. The last one counts.
CREATE TABLE ending_answer(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  ending INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN
    ('wages','notice-pay','redundancy','holiday-pay','hmrc','pension','invoices')),
  plan_line INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount >= 0),
  evidence INTEGER NOT NULL, proposal INTEGER NOT NULL,
  proposed_by INTEGER NOT NULL, approved_by INTEGER NOT NULL,
  CHECK (proposed_by <> approved_by), CHECK (plan_line <> 0 OR amount = 0)
) STRICT;
CREATE INDEX ending_answer_by_ending ON ending_answer(ending);

-- How some of it was met.
CREATE TABLE ending_settled(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  ending INTEGER NOT NULL, kind TEXT NOT NULL, plan_line INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  way TEXT NOT NULL CHECK (way IN ('spent','shown','body')),
  spend INTEGER NOT NULL, evidence INTEGER NOT NULL, proposal INTEGER NOT NULL,
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  CHECK ((way = 'spent') = (spend <> 0)), CHECK ((way = 'spent') = (proposal = 0))
) STRICT;
CREATE INDEX ending_settled_by_ending ON ending_settled(ending);
CREATE INDEX ending_settled_by_spend ON ending_settled(spend) WHERE spend <> 0;

-- The last step of an ending is its state.
CREATE TABLE ending_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  ending INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('open','closed','withdrawn')),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL, words_private INTEGER
) STRICT;
CREATE INDEX ending_step_by_ending ON ending_step(ending);

-- What an ending rests on stays as it was written.
CREATE TRIGGER ending_is_never_changed BEFORE UPDATE ON ending
  BEGIN SELECT RAISE(ABORT, 'an ending is never changed'); END;
CREATE TRIGGER ending_is_never_deleted BEFORE DELETE ON ending
  BEGIN SELECT RAISE(ABORT, 'an ending is never deleted'); END;
CREATE TRIGGER ending_answer_is_never_changed BEFORE UPDATE ON ending_answer
  BEGIN SELECT RAISE(ABORT, 'what was found to be owed is never changed'); END;
CREATE TRIGGER ending_answer_is_never_deleted BEFORE DELETE ON ending_answer
  BEGIN SELECT RAISE(ABORT, 'what was found to be owed is never deleted'); END;
CREATE TRIGGER ending_settled_is_never_changed BEFORE UPDATE ON ending_settled
  BEGIN SELECT RAISE(ABORT, 'how a debt was met is never changed'); END;
CREATE TRIGGER ending_settled_is_never_deleted BEFORE DELETE ON ending_settled
  BEGIN SELECT RAISE(ABORT, 'how a debt was met is never deleted'); END;
CREATE TRIGGER ending_step_is_never_changed BEFORE UPDATE ON ending_step
  BEGIN SELECT RAISE(ABORT, 'a step of an ending is never changed'); END;
CREATE TRIGGER ending_step_is_never_deleted BEFORE DELETE ON ending_step
  BEGIN SELECT RAISE(ABORT, 'a step of an ending is never deleted'); END;
)sql";

}  // namespace almoner::ledger
