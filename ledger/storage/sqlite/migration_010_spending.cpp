#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_010_spending = R"sql(
-- What a holder, provider or trust says was spent, or came back. Once confirmed it is in the books.
CREATE TABLE spend(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('spent', 'refund')),
  spent_on INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
  plan_line INTEGER, words_private INTEGER,
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
  occurrence INTEGER NOT NULL CHECK (occurrence > 0),
  file_sha256 TEXT NOT NULL, recorded_by INTEGER NOT NULL,
  UNIQUE (budget, fingerprint, occurrence)
) STRICT;

-- The last step is its state; before the first it is unconfirmed.
CREATE TABLE spend_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  spend INTEGER NOT NULL, step INTEGER NOT NULL CHECK (step > 0),
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'unconfirmed', 'withdrawn')),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL, plan_line INTEGER,
  first_transfer INTEGER NOT NULL, last_transfer INTEGER NOT NULL,
  question TEXT NOT NULL, words_private INTEGER,
  CHECK (state <> 'withdrawn' OR first_transfer = 0),
  UNIQUE (spend, step)
) STRICT;

-- A return that a holder is asked for: once for a period.
CREATE TABLE return_request(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL, period_first INTEGER NOT NULL, period_last INTEGER NOT NULL,
  band TEXT NOT NULL CHECK (band IN ('low', 'medium', 'high')),
  asked_on INTEGER NOT NULL, due_on INTEGER NOT NULL, asked_by INTEGER NOT NULL,
  CHECK (period_last >= period_first), CHECK (due_on >= asked_on),
  UNIQUE (budget, period_first)
) STRICT;

CREATE TABLE return_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  request INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reminded', 'help-offered', 'review-opened', 'received')),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL, evidence INTEGER UNIQUE, words_private INTEGER,
  CHECK ((state = 'received') = (evidence IS NOT NULL)),
  UNIQUE (request, state)
) STRICT;
)sql";

}  // namespace almoner::ledger
