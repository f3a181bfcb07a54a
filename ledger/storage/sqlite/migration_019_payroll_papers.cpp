#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_019_payroll_papers = R"sql(
-- A paper of payroll as it was given: a payslip, P45, P60, P32, P11, SSP1, SMP1 or pension letter.
CREATE TABLE payroll_paper(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('payslip','p45','p60','p32','p11','ssp1','smp1',
    'pension-joined','pension-postponed')),
  employer INTEGER NOT NULL, employment INTEGER NOT NULL,
  slip INTEGER NOT NULL, absence INTEGER NOT NULL, tax_year INTEGER NOT NULL,
  person INTEGER NOT NULL,
  format TEXT NOT NULL, channel TEXT NOT NULL CHECK (channel IN ('portal','email','post')),
  html INTEGER NOT NULL, plain INTEGER, replaces INTEGER NOT NULL,
  made_on INTEGER NOT NULL, made_by INTEGER NOT NULL
) STRICT;
CREATE INDEX payroll_paper_by_employer ON payroll_paper(employer);
CREATE INDEX payroll_paper_by_slip ON payroll_paper(slip);
CREATE UNIQUE INDEX payroll_paper_replaced_once ON payroll_paper(replaces) WHERE replaces <> 0;

-- Each try to make a PDF of it.
CREATE TABLE payroll_paper_pdf(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  paper INTEGER NOT NULL, evidence INTEGER, problem_private INTEGER, done_on INTEGER NOT NULL,
  CHECK ((evidence IS NULL) <> (problem_private IS NULL))
) STRICT;
CREATE INDEX payroll_paper_pdf_by_paper ON payroll_paper_pdf(paper);

-- What became of it on its way.
CREATE TABLE payroll_paper_delivery(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  paper INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sent','returned','served-again','delivered')),
  channel TEXT NOT NULL CHECK (channel IN ('post','email','by-hand','online')),
  words_private INTEGER, done_on INTEGER NOT NULL, actor INTEGER NOT NULL
) STRICT;
CREATE INDEX payroll_paper_delivery_by_paper ON payroll_paper_delivery(paper);

-- A message to HMRC of one employer's scheme.
CREATE TABLE hmrc_filing(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employer INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('fps','eps','nvr')),
  purpose TEXT NOT NULL CHECK (purpose IN
    ('paid','corrected','nobody-paid','allowance','last-of-year','nino')),
  tax_year INTEGER NOT NULL, tax_month INTEGER NOT NULL CHECK (tax_month BETWEEN 0 AND 12),
  about INTEGER NOT NULL, says_yes INTEGER NOT NULL CHECK (says_yes IN (0,1)),
  late_reason TEXT NOT NULL CHECK (late_reason IN ('','A','B','C','D','E','F','G','H')),
  transaction_id TEXT NOT NULL UNIQUE CHECK (length(transaction_id) = 32),
  mark TEXT NOT NULL, mark_shown TEXT NOT NULL,
  made_on INTEGER NOT NULL, made_by INTEGER NOT NULL
) STRICT;
CREATE INDEX hmrc_filing_by_employer ON hmrc_filing(employer);

-- The message in pieces, each under the key of whom it is about.
CREATE TABLE hmrc_filing_part(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  filing INTEGER NOT NULL, position INTEGER NOT NULL CHECK (position >= 0),
  employment INTEGER NOT NULL, body_private INTEGER NOT NULL,
  UNIQUE (filing, position)
) STRICT;

-- What it told of a slip, with the sums of the year so far as they were told.
CREATE TABLE hmrc_filing_slip(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  filing INTEGER NOT NULL, slip INTEGER NOT NULL,
  pay_to_date INTEGER NOT NULL, tax_to_date INTEGER NOT NULL,
  ni_to_date INTEGER NOT NULL, loans_to_date INTEGER NOT NULL,
  UNIQUE (filing, slip)
) STRICT;
CREATE INDEX hmrc_filing_slip_by_slip ON hmrc_filing_slip(slip);

-- Each step of its life; the last is its state. HMRC's words are sealed.
CREATE TABLE hmrc_filing_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  filing INTEGER NOT NULL, step INTEGER NOT NULL CHECK (step >= 1),
  state TEXT NOT NULL CHECK (state IN
    ('made','in_doubt','acknowledged','accepted','rejected','duplicate')),
  is_answer_held INTEGER NOT NULL CHECK (is_answer_held IN (0,1)),
  try_after_s INTEGER NOT NULL, outages INTEGER NOT NULL CHECK (outages >= 0),
  details_private INTEGER, done_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  UNIQUE (filing, step)
) STRICT;

-- What was given and told stays as it was.
CREATE TRIGGER payroll_paper_is_never_changed BEFORE UPDATE ON payroll_paper
  BEGIN SELECT RAISE(ABORT, 'a paper of payroll is never changed'); END;
CREATE TRIGGER payroll_paper_is_never_deleted BEFORE DELETE ON payroll_paper
  BEGIN SELECT RAISE(ABORT, 'a paper of payroll is never deleted'); END;
CREATE TRIGGER payroll_paper_pdf_is_never_changed BEFORE UPDATE ON payroll_paper_pdf
  BEGIN SELECT RAISE(ABORT, 'a try to make a PDF is never changed'); END;
CREATE TRIGGER payroll_paper_pdf_is_never_deleted BEFORE DELETE ON payroll_paper_pdf
  BEGIN SELECT RAISE(ABORT, 'a try to make a PDF is never deleted'); END;
CREATE TRIGGER payroll_paper_delivery_is_never_changed BEFORE UPDATE ON payroll_paper_delivery
  BEGIN SELECT RAISE(ABORT, 'a delivery is never changed'); END;
CREATE TRIGGER payroll_paper_delivery_is_never_deleted BEFORE DELETE ON payroll_paper_delivery
  BEGIN SELECT RAISE(ABORT, 'a delivery is never deleted'); END;
CREATE TRIGGER hmrc_filing_is_never_changed BEFORE UPDATE ON hmrc_filing
  BEGIN SELECT RAISE(ABORT, 'a filing is never changed'); END;
CREATE TRIGGER hmrc_filing_is_never_deleted BEFORE DELETE ON hmrc_filing
  BEGIN SELECT RAISE(ABORT, 'a filing is never deleted'); END;
CREATE TRIGGER hmrc_filing_part_is_never_changed BEFORE UPDATE ON hmrc_filing_part
  BEGIN SELECT RAISE(ABORT, 'a filing is never changed'); END;
CREATE TRIGGER hmrc_filing_part_is_never_deleted BEFORE DELETE ON hmrc_filing_part
  BEGIN SELECT RAISE(ABORT, 'a filing is never deleted'); END;
CREATE TRIGGER hmrc_filing_slip_is_never_changed BEFORE UPDATE ON hmrc_filing_slip
  BEGIN SELECT RAISE(ABORT, 'a filing is never changed'); END;
CREATE TRIGGER hmrc_filing_slip_is_never_deleted BEFORE DELETE ON hmrc_filing_slip
  BEGIN SELECT RAISE(ABORT, 'a filing is never deleted'); END;
CREATE TRIGGER hmrc_filing_step_is_never_changed BEFORE UPDATE ON hmrc_filing_step
  BEGIN SELECT RAISE(ABORT, 'a step of a filing is never changed'); END;
CREATE TRIGGER hmrc_filing_step_is_never_deleted BEFORE DELETE ON hmrc_filing_step
  BEGIN SELECT RAISE(ABORT, 'a step of a filing is never deleted'); END;
)sql";

}  // namespace almoner::ledger
