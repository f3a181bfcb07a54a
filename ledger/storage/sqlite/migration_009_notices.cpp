#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_009_notices = R"sql(
-- A written notice or letter; its reasons and the sum's workings stand in private_text. Its last step
-- is its state.
CREATE TABLE notice(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reduction','stop','suspension','reclaim','offset',
    'transfer','decision','first-payment','uplift','moved-date','held-payment','yearly-statement')),
  budget INTEGER NOT NULL, case_number TEXT NOT NULL,
  amount INTEGER CHECK (amount > 0),
  reasons_private INTEGER NOT NULL, workings_private INTEGER,
  effect_on INTEGER, drafted_on INTEGER NOT NULL, drafted_by INTEGER NOT NULL,
  CHECK (amount IS NULL OR workings_private IS NOT NULL)
) STRICT;
CREATE INDEX notice_by_budget ON notice(budget);
CREATE INDEX notice_by_case ON notice(case_number);
CREATE TRIGGER notice_is_never_changed BEFORE UPDATE ON notice
  BEGIN SELECT RAISE(ABORT, 'a notice is never changed: withdraw it'); END;
CREATE TRIGGER notice_is_never_deleted BEFORE DELETE ON notice
  BEGIN SELECT RAISE(ABORT, 'a notice is never deleted: withdraw it'); END;

-- Issued by another than drafted it; challenged once; matured not before its day, and
-- again once a challenge that was entered late is answered.
CREATE TABLE notice_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  notice INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('drafted','format-checked','issued','deemed-received','running',
    'matured','challenged','upheld','varied','withdrawn')),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL, drafted_by INTEGER, matures_on INTEGER,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)), words_private INTEGER,
  CHECK ((state = 'issued') = (drafted_by IS NOT NULL)), CHECK (drafted_by <> actor),
  CHECK ((state = 'matured') = (matures_on IS NOT NULL)), CHECK (matures_on <= done_on),
  CHECK (holds = 0 OR state = 'challenged'),
  CHECK (state NOT IN ('challenged','upheld','varied','withdrawn') OR words_private IS NOT NULL)
) STRICT;
CREATE INDEX notice_step_by_notice ON notice_step(notice);
CREATE UNIQUE INDEX notice_issued_once ON notice_step(notice) WHERE state = 'issued';
CREATE UNIQUE INDEX notice_challenged_once ON notice_step(notice) WHERE state = 'challenged';
CREATE TRIGGER notice_step_is_never_changed BEFORE UPDATE ON notice_step
  BEGIN SELECT RAISE(ABORT, 'a step of a notice is never changed'); END;
CREATE TRIGGER notice_step_is_never_deleted BEFORE DELETE ON notice_step
  BEGIN SELECT RAISE(ABORT, 'a step of a notice is never deleted'); END;

-- The days of a notice run from its issue, anew when it was varied for the worse or served again:
-- the last of its days counts.
CREATE TABLE notice_clock(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  notice INTEGER NOT NULL, cause TEXT NOT NULL CHECK (cause IN ('issued','varied','served-again')),
  from_on INTEGER NOT NULL, days INTEGER NOT NULL CHECK (days >= 0), matures_on INTEGER NOT NULL,
  CHECK (matures_on >= from_on + days)
) STRICT;
CREATE INDEX notice_clock_by_notice ON notice_clock(notice);
CREATE TRIGGER notice_clock_is_never_changed BEFORE UPDATE ON notice_clock
  BEGIN SELECT RAISE(ABORT, 'the days of a notice are never changed'); END;
CREATE TRIGGER notice_clock_is_never_deleted BEFORE DELETE ON notice_clock
  BEGIN SELECT RAISE(ABORT, 'the days of a notice are never deleted'); END;

-- What one recipient of a notice gets: HTML in the evidence store is the record of it.
CREATE TABLE letter(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  notice INTEGER NOT NULL, cause TEXT NOT NULL CHECK (cause IN ('issue','answer')),
  recipient_kind TEXT NOT NULL CHECK (recipient_kind IN ('person','representative')),
  recipient INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('standard','large-print','easy-read','plain-text','other-language')),
  language TEXT NOT NULL CHECK (language <> ''), made_on INTEGER NOT NULL,
  html INTEGER NOT NULL UNIQUE, plain INTEGER,
  UNIQUE (notice, cause, recipient_kind, recipient)
) STRICT;
CREATE TRIGGER letter_is_never_changed BEFORE UPDATE ON letter
  BEGIN SELECT RAISE(ABORT, 'a letter is never changed'); END;
CREATE TRIGGER letter_is_never_deleted BEFORE DELETE ON letter
  BEGIN SELECT RAISE(ABORT, 'a letter is never deleted'); END;

-- A PDF that was made of it, or why there is none.
CREATE TABLE letter_pdf(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  letter INTEGER NOT NULL, evidence INTEGER, problem_private INTEGER, done_on INTEGER NOT NULL,
  CHECK ((evidence IS NULL) = (problem_private IS NOT NULL))
) STRICT;
CREATE INDEX letter_pdf_by_letter ON letter_pdf(letter);
CREATE UNIQUE INDEX letter_pdf_made_once ON letter_pdf(letter) WHERE evidence IS NOT NULL;

-- Sent is not served: what became of a letter.
CREATE TABLE letter_delivery(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  letter INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sent','returned','served-again','delivered')),
  channel TEXT NOT NULL CHECK (channel IN ('post','email','by-hand','online')),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL, words_private INTEGER
) STRICT;
CREATE INDEX letter_delivery_by_letter ON letter_delivery(letter);
CREATE TRIGGER letter_delivery_is_never_changed BEFORE UPDATE ON letter_delivery
  BEGIN SELECT RAISE(ABORT, 'what became of a letter is never changed'); END;
CREATE TRIGGER letter_delivery_is_never_deleted BEFORE DELETE ON letter_delivery
  BEGIN SELECT RAISE(ABORT, 'what became of a letter is never deleted'); END;

-- In which format and language one who acts for a person reads, and where their letters go.
CREATE TABLE reader_need(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  representative INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('standard','large-print','easy-read','plain-text','other-language')),
  language TEXT NOT NULL CHECK (language <> ''), address_private INTEGER NOT NULL,
  from_on INTEGER NOT NULL, recorded_by INTEGER NOT NULL
) STRICT;
CREATE INDEX reader_need_by_representative ON reader_need(representative);
)sql";

}  // namespace almoner::ledger
