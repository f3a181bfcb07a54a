#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_023_slips_kept_apart = R"sql(
-- The pay period that a slip pays whole: no other slip of the job does. Of a slip off the cycle none.
CREATE TABLE pay_slip_period(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, first_on BIGINT NOT NULL, last_on BIGINT NOT NULL,
  CHECK (last_on >= first_on)
);
CREATE UNIQUE INDEX pay_slip_period_by_slip ON pay_slip_period(slip);

-- What a slip gives back of what another one shows to be overpaid.
CREATE TABLE pay_slip_recovery(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, of_slip BIGINT NOT NULL, amount BIGINT NOT NULL CHECK (amount > 0),
  CHECK (of_slip < slip)
);
CREATE UNIQUE INDEX pay_slip_recovery_by_slip ON pay_slip_recovery(slip, of_slip);
CREATE INDEX pay_slip_recovery_by_overpaid ON pay_slip_recovery(of_slip);

-- Wages of one payday before this program ran the payroll: average earnings stand on them.
CREATE TABLE payroll_opening_wage(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employment BIGINT NOT NULL, paid_on BIGINT NOT NULL, gross BIGINT NOT NULL CHECK (gross >= 0),
  recorded_on BIGINT NOT NULL, recorded_by BIGINT NOT NULL
);
CREATE UNIQUE INDEX payroll_opening_wage_by_payday ON payroll_opening_wage(employment, paid_on);

-- What an employer had used of a year's Employment Allowance before this program ran the payroll.
CREATE TABLE payroll_opening_allowance(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  employer BIGINT NOT NULL, tax_year BIGINT NOT NULL, used BIGINT NOT NULL CHECK (used > 0)
);
CREATE UNIQUE INDEX payroll_opening_allowance_once ON payroll_opening_allowance(employer, tax_year);

CREATE TRIGGER pay_slip_period_is_never_changed BEFORE UPDATE ON pay_slip_period
  FOR EACH ROW EXECUTE FUNCTION refuse('the period of a slip is never changed');
CREATE TRIGGER pay_slip_period_is_never_deleted BEFORE DELETE ON pay_slip_period
  FOR EACH ROW EXECUTE FUNCTION refuse('the period of a slip is never deleted');
CREATE TRIGGER pay_slip_period_is_never_emptied BEFORE TRUNCATE ON pay_slip_period
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the period of a slip is never deleted');
CREATE TRIGGER pay_slip_recovery_is_never_changed BEFORE UPDATE ON pay_slip_recovery
  FOR EACH ROW EXECUTE FUNCTION refuse('what a slip gives back is never changed');
CREATE TRIGGER pay_slip_recovery_is_never_deleted BEFORE DELETE ON pay_slip_recovery
  FOR EACH ROW EXECUTE FUNCTION refuse('what a slip gives back is never deleted');
CREATE TRIGGER pay_slip_recovery_is_never_emptied BEFORE TRUNCATE ON pay_slip_recovery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what a slip gives back is never deleted');
CREATE TRIGGER payroll_opening_wage_is_never_changed BEFORE UPDATE ON payroll_opening_wage
  FOR EACH ROW EXECUTE FUNCTION refuse('wages before the take-over are never changed');
CREATE TRIGGER payroll_opening_wage_is_never_deleted BEFORE DELETE ON payroll_opening_wage
  FOR EACH ROW EXECUTE FUNCTION refuse('wages before the take-over are never deleted');
CREATE TRIGGER payroll_opening_wage_is_never_emptied BEFORE TRUNCATE ON payroll_opening_wage
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('wages before the take-over are never deleted');
CREATE TRIGGER payroll_opening_allowance_is_never_changed BEFORE UPDATE ON payroll_opening_allowance
  FOR EACH ROW EXECUTE FUNCTION refuse('an allowance that was taken over is never changed');
CREATE TRIGGER payroll_opening_allowance_is_never_deleted BEFORE DELETE ON payroll_opening_allowance
  FOR EACH ROW EXECUTE FUNCTION refuse('an allowance that was taken over is never deleted');
CREATE TRIGGER payroll_opening_allowance_is_never_emptied BEFORE TRUNCATE ON payroll_opening_allowance
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an allowance that was taken over is never deleted');
)sql";

}  // namespace almoner::ledger
