#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

// Records are dated versions: (number, version) is one version, from_on the day it takes effect,
// and of the versions with from_on <= D the highest one counts on D. Nothing is edited or deleted.
const char* const sqlite_002_records = R"sql(
CREATE TABLE actor(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('maker','checker','viewer','scheduler')),
  credential_hash TEXT NOT NULL, approve_limit INTEGER CHECK (approve_limit >= 0),
  active INTEGER NOT NULL CHECK (active IN (0,1)),
  UNIQUE (number, version), UNIQUE (ref, version)
) STRICT;

CREATE TABLE api_token(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  actor INTEGER NOT NULL, sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE organisation(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('nhs','council','support-service','individual-service-fund','trust','provider')),
  name TEXT NOT NULL, streams TEXT NOT NULL, client_bank_account INTEGER,
  UNIQUE (number, version), UNIQUE (kind, ref, version)
) STRICT;

CREATE TABLE bank_account(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  owner INTEGER NOT NULL, name TEXT NOT NULL,
  sort_code TEXT NOT NULL CHECK (length(sort_code) = 6),
  account_number TEXT NOT NULL CHECK (length(account_number) = 8),
  rail TEXT NOT NULL CHECK (rail IN ('bacs','faster-payments')),
  file_profile TEXT NOT NULL, service_user_number TEXT NOT NULL, originator_name TEXT NOT NULL,
  item_limit INTEGER CHECK (item_limit > 0), file_limit INTEGER CHECK (file_limit > 0),
  UNIQUE (number, version), UNIQUE (ref, version)
) STRICT;

CREATE TABLE private_text(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, person INTEGER NOT NULL,
  sealed BLOB, commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;

CREATE TABLE person(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  personal INTEGER NOT NULL, information_format TEXT NOT NULL,
  died_on INTEGER,
  UNIQUE (number, version), UNIQUE (ref, version)
) STRICT;

CREATE TABLE person_private(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, person INTEGER NOT NULL,
  sealed BLOB, nhs_mark BLOB,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;
CREATE INDEX person_private_by_nhs_number ON person_private(nhs_mark);

CREATE TABLE representative(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, from_on INTEGER NOT NULL,
  person INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('representative','nominee','parent','deputy','attorney')),
  name_private INTEGER NOT NULL, start_on INTEGER NOT NULL, end_on INTEGER,
  UNIQUE (number, version)
) STRICT;

CREATE TABLE bank_private(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, person INTEGER NOT NULL,
  sealed BLOB, account_mark BLOB,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;
CREATE INDEX bank_private_by_account ON bank_private(account_mark);

CREATE TABLE payee_account(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, from_on INTEGER NOT NULL,
  person INTEGER NOT NULL, organisation INTEGER NOT NULL, bank_private INTEGER NOT NULL,
  check_result TEXT NOT NULL CHECK (check_result IN ('valid','invalid','uncheckable','not-checked')),
  status TEXT NOT NULL CHECK (status IN ('confirmed','blocked')),
  evidence INTEGER, proposed_by INTEGER NOT NULL, confirmed_by INTEGER NOT NULL,
  UNIQUE (number, version)
) STRICT;

CREATE TABLE budget(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  person INTEGER NOT NULL, lead INTEGER NOT NULL,
  start_on INTEGER NOT NULL, end_on INTEGER, contingency INTEGER NOT NULL CHECK (contingency >= 0),
  UNIQUE (number, version), UNIQUE (ref, version)
) STRICT;
CREATE INDEX budget_by_person ON budget(person);

CREATE TABLE plan_line(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  budget INTEGER NOT NULL, body INTEGER NOT NULL, stream INTEGER NOT NULL, option INTEGER NOT NULL,
  purpose_private INTEGER, amount INTEGER NOT NULL CHECK (amount >= 0), frequency TEXT NOT NULL,
  start_on INTEGER NOT NULL, end_on INTEGER,
  UNIQUE (number, version), UNIQUE (ref, version)
) STRICT;
CREATE INDEX plan_line_by_budget ON plan_line(budget);

CREATE TABLE agreement(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  budget INTEGER NOT NULL, option INTEGER NOT NULL,
  payee TEXT NOT NULL, payee_account INTEGER NOT NULL, paid_from INTEGER NOT NULL,
  frequency TEXT NOT NULL CHECK (frequency IN ('four-weekly','monthly','one-off')),
  anchor_on INTEGER NOT NULL, monthly_day INTEGER CHECK (monthly_day BETWEEN 1 AND 31),
  start_on INTEGER NOT NULL, end_on INTEGER,
  timing TEXT NOT NULL CHECK (timing IN ('advance','arrears')),
  contribution INTEGER NOT NULL CHECK (contribution >= 0),
  contribution_basis TEXT NOT NULL CHECK (contribution_basis IN ('','net','gross')),
  status TEXT NOT NULL CHECK (status IN ('draft','active','held','ended')),
  signed_on INTEGER, evidence INTEGER,
  UNIQUE (number, version), UNIQUE (ref, version)
) STRICT;
CREATE INDEX agreement_by_budget ON agreement(budget);

CREATE TABLE proposal(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, subject INTEGER NOT NULL, from_on INTEGER NOT NULL,
  content TEXT NOT NULL, private_row INTEGER, evidence INTEGER, proposed_by INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE evidence(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, person INTEGER NOT NULL, subject TEXT NOT NULL, subject_private INTEGER,
  dated_on INTEGER NOT NULL, given_by INTEGER NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, media_type TEXT NOT NULL,
  keep_until INTEGER, legal_hold INTEGER NOT NULL CHECK (legal_hold IN (0,1)),
  CHECK ((subject = '') = (subject_private IS NOT NULL))
) STRICT;
CREATE TABLE evidence_document(
  evidence INTEGER PRIMARY KEY, content BLOB
) STRICT;

-- What was made unreadable, row by row: verify takes no other emptied row for an erased one.
CREATE TABLE erasure(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  person INTEGER NOT NULL, of_table TEXT NOT NULL, row_id INTEGER NOT NULL,
  UNIQUE (of_table, row_id)
) STRICT;
CREATE INDEX erasure_by_person ON erasure(person);

CREATE TABLE operator_file(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('bank-holidays','modulus','substitution','policy')),
  version TEXT NOT NULL, dated_on INTEGER NOT NULL, sha256 TEXT NOT NULL, content TEXT NOT NULL
) STRICT;

CREATE TABLE opening_balance(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE, amount INTEGER NOT NULL, as_of INTEGER NOT NULL
) STRICT;

CREATE TABLE task(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, subject TEXT NOT NULL, due_on INTEGER NOT NULL, owner TEXT NOT NULL,
  words TEXT NOT NULL, words_private INTEGER, state INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE access_log(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, actor INTEGER NOT NULL,
  person INTEGER NOT NULL, purpose_private INTEGER, what TEXT NOT NULL
) STRICT;

-- Why a setting is what it is: the last row of a name counts.
CREATE TABLE setting_changed(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL
) STRICT;
CREATE INDEX setting_changed_by_name ON setting_changed(name);
)sql";

}  // namespace almoner::ledger
