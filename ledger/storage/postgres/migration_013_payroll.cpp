#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_013_payroll = R"sql(
-- A budget holder who employs: one PAYE scheme. References that name the holder stand sealed.
CREATE TABLE employer(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  budget BIGINT NOT NULL, service BIGINT NOT NULL,
  paye_private BIGINT, accounts_private BIGINT,
  hmrc TEXT COLLATE "C" NOT NULL CHECK (hmrc IN ('none-needed','asked','registered','agent-authorised')),
  hmrc_on BIGINT, hmrc_evidence BIGINT,
  pays_hmrc TEXT COLLATE "C" NOT NULL CHECK (pays_hmrc IN ('monthly','quarterly')),
  frequency TEXT COLLATE "C" NOT NULL
    CHECK (frequency IN ('weekly','two-weekly','four-weekly','monthly')),
  first_payday BIGINT NOT NULL, first_last_on BIGINT NOT NULL,
  cut_off_days BIGINT NOT NULL CHECK (cut_off_days BETWEEN 0 AND 20),
  pension_duties_on BIGINT, pension_private BIGINT,
  pension_employee_bp BIGINT NOT NULL CHECK (pension_employee_bp BETWEEN 0 AND 10000),
  pension_employer_bp BIGINT NOT NULL CHECK (pension_employer_bp BETWEEN 0 AND 10000),
  pension_relief TEXT COLLATE "C" NOT NULL CHECK (pension_relief IN ('at-source','net-pay')),
  insured_until BIGINT, insurance_evidence BIGINT,
  claims_allowance BIGINT NOT NULL CHECK (claims_allowance IN (0,1)),
  is_small BIGINT NOT NULL CHECK (is_small IN (0,1)),
  end_on BIGINT,
  UNIQUE (number, version), UNIQUE (ref, version),
  CHECK (hmrc IN ('none-needed','asked') OR paye_private IS NOT NULL),
  CHECK (hmrc = 'none-needed' OR hmrc_on IS NOT NULL)
);
CREATE INDEX employer_by_budget ON employer(budget);

-- What payroll knows of a person who is an assistant; their names stand in person_private.
CREATE TABLE assistant(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, from_on BIGINT NOT NULL,
  person BIGINT NOT NULL, personal BIGINT NOT NULL,
  UNIQUE (number, version)
);
CREATE INDEX assistant_by_person ON assistant(person);

CREATE TABLE assistant_private(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL, person BIGINT NOT NULL,
  sealed BYTEA, nino_mark BYTEA,
  commitment BYTEA NOT NULL CHECK (octet_length(commitment) = 32)
);
CREATE INDEX assistant_private_by_nino ON assistant_private(nino_mark);
CREATE INDEX assistant_private_by_person ON assistant_private(person);

CREATE TABLE employment(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  employer BIGINT NOT NULL, assistant BIGINT NOT NULL,
  start_on BIGINT NOT NULL, end_on BIGINT,
  end_reason TEXT COLLATE "C" NOT NULL CHECK (end_reason IN ('','resigned','dismissed','redundant','retired',
    'assistant-died','holder-died','budget-ended','other')),
  starter TEXT COLLATE "C" NOT NULL CHECK (starter IN ('A','B','C','P45','none')),
  previous_left_on BIGINT,
  previous_pay BIGINT NOT NULL CHECK (previous_pay >= 0), previous_tax BIGINT NOT NULL,
  ni_letter TEXT COLLATE "C" NOT NULL CHECK (length(ni_letter) = 1),
  tax_code TEXT COLLATE "C" NOT NULL CHECK (length(tax_code) BETWEEN 2 AND 8),
  tax_basis TEXT COLLATE "C" NOT NULL CHECK (tax_basis IN ('C','N')),
  loans TEXT COLLATE "C" NOT NULL,
  weekly_minutes BIGINT NOT NULL CHECK (weekly_minutes BETWEEN 0 AND 10080),
  weekdays TEXT COLLATE "C" NOT NULL,
  has_fixed_hours BIGINT NOT NULL CHECK (has_fixed_hours IN (0,1)),
  holiday TEXT COLLATE "C" NOT NULL CHECK (holiday IN ('irregular','regular','rolled-up')),
  leave_year_on BIGINT NOT NULL,
  relation TEXT COLLATE "C" NOT NULL
    CHECK (relation IN ('none','friend','spouse-or-partner','parent','parent-in-law','child',
    'child-in-law','step-child','sibling','aunt-or-uncle','grandparent','other-family')),
  lives_with_holder BIGINT NOT NULL CHECK (lives_with_holder IN (0,1)),
  right_to_work_on BIGINT, right_to_work_until BIGINT, right_to_work_evidence BIGINT,
  pension TEXT COLLATE "C" NOT NULL CHECK (pension IN
    ('not-in','postponed','enrolled','opted-in','joined','opted-out','ceased')),
  pension_since BIGINT, pension_postponed_until BIGINT, pension_told_on BIGINT,
  UNIQUE (number, version), UNIQUE (ref, version),
  CHECK ((end_on IS NULL) = (end_reason = '')),
  CHECK (end_on IS NULL OR end_on >= start_on),
  CHECK (pension = 'not-in' OR pension_since IS NOT NULL),
  CHECK ((pension = 'postponed') = (pension_postponed_until IS NOT NULL)),
  CHECK (has_fixed_hours = 0 OR weekly_minutes > 0)
);
CREATE INDEX employment_by_employer ON employment(employer);
CREATE INDEX employment_by_assistant ON employment(assistant);

-- Of one version of an employment: what pays it, in proportion.
CREATE TABLE employment_plan(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL, version BIGINT NOT NULL,
  plan_line BIGINT NOT NULL, weight BIGINT NOT NULL CHECK (weight > 0),
  UNIQUE (employment, version, plan_line)
);

CREATE TABLE employment_rate(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('day','night','sleep-in','bank-holiday','mileage')),
  from_on BIGINT NOT NULL, rate BIGINT NOT NULL CHECK (rate > 0), actor BIGINT NOT NULL
);
CREATE INDEX employment_rate_by_employment ON employment_rate(employment);

-- Figures of a tax year from before this program ran the payroll.
CREATE TABLE payroll_opening(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL, tax_year BIGINT NOT NULL, up_to BIGINT NOT NULL,
  gross BIGINT NOT NULL CHECK (gross >= 0), taxable BIGINT NOT NULL CHECK (taxable >= 0),
  tax BIGINT NOT NULL, loan BIGINT NOT NULL CHECK (loan >= 0),
  postgraduate BIGINT NOT NULL CHECK (postgraduate >= 0),
  pension_employee BIGINT NOT NULL CHECK (pension_employee >= 0),
  pension_employer BIGINT NOT NULL CHECK (pension_employer >= 0),
  statutory BIGINT NOT NULL CHECK (statutory >= 0),
  UNIQUE (employment, tax_year)
);

CREATE TABLE payroll_opening_ni(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL, tax_year BIGINT NOT NULL,
  letter TEXT COLLATE "C" NOT NULL CHECK (length(letter) = 1),
  gross BIGINT NOT NULL CHECK (gross >= 0), at_lel BIGINT NOT NULL CHECK (at_lel >= 0),
  lel_to_pt BIGINT NOT NULL CHECK (lel_to_pt >= 0),
  pt_to_uel BIGINT NOT NULL CHECK (pt_to_uel >= 0),
  employee BIGINT NOT NULL CHECK (employee >= 0),
  employer BIGINT NOT NULL CHECK (employer >= 0),
  UNIQUE (employment, tax_year, letter)
);

CREATE TABLE code_notice(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('P6','P9','P9X')),
  dated_on BIGINT NOT NULL, from_on BIGINT NOT NULL,
  tax_code TEXT COLLATE "C" NOT NULL CHECK (length(tax_code) BETWEEN 2 AND 8),
  tax_basis TEXT COLLATE "C" NOT NULL CHECK (tax_basis IN ('C','N')),
  previous_pay BIGINT CHECK (previous_pay >= 0), previous_tax BIGINT,
  evidence BIGINT, file_sha256 TEXT COLLATE "C" NOT NULL, recorded_by BIGINT NOT NULL,
  CHECK ((previous_pay IS NULL) = (previous_tax IS NULL))
);
CREATE INDEX code_notice_by_employment ON code_notice(employment);

-- What a court or another body takes of wages.
CREATE TABLE pay_order(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, ref TEXT COLLATE "C" NOT NULL, from_on BIGINT NOT NULL,
  employment BIGINT NOT NULL, words_private BIGINT, made_on BIGINT NOT NULL,
  has_priority BIGINT NOT NULL CHECK (has_priority IN (0,1)),
  rule TEXT COLLATE "C" NOT NULL CHECK (rule IN ('fixed','share','bands')),
  sum BIGINT NOT NULL CHECK (sum >= 0),
  share_bp BIGINT NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
  bands TEXT COLLATE "C" NOT NULL,
  protected_sum BIGINT NOT NULL CHECK (protected_sum >= 0),
  protected_share_bp BIGINT NOT NULL CHECK (protected_share_bp BETWEEN 0 AND 10000),
  carries_arrears BIGINT NOT NULL CHECK (carries_arrears IN (0,1)),
  owed BIGINT CHECK (owed > 0), end_on BIGINT, evidence BIGINT,
  UNIQUE (number, version), UNIQUE (ref, version),
  CHECK ((rule = 'fixed') = (sum > 0)), CHECK ((rule = 'share') = (share_bp > 0)),
  CHECK ((rule = 'bands') = (bands <> ''))
);
CREATE INDEX pay_order_by_employment ON pay_order(employment);

-- The operator's data: from this much of earnings on, what a kind of order takes.
CREATE TABLE pay_order_band(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL CHECK (name <> ''),
  frequency TEXT COLLATE "C" NOT NULL
    CHECK (frequency IN ('weekly','two-weekly','four-weekly','monthly')),
  holds_from BIGINT NOT NULL, from_sum BIGINT NOT NULL CHECK (from_sum >= 0),
  sum BIGINT NOT NULL CHECK (sum >= 0),
  share_bp BIGINT NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
  excess_share_bp BIGINT NOT NULL CHECK (excess_share_bp BETWEEN 0 AND 10000),
  UNIQUE (name, frequency, holds_from, from_sum)
);

-- One in force for an employment and period: the last, unless its last step withdrew it.
CREATE TABLE timesheet(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL, first_on BIGINT NOT NULL, last_on BIGINT NOT NULL,
  occurrence BIGINT NOT NULL CHECK (occurrence > 0),
  source TEXT COLLATE "C" NOT NULL CHECK (source IN ('typed','file','copied','usual')),
  file_sha256 TEXT COLLATE "C" NOT NULL, recorded_on BIGINT NOT NULL, recorded_by BIGINT NOT NULL,
  UNIQUE (employment, first_on, occurrence),
  CHECK (last_on >= first_on), CHECK ((source = 'file') = (file_sha256 <> ''))
);

-- Minutes, nights or miles; without a day: of the whole period.
CREATE TABLE timesheet_line(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  timesheet BIGINT NOT NULL, line BIGINT NOT NULL CHECK (line > 0), day BIGINT,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('day','night','sleep-in','bank-holiday','mileage')),
  quantity BIGINT NOT NULL CHECK (quantity > 0),
  UNIQUE (timesheet, line)
);

-- The last step of a sheet is its state.
CREATE TABLE timesheet_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  timesheet BIGINT NOT NULL, step BIGINT NOT NULL CHECK (step > 0),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('entered','confirmed','late','decided','withdrawn')),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  confirmer TEXT COLLATE "C" NOT NULL CHECK (confirmer IN ('','holder','representative')),
  representative BIGINT NOT NULL,
  channel TEXT COLLATE "C" NOT NULL CHECK (channel IN
    ('','evidence','telephone','e-mail','text-message','in-person','portal','standing')),
  evidence BIGINT,
  decision TEXT COLLATE "C" NOT NULL CHECK (decision IN ('','off-cycle','next-run','not-paid')),
  proposal BIGINT NOT NULL, words_private BIGINT,
  UNIQUE (timesheet, step),
  CHECK ((state IN ('confirmed','late')) = (confirmer <> '')),
  CHECK ((confirmer = '') = (channel = '')),
  CHECK ((confirmer = 'representative') = (representative <> 0)),
  CHECK (channel <> 'evidence' OR evidence IS NOT NULL),
  CHECK ((state = 'decided') = (decision <> '')),
  CHECK ((state = 'decided') = (proposal <> 0))
);

-- Why by a closed list: never what somebody is ill with.
CREATE TABLE absence(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  number BIGINT NOT NULL, version BIGINT NOT NULL, employment BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('sickness','holiday','maternity','paternity','adoption',
    'shared-parental','bereavement','neonatal','unpaid','jury')),
  first_on BIGINT NOT NULL, last_on BIGINT, minutes BIGINT NOT NULL CHECK (minutes >= 0),
  event_on BIGINT, evidence BIGINT,
  is_withdrawn BIGINT NOT NULL CHECK (is_withdrawn IN (0,1)),
  recorded_on BIGINT NOT NULL, recorded_by BIGINT NOT NULL,
  UNIQUE (number, version),
  CHECK (last_on IS NULL OR last_on >= first_on),
  CHECK (kind = 'holiday' OR minutes = 0), CHECK (kind <> 'holiday' OR last_on IS NOT NULL)
);
CREATE INDEX absence_by_employment ON absence(employment);

-- What pay is worked out from stays as it was written.
CREATE TRIGGER employment_plan_is_never_changed BEFORE UPDATE ON employment_plan
  FOR EACH ROW EXECUTE FUNCTION refuse('what pays an employment is never changed');
CREATE TRIGGER employment_plan_is_never_deleted BEFORE DELETE ON employment_plan
  FOR EACH ROW EXECUTE FUNCTION refuse('what pays an employment is never deleted');
CREATE TRIGGER employment_plan_is_never_emptied BEFORE TRUNCATE ON employment_plan
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what pays an employment is never deleted');
CREATE TRIGGER employment_rate_is_never_changed BEFORE UPDATE ON employment_rate
  FOR EACH ROW EXECUTE FUNCTION refuse('a rate of pay is never changed');
CREATE TRIGGER employment_rate_is_never_deleted BEFORE DELETE ON employment_rate
  FOR EACH ROW EXECUTE FUNCTION refuse('a rate of pay is never deleted');
CREATE TRIGGER employment_rate_is_never_emptied BEFORE TRUNCATE ON employment_rate
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a rate of pay is never deleted');
CREATE TRIGGER payroll_opening_is_never_changed BEFORE UPDATE ON payroll_opening
  FOR EACH ROW EXECUTE FUNCTION refuse('a figure that was taken over is never changed');
CREATE TRIGGER payroll_opening_is_never_deleted BEFORE DELETE ON payroll_opening
  FOR EACH ROW EXECUTE FUNCTION refuse('a figure that was taken over is never deleted');
CREATE TRIGGER payroll_opening_is_never_emptied BEFORE TRUNCATE ON payroll_opening
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a figure that was taken over is never deleted');
CREATE TRIGGER payroll_opening_ni_is_never_changed BEFORE UPDATE ON payroll_opening_ni
  FOR EACH ROW EXECUTE FUNCTION refuse('a figure that was taken over is never changed');
CREATE TRIGGER payroll_opening_ni_is_never_deleted BEFORE DELETE ON payroll_opening_ni
  FOR EACH ROW EXECUTE FUNCTION refuse('a figure that was taken over is never deleted');
CREATE TRIGGER payroll_opening_ni_is_never_emptied BEFORE TRUNCATE ON payroll_opening_ni
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a figure that was taken over is never deleted');
CREATE TRIGGER code_notice_is_never_changed BEFORE UPDATE ON code_notice
  FOR EACH ROW EXECUTE FUNCTION refuse('a notice of a tax code is never changed');
CREATE TRIGGER code_notice_is_never_deleted BEFORE DELETE ON code_notice
  FOR EACH ROW EXECUTE FUNCTION refuse('a notice of a tax code is never deleted');
CREATE TRIGGER code_notice_is_never_emptied BEFORE TRUNCATE ON code_notice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a notice of a tax code is never deleted');
CREATE TRIGGER pay_order_band_is_never_changed BEFORE UPDATE ON pay_order_band
  FOR EACH ROW EXECUTE FUNCTION refuse('a band of orders is never changed');
CREATE TRIGGER pay_order_band_is_never_deleted BEFORE DELETE ON pay_order_band
  FOR EACH ROW EXECUTE FUNCTION refuse('a band of orders is never deleted');
CREATE TRIGGER pay_order_band_is_never_emptied BEFORE TRUNCATE ON pay_order_band
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a band of orders is never deleted');
CREATE TRIGGER timesheet_is_never_changed BEFORE UPDATE ON timesheet
  FOR EACH ROW EXECUTE FUNCTION refuse('a timesheet is never changed');
CREATE TRIGGER timesheet_is_never_deleted BEFORE DELETE ON timesheet
  FOR EACH ROW EXECUTE FUNCTION refuse('a timesheet is never deleted');
CREATE TRIGGER timesheet_is_never_emptied BEFORE TRUNCATE ON timesheet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a timesheet is never deleted');
CREATE TRIGGER timesheet_line_is_never_changed BEFORE UPDATE ON timesheet_line
  FOR EACH ROW EXECUTE FUNCTION refuse('a line of a timesheet is never changed');
CREATE TRIGGER timesheet_line_is_never_deleted BEFORE DELETE ON timesheet_line
  FOR EACH ROW EXECUTE FUNCTION refuse('a line of a timesheet is never deleted');
CREATE TRIGGER timesheet_line_is_never_emptied BEFORE TRUNCATE ON timesheet_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a line of a timesheet is never deleted');
CREATE TRIGGER timesheet_step_is_never_changed BEFORE UPDATE ON timesheet_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a timesheet is never changed');
CREATE TRIGGER timesheet_step_is_never_deleted BEFORE DELETE ON timesheet_step
  FOR EACH ROW EXECUTE FUNCTION refuse('a step of a timesheet is never deleted');
CREATE TRIGGER timesheet_step_is_never_emptied BEFORE TRUNCATE ON timesheet_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a step of a timesheet is never deleted');
)sql";

}  // namespace almoner::ledger
