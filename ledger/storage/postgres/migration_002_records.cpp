#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

// Records are dated versions: (number, version) is one version, from_on the day it takes effect,
// and of the versions with from_on <= D the highest one counts on D. Nothing is edited or deleted.
const char* const postgres_002_records = R"sql(
CREATE TABLE actor(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL, role TEXT COLLATE "C" NOT NULL CHECK (role IN ('maker','checker','viewer','scheduler')),
  credential_hash TEXT COLLATE "C" NOT NULL, approve_limit BIGINT CHECK (approve_limit >= 0),
  active BIGINT NOT NULL CHECK (active IN (0,1)),
  UNIQUE (number, version), UNIQUE (ref, version)
);

CREATE TABLE api_token(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  actor BIGINT NOT NULL, sha256 TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length(sha256) = 64)
);

CREATE TABLE organisation(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('nhs','council','support-service','individual-service-fund','trust','provider')),
  name TEXT COLLATE "C" NOT NULL, streams TEXT COLLATE "C" NOT NULL, client_bank_account BIGINT,
  UNIQUE (number, version), UNIQUE (kind, ref, version)
);

CREATE TABLE bank_account(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  owner BIGINT NOT NULL, name TEXT COLLATE "C" NOT NULL,
  sort_code TEXT COLLATE "C" NOT NULL CHECK (length(sort_code) = 6),
  account_number TEXT COLLATE "C" NOT NULL CHECK (length(account_number) = 8),
  rail TEXT COLLATE "C" NOT NULL CHECK (rail IN ('bacs','faster-payments')),
  file_profile TEXT COLLATE "C" NOT NULL, service_user_number TEXT COLLATE "C" NOT NULL, originator_name TEXT COLLATE "C" NOT NULL,
  item_limit BIGINT CHECK (item_limit > 0), file_limit BIGINT CHECK (file_limit > 0),
  UNIQUE (number, version), UNIQUE (ref, version)
);

CREATE TABLE private_text(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, person BIGINT NOT NULL,
  sealed BYTEA, commitment BYTEA NOT NULL CHECK (octet_length(commitment) = 32)
);

CREATE TABLE person(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  personal BIGINT NOT NULL, information_format TEXT COLLATE "C" NOT NULL,
  died_on BIGINT,
  UNIQUE (number, version), UNIQUE (ref, version)
);

CREATE TABLE person_private(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, person BIGINT NOT NULL,
  sealed BYTEA, nhs_mark BYTEA,
  commitment BYTEA NOT NULL CHECK (octet_length(commitment) = 32)
);
CREATE INDEX person_private_by_nhs_number ON person_private(nhs_mark);

CREATE TABLE representative(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, from_on BIGINT NOT NULL,
  person BIGINT NOT NULL,
  role TEXT COLLATE "C" NOT NULL CHECK (role IN ('representative','nominee','parent','deputy','attorney')),
  name_private BIGINT NOT NULL, start_on BIGINT NOT NULL, end_on BIGINT,
  UNIQUE (number, version)
);

CREATE TABLE bank_private(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, person BIGINT NOT NULL,
  sealed BYTEA, account_mark BYTEA,
  commitment BYTEA NOT NULL CHECK (octet_length(commitment) = 32)
);
CREATE INDEX bank_private_by_account ON bank_private(account_mark);

CREATE TABLE payee_account(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, from_on BIGINT NOT NULL,
  person BIGINT NOT NULL, organisation BIGINT NOT NULL, bank_private BIGINT NOT NULL,
  check_result TEXT COLLATE "C" NOT NULL CHECK (check_result IN ('valid','invalid','uncheckable','not-checked')),
  status TEXT COLLATE "C" NOT NULL CHECK (status IN ('confirmed','blocked')),
  evidence BIGINT, proposed_by BIGINT NOT NULL, confirmed_by BIGINT NOT NULL,
  UNIQUE (number, version)
);

CREATE TABLE budget(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  person BIGINT NOT NULL, lead BIGINT NOT NULL,
  start_on BIGINT NOT NULL, end_on BIGINT, contingency BIGINT NOT NULL CHECK (contingency >= 0),
  UNIQUE (number, version), UNIQUE (ref, version)
);
CREATE INDEX budget_by_person ON budget(person);

CREATE TABLE plan_line(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  budget BIGINT NOT NULL, body BIGINT NOT NULL, stream BIGINT NOT NULL, option BIGINT NOT NULL,
  purpose_private BIGINT, amount BIGINT NOT NULL CHECK (amount >= 0), frequency TEXT COLLATE "C" NOT NULL,
  start_on BIGINT NOT NULL, end_on BIGINT,
  UNIQUE (number, version), UNIQUE (ref, version)
);
CREATE INDEX plan_line_by_budget ON plan_line(budget);

CREATE TABLE agreement(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  budget BIGINT NOT NULL, option BIGINT NOT NULL,
  payee TEXT COLLATE "C" NOT NULL, payee_account BIGINT NOT NULL, paid_from BIGINT NOT NULL,
  frequency TEXT COLLATE "C" NOT NULL CHECK (frequency IN ('four-weekly','monthly','one-off')),
  anchor_on BIGINT NOT NULL, monthly_day BIGINT CHECK (monthly_day BETWEEN 1 AND 31),
  start_on BIGINT NOT NULL, end_on BIGINT,
  timing TEXT COLLATE "C" NOT NULL CHECK (timing IN ('advance','arrears')),
  contribution BIGINT NOT NULL CHECK (contribution >= 0),
  contribution_basis TEXT COLLATE "C" NOT NULL CHECK (contribution_basis IN ('','net','gross')),
  status TEXT COLLATE "C" NOT NULL CHECK (status IN ('draft','active','held','ended')),
  signed_on BIGINT, evidence BIGINT,
  UNIQUE (number, version), UNIQUE (ref, version)
);
CREATE INDEX agreement_by_budget ON agreement(budget);

CREATE TABLE proposal(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL, subject BIGINT NOT NULL, from_on BIGINT NOT NULL,
  content TEXT COLLATE "C" NOT NULL, private_row BIGINT, evidence BIGINT, proposed_by BIGINT NOT NULL,
  state BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE evidence(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL, person BIGINT NOT NULL, subject TEXT COLLATE "C" NOT NULL, subject_private BIGINT,
  dated_on BIGINT NOT NULL, given_by BIGINT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL, bytes BIGINT NOT NULL, media_type TEXT COLLATE "C" NOT NULL,
  keep_until BIGINT, legal_hold BIGINT NOT NULL CHECK (legal_hold IN (0,1)),
  CHECK ((subject = '') = (subject_private IS NOT NULL))
);
CREATE TABLE evidence_document(
  evidence BIGINT PRIMARY KEY, content BYTEA
);

-- What was made unreadable, row by row: verify takes no other emptied row for an erased one.
CREATE TABLE erasure(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  person BIGINT NOT NULL, of_table TEXT COLLATE "C" NOT NULL, row_id BIGINT NOT NULL,
  UNIQUE (of_table, row_id)
);
CREATE INDEX erasure_by_person ON erasure(person);

CREATE TABLE operator_file(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('bank-holidays','modulus','substitution','policy')),
  version TEXT COLLATE "C" NOT NULL, dated_on BIGINT NOT NULL, sha256 TEXT COLLATE "C" NOT NULL, content TEXT COLLATE "C" NOT NULL
);

CREATE TABLE opening_balance(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  key TEXT COLLATE "C" NOT NULL UNIQUE, amount BIGINT NOT NULL, as_of BIGINT NOT NULL
);

CREATE TABLE task(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL, due_on BIGINT NOT NULL, owner TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL, words_private BIGINT, state BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE access_log(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, at_ms BIGINT NOT NULL, actor BIGINT NOT NULL,
  person BIGINT NOT NULL, purpose_private BIGINT, what TEXT COLLATE "C" NOT NULL
);

-- Why a setting is what it is: the last row of a name counts.
CREATE TABLE setting_changed(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, name TEXT COLLATE "C" NOT NULL, value TEXT COLLATE "C" NOT NULL
);
CREATE INDEX setting_changed_by_name ON setting_changed(name);
)sql";

}  // namespace almoner::ledger
