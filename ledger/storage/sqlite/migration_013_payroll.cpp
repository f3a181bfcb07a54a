#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_013_payroll = R"sql(
-- A budget holder who employs: one PAYE scheme. References that name the holder stand sealed.
CREATE TABLE employer(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  budget INTEGER NOT NULL, service INTEGER NOT NULL,
  paye_private INTEGER, accounts_private INTEGER,
  hmrc TEXT NOT NULL CHECK (hmrc IN ('none-needed','asked','registered','agent-authorised')),
  hmrc_on INTEGER, hmrc_evidence INTEGER,
  pays_hmrc TEXT NOT NULL CHECK (pays_hmrc IN ('monthly','quarterly')),
  frequency TEXT NOT NULL
    CHECK (frequency IN ('weekly','two-weekly','four-weekly','monthly')),
  first_payday INTEGER NOT NULL, first_last_on INTEGER NOT NULL,
  cut_off_days INTEGER NOT NULL CHECK (cut_off_days BETWEEN 0 AND 20),
  pension_duties_on INTEGER, pension_private INTEGER,
  pension_employee_bp INTEGER NOT NULL CHECK (pension_employee_bp BETWEEN 0 AND 10000),
  pension_employer_bp INTEGER NOT NULL CHECK (pension_employer_bp BETWEEN 0 AND 10000),
  pension_relief TEXT NOT NULL CHECK (pension_relief IN ('at-source','net-pay')),
  insured_until INTEGER, insurance_evidence INTEGER,
  claims_allowance INTEGER NOT NULL CHECK (claims_allowance IN (0,1)),
  is_small INTEGER NOT NULL CHECK (is_small IN (0,1)),
  end_on INTEGER,
  UNIQUE (number, version), UNIQUE (ref, version),
  CHECK (hmrc IN ('none-needed','asked') OR paye_private IS NOT NULL),
  CHECK (hmrc = 'none-needed' OR hmrc_on IS NOT NULL)
) STRICT;
CREATE INDEX employer_by_budget ON employer(budget);

-- What payroll knows of a person who is an assistant; their names stand in person_private.
CREATE TABLE assistant(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, from_on INTEGER NOT NULL,
  person INTEGER NOT NULL, personal INTEGER NOT NULL,
  UNIQUE (number, version)
) STRICT;
CREATE INDEX assistant_by_person ON assistant(person);

CREATE TABLE assistant_private(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, person INTEGER NOT NULL,
  sealed BLOB, nino_mark BLOB,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;
CREATE INDEX assistant_private_by_nino ON assistant_private(nino_mark);
CREATE INDEX assistant_private_by_person ON assistant_private(person);

CREATE TABLE employment(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  employer INTEGER NOT NULL, assistant INTEGER NOT NULL,
  start_on INTEGER NOT NULL, end_on INTEGER,
  end_reason TEXT NOT NULL CHECK (end_reason IN ('','resigned','dismissed','redundant','retired',
    'assistant-died','holder-died','budget-ended','other')),
  starter TEXT NOT NULL CHECK (starter IN ('A','B','C','P45','none')),
  previous_left_on INTEGER,
  previous_pay INTEGER NOT NULL CHECK (previous_pay >= 0), previous_tax INTEGER NOT NULL,
  ni_letter TEXT NOT NULL CHECK (length(ni_letter) = 1),
  tax_code TEXT NOT NULL CHECK (length(tax_code) BETWEEN 2 AND 8),
  tax_basis TEXT NOT NULL CHECK (tax_basis IN ('C','N')),
  loans TEXT NOT NULL,
  weekly_minutes INTEGER NOT NULL CHECK (weekly_minutes BETWEEN 0 AND 10080),
  weekdays TEXT NOT NULL,
  has_fixed_hours INTEGER NOT NULL CHECK (has_fixed_hours IN (0,1)),
  holiday TEXT NOT NULL CHECK (holiday IN ('irregular','regular','rolled-up')),
  leave_year_on INTEGER NOT NULL,
  relation TEXT NOT NULL
    CHECK (relation IN ('none','friend','spouse-or-partner','parent','parent-in-law','child',
    'child-in-law','step-child','sibling','aunt-or-uncle','grandparent','other-family')),
  lives_with_holder INTEGER NOT NULL CHECK (lives_with_holder IN (0,1)),
  right_to_work_on INTEGER, right_to_work_until INTEGER, right_to_work_evidence INTEGER,
  pension TEXT NOT NULL CHECK (pension IN
    ('not-in','postponed','enrolled','opted-in','joined','opted-out','ceased')),
  pension_since INTEGER, pension_postponed_until INTEGER, pension_told_on INTEGER,
  UNIQUE (number, version), UNIQUE (ref, version),
  CHECK ((end_on IS NULL) = (end_reason = '')),
  CHECK (end_on IS NULL OR end_on >= start_on),
  CHECK (pension = 'not-in' OR pension_since IS NOT NULL),
  CHECK ((pension = 'postponed') = (pension_postponed_until IS NOT NULL)),
  CHECK (has_fixed_hours = 0 OR weekly_minutes > 0)
) STRICT;
CREATE INDEX employment_by_employer ON employment(employer);
CREATE INDEX employment_by_assistant ON employment(assistant);

-- Of one version of an employment: what pays it, in proportion.
CREATE TABLE employment_plan(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL, version INTEGER NOT NULL,
  plan_line INTEGER NOT NULL, weight INTEGER NOT NULL CHECK (weight > 0),
  UNIQUE (employment, version, plan_line)
) STRICT;

CREATE TABLE employment_rate(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('day','night','sleep-in','bank-holiday','mileage')),
  from_on INTEGER NOT NULL, rate INTEGER NOT NULL CHECK (rate > 0), actor INTEGER NOT NULL
) STRICT;
CREATE INDEX employment_rate_by_employment ON employment_rate(employment);

-- Figures of a tax year from before this program ran the payroll.
CREATE TABLE payroll_opening(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL, tax_year INTEGER NOT NULL, up_to INTEGER NOT NULL,
  gross INTEGER NOT NULL CHECK (gross >= 0), taxable INTEGER NOT NULL CHECK (taxable >= 0),
  tax INTEGER NOT NULL, loan INTEGER NOT NULL CHECK (loan >= 0),
  postgraduate INTEGER NOT NULL CHECK (postgraduate >= 0),
  pension_employee INTEGER NOT NULL CHECK (pension_employee >= 0),
  pension_employer INTEGER NOT NULL CHECK (pension_employer >= 0),
  statutory INTEGER NOT NULL CHECK (statutory >= 0),
  UNIQUE (employment, tax_year)
) STRICT;

CREATE TABLE payroll_opening_ni(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL, tax_year INTEGER NOT NULL,
  letter TEXT NOT NULL CHECK (length(letter) = 1),
  gross INTEGER NOT NULL CHECK (gross >= 0), at_lel INTEGER NOT NULL CHECK (at_lel >= 0),
  lel_to_pt INTEGER NOT NULL CHECK (lel_to_pt >= 0),
  pt_to_uel INTEGER NOT NULL CHECK (pt_to_uel >= 0),
  employee INTEGER NOT NULL CHECK (employee >= 0),
  employer INTEGER NOT NULL CHECK (employer >= 0),
  UNIQUE (employment, tax_year, letter)
) STRICT;

CREATE TABLE code_notice(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('P6','P9','P9X')),
  dated_on INTEGER NOT NULL, from_on INTEGER NOT NULL,
  tax_code TEXT NOT NULL CHECK (length(tax_code) BETWEEN 2 AND 8),
  tax_basis TEXT NOT NULL CHECK (tax_basis IN ('C','N')),
  previous_pay INTEGER CHECK (previous_pay >= 0), previous_tax INTEGER,
  evidence INTEGER, file_sha256 TEXT NOT NULL, recorded_by INTEGER NOT NULL,
  CHECK ((previous_pay IS NULL) = (previous_tax IS NULL))
) STRICT;
CREATE INDEX code_notice_by_employment ON code_notice(employment);

-- What a court or another body takes of wages.
CREATE TABLE pay_order(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, ref TEXT NOT NULL, from_on INTEGER NOT NULL,
  employment INTEGER NOT NULL, words_private INTEGER, made_on INTEGER NOT NULL,
  has_priority INTEGER NOT NULL CHECK (has_priority IN (0,1)),
  rule TEXT NOT NULL CHECK (rule IN ('fixed','share','bands')),
  sum INTEGER NOT NULL CHECK (sum >= 0),
  share_bp INTEGER NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
  bands TEXT NOT NULL,
  protected_sum INTEGER NOT NULL CHECK (protected_sum >= 0),
  protected_share_bp INTEGER NOT NULL CHECK (protected_share_bp BETWEEN 0 AND 10000),
  carries_arrears INTEGER NOT NULL CHECK (carries_arrears IN (0,1)),
  owed INTEGER CHECK (owed > 0), end_on INTEGER, evidence INTEGER,
  UNIQUE (number, version), UNIQUE (ref, version),
  CHECK ((rule = 'fixed') = (sum > 0)), CHECK ((rule = 'share') = (share_bp > 0)),
  CHECK ((rule = 'bands') = (bands <> ''))
) STRICT;
CREATE INDEX pay_order_by_employment ON pay_order(employment);

-- The operator's data: from this much of earnings on, what a kind of order takes.
CREATE TABLE pay_order_band(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  frequency TEXT NOT NULL
    CHECK (frequency IN ('weekly','two-weekly','four-weekly','monthly')),
  holds_from INTEGER NOT NULL, from_sum INTEGER NOT NULL CHECK (from_sum >= 0),
  sum INTEGER NOT NULL CHECK (sum >= 0),
  share_bp INTEGER NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
  excess_share_bp INTEGER NOT NULL CHECK (excess_share_bp BETWEEN 0 AND 10000),
  UNIQUE (name, frequency, holds_from, from_sum)
) STRICT;

-- One in force for an employment and period: the last, unless its last step withdrew it.
CREATE TABLE timesheet(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL, first_on INTEGER NOT NULL, last_on INTEGER NOT NULL,
  occurrence INTEGER NOT NULL CHECK (occurrence > 0),
  source TEXT NOT NULL CHECK (source IN ('typed','file','copied','usual')),
  file_sha256 TEXT NOT NULL, recorded_on INTEGER NOT NULL, recorded_by INTEGER NOT NULL,
  UNIQUE (employment, first_on, occurrence),
  CHECK (last_on >= first_on), CHECK ((source = 'file') = (file_sha256 <> ''))
) STRICT;

-- Minutes, nights or miles; without a day: of the whole period.
CREATE TABLE timesheet_line(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  timesheet INTEGER NOT NULL, line INTEGER NOT NULL CHECK (line > 0), day INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('day','night','sleep-in','bank-holiday','mileage')),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  UNIQUE (timesheet, line)
) STRICT;

-- The last step of a sheet is its state.
CREATE TABLE timesheet_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  timesheet INTEGER NOT NULL, step INTEGER NOT NULL CHECK (step > 0),
  state TEXT NOT NULL CHECK (state IN ('entered','confirmed','late','decided','withdrawn')),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  confirmer TEXT NOT NULL CHECK (confirmer IN ('','holder','representative')),
  representative INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN
    ('','evidence','telephone','e-mail','text-message','in-person','portal','standing')),
  evidence INTEGER,
  decision TEXT NOT NULL CHECK (decision IN ('','off-cycle','next-run','not-paid')),
  proposal INTEGER NOT NULL, words_private INTEGER,
  UNIQUE (timesheet, step),
  CHECK ((state IN ('confirmed','late')) = (confirmer <> '')),
  CHECK ((confirmer = '') = (channel = '')),
  CHECK ((confirmer = 'representative') = (representative <> 0)),
  CHECK (channel <> 'evidence' OR evidence IS NOT NULL),
  CHECK ((state = 'decided') = (decision <> '')),
  CHECK ((state = 'decided') = (proposal <> 0))
) STRICT;

-- Why by a closed list: never what somebody is ill with.
CREATE TABLE absence(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  number INTEGER NOT NULL, version INTEGER NOT NULL, employment INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sickness','holiday','maternity','paternity','adoption',
    'shared-parental','bereavement','neonatal','unpaid','jury')),
  first_on INTEGER NOT NULL, last_on INTEGER, minutes INTEGER NOT NULL CHECK (minutes >= 0),
  event_on INTEGER, evidence INTEGER,
  is_withdrawn INTEGER NOT NULL CHECK (is_withdrawn IN (0,1)),
  recorded_on INTEGER NOT NULL, recorded_by INTEGER NOT NULL,
  UNIQUE (number, version),
  CHECK (last_on IS NULL OR last_on >= first_on),
  CHECK (kind = 'holiday' OR minutes = 0), CHECK (kind <> 'holiday' OR last_on IS NOT NULL)
) STRICT;
CREATE INDEX absence_by_employment ON absence(employment);

-- What pay is worked out from stays as it was written.
CREATE TRIGGER employment_plan_is_never_changed BEFORE UPDATE ON employment_plan
  BEGIN SELECT RAISE(ABORT, 'what pays an employment is never changed'); END;
CREATE TRIGGER employment_plan_is_never_deleted BEFORE DELETE ON employment_plan
  BEGIN SELECT RAISE(ABORT, 'what pays an employment is never deleted'); END;
CREATE TRIGGER employment_rate_is_never_changed BEFORE UPDATE ON employment_rate
  BEGIN SELECT RAISE(ABORT, 'a rate of pay is never changed'); END;
CREATE TRIGGER employment_rate_is_never_deleted BEFORE DELETE ON employment_rate
  BEGIN SELECT RAISE(ABORT, 'a rate of pay is never deleted'); END;
CREATE TRIGGER payroll_opening_is_never_changed BEFORE UPDATE ON payroll_opening
  BEGIN SELECT RAISE(ABORT, 'a figure that was taken over is never changed'); END;
CREATE TRIGGER payroll_opening_is_never_deleted BEFORE DELETE ON payroll_opening
  BEGIN SELECT RAISE(ABORT, 'a figure that was taken over is never deleted'); END;
CREATE TRIGGER payroll_opening_ni_is_never_changed BEFORE UPDATE ON payroll_opening_ni
  BEGIN SELECT RAISE(ABORT, 'a figure that was taken over is never changed'); END;
CREATE TRIGGER payroll_opening_ni_is_never_deleted BEFORE DELETE ON payroll_opening_ni
  BEGIN SELECT RAISE(ABORT, 'a figure that was taken over is never deleted'); END;
CREATE TRIGGER code_notice_is_never_changed BEFORE UPDATE ON code_notice
  BEGIN SELECT RAISE(ABORT, 'a notice of a tax code is never changed'); END;
CREATE TRIGGER code_notice_is_never_deleted BEFORE DELETE ON code_notice
  BEGIN SELECT RAISE(ABORT, 'a notice of a tax code is never deleted'); END;
CREATE TRIGGER pay_order_band_is_never_changed BEFORE UPDATE ON pay_order_band
  BEGIN SELECT RAISE(ABORT, 'a band of orders is never changed'); END;
CREATE TRIGGER pay_order_band_is_never_deleted BEFORE DELETE ON pay_order_band
  BEGIN SELECT RAISE(ABORT, 'a band of orders is never deleted'); END;
CREATE TRIGGER timesheet_is_never_changed BEFORE UPDATE ON timesheet
  BEGIN SELECT RAISE(ABORT, 'a timesheet is never changed'); END;
CREATE TRIGGER timesheet_is_never_deleted BEFORE DELETE ON timesheet
  BEGIN SELECT RAISE(ABORT, 'a timesheet is never deleted'); END;
CREATE TRIGGER timesheet_line_is_never_changed BEFORE UPDATE ON timesheet_line
  BEGIN SELECT RAISE(ABORT, 'a line of a timesheet is never changed'); END;
CREATE TRIGGER timesheet_line_is_never_deleted BEFORE DELETE ON timesheet_line
  BEGIN SELECT RAISE(ABORT, 'a line of a timesheet is never deleted'); END;
CREATE TRIGGER timesheet_step_is_never_changed BEFORE UPDATE ON timesheet_step
  BEGIN SELECT RAISE(ABORT, 'a step of a timesheet is never changed'); END;
CREATE TRIGGER timesheet_step_is_never_deleted BEFORE DELETE ON timesheet_step
  BEGIN SELECT RAISE(ABORT, 'a step of a timesheet is never deleted'); END;
)sql";

}  // namespace almoner::ledger
