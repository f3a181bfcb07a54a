#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_008_rules = R"sql(
-- What no record of its own says of a case; the value stands in private_text, 0 where it is withdrawn.
CREATE TABLE attested_fact(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  case_kind INTEGER NOT NULL CHECK (case_kind IN (1,2,3)), case_number INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''), value_private INTEGER NOT NULL,
  from_on INTEGER NOT NULL, evidence INTEGER, attested_by INTEGER NOT NULL
) STRICT;
CREATE INDEX attested_fact_by_case ON attested_fact(case_kind, case_number);
CREATE INDEX attested_fact_by_kind ON attested_fact(case_kind, id);

-- What the rules found: whole in private_text, unless all was allowed.
CREATE TABLE evaluation(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  event TEXT NOT NULL CHECK (event <> ''),
  case_kind INTEGER NOT NULL, case_number INTEGER NOT NULL, on_day INTEGER NOT NULL,
  policy TEXT NOT NULL, effect TEXT NOT NULL, asked INTEGER NOT NULL,
  details_private INTEGER, digest BLOB NOT NULL CHECK (length(digest) = 32),
  CHECK ((effect = 'allow') = (details_private IS NULL))
) STRICT;
CREATE INDEX evaluation_by_case ON evaluation(case_kind, case_number);

CREATE TABLE review(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind <> ''),
  due_on INTEGER NOT NULL, opened_on INTEGER NOT NULL, opened_by INTEGER NOT NULL,
  words_private INTEGER
) STRICT;
CREATE INDEX review_by_budget ON review(budget);

-- The last step of a review is its state.
CREATE TABLE review_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  review INTEGER NOT NULL, state TEXT NOT NULL CHECK (state <> ''),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  outcome TEXT NOT NULL, covers TEXT NOT NULL, cause TEXT NOT NULL,
  involved INTEGER, agreed INTEGER, letter INTEGER, words_private INTEGER,
  CHECK (outcome <> '' OR covers = '')
) STRICT;
CREATE INDEX review_step_by_review ON review_step(review);
)sql";

}  // namespace almoner::ledger
