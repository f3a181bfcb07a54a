#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_024_fees_and_refunds = R"sql(
-- What an agreement says of the support service's fee, from a day on. Nil: none from then on.
CREATE TABLE agreement_fee(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  agreement BIGINT NOT NULL, service BIGINT NOT NULL, from_on BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount >= 0),
  frequency TEXT COLLATE "C" NOT NULL CHECK (frequency IN ('four-weekly','monthly')),
  paid_by TEXT COLLATE "C" NOT NULL CHECK (paid_by IN ('budget','body')),
  plan_line BIGINT NOT NULL CHECK (plan_line > 0), evidence BIGINT NOT NULL CHECK (evidence > 0),
  recorded_on BIGINT NOT NULL, proposed_by BIGINT NOT NULL, confirmed_by BIGINT NOT NULL,
  CHECK (proposed_by <> confirmed_by)
);
CREATE UNIQUE INDEX agreement_fee_by_day ON agreement_fee(agreement, from_on);

-- A fee that was charged, once for each period of an agreement.
CREATE TABLE fee_charge(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  fee BIGINT NOT NULL, agreement BIGINT NOT NULL, budget BIGINT NOT NULL,
  first_on BIGINT NOT NULL, last_on BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0), proposal BIGINT NOT NULL,
  first_transfer BIGINT NOT NULL, last_transfer BIGINT NOT NULL,
  charged_on BIGINT NOT NULL, charged_by BIGINT NOT NULL,
  CHECK (last_on >= first_on), CHECK (first_transfer <= last_transfer)
);
CREATE UNIQUE INDEX fee_charge_by_period ON fee_charge(agreement, first_on);

-- Which slips HMRC refunded, part by part, with a line of a client account that was explained so.
CREATE TABLE hmrc_refund_part(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  proposal BIGINT NOT NULL, slip BIGINT NOT NULL, plan_line BIGINT NOT NULL,
  body BIGINT NOT NULL, stream BIGINT NOT NULL, amount BIGINT NOT NULL CHECK (amount > 0)
);
CREATE UNIQUE INDEX hmrc_refund_part_once
  ON hmrc_refund_part(proposal, slip, plan_line, body, stream);

-- Statutory pay of a slip, and what HMRC gives back of it: the pay or a part of it, and the
-- compensation for a small employer's National Insurance.
CREATE TABLE pay_slip_recoverable(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL CHECK (kind IN
    ('maternity','paternity','adoption','shared-parental','bereavement','neonatal')),
  paid BIGINT NOT NULL, recovered BIGINT NOT NULL CHECK (recovered > 0),
  compensation BIGINT NOT NULL CHECK (compensation >= 0), CHECK (recovered <= paid)
);
CREATE UNIQUE INDEX pay_slip_recoverable_by_slip ON pay_slip_recoverable(slip, kind);

-- What the bank gave back of a slip that was overpaid: it is owed back no more.
CREATE TABLE overpaid_came_back(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  slip BIGINT NOT NULL, what TEXT COLLATE "C" NOT NULL CHECK (what IN ('net-pay','pension','attachment')),
  payment BIGINT NOT NULL, line BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0),
  first_transfer BIGINT NOT NULL, last_transfer BIGINT NOT NULL,
  CHECK (first_transfer <= last_transfer)
);
CREATE UNIQUE INDEX overpaid_came_back_once ON overpaid_came_back(slip, payment, line, first_transfer);

CREATE TRIGGER agreement_fee_is_never_changed BEFORE UPDATE ON agreement_fee
  FOR EACH ROW EXECUTE FUNCTION refuse('the terms of a fee are never changed');
CREATE TRIGGER agreement_fee_is_never_deleted BEFORE DELETE ON agreement_fee
  FOR EACH ROW EXECUTE FUNCTION refuse('the terms of a fee are never deleted');
CREATE TRIGGER agreement_fee_is_never_emptied BEFORE TRUNCATE ON agreement_fee
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the terms of a fee are never deleted');
CREATE TRIGGER fee_charge_is_never_changed BEFORE UPDATE ON fee_charge
  FOR EACH ROW EXECUTE FUNCTION refuse('a fee that was charged is never changed');
CREATE TRIGGER fee_charge_is_never_deleted BEFORE DELETE ON fee_charge
  FOR EACH ROW EXECUTE FUNCTION refuse('a fee that was charged is never deleted');
CREATE TRIGGER fee_charge_is_never_emptied BEFORE TRUNCATE ON fee_charge
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a fee that was charged is never deleted');
CREATE TRIGGER hmrc_refund_part_is_never_changed BEFORE UPDATE ON hmrc_refund_part
  FOR EACH ROW EXECUTE FUNCTION refuse('what was refunded is never changed');
CREATE TRIGGER hmrc_refund_part_is_never_deleted BEFORE DELETE ON hmrc_refund_part
  FOR EACH ROW EXECUTE FUNCTION refuse('what was refunded is never deleted');
CREATE TRIGGER hmrc_refund_part_is_never_emptied BEFORE TRUNCATE ON hmrc_refund_part
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was refunded is never deleted');
CREATE TRIGGER pay_slip_recoverable_is_never_changed BEFORE UPDATE ON pay_slip_recoverable
  FOR EACH ROW EXECUTE FUNCTION refuse('the statutory pay of a slip is never changed');
CREATE TRIGGER pay_slip_recoverable_is_never_deleted BEFORE DELETE ON pay_slip_recoverable
  FOR EACH ROW EXECUTE FUNCTION refuse('the statutory pay of a slip is never deleted');
CREATE TRIGGER pay_slip_recoverable_is_never_emptied BEFORE TRUNCATE ON pay_slip_recoverable
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the statutory pay of a slip is never deleted');
CREATE TRIGGER overpaid_came_back_is_never_changed BEFORE UPDATE ON overpaid_came_back
  FOR EACH ROW EXECUTE FUNCTION refuse('what came back is never changed');
CREATE TRIGGER overpaid_came_back_is_never_deleted BEFORE DELETE ON overpaid_came_back
  FOR EACH ROW EXECUTE FUNCTION refuse('what came back is never deleted');
CREATE TRIGGER overpaid_came_back_is_never_emptied BEFORE TRUNCATE ON overpaid_came_back
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what came back is never deleted');
)sql";

}  // namespace almoner::ledger
