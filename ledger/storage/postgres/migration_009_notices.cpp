#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_009_notices = R"sql(
-- A written notice or letter; its reasons and the sum's workings stand in private_text. Its last step
-- is its state.
CREATE TABLE notice(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('reduction','stop','suspension','reclaim','offset',
    'transfer','decision','first-payment','uplift','moved-date','held-payment','yearly-statement')),
  budget BIGINT NOT NULL, case_number TEXT COLLATE "C" NOT NULL,
  amount BIGINT CHECK (amount > 0),
  reasons_private BIGINT NOT NULL, workings_private BIGINT,
  effect_on BIGINT, drafted_on BIGINT NOT NULL, drafted_by BIGINT NOT NULL,
  CHECK (amount IS NULL OR workings_private IS NOT NULL)
);
CREATE INDEX notice_by_budget ON notice(budget);
CREATE INDEX notice_by_case ON notice(case_number);
CREATE TRIGGER notice_is_never_changed BEFORE UPDATE ON notice
  FOR EACH ROW EXECUTE FUNCTION refuse('a notice is never changed: withdraw it');
CREATE TRIGGER notice_is_never_deleted BEFORE DELETE ON notice
  FOR EACH ROW EXECUTE FUNCTION refuse('a notice is never deleted: withdraw it');
CREATE TRIGGER notice_is_never_emptied BEFORE TRUNCATE ON notice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a notice is never deleted: withdraw it');

-- Issued by another than drafted it; challenged once; matured not before its day, and
-- again once a challenge that was entered late is answered.
CREATE TABLE notice_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  notice BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('drafted','format-checked','issued','deemed-received','running',
    'matured','challenged','upheld','varied','withdrawn')),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL, drafted_by BIGINT, matures_on BIGINT,
  holds BIGINT NOT NULL CHECK (holds IN (0, 1)), words_private BIGINT,
  CHECK ((state = 'issued') = (drafted_by IS NOT NULL)), CHECK (drafted_by <> actor),
  CHECK ((state = 'matured') = (matures_on IS NOT NULL)), CHECK (matures_on <= done_on),
  CHECK (holds = 0 OR state = 'challenged'),
  CHECK (state NOT IN ('challenged','upheld','varied','withdrawn') OR words_private IS NOT NULL)
);
CREATE INDEX notice_step_by_notice ON notice_step(notice);
CREATE UNIQUE INDEX notice_issued_once ON notice_step(notice) WHERE state = 'issued';
CREATE UNIQUE INDEX notice_challenged_once ON notice_step(notice) WHERE state = 'challenged';
CREATE TRIGGER notice_step_is_never_changed BEFORE UPDATE ON notice_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a notice is never changed');
CREATE TRIGGER notice_step_is_never_deleted BEFORE DELETE ON notice_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a notice is never deleted');
CREATE TRIGGER notice_step_is_never_emptied BEFORE TRUNCATE ON notice_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a step of a notice is never deleted');

-- The days of a notice run from its issue, anew when it was varied for the worse or served again:
-- the last of its days counts.
CREATE TABLE notice_clock(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  notice BIGINT NOT NULL, cause TEXT COLLATE "C" NOT NULL CHECK (cause IN ('issued','varied','served-again')),
  from_on BIGINT NOT NULL, days BIGINT NOT NULL CHECK (days >= 0), matures_on BIGINT NOT NULL,
  CHECK (matures_on >= from_on + days)
);
CREATE INDEX notice_clock_by_notice ON notice_clock(notice);
CREATE TRIGGER notice_clock_is_never_changed BEFORE UPDATE ON notice_clock
  FOR EACH ROW EXECUTE FUNCTION refuse('the days of a notice are never changed');
CREATE TRIGGER notice_clock_is_never_deleted BEFORE DELETE ON notice_clock
  FOR EACH ROW EXECUTE FUNCTION refuse('the days of a notice are never deleted');
CREATE TRIGGER notice_clock_is_never_emptied BEFORE TRUNCATE ON notice_clock
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the days of a notice are never deleted');

-- What one recipient of a notice gets: HTML in the evidence store is the record of it.
CREATE TABLE letter(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  notice BIGINT NOT NULL, cause TEXT COLLATE "C" NOT NULL CHECK (cause IN ('issue','answer')),
  recipient_kind TEXT COLLATE "C" NOT NULL CHECK (recipient_kind IN ('person','representative')),
  recipient BIGINT NOT NULL,
  format TEXT COLLATE "C" NOT NULL CHECK (format IN ('standard','large-print','easy-read','plain-text','other-language')),
  language TEXT COLLATE "C" NOT NULL CHECK (language <> ''), made_on BIGINT NOT NULL,
  html BIGINT NOT NULL UNIQUE, plain BIGINT,
  UNIQUE (notice, cause, recipient_kind, recipient)
);
CREATE TRIGGER letter_is_never_changed BEFORE UPDATE ON letter
  FOR EACH ROW EXECUTE FUNCTION refuse('a letter is never changed');
CREATE TRIGGER letter_is_never_deleted BEFORE DELETE ON letter
  FOR EACH ROW EXECUTE FUNCTION refuse('a letter is never deleted');
CREATE TRIGGER letter_is_never_emptied BEFORE TRUNCATE ON letter
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a letter is never deleted');

-- A PDF that was made of it, or why there is none.
CREATE TABLE letter_pdf(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  letter BIGINT NOT NULL, evidence BIGINT, problem_private BIGINT, done_on BIGINT NOT NULL,
  CHECK ((evidence IS NULL) = (problem_private IS NOT NULL))
);
CREATE INDEX letter_pdf_by_letter ON letter_pdf(letter);
CREATE UNIQUE INDEX letter_pdf_made_once ON letter_pdf(letter) WHERE evidence IS NOT NULL;

-- Sent is not served: what became of a letter.
CREATE TABLE letter_delivery(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  letter BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('sent','returned','served-again','delivered')),
  channel TEXT COLLATE "C" NOT NULL CHECK (channel IN ('post','email','by-hand','online')),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL, words_private BIGINT
);
CREATE INDEX letter_delivery_by_letter ON letter_delivery(letter);
CREATE TRIGGER letter_delivery_is_never_changed BEFORE UPDATE ON letter_delivery
  FOR EACH ROW EXECUTE FUNCTION refuse('what became of a letter is never changed');
CREATE TRIGGER letter_delivery_is_never_deleted BEFORE DELETE ON letter_delivery
  FOR EACH ROW EXECUTE FUNCTION refuse('what became of a letter is never deleted');
CREATE TRIGGER letter_delivery_is_never_emptied BEFORE TRUNCATE ON letter_delivery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what became of a letter is never deleted');

-- In which format and language one who acts for a person reads, and where their letters go.
CREATE TABLE reader_need(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  representative BIGINT NOT NULL,
  format TEXT COLLATE "C" NOT NULL CHECK (format IN ('standard','large-print','easy-read','plain-text','other-language')),
  language TEXT COLLATE "C" NOT NULL CHECK (language <> ''), address_private BIGINT NOT NULL,
  from_on BIGINT NOT NULL, recorded_by BIGINT NOT NULL
);
CREATE INDEX reader_need_by_representative ON reader_need(representative);
)sql";

}  // namespace almoner::ledger
