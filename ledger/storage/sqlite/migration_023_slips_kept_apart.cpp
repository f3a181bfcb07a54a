#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_023_slips_kept_apart = R"sql(
-- The pay period that a slip pays whole: no other slip of the job does. Of a slip off the cycle none.
CREATE TABLE pay_slip_period(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, first_on INTEGER NOT NULL, last_on INTEGER NOT NULL,
  CHECK (last_on >= first_on)
) STRICT;
CREATE UNIQUE INDEX pay_slip_period_by_slip ON pay_slip_period(slip);

-- What a slip gives back of what another one shows to be overpaid.
CREATE TABLE pay_slip_recovery(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, of_slip INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
  CHECK (of_slip < slip)
) STRICT;
CREATE UNIQUE INDEX pay_slip_recovery_by_slip ON pay_slip_recovery(slip, of_slip);
CREATE INDEX pay_slip_recovery_by_overpaid ON pay_slip_recovery(of_slip);

-- Wages of one payday before this program ran the payroll: average earnings stand on them.
CREATE TABLE payroll_opening_wage(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employment INTEGER NOT NULL, paid_on INTEGER NOT NULL, gross INTEGER NOT NULL CHECK (gross >= 0),
  recorded_on INTEGER NOT NULL, recorded_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX payroll_opening_wage_by_payday ON payroll_opening_wage(employment, paid_on);

-- What an employer had used of a year's Employment Allowance before this program ran the payroll.
CREATE TABLE payroll_opening_allowance(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  employer INTEGER NOT NULL, tax_year INTEGER NOT NULL, used INTEGER NOT NULL CHECK (used > 0)
) STRICT;
CREATE UNIQUE INDEX payroll_opening_allowance_once ON payroll_opening_allowance(employer, tax_year);

CREATE TRIGGER pay_slip_period_is_never_changed BEFORE UPDATE ON pay_slip_period
  BEGIN SELECT RAISE(ABORT, 'the period of a slip is never changed'); END;
CREATE TRIGGER pay_slip_period_is_never_deleted BEFORE DELETE ON pay_slip_period
  BEGIN SELECT RAISE(ABORT, 'the period of a slip is never deleted'); END;
CREATE TRIGGER pay_slip_recovery_is_never_changed BEFORE UPDATE ON pay_slip_recovery
  BEGIN SELECT RAISE(ABORT, 'what a slip gives back is never changed'); END;
CREATE TRIGGER pay_slip_recovery_is_never_deleted BEFORE DELETE ON pay_slip_recovery
  BEGIN SELECT RAISE(ABORT, 'what a slip gives back is never deleted'); END;
CREATE TRIGGER payroll_opening_wage_is_never_changed BEFORE UPDATE ON payroll_opening_wage
  BEGIN SELECT RAISE(ABORT, 'wages before the take-over are never changed'); END;
CREATE TRIGGER payroll_opening_wage_is_never_deleted BEFORE DELETE ON payroll_opening_wage
  BEGIN SELECT RAISE(ABORT, 'wages before the take-over are never deleted'); END;
CREATE TRIGGER payroll_opening_allowance_is_never_changed BEFORE UPDATE ON payroll_opening_allowance
  BEGIN SELECT RAISE(ABORT, 'an allowance that was taken over is never changed'); END;
CREATE TRIGGER payroll_opening_allowance_is_never_deleted BEFORE DELETE ON payroll_opening_allowance
  BEGIN SELECT RAISE(ABORT, 'an allowance that was taken over is never deleted'); END;
)sql";

}  // namespace almoner::ledger
