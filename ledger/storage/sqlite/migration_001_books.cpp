#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

// Days count from 1970-01-01, instants are milliseconds from there, amounts are pence.
const char* const sqlite_001_books = R"sql(
CREATE TABLE account(
  id INTEGER PRIMARY KEY,
  name INTEGER NOT NULL, stream INTEGER NOT NULL, option INTEGER NOT NULL,
  body INTEGER NOT NULL, bank_account INTEGER NOT NULL, budget INTEGER NOT NULL,
  floor INTEGER NOT NULL CHECK (floor BETWEEN 0 AND 3),
  debit_posted INTEGER NOT NULL DEFAULT 0 CHECK (debit_posted >= 0),
  credit_posted INTEGER NOT NULL DEFAULT 0 CHECK (credit_posted >= 0),
  debit_pending INTEGER NOT NULL DEFAULT 0 CHECK (debit_pending >= 0),
  credit_pending INTEGER NOT NULL DEFAULT 0 CHECK (credit_pending >= 0),
  excused INTEGER NOT NULL DEFAULT 0 CHECK (excused >= 0),
  last_transfer INTEGER NOT NULL DEFAULT 0,
  UNIQUE (budget, name, stream, option, body, bank_account),
  CHECK (floor <> 1 OR credit_posted - debit_posted - debit_pending + excused >= 0),
  CHECK (floor <> 2 OR debit_posted - credit_posted - credit_pending + excused >= 0)
) STRICT;

CREATE TABLE joint_held(
  budget INTEGER NOT NULL, option INTEGER NOT NULL,
  free INTEGER NOT NULL, excused INTEGER NOT NULL DEFAULT 0 CHECK (excused >= 0),
  PRIMARY KEY (budget, option),
  CHECK (free + excused >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer(
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
  debit INTEGER NOT NULL, credit INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  kind INTEGER NOT NULL, plan_line INTEGER NOT NULL,
  effective INTEGER NOT NULL, settled INTEGER NOT NULL,
  period_first INTEGER NOT NULL, period_last INTEGER NOT NULL,
  resolves INTEGER CHECK ((resolves IS NULL) = (state < 2)),
  prev_debit INTEGER NOT NULL, prev_credit INTEGER NOT NULL,
  debit_after INTEGER NOT NULL, credit_after INTEGER NOT NULL,
  CHECK (debit <> credit)
) STRICT;
CREATE UNIQUE INDEX transfer_resolved_once ON transfer(resolves) WHERE resolves IS NOT NULL;
CREATE TRIGGER transfer_is_never_changed BEFORE UPDATE ON transfer
  BEGIN SELECT RAISE(ABORT, 'a transfer is never changed: reverse it'); END;
CREATE TRIGGER transfer_is_never_deleted BEFORE DELETE ON transfer
  BEGIN SELECT RAISE(ABORT, 'a transfer is never deleted: reverse it'); END;

CREATE TABLE journal(
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL, actor INTEGER NOT NULL, booked INTEGER NOT NULL,
  command TEXT NOT NULL, key TEXT NOT NULL UNIQUE, content BLOB NOT NULL,
  outcome INTEGER NOT NULL CHECK (outcome IN (0,1)),
  answer TEXT NOT NULL, body BLOB NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;

-- Without its salt a command's fields can't be guessed from their digests. To erase is to empty it.
CREATE TABLE command_salt(
  seq INTEGER PRIMARY KEY, salt BLOB CHECK (salt IS NULL OR length(salt) = 16)
) STRICT;
CREATE TRIGGER command_salt_is_only_erased BEFORE UPDATE ON command_salt
  WHEN NEW.salt IS NOT NULL OR NEW.seq <> OLD.seq
  BEGIN SELECT RAISE(ABORT, 'a salt is only ever emptied'); END;
CREATE TRIGGER command_salt_is_never_deleted BEFORE DELETE ON command_salt
  BEGIN SELECT RAISE(ABORT, 'a salt is emptied, not deleted'); END;

CREATE TABLE reversal(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  original INTEGER NOT NULL UNIQUE, reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
CREATE INDEX reversal_by_seq ON reversal(seq);

CREATE TABLE excuse(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  account INTEGER NOT NULL, budget INTEGER NOT NULL, option INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), reason TEXT NOT NULL, owner TEXT NOT NULL
) STRICT;

CREATE TABLE account_day(
  account INTEGER NOT NULL, day INTEGER NOT NULL,
  debit INTEGER NOT NULL, credit INTEGER NOT NULL,
  PRIMARY KEY (account, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE spent(
  account INTEGER NOT NULL, plan_line INTEGER NOT NULL, kind INTEGER NOT NULL,
  month INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (account, plan_line, kind, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE state_change(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  entity INTEGER NOT NULL, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL,
  from_state INTEGER NOT NULL, to_state INTEGER NOT NULL,
  cause TEXT NOT NULL, day INTEGER NOT NULL, at_ms INTEGER NOT NULL, actor INTEGER NOT NULL,
  CHECK (first_id <= last_id)
) STRICT;
CREATE INDEX state_change_by_entity ON state_change(entity, first_id);

CREATE TABLE job_lease(
  name TEXT PRIMARY KEY, holder TEXT NOT NULL, until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE job_run(
  name TEXT NOT NULL, as_of INTEGER NOT NULL, finished_ms INTEGER NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (name, as_of)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";

}  // namespace almoner::ledger
