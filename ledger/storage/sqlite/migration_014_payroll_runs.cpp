#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_014_payroll_runs = R"sql(
-- A payroll of one payday: all employers of a service on one cycle, or one job beside it.
CREATE TABLE payroll_run(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  service INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cycle','off-cycle','leaver','correction')),
  frequency TEXT NOT NULL CHECK (frequency IN ('weekly','two-weekly','four-weekly','monthly')),
  payday INTEGER NOT NULL, employment INTEGER NOT NULL, rates TEXT NOT NULL, rates_sha256 TEXT NOT NULL,
  drafted_by INTEGER NOT NULL,
  CHECK ((kind = 'cycle') = (employment = 0))
) STRICT;
CREATE INDEX payroll_run_by_payday ON payroll_run(payday);

-- The last step of a run is its state.
CREATE TABLE payroll_run_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  run INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('draft','approved','posted','cancelled')),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  UNIQUE (run, state)
) STRICT;

-- One job's slip: every figure, and the year to date behind it.
CREATE TABLE pay_slip(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  run INTEGER NOT NULL, employment INTEGER NOT NULL, employer INTEGER NOT NULL, budget INTEGER NOT NULL,
  option INTEGER NOT NULL, client_account INTEGER NOT NULL, payee_account INTEGER NOT NULL,
  payee_version INTEGER NOT NULL, paid_on INTEGER NOT NULL, tax_year INTEGER NOT NULL,
  period_no INTEGER NOT NULL CHECK (period_no > 0), period_first INTEGER NOT NULL,
  period_last INTEGER NOT NULL, tax_code TEXT NOT NULL,
  tax_basis TEXT NOT NULL CHECK (tax_basis IN ('C','N')),
  ni_letter TEXT NOT NULL CHECK (length(ni_letter) = 1), loans TEXT NOT NULL,
  is_after_leaving INTEGER NOT NULL CHECK (is_after_leaving IN (0, 1)),
  gross INTEGER NOT NULL CHECK (gross >= 0), expenses INTEGER NOT NULL CHECK (expenses >= 0),
  taxable INTEGER NOT NULL, tax INTEGER NOT NULL, ni_employee INTEGER NOT NULL,
  ni_employer INTEGER NOT NULL, at_lel INTEGER NOT NULL, lel_to_pt INTEGER NOT NULL,
  pt_to_uel INTEGER NOT NULL, loan INTEGER NOT NULL, postgraduate INTEGER NOT NULL,
  pension_qualifying INTEGER NOT NULL, pension_employee INTEGER NOT NULL,
  pension_relief INTEGER NOT NULL, pension_employer INTEGER NOT NULL, attachment INTEGER NOT NULL,
  recovered INTEGER NOT NULL CHECK (recovered >= 0), net INTEGER NOT NULL,
  paid INTEGER NOT NULL CHECK (paid >= 0), allowance INTEGER NOT NULL CHECK (allowance >= 0),
  taxable_to_date INTEGER NOT NULL, tax_to_date INTEGER NOT NULL, corrects INTEGER NOT NULL,
  overpaid INTEGER NOT NULL CHECK (overpaid >= 0),
  CHECK (net = gross - tax - ni_employee - loan - postgraduate - pension_employee - attachment),
  CHECK (paid = net + expenses - recovered),
  CHECK (period_last >= period_first),
  CHECK (corrects <> id),
  CHECK (corrects <> 0 OR overpaid = 0),
  UNIQUE (run, employment)
) STRICT;
CREATE INDEX pay_slip_by_employment ON pay_slip(employment);
CREATE INDEX pay_slip_by_employer ON pay_slip(employer);
CREATE UNIQUE INDEX pay_slip_by_corrects ON pay_slip(corrects) WHERE corrects <> 0;

-- What the pay of a slip is made of; timesheet 0: from none.
CREATE TABLE pay_slip_line(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, line INTEGER NOT NULL CHECK (line > 0), kind TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0), rate INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  counts TEXT NOT NULL CHECK (counts IN ('wage','pay','expense')), rule TEXT NOT NULL,
  timesheet INTEGER NOT NULL,
  UNIQUE (slip, line)
) STRICT;
CREATE INDEX pay_slip_line_by_timesheet ON pay_slip_line(timesheet) WHERE timesheet <> 0;

-- What an order took of a slip, and what it carries to the next.
CREATE TABLE pay_slip_order(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, pay_order INTEGER NOT NULL, taken INTEGER NOT NULL CHECK (taken >= 0),
  arrears INTEGER NOT NULL CHECK (arrears >= 0),
  UNIQUE (slip, pay_order)
) STRICT;
CREATE INDEX pay_slip_order_by_order ON pay_slip_order(pay_order);

-- What each plan line bears of a slip.
CREATE TABLE pay_slip_split(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, plan_line INTEGER NOT NULL, body INTEGER NOT NULL, stream INTEGER NOT NULL,
  net_pay INTEGER NOT NULL CHECK (net_pay >= 0), hmrc INTEGER NOT NULL,
  pension INTEGER NOT NULL CHECK (pension >= 0), attachment INTEGER NOT NULL CHECK (attachment >= 0),
  UNIQUE (slip, plan_line)
) STRICT;

-- What a person is to look at before a run is approved; slip 0: the job has none.
CREATE TABLE pay_slip_finding(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  run INTEGER NOT NULL, slip INTEGER NOT NULL, employment INTEGER NOT NULL, code TEXT NOT NULL,
  amount INTEGER NOT NULL, other INTEGER NOT NULL
) STRICT;
CREATE INDEX pay_slip_finding_by_run ON pay_slip_finding(run);

-- A slip in the books, once: out of the fund, owed above it, or shown alone.
CREATE TABLE pay_slip_posting(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, way TEXT NOT NULL CHECK (way IN ('posted','owed','shown')),
  first_transfer INTEGER NOT NULL, last_transfer INTEGER NOT NULL, posted_on INTEGER NOT NULL,
  CHECK ((way = 'shown') = (first_transfer = 0)),
  CHECK (last_transfer >= first_transfer),
  UNIQUE (slip)
) STRICT;

-- How an assistant agreed to give back what a corrected slip shows to be overpaid.
CREATE TABLE pay_recovery(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, employment INTEGER NOT NULL, owed INTEGER NOT NULL,
  each_time INTEGER NOT NULL CHECK (each_time > 0), evidence INTEGER NOT NULL,
  agreed_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  CHECK (each_time <= owed),
  UNIQUE (slip)
) STRICT;
CREATE INDEX pay_recovery_by_employment ON pay_recovery(employment);

-- What was reckoned stays as it was written.
CREATE TRIGGER payroll_run_is_never_changed BEFORE UPDATE ON payroll_run
  BEGIN SELECT RAISE(ABORT, 'a payroll run is never changed'); END;
CREATE TRIGGER payroll_run_is_never_deleted BEFORE DELETE ON payroll_run
  BEGIN SELECT RAISE(ABORT, 'a payroll run is never deleted'); END;
CREATE TRIGGER payroll_run_step_is_never_changed BEFORE UPDATE ON payroll_run_step
  BEGIN SELECT RAISE(ABORT, 'a step of a payroll run is never changed'); END;
CREATE TRIGGER payroll_run_step_is_never_deleted BEFORE DELETE ON payroll_run_step
  BEGIN SELECT RAISE(ABORT, 'a step of a payroll run is never deleted'); END;
CREATE TRIGGER pay_slip_is_never_changed BEFORE UPDATE ON pay_slip
  BEGIN SELECT RAISE(ABORT, 'a slip is never changed'); END;
CREATE TRIGGER pay_slip_is_never_deleted BEFORE DELETE ON pay_slip
  BEGIN SELECT RAISE(ABORT, 'a slip is never deleted'); END;
CREATE TRIGGER pay_slip_line_is_never_changed BEFORE UPDATE ON pay_slip_line
  BEGIN SELECT RAISE(ABORT, 'a line of a slip is never changed'); END;
CREATE TRIGGER pay_slip_line_is_never_deleted BEFORE DELETE ON pay_slip_line
  BEGIN SELECT RAISE(ABORT, 'a line of a slip is never deleted'); END;
CREATE TRIGGER pay_slip_order_is_never_changed BEFORE UPDATE ON pay_slip_order
  BEGIN SELECT RAISE(ABORT, 'what an order took is never changed'); END;
CREATE TRIGGER pay_slip_order_is_never_deleted BEFORE DELETE ON pay_slip_order
  BEGIN SELECT RAISE(ABORT, 'what an order took is never deleted'); END;
CREATE TRIGGER pay_slip_split_is_never_changed BEFORE UPDATE ON pay_slip_split
  BEGIN SELECT RAISE(ABORT, 'what a plan line bears is never changed'); END;
CREATE TRIGGER pay_slip_split_is_never_deleted BEFORE DELETE ON pay_slip_split
  BEGIN SELECT RAISE(ABORT, 'what a plan line bears is never deleted'); END;
CREATE TRIGGER pay_slip_finding_is_never_changed BEFORE UPDATE ON pay_slip_finding
  BEGIN SELECT RAISE(ABORT, 'a finding of a payroll run is never changed'); END;
CREATE TRIGGER pay_slip_finding_is_never_deleted BEFORE DELETE ON pay_slip_finding
  BEGIN SELECT RAISE(ABORT, 'a finding of a payroll run is never deleted'); END;
CREATE TRIGGER pay_slip_posting_is_never_changed BEFORE UPDATE ON pay_slip_posting
  BEGIN SELECT RAISE(ABORT, 'the posting of a slip is never changed'); END;
CREATE TRIGGER pay_slip_posting_is_never_deleted BEFORE DELETE ON pay_slip_posting
  BEGIN SELECT RAISE(ABORT, 'the posting of a slip is never deleted'); END;
CREATE TRIGGER pay_recovery_is_never_changed BEFORE UPDATE ON pay_recovery
  BEGIN SELECT RAISE(ABORT, 'an agreement to give back is never changed'); END;
CREATE TRIGGER pay_recovery_is_never_deleted BEFORE DELETE ON pay_recovery
  BEGIN SELECT RAISE(ABORT, 'an agreement to give back is never deleted'); END;
)sql";

}  // namespace almoner::ledger
