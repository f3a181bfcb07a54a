#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_015_pay_outs = R"sql(
-- What a payment that came back after its reclaim had matured took off what a case asks back.
CREATE TABLE case_returned(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  reduction_case INTEGER NOT NULL, payment INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), returned_on INTEGER NOT NULL
) STRICT;
CREATE INDEX case_returned_by_case ON case_returned(reduction_case);
CREATE INDEX case_returned_by_payment ON case_returned(payment);

-- What a payment to no holder is for: a debt that the public body took over at an ending, the
-- person's own share, or money that a case reclaims from a client account.
CREATE TABLE pay_out(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('debt','own-share','reclaim')),
  ending INTEGER NOT NULL, owed TEXT NOT NULL, plan_line INTEGER NOT NULL,
  reduction_case INTEGER NOT NULL, evidence INTEGER NOT NULL,
  CHECK ((kind = 'debt') = (ending <> 0)), CHECK ((kind = 'debt') = (owed <> '')),
  CHECK ((kind = 'reclaim') = (reduction_case <> 0))
) STRICT;
CREATE UNIQUE INDEX pay_out_by_payment ON pay_out(payment);
CREATE INDEX pay_out_by_ending ON pay_out(ending) WHERE ending <> 0;
CREATE INDEX pay_out_by_case ON pay_out(reduction_case) WHERE reduction_case <> 0;

CREATE TRIGGER case_returned_is_never_changed BEFORE UPDATE ON case_returned
  BEGIN SELECT RAISE(ABORT, 'what came back of a reclaim is never changed'); END;
CREATE TRIGGER case_returned_is_never_deleted BEFORE DELETE ON case_returned
  BEGIN SELECT RAISE(ABORT, 'what came back of a reclaim is never deleted'); END;
CREATE TRIGGER pay_out_is_never_changed BEFORE UPDATE ON pay_out
  BEGIN SELECT RAISE(ABORT, 'what a payment is for is never changed'); END;
CREATE TRIGGER pay_out_is_never_deleted BEFORE DELETE ON pay_out
  BEGIN SELECT RAISE(ABORT, 'what a payment is for is never deleted'); END;
)sql";

}  // namespace almoner::ledger
