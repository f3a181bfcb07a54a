#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_024_fees_and_refunds = R"sql(
-- What an agreement says of the support service's fee, from a day on. Nil: none from then on.
CREATE TABLE agreement_fee(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  agreement INTEGER NOT NULL, service INTEGER NOT NULL, from_on INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  frequency TEXT NOT NULL CHECK (frequency IN ('four-weekly','monthly')),
  paid_by TEXT NOT NULL CHECK (paid_by IN ('budget','body')),
  plan_line INTEGER NOT NULL CHECK (plan_line > 0), evidence INTEGER NOT NULL CHECK (evidence > 0),
  recorded_on INTEGER NOT NULL, proposed_by INTEGER NOT NULL, confirmed_by INTEGER NOT NULL,
  CHECK (proposed_by <> confirmed_by)
) STRICT;
CREATE UNIQUE INDEX agreement_fee_by_day ON agreement_fee(agreement, from_on);

-- A fee that was charged, once for each period of an agreement.
CREATE TABLE fee_charge(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  fee INTEGER NOT NULL, agreement INTEGER NOT NULL, budget INTEGER NOT NULL,
  first_on INTEGER NOT NULL, last_on INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), proposal INTEGER NOT NULL,
  first_transfer INTEGER NOT NULL, last_transfer INTEGER NOT NULL,
  charged_on INTEGER NOT NULL, charged_by INTEGER NOT NULL,
  CHECK (last_on >= first_on), CHECK (first_transfer <= last_transfer)
) STRICT;
CREATE UNIQUE INDEX fee_charge_by_period ON fee_charge(agreement, first_on);

-- Which slips HMRC refunded, part by part, with a line of a client account that was explained so.
CREATE TABLE hmrc_refund_part(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  proposal INTEGER NOT NULL, slip INTEGER NOT NULL, plan_line INTEGER NOT NULL,
  body INTEGER NOT NULL, stream INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0)
) STRICT;
CREATE UNIQUE INDEX hmrc_refund_part_once
  ON hmrc_refund_part(proposal, slip, plan_line, body, stream);

-- Statutory pay of a slip, and what HMRC gives back of it: the pay or a part of it, and the
-- compensation for a small employer's National Insurance.
CREATE TABLE pay_slip_recoverable(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN
    ('maternity','paternity','adoption','shared-parental','bereavement','neonatal')),
  paid INTEGER NOT NULL, recovered INTEGER NOT NULL CHECK (recovered > 0),
  compensation INTEGER NOT NULL CHECK (compensation >= 0), CHECK (recovered <= paid)
) STRICT;
CREATE UNIQUE INDEX pay_slip_recoverable_by_slip ON pay_slip_recoverable(slip, kind);

-- What the bank gave back of a slip that was overpaid: it is owed back no more.
CREATE TABLE overpaid_came_back(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  slip INTEGER NOT NULL, what TEXT NOT NULL CHECK (what IN ('net-pay','pension','attachment')),
  payment INTEGER NOT NULL, line INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  first_transfer INTEGER NOT NULL, last_transfer INTEGER NOT NULL,
  CHECK (first_transfer <= last_transfer)
) STRICT;
CREATE UNIQUE INDEX overpaid_came_back_once ON overpaid_came_back(slip, payment, line, first_transfer);

CREATE TRIGGER agreement_fee_is_never_changed BEFORE UPDATE ON agreement_fee
  BEGIN SELECT RAISE(ABORT, 'the terms of a fee are never changed'); END;
CREATE TRIGGER agreement_fee_is_never_deleted BEFORE DELETE ON agreement_fee
  BEGIN SELECT RAISE(ABORT, 'the terms of a fee are never deleted'); END;
CREATE TRIGGER fee_charge_is_never_changed BEFORE UPDATE ON fee_charge
  BEGIN SELECT RAISE(ABORT, 'a fee that was charged is never changed'); END;
CREATE TRIGGER fee_charge_is_never_deleted BEFORE DELETE ON fee_charge
  BEGIN SELECT RAISE(ABORT, 'a fee that was charged is never deleted'); END;
CREATE TRIGGER hmrc_refund_part_is_never_changed BEFORE UPDATE ON hmrc_refund_part
  BEGIN SELECT RAISE(ABORT, 'what was refunded is never changed'); END;
CREATE TRIGGER hmrc_refund_part_is_never_deleted BEFORE DELETE ON hmrc_refund_part
  BEGIN SELECT RAISE(ABORT, 'what was refunded is never deleted'); END;
CREATE TRIGGER pay_slip_recoverable_is_never_changed BEFORE UPDATE ON pay_slip_recoverable
  BEGIN SELECT RAISE(ABORT, 'the statutory pay of a slip is never changed'); END;
CREATE TRIGGER pay_slip_recoverable_is_never_deleted BEFORE DELETE ON pay_slip_recoverable
  BEGIN SELECT RAISE(ABORT, 'the statutory pay of a slip is never deleted'); END;
CREATE TRIGGER overpaid_came_back_is_never_changed BEFORE UPDATE ON overpaid_came_back
  BEGIN SELECT RAISE(ABORT, 'what came back is never changed'); END;
CREATE TRIGGER overpaid_came_back_is_never_deleted BEFORE DELETE ON overpaid_came_back
  BEGIN SELECT RAISE(ABORT, 'what came back is never deleted'); END;
)sql";

}  // namespace almoner::ledger
