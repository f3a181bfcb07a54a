#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

// State columns and what is filled in later (first_transfer, submission) change; every change of a
// state also stands in state_change, and verify replays them.
const char* const postgres_003_payments = R"sql(
CREATE TABLE payment_run(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('scheduled','emergency')),
  paid_from BIGINT NOT NULL, due_from BIGINT NOT NULL, due_to BIGINT NOT NULL,
  first_payment BIGINT NOT NULL, last_payment BIGINT NOT NULL,
  proposed_by BIGINT NOT NULL,
  state BIGINT NOT NULL DEFAULT 1, approved_by BIGINT
);

CREATE TABLE payment(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  run BIGINT NOT NULL, agreement BIGINT NOT NULL, budget BIGINT NOT NULL,
  option BIGINT NOT NULL, payee_account BIGINT NOT NULL,
  kind BIGINT NOT NULL, period_first BIGINT NOT NULL, period_last BIGINT NOT NULL,
  attempt BIGINT NOT NULL CHECK (attempt > 0),
  nominal_on BIGINT NOT NULL, planned_on BIGINT NOT NULL,
  gross BIGINT NOT NULL CHECK (gross >= 0), contribution BIGINT NOT NULL CHECK (contribution >= 0),
  advanced BIGINT NOT NULL CHECK (advanced >= 0), net BIGINT NOT NULL CHECK (net >= 0),
  sets_aside BIGINT NOT NULL CHECK (sets_aside IN (0,1)), reissues BIGINT NOT NULL,
  state BIGINT NOT NULL DEFAULT 1,
  redated_on BIGINT,
  entry_on BIGINT NOT NULL GENERATED ALWAYS AS (COALESCE(redated_on, planned_on)) STORED,
  first_transfer BIGINT NOT NULL DEFAULT 0, submission BIGINT NOT NULL DEFAULT 0,
  UNIQUE (agreement, period_first, kind, attempt)
);
CREATE INDEX payment_by_budget ON payment(budget);

CREATE TABLE payment_redated(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL, entry_on BIGINT NOT NULL, reason TEXT COLLATE "C" NOT NULL CHECK (reason <> '')
);
CREATE INDEX payment_redated_by_payment ON payment_redated(payment);

CREATE TABLE payment_part(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL, body BIGINT NOT NULL, stream BIGINT NOT NULL, plan_line BIGINT NOT NULL,
  gross BIGINT NOT NULL CHECK (gross >= 0), contribution BIGINT NOT NULL CHECK (contribution >= 0),
  advanced BIGINT NOT NULL CHECK (advanced >= 0), net BIGINT NOT NULL CHECK (net >= 0)
);
CREATE INDEX payment_part_by_payment ON payment_part(payment);

-- A period whose money is set aside and that no payment follows: notional money without a provider.
CREATE TABLE period_kept(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  agreement BIGINT NOT NULL, budget BIGINT NOT NULL,
  period_first BIGINT NOT NULL, period_last BIGINT NOT NULL, nominal_on BIGINT NOT NULL,
  gross BIGINT NOT NULL CHECK (gross >= 0), net BIGINT NOT NULL CHECK (net >= 0),
  UNIQUE (agreement, period_first)
);

CREATE TABLE finding(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL, code TEXT COLLATE "C" NOT NULL, outcome TEXT COLLATE "C" NOT NULL
);
CREATE INDEX finding_by_payment ON finding(payment);

CREATE TABLE emergency(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL UNIQUE, reason_code TEXT COLLATE "C" NOT NULL, words_private BIGINT NOT NULL,
  basis TEXT COLLATE "C" NOT NULL CHECK (basis IN ('advance','addition')), evidence BIGINT
);

CREATE TABLE submission(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  run BIGINT NOT NULL, bank_account BIGINT NOT NULL, profile TEXT COLLATE "C" NOT NULL,
  file_name TEXT COLLATE "C" NOT NULL UNIQUE, serial TEXT COLLATE "C" NOT NULL, sha256 TEXT COLLATE "C" NOT NULL, bytes BIGINT NOT NULL,
  items BIGINT NOT NULL, total BIGINT NOT NULL, entry_on BIGINT NOT NULL,
  state BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX submission_by_serial ON submission(serial);

CREATE TABLE statement(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  bank_account BIGINT NOT NULL, file_sha256 TEXT COLLATE "C" NOT NULL, ref TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
  from_on BIGINT, to_on BIGINT, opening BIGINT, closing BIGINT, closing_on BIGINT,
  first_line_on BIGINT, last_line_on BIGINT,
  lines BIGINT NOT NULL
);
CREATE INDEX statement_by_file ON statement(file_sha256);

-- A line's fingerprint is made with it: without it nobody can guess from statement_line who paid what.
CREATE TABLE area_salt(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, made_on BIGINT NOT NULL,
  salt BYTEA NOT NULL CHECK (octet_length(salt) = 16), purpose TEXT COLLATE "C" NOT NULL UNIQUE,
  commitment BYTEA NOT NULL CHECK (octet_length(commitment) = 32)
);
CREATE TRIGGER area_salt_is_never_changed BEFORE UPDATE ON area_salt
  FOR EACH ROW EXECUTE FUNCTION refuse('a salt of the area is never changed: lines would come in twice');
CREATE TRIGGER area_salt_is_never_deleted BEFORE DELETE ON area_salt
  FOR EACH ROW EXECUTE FUNCTION refuse('a salt of the area is never deleted: lines would come in twice');
CREATE TRIGGER area_salt_is_never_emptied BEFORE TRUNCATE ON area_salt
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a salt of the area is never deleted: lines would come in twice');

CREATE TABLE statement_line(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  statement BIGINT NOT NULL, place BIGINT NOT NULL CHECK (place > 0), bank_account BIGINT NOT NULL,
  booked_on BIGINT NOT NULL, value_on BIGINT, amount BIGINT NOT NULL CHECK (amount <> 0),
  fingerprint BYTEA NOT NULL CHECK (octet_length(fingerprint) = 16), occurrence BIGINT NOT NULL,
  reference TEXT COLLATE "C" NOT NULL, bank_reference TEXT COLLATE "C" NOT NULL, return_reason TEXT COLLATE "C" NOT NULL,
  raw_private BIGINT,
  UNIQUE (bank_account, fingerprint, occurrence)
);

CREATE TABLE line_match(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  line BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL, payment BIGINT NOT NULL, submission BIGINT NOT NULL,
  amount BIGINT NOT NULL, words TEXT COLLATE "C" NOT NULL, undoes BIGINT
);
CREATE UNIQUE INDEX line_match_undone_once ON line_match(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX line_match_by_line ON line_match(line) WHERE kind = 'suspense';
CREATE INDEX line_match_by_payment ON line_match(payment) WHERE payment <> 0;

CREATE TABLE suspense_item(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  line BIGINT NOT NULL, amount BIGINT NOT NULL, owner TEXT COLLATE "C" NOT NULL, opened_on BIGINT NOT NULL,
  state BIGINT NOT NULL DEFAULT 1
);

-- A line that left suspense, and where to; its undoing is a row of its own. All that it posted stands
-- from its first transfer to its last.
CREATE TABLE explanation(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  item BIGINT NOT NULL, destination TEXT COLLATE "C" NOT NULL, proposal BIGINT NOT NULL,
  first_transfer BIGINT NOT NULL, last_transfer BIGINT NOT NULL, undoes BIGINT UNIQUE,
  CHECK (first_transfer <= last_transfer)
);
CREATE INDEX explanation_by_item ON explanation(item);

-- A payment whose settling was undone is promised again, by transfers of its own.
CREATE TABLE payment_promised_again(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL, first_before BIGINT NOT NULL, first_after BIGINT NOT NULL
);
CREATE INDEX payment_promised_again_by_payment ON payment_promised_again(payment);
)sql";

}  // namespace almoner::ledger
