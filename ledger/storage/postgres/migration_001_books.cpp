#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

// Days count from 1970-01-01, instants are milliseconds from there, amounts are pence.
const char* const postgres_001_books = R"sql(
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

-- Half of each page is left free: where a new version of a row has room beside the old one, no
-- index is touched, and a commit changes nearly every account.
CREATE TABLE account(
  id BIGINT PRIMARY KEY,
  name BIGINT NOT NULL, stream BIGINT NOT NULL, option BIGINT NOT NULL,
  body BIGINT NOT NULL, bank_account BIGINT NOT NULL, budget BIGINT NOT NULL,
  floor BIGINT NOT NULL CHECK (floor BETWEEN 0 AND 3),
  debit_posted BIGINT NOT NULL DEFAULT 0 CHECK (debit_posted >= 0),
  credit_posted BIGINT NOT NULL DEFAULT 0 CHECK (credit_posted >= 0),
  debit_pending BIGINT NOT NULL DEFAULT 0 CHECK (debit_pending >= 0),
  credit_pending BIGINT NOT NULL DEFAULT 0 CHECK (credit_pending >= 0),
  excused BIGINT NOT NULL DEFAULT 0 CHECK (excused >= 0),
  last_transfer BIGINT NOT NULL DEFAULT 0,
  UNIQUE (budget, name, stream, option, body, bank_account),
  CHECK (floor <> 1 OR credit_posted - debit_posted - debit_pending + excused >= 0),
  CHECK (floor <> 2 OR debit_posted - credit_posted - credit_pending + excused >= 0)
) WITH (fillfactor = 50);

CREATE TABLE joint_held(
  budget BIGINT NOT NULL, option BIGINT NOT NULL,
  free BIGINT NOT NULL, excused BIGINT NOT NULL DEFAULT 0 CHECK (excused >= 0),
  PRIMARY KEY (budget, option),
  CHECK (free + excused >= 0)
);

CREATE TABLE transfer(
  id BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL,
  state BIGINT NOT NULL CHECK (state BETWEEN 0 AND 3),
  debit BIGINT NOT NULL, credit BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0),
  kind BIGINT NOT NULL, plan_line BIGINT NOT NULL,
  effective BIGINT NOT NULL, settled BIGINT NOT NULL,
  period_first BIGINT NOT NULL, period_last BIGINT NOT NULL,
  resolves BIGINT CHECK ((resolves IS NULL) = (state < 2)),
  prev_debit BIGINT NOT NULL, prev_credit BIGINT NOT NULL,
  debit_after BIGINT NOT NULL, credit_after BIGINT NOT NULL,
  CHECK (debit <> credit)
);
CREATE UNIQUE INDEX transfer_resolved_once ON transfer(resolves) WHERE resolves IS NOT NULL;
CREATE TRIGGER transfer_is_never_changed BEFORE UPDATE ON transfer
  FOR EACH ROW EXECUTE FUNCTION refuse('a transfer is never changed: reverse it');
CREATE TRIGGER transfer_is_never_deleted BEFORE DELETE ON transfer
  FOR EACH ROW EXECUTE FUNCTION refuse('a transfer is never deleted: reverse it');
CREATE TRIGGER transfer_is_never_emptied BEFORE TRUNCATE ON transfer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a transfer is never deleted: reverse it');

CREATE TABLE journal(
  seq BIGINT PRIMARY KEY,
  at_ms BIGINT NOT NULL, actor BIGINT NOT NULL, booked BIGINT NOT NULL,
  command TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C" NOT NULL UNIQUE, content BYTEA NOT NULL,
  outcome BIGINT NOT NULL CHECK (outcome IN (0,1)),
  answer TEXT COLLATE "C" NOT NULL, body BYTEA NOT NULL,
  hash BYTEA NOT NULL CHECK (octet_length(hash) = 32)
);
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
  FOR EACH ROW EXECUTE FUNCTION refuse('the journal is never changed');
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
  FOR EACH ROW EXECUTE FUNCTION refuse('the journal is never shortened');
CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the journal is never shortened');

-- Without its salt a command's fields can't be guessed from their digests. To erase is to empty it.
CREATE TABLE command_salt(
  seq BIGINT PRIMARY KEY, salt BYTEA CHECK (salt IS NULL OR octet_length(salt) = 16)
);
CREATE TRIGGER command_salt_is_only_erased BEFORE UPDATE ON command_salt
  FOR EACH ROW WHEN (NEW.salt IS NOT NULL OR NEW.seq <> OLD.seq)
  EXECUTE FUNCTION refuse('a salt is only ever emptied');
CREATE TRIGGER command_salt_is_never_deleted BEFORE DELETE ON command_salt
  FOR EACH ROW EXECUTE FUNCTION refuse('a salt is emptied, not deleted');
CREATE TRIGGER command_salt_is_never_emptied BEFORE TRUNCATE ON command_salt
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a salt is emptied, not deleted');

CREATE TABLE reversal(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  original BIGINT NOT NULL UNIQUE, reason TEXT COLLATE "C" NOT NULL CHECK (reason <> '')
);
CREATE INDEX reversal_by_seq ON reversal(seq);

CREATE TABLE excuse(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  account BIGINT NOT NULL, budget BIGINT NOT NULL, option BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0), reason TEXT COLLATE "C" NOT NULL, owner TEXT COLLATE "C" NOT NULL
);

CREATE TABLE account_day(
  account BIGINT NOT NULL, day BIGINT NOT NULL,
  debit BIGINT NOT NULL, credit BIGINT NOT NULL,
  PRIMARY KEY (account, day)
);

CREATE TABLE spent(
  account BIGINT NOT NULL, plan_line BIGINT NOT NULL, kind BIGINT NOT NULL,
  month BIGINT NOT NULL, amount BIGINT NOT NULL,
  PRIMARY KEY (account, plan_line, kind, month)
);

CREATE TABLE state_change(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  entity BIGINT NOT NULL, first_id BIGINT NOT NULL, last_id BIGINT NOT NULL,
  from_state BIGINT NOT NULL, to_state BIGINT NOT NULL,
  cause TEXT COLLATE "C" NOT NULL, day BIGINT NOT NULL, at_ms BIGINT NOT NULL, actor BIGINT NOT NULL,
  CHECK (first_id <= last_id)
);
CREATE INDEX state_change_by_entity ON state_change(entity, first_id);

CREATE TABLE job_lease(
  name TEXT COLLATE "C" PRIMARY KEY, holder TEXT COLLATE "C" NOT NULL, until_ms BIGINT NOT NULL
);
CREATE TABLE job_run(
  name TEXT COLLATE "C" NOT NULL, as_of BIGINT NOT NULL, finished_ms BIGINT NOT NULL, words TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (name, as_of)
);
CREATE TABLE setting(name TEXT COLLATE "C" PRIMARY KEY, value TEXT COLLATE "C" NOT NULL);
)sql";

}  // namespace almoner::ledger
