#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_014_payroll_runs = R"sql(
-- A payroll of one payday: all employers of a service on one cycle, or one job beside it.
CREATE TABLE payroll_run(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  service BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('cycle','off-cycle','leaver','correction')),
  frequency TEXT COLLATE "C" NOT NULL CHECK (frequency IN ('weekly','two-weekly','four-weekly','monthly')),
  payday BIGINT NOT NULL, employment BIGINT NOT NULL, rates TEXT COLLATE "C" NOT NULL,
  rates_sha256 TEXT COLLATE "C" NOT NULL, drafted_by BIGINT NOT NULL,
  CHECK ((kind = 'cycle') = (employment = 0))
);
CREATE INDEX payroll_run_by_payday ON payroll_run(payday);

-- The last step of a run is its state.
CREATE TABLE payroll_run_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  run BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft','approved','posted','cancelled')),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  UNIQUE (run, state)
);

-- One job's slip: every figure, and the year to date behind it.
CREATE TABLE pay_slip(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  run BIGINT NOT NULL, employment BIGINT NOT NULL, employer BIGINT NOT NULL, budget BIGINT NOT NULL,
  option BIGINT NOT NULL, client_account BIGINT NOT NULL, payee_account BIGINT NOT NULL,
  payee_version BIGINT NOT NULL, paid_on BIGINT NOT NULL, tax_year BIGINT NOT NULL,
  period_no BIGINT NOT NULL CHECK (period_no > 0), period_first BIGINT NOT NULL,
  period_last BIGINT NOT NULL, tax_code TEXT COLLATE "C" NOT NULL,
  tax_basis TEXT COLLATE "C" NOT NULL CHECK (tax_basis IN ('C','N')),
  ni_letter TEXT COLLATE "C" NOT NULL CHECK (length(ni_letter) = 1), loans TEXT COLLATE "C" NOT NULL,
  is_after_leaving BIGINT NOT NULL CHECK (is_after_leaving IN (0, 1)),
  gross BIGINT NOT NULL CHECK (gross >= 0), expenses BIGINT NOT NULL CHECK (expenses >= 0),
  taxable BIGINT NOT NULL, tax BIGINT NOT NULL, ni_employee BIGINT NOT NULL, ni_employer BIGINT NOT NULL,
  at_lel BIGINT NOT NULL, lel_to_pt BIGINT NOT NULL, pt_to_uel BIGINT NOT NULL, loan BIGINT NOT NULL,
  postgraduate BIGINT NOT NULL, pension_qualifying BIGINT NOT NULL, pension_employee BIGINT NOT NULL,
  pension_relief BIGINT NOT NULL, pension_employer BIGINT NOT NULL, attachment BIGINT NOT NULL,
  recovered BIGINT NOT NULL CHECK (recovered >= 0), net BIGINT NOT NULL,
  paid BIGINT NOT NULL CHECK (paid >= 0), allowance BIGINT NOT NULL CHECK (allowance >= 0),
  taxable_to_date BIGINT NOT NULL, tax_to_date BIGINT NOT NULL, corrects BIGINT NOT NULL,
  overpaid BIGINT NOT NULL CHECK (overpaid >= 0),
  CHECK (net = gross - tax - ni_employee - loan - postgraduate - pension_employee - attachment),
  CHECK (paid = net + expenses - recovered),
  CHECK (period_last >= period_first),
  CHECK (corrects <> id),
  CHECK (corrects <> 0 OR overpaid = 0),
  UNIQUE (run, employment)
);
CREATE INDEX pay_slip_by_employment ON pay_slip(employment);
CREATE INDEX pay_slip_by_employer ON pay_slip(employer);
CREATE UNIQUE INDEX pay_slip_by_corrects ON pay_slip(corrects) WHERE corrects <> 0;

-- What the pay of a slip is made of; timesheet 0: from none.
CREATE TABLE pay_slip_line(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, line BIGINT NOT NULL CHECK (line > 0), kind TEXT COLLATE "C" NOT NULL,
  quantity BIGINT NOT NULL CHECK (quantity >= 0), rate BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount >= 0),
  counts TEXT COLLATE "C" NOT NULL CHECK (counts IN ('wage','pay','expense')),
  rule TEXT COLLATE "C" NOT NULL, timesheet BIGINT NOT NULL,
  UNIQUE (slip, line)
);
CREATE INDEX pay_slip_line_by_timesheet ON pay_slip_line(timesheet) WHERE timesheet <> 0;

-- What an order took of a slip, and what it carries to the next.
CREATE TABLE pay_slip_order(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, pay_order BIGINT NOT NULL, taken BIGINT NOT NULL CHECK (taken >= 0),
  arrears BIGINT NOT NULL CHECK (arrears >= 0),
  UNIQUE (slip, pay_order)
);
CREATE INDEX pay_slip_order_by_order ON pay_slip_order(pay_order);

-- What each plan line bears of a slip.
CREATE TABLE pay_slip_split(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, plan_line BIGINT NOT NULL, body BIGINT NOT NULL, stream BIGINT NOT NULL,
  net_pay BIGINT NOT NULL CHECK (net_pay >= 0), hmrc BIGINT NOT NULL,
  pension BIGINT NOT NULL CHECK (pension >= 0), attachment BIGINT NOT NULL CHECK (attachment >= 0),
  UNIQUE (slip, plan_line)
);

-- What a person is to look at before a run is approved; slip 0: the job has none.
CREATE TABLE pay_slip_finding(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  run BIGINT NOT NULL, slip BIGINT NOT NULL, employment BIGINT NOT NULL, code TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL, other BIGINT NOT NULL
);
CREATE INDEX pay_slip_finding_by_run ON pay_slip_finding(run);

-- A slip in the books, once: out of the fund, owed above it, or shown alone.
CREATE TABLE pay_slip_posting(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, way TEXT COLLATE "C" NOT NULL CHECK (way IN ('posted','owed','shown')),
  first_transfer BIGINT NOT NULL, last_transfer BIGINT NOT NULL, posted_on BIGINT NOT NULL,
  CHECK ((way = 'shown') = (first_transfer = 0)),
  CHECK (last_transfer >= first_transfer),
  UNIQUE (slip)
);

-- How an assistant agreed to give back what a corrected slip shows to be overpaid.
CREATE TABLE pay_recovery(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, employment BIGINT NOT NULL, owed BIGINT NOT NULL,
  each_time BIGINT NOT NULL CHECK (each_time > 0), evidence BIGINT NOT NULL, agreed_on BIGINT NOT NULL,
  actor BIGINT NOT NULL,
  CHECK (each_time <= owed),
  UNIQUE (slip)
);
CREATE INDEX pay_recovery_by_employment ON pay_recovery(employment);

-- What was reckoned stays as it was written.
CREATE TRIGGER payroll_run_is_never_changed BEFORE UPDATE ON payroll_run
  FOR EACH ROW EXECUTE FUNCTION refuse('a payroll run is never changed');
CREATE TRIGGER payroll_run_is_never_deleted BEFORE DELETE ON payroll_run
  FOR EACH ROW EXECUTE FUNCTION refuse('a payroll run is never deleted');
CREATE TRIGGER payroll_run_is_never_emptied BEFORE TRUNCATE ON payroll_run
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a payroll run is never deleted');
CREATE TRIGGER payroll_run_step_is_never_changed BEFORE UPDATE ON payroll_run_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a payroll run is never changed');
CREATE TRIGGER payroll_run_step_is_never_deleted BEFORE DELETE ON payroll_run_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a payroll run is never deleted');
CREATE TRIGGER payroll_run_step_is_never_emptied BEFORE TRUNCATE ON payroll_run_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a step of a payroll run is never deleted');
CREATE TRIGGER pay_slip_is_never_changed BEFORE UPDATE ON pay_slip
  FOR EACH ROW EXECUTE FUNCTION refuse('a slip is never changed');
CREATE TRIGGER pay_slip_is_never_deleted BEFORE DELETE ON pay_slip
  FOR EACH ROW EXECUTE FUNCTION refuse('a slip is never deleted');
CREATE TRIGGER pay_slip_is_never_emptied BEFORE TRUNCATE ON pay_slip
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a slip is never deleted');
CREATE TRIGGER pay_slip_line_is_never_changed BEFORE UPDATE ON pay_slip_line
  FOR EACH ROW EXECUTE FUNCTION refuse('a line of a slip is never changed');
CREATE TRIGGER pay_slip_line_is_never_deleted BEFORE DELETE ON pay_slip_line
  FOR EACH ROW EXECUTE FUNCTION refuse('a line of a slip is never deleted');
CREATE TRIGGER pay_slip_line_is_never_emptied BEFORE TRUNCATE ON pay_slip_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a line of a slip is never deleted');
CREATE TRIGGER pay_slip_order_is_never_changed BEFORE UPDATE ON pay_slip_order
  FOR EACH ROW EXECUTE FUNCTION refuse('what an order took is never changed');
CREATE TRIGGER pay_slip_order_is_never_deleted BEFORE DELETE ON pay_slip_order
  FOR EACH ROW EXECUTE FUNCTION refuse('what an order took is never deleted');
CREATE TRIGGER pay_slip_order_is_never_emptied BEFORE TRUNCATE ON pay_slip_order
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what an order took is never deleted');
CREATE TRIGGER pay_slip_split_is_never_changed BEFORE UPDATE ON pay_slip_split
  FOR EACH ROW EXECUTE FUNCTION refuse('what a plan line bears is never changed');
CREATE TRIGGER pay_slip_split_is_never_deleted BEFORE DELETE ON pay_slip_split
  FOR EACH ROW EXECUTE FUNCTION refuse('what a plan line bears is never deleted');
CREATE TRIGGER pay_slip_split_is_never_emptied BEFORE TRUNCATE ON pay_slip_split
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what a plan line bears is never deleted');
CREATE TRIGGER pay_slip_finding_is_never_changed BEFORE UPDATE ON pay_slip_finding
  FOR EACH ROW EXECUTE FUNCTION refuse('a finding of a payroll run is never changed');
CREATE TRIGGER pay_slip_finding_is_never_deleted BEFORE DELETE ON pay_slip_finding
  FOR EACH ROW EXECUTE FUNCTION refuse('a finding of a payroll run is never deleted');
CREATE TRIGGER pay_slip_finding_is_never_emptied BEFORE TRUNCATE ON pay_slip_finding
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a finding of a payroll run is never deleted');
CREATE TRIGGER pay_slip_posting_is_never_changed BEFORE UPDATE ON pay_slip_posting
  FOR EACH ROW EXECUTE FUNCTION refuse('the posting of a slip is never changed');
CREATE TRIGGER pay_slip_posting_is_never_deleted BEFORE DELETE ON pay_slip_posting
  FOR EACH ROW EXECUTE FUNCTION refuse('the posting of a slip is never deleted');
CREATE TRIGGER pay_slip_posting_is_never_emptied BEFORE TRUNCATE ON pay_slip_posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the posting of a slip is never deleted');
CREATE TRIGGER pay_recovery_is_never_changed BEFORE UPDATE ON pay_recovery
  FOR EACH ROW EXECUTE FUNCTION refuse('an agreement to give back is never changed');
CREATE TRIGGER pay_recovery_is_never_deleted BEFORE DELETE ON pay_recovery
  FOR EACH ROW EXECUTE FUNCTION refuse('an agreement to give back is never deleted');
CREATE TRIGGER pay_recovery_is_never_emptied BEFORE TRUNCATE ON pay_recovery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an agreement to give back is never deleted');
)sql";

}  // namespace almoner::ledger
