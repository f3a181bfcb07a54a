#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

// State columns and what is filled in later (first_transfer, submission) change; every change of a
// state also stands in state_change, and verify replays them.
const char* const sqlite_003_payments = R"sql(
CREATE TABLE payment_run(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('scheduled','emergency')),
  paid_from INTEGER NOT NULL, due_from INTEGER NOT NULL, due_to INTEGER NOT NULL,
  first_payment INTEGER NOT NULL, last_payment INTEGER NOT NULL,
  proposed_by INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 1, approved_by INTEGER
) STRICT;

CREATE TABLE payment(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  run INTEGER NOT NULL, agreement INTEGER NOT NULL, budget INTEGER NOT NULL,
  option INTEGER NOT NULL, payee_account INTEGER NOT NULL,
  kind INTEGER NOT NULL, period_first INTEGER NOT NULL, period_last INTEGER NOT NULL,
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  nominal_on INTEGER NOT NULL, planned_on INTEGER NOT NULL,
  gross INTEGER NOT NULL CHECK (gross >= 0), contribution INTEGER NOT NULL CHECK (contribution >= 0),
  advanced INTEGER NOT NULL CHECK (advanced >= 0), net INTEGER NOT NULL CHECK (net >= 0),
  sets_aside INTEGER NOT NULL CHECK (sets_aside IN (0,1)), reissues INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 1,
  redated_on INTEGER,
  entry_on INTEGER NOT NULL AS (COALESCE(redated_on, planned_on)) VIRTUAL,
  first_transfer INTEGER NOT NULL DEFAULT 0, submission INTEGER NOT NULL DEFAULT 0,
  UNIQUE (agreement, period_first, kind, attempt)
) STRICT;
CREATE INDEX payment_by_budget ON payment(budget);

-- Why redated_on is what it is: the last row of a payment counts.
CREATE TABLE payment_redated(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL, entry_on INTEGER NOT NULL, reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
CREATE INDEX payment_redated_by_payment ON payment_redated(payment);

CREATE TABLE payment_part(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL, body INTEGER NOT NULL, stream INTEGER NOT NULL, plan_line INTEGER NOT NULL,
  gross INTEGER NOT NULL CHECK (gross >= 0), contribution INTEGER NOT NULL CHECK (contribution >= 0),
  advanced INTEGER NOT NULL CHECK (advanced >= 0), net INTEGER NOT NULL CHECK (net >= 0)
) STRICT;
CREATE INDEX payment_part_by_payment ON payment_part(payment);

-- A period whose money is set aside and that no payment follows: notional money without a provider.
CREATE TABLE period_kept(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  agreement INTEGER NOT NULL, budget INTEGER NOT NULL,
  period_first INTEGER NOT NULL, period_last INTEGER NOT NULL, nominal_on INTEGER NOT NULL,
  gross INTEGER NOT NULL CHECK (gross >= 0), net INTEGER NOT NULL CHECK (net >= 0),
  UNIQUE (agreement, period_first)
) STRICT;

CREATE TABLE finding(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL, code TEXT NOT NULL, outcome TEXT NOT NULL
) STRICT;
CREATE INDEX finding_by_payment ON finding(payment);

CREATE TABLE emergency(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL UNIQUE, reason_code TEXT NOT NULL, words_private INTEGER NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('advance','addition')), evidence INTEGER
) STRICT;

CREATE TABLE submission(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  run INTEGER NOT NULL, bank_account INTEGER NOT NULL, profile TEXT NOT NULL,
  file_name TEXT NOT NULL UNIQUE, serial TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
  items INTEGER NOT NULL, total INTEGER NOT NULL, entry_on INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX submission_by_serial ON submission(serial);

CREATE TABLE statement(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  bank_account INTEGER NOT NULL, file_sha256 TEXT NOT NULL, ref TEXT NOT NULL, kind TEXT NOT NULL,
  from_on INTEGER, to_on INTEGER, opening INTEGER, closing INTEGER, closing_on INTEGER,
  first_line_on INTEGER, last_line_on INTEGER,
  lines INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_by_file ON statement(file_sha256);

-- A line's fingerprint is made with it: without it nobody can guess from statement_line who paid what.
CREATE TABLE area_salt(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, made_on INTEGER NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 16), purpose TEXT NOT NULL UNIQUE,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;
CREATE TRIGGER area_salt_is_never_changed BEFORE UPDATE ON area_salt
  BEGIN SELECT RAISE(ABORT, 'a salt of the area is never changed: lines would come in twice'); END;
CREATE TRIGGER area_salt_is_never_deleted BEFORE DELETE ON area_salt
  BEGIN SELECT RAISE(ABORT, 'a salt of the area is never deleted: lines would come in twice'); END;

CREATE TABLE statement_line(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  statement INTEGER NOT NULL, place INTEGER NOT NULL CHECK (place > 0), bank_account INTEGER NOT NULL,
  booked_on INTEGER NOT NULL, value_on INTEGER, amount INTEGER NOT NULL CHECK (amount <> 0),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16), occurrence INTEGER NOT NULL,
  reference TEXT NOT NULL, bank_reference TEXT NOT NULL, return_reason TEXT NOT NULL,
  raw_private INTEGER,
  UNIQUE (bank_account, fingerprint, occurrence)
) STRICT;

CREATE TABLE line_match(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  line INTEGER NOT NULL, kind TEXT NOT NULL, payment INTEGER NOT NULL, submission INTEGER NOT NULL,
  amount INTEGER NOT NULL, words TEXT NOT NULL, undoes INTEGER
) STRICT;
CREATE UNIQUE INDEX line_match_undone_once ON line_match(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX line_match_by_line ON line_match(line) WHERE kind = 'suspense';
CREATE INDEX line_match_by_payment ON line_match(payment) WHERE payment <> 0;

CREATE TABLE suspense_item(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  line INTEGER NOT NULL, amount INTEGER NOT NULL, owner TEXT NOT NULL, opened_on INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A line that left suspense, and where to; its undoing is a row of its own. All that it posted stands
-- from its first transfer to its last.
CREATE TABLE explanation(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  item INTEGER NOT NULL, destination TEXT NOT NULL, proposal INTEGER NOT NULL,
  first_transfer INTEGER NOT NULL, last_transfer INTEGER NOT NULL, undoes INTEGER UNIQUE,
  CHECK (first_transfer <= last_transfer)
) STRICT;
CREATE INDEX explanation_by_item ON explanation(item);

-- A payment whose settling was undone is promised again, by transfers of its own.
CREATE TABLE payment_promised_again(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL, first_before INTEGER NOT NULL, first_after INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_promised_again_by_payment ON payment_promised_again(payment);
)sql";

}  // namespace almoner::ledger
