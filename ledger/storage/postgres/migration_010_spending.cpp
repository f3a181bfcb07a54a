#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_010_spending = R"sql(
-- What a holder, provider or trust says was spent, or came back. Once confirmed it is in the books.
CREATE TABLE spend(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('spent', 'refund')),
  spent_on BIGINT NOT NULL, amount BIGINT NOT NULL CHECK (amount > 0),
  plan_line BIGINT, words_private BIGINT,
  fingerprint BYTEA NOT NULL CHECK (length(fingerprint) = 16),
  occurrence BIGINT NOT NULL CHECK (occurrence > 0),
  file_sha256 TEXT COLLATE "C" NOT NULL, recorded_by BIGINT NOT NULL,
  UNIQUE (budget, fingerprint, occurrence)
);

-- The last step is its state; before the first it is unconfirmed.
CREATE TABLE spend_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  spend BIGINT NOT NULL, step BIGINT NOT NULL CHECK (step > 0),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('confirmed', 'unconfirmed', 'withdrawn')),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL, plan_line BIGINT,
  first_transfer BIGINT NOT NULL, last_transfer BIGINT NOT NULL,
  question TEXT COLLATE "C" NOT NULL, words_private BIGINT,
  CHECK (state <> 'withdrawn' OR first_transfer = 0),
  UNIQUE (spend, step)
);

-- A return that a holder is asked for: once for a period.
CREATE TABLE return_request(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL, period_first BIGINT NOT NULL, period_last BIGINT NOT NULL,
  band TEXT COLLATE "C" NOT NULL CHECK (band IN ('low', 'medium', 'high')),
  asked_on BIGINT NOT NULL, due_on BIGINT NOT NULL, asked_by BIGINT NOT NULL,
  CHECK (period_last >= period_first), CHECK (due_on >= asked_on),
  UNIQUE (budget, period_first)
);

CREATE TABLE return_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  request BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('reminded', 'help-offered', 'review-opened', 'received')),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL, evidence BIGINT UNIQUE, words_private BIGINT,
  CHECK ((state = 'received') = (evidence IS NOT NULL)),
  UNIQUE (request, state)
);
)sql";

}  // namespace almoner::ledger
