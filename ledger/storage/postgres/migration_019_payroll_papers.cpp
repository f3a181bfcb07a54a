#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_019_payroll_papers = R"sql(
-- A paper of payroll as it was given: a payslip, P45, P60, P32, P11, SSP1, SMP1 or pension letter.
CREATE TABLE payroll_paper(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('payslip','p45','p60','p32','p11','ssp1','smp1',
    'pension-joined','pension-postponed')),
  employer BIGINT NOT NULL, employment BIGINT NOT NULL,
  slip BIGINT NOT NULL, absence BIGINT NOT NULL, tax_year BIGINT NOT NULL,
  person BIGINT NOT NULL,
  format TEXT COLLATE "C" NOT NULL, channel TEXT COLLATE "C" NOT NULL CHECK (channel IN ('portal','email','post')),
  html BIGINT NOT NULL, plain BIGINT, replaces BIGINT NOT NULL,
  made_on BIGINT NOT NULL, made_by BIGINT NOT NULL
);
CREATE INDEX payroll_paper_by_employer ON payroll_paper(employer);
CREATE INDEX payroll_paper_by_slip ON payroll_paper(slip);
CREATE UNIQUE INDEX payroll_paper_replaced_once ON payroll_paper(replaces) WHERE replaces <> 0;

-- Each try to make a PDF of it.
CREATE TABLE payroll_paper_pdf(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  paper BIGINT NOT NULL, evidence BIGINT, problem_private BIGINT, done_on BIGINT NOT NULL,
  CHECK ((evidence IS NULL) <> (problem_private IS NULL))
);
CREATE INDEX payroll_paper_pdf_by_paper ON payroll_paper_pdf(paper);

-- What became of it on its way.
CREATE TABLE payroll_paper_delivery(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  paper BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('sent','returned','served-again','delivered')),
  channel TEXT COLLATE "C" NOT NULL CHECK (channel IN ('post','email','by-hand','online')),
  words_private BIGINT, done_on BIGINT NOT NULL, actor BIGINT NOT NULL
);
CREATE INDEX payroll_paper_delivery_by_paper ON payroll_paper_delivery(paper);

-- A message to HMRC of one employer's scheme.
CREATE TABLE hmrc_filing(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employer BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('fps','eps','nvr')),
  purpose TEXT COLLATE "C" NOT NULL CHECK (purpose IN
    ('paid','corrected','nobody-paid','allowance','last-of-year','nino')),
  tax_year BIGINT NOT NULL, tax_month BIGINT NOT NULL CHECK (tax_month BETWEEN 0 AND 12),
  about BIGINT NOT NULL, says_yes BIGINT NOT NULL CHECK (says_yes IN (0,1)),
  late_reason TEXT COLLATE "C" NOT NULL CHECK (late_reason IN ('','A','B','C','D','E','F','G','H')),
  transaction_id TEXT COLLATE "C" NOT NULL UNIQUE CHECK (length(transaction_id) = 32),
  mark TEXT COLLATE "C" NOT NULL, mark_shown TEXT COLLATE "C" NOT NULL,
  made_on BIGINT NOT NULL, made_by BIGINT NOT NULL
);
CREATE INDEX hmrc_filing_by_employer ON hmrc_filing(employer);

-- The message in pieces, each under the key of whom it is about.
CREATE TABLE hmrc_filing_part(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  filing BIGINT NOT NULL, position BIGINT NOT NULL CHECK (position >= 0),
  employment BIGINT NOT NULL, body_private BIGINT NOT NULL,
  UNIQUE (filing, position)
);

-- What it told of a slip, with the sums of the year so far as they were told.
CREATE TABLE hmrc_filing_slip(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  filing BIGINT NOT NULL, slip BIGINT NOT NULL,
  pay_to_date BIGINT NOT NULL, tax_to_date BIGINT NOT NULL,
  ni_to_date BIGINT NOT NULL, loans_to_date BIGINT NOT NULL,
  UNIQUE (filing, slip)
);
CREATE INDEX hmrc_filing_slip_by_slip ON hmrc_filing_slip(slip);

-- Each step of its life; the last is its state. HMRC's words are sealed.
CREATE TABLE hmrc_filing_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  filing BIGINT NOT NULL, step BIGINT NOT NULL CHECK (step >= 1),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN
    ('made','in_doubt','acknowledged','accepted','rejected','duplicate')),
  is_answer_held BIGINT NOT NULL CHECK (is_answer_held IN (0,1)),
  try_after_s BIGINT NOT NULL, outages BIGINT NOT NULL CHECK (outages >= 0),
  details_private BIGINT, done_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  UNIQUE (filing, step)
);

-- What was given and told stays as it was.
CREATE TRIGGER payroll_paper_is_never_changed BEFORE UPDATE ON payroll_paper
  FOR EACH ROW EXECUTE FUNCTION refuse('a paper of payroll is never changed');
CREATE TRIGGER payroll_paper_is_never_deleted BEFORE DELETE ON payroll_paper
  FOR EACH ROW EXECUTE FUNCTION refuse('a paper of payroll is never deleted');
CREATE TRIGGER payroll_paper_is_never_emptied BEFORE TRUNCATE ON payroll_paper
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a paper of payroll is never deleted');
CREATE TRIGGER payroll_paper_pdf_is_never_changed BEFORE UPDATE ON payroll_paper_pdf
  FOR EACH ROW EXECUTE FUNCTION refuse('a try to make a PDF is never changed');
CREATE TRIGGER payroll_paper_pdf_is_never_deleted BEFORE DELETE ON payroll_paper_pdf
  FOR EACH ROW EXECUTE FUNCTION refuse('a try to make a PDF is never deleted');
CREATE TRIGGER payroll_paper_pdf_is_never_emptied BEFORE TRUNCATE ON payroll_paper_pdf
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a try to make a PDF is never deleted');
CREATE TRIGGER payroll_paper_delivery_is_never_changed BEFORE UPDATE ON payroll_paper_delivery
  FOR EACH ROW EXECUTE FUNCTION refuse('a delivery is never changed');
CREATE TRIGGER payroll_paper_delivery_is_never_deleted BEFORE DELETE ON payroll_paper_delivery
  FOR EACH ROW EXECUTE FUNCTION refuse('a delivery is never deleted');
CREATE TRIGGER payroll_paper_delivery_is_never_emptied BEFORE TRUNCATE ON payroll_paper_delivery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a delivery is never deleted');
CREATE TRIGGER hmrc_filing_is_never_changed BEFORE UPDATE ON hmrc_filing
  FOR EACH ROW EXECUTE FUNCTION refuse('a filing is never changed');
CREATE TRIGGER hmrc_filing_is_never_deleted BEFORE DELETE ON hmrc_filing
  FOR EACH ROW EXECUTE FUNCTION refuse('a filing is never deleted');
CREATE TRIGGER hmrc_filing_is_never_emptied BEFORE TRUNCATE ON hmrc_filing
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a filing is never deleted');
CREATE TRIGGER hmrc_filing_part_is_never_changed BEFORE UPDATE ON hmrc_filing_part
  FOR EACH ROW EXECUTE FUNCTION refuse('a filing is never changed');
CREATE TRIGGER hmrc_filing_part_is_never_deleted BEFORE DELETE ON hmrc_filing_part
  FOR EACH ROW EXECUTE FUNCTION refuse('a filing is never deleted');
CREATE TRIGGER hmrc_filing_part_is_never_emptied BEFORE TRUNCATE ON hmrc_filing_part
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a filing is never deleted');
CREATE TRIGGER hmrc_filing_slip_is_never_changed BEFORE UPDATE ON hmrc_filing_slip
  FOR EACH ROW EXECUTE FUNCTION refuse('a filing is never changed');
CREATE TRIGGER hmrc_filing_slip_is_never_deleted BEFORE DELETE ON hmrc_filing_slip
  FOR EACH ROW EXECUTE FUNCTION refuse('a filing is never deleted');
CREATE TRIGGER hmrc_filing_slip_is_never_emptied BEFORE TRUNCATE ON hmrc_filing_slip
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a filing is never deleted');
CREATE TRIGGER hmrc_filing_step_is_never_changed BEFORE UPDATE ON hmrc_filing_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a filing is never changed');
CREATE TRIGGER hmrc_filing_step_is_never_deleted BEFORE DELETE ON hmrc_filing_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a filing is never deleted');
CREATE TRIGGER hmrc_filing_step_is_never_emptied BEFORE TRUNCATE ON hmrc_filing_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a step of a filing is never deleted');
)sql";

}  // namespace almoner::ledger
