#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_008_rules = R"sql(
-- What no record of its own says of a case; the value stands in private_text, 0 where it is withdrawn.
CREATE TABLE attested_fact(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  case_kind BIGINT NOT NULL CHECK (case_kind IN (1,2,3)), case_number BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL CHECK (name <> ''), value_private BIGINT NOT NULL,
  from_on BIGINT NOT NULL, evidence BIGINT, attested_by BIGINT NOT NULL
);
CREATE INDEX attested_fact_by_case ON attested_fact(case_kind, case_number);
CREATE INDEX attested_fact_by_kind ON attested_fact(case_kind, id);

-- What the rules found: whole in private_text, unless all was allowed.
CREATE TABLE evaluation(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  event TEXT COLLATE "C" NOT NULL CHECK (event <> ''),
  case_kind BIGINT NOT NULL, case_number BIGINT NOT NULL, on_day BIGINT NOT NULL,
  policy TEXT COLLATE "C" NOT NULL, effect TEXT COLLATE "C" NOT NULL, asked BIGINT NOT NULL,
  details_private BIGINT, digest BYTEA NOT NULL CHECK (length(digest) = 32),
  CHECK ((effect = 'allow') = (details_private IS NULL))
);
CREATE INDEX evaluation_by_case ON evaluation(case_kind, case_number);

CREATE TABLE review(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL CHECK (kind <> ''),
  due_on BIGINT NOT NULL, opened_on BIGINT NOT NULL, opened_by BIGINT NOT NULL,
  words_private BIGINT
);
CREATE INDEX review_by_budget ON review(budget);

-- The last step of a review is its state.
CREATE TABLE review_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  review BIGINT NOT NULL, state TEXT COLLATE "C" NOT NULL CHECK (state <> ''),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL, covers TEXT COLLATE "C" NOT NULL, cause TEXT COLLATE "C" NOT NULL,
  involved BIGINT, agreed BIGINT, letter BIGINT, words_private BIGINT,
  CHECK (outcome <> '' OR covers = '')
);
CREATE INDEX review_step_by_review ON review_step(review);
)sql";

}  // namespace almoner::ledger
