#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_015_pay_outs = R"sql(
-- What a payment that came back after its reclaim had matured took off what a case asks back.
CREATE TABLE case_returned(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  reduction_case BIGINT NOT NULL, payment BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0), returned_on BIGINT NOT NULL
);
CREATE INDEX case_returned_by_case ON case_returned(reduction_case);
CREATE INDEX case_returned_by_payment ON case_returned(payment);

-- What a payment to no holder is for: a debt that the public body took over at an ending, the
-- person's own share, or money that a case reclaims from a client account.
CREATE TABLE pay_out(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('debt','own-share','reclaim')),
  ending BIGINT NOT NULL, owed TEXT COLLATE "C" NOT NULL, plan_line BIGINT NOT NULL,
  reduction_case BIGINT NOT NULL, evidence BIGINT NOT NULL,
  CHECK ((kind = 'debt') = (ending <> 0)), CHECK ((kind = 'debt') = (owed <> '')),
  CHECK ((kind = 'reclaim') = (reduction_case <> 0))
);
CREATE UNIQUE INDEX pay_out_by_payment ON pay_out(payment);
CREATE INDEX pay_out_by_ending ON pay_out(ending) WHERE ending <> 0;
CREATE INDEX pay_out_by_case ON pay_out(reduction_case) WHERE reduction_case <> 0;

CREATE TRIGGER case_returned_is_never_changed BEFORE UPDATE ON case_returned
  FOR EACH ROW EXECUTE FUNCTION refuse('what came back of a reclaim is never changed');
CREATE TRIGGER case_returned_is_never_deleted BEFORE DELETE ON case_returned
  FOR EACH ROW EXECUTE FUNCTION refuse('what came back of a reclaim is never deleted');
CREATE TRIGGER case_returned_is_never_emptied BEFORE TRUNCATE ON case_returned
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what came back of a reclaim is never deleted');
CREATE TRIGGER pay_out_is_never_changed BEFORE UPDATE ON pay_out
  FOR EACH ROW EXECUTE FUNCTION refuse('what a payment is for is never changed');
CREATE TRIGGER pay_out_is_never_deleted BEFORE DELETE ON pay_out
  FOR EACH ROW EXECUTE FUNCTION refuse('what a payment is for is never deleted');
CREATE TRIGGER pay_out_is_never_emptied BEFORE TRUNCATE ON pay_out
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what a payment is for is never deleted');
)sql";

}  // namespace almoner::ledger
