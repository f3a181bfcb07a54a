#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

// A recharge is one share of a claim: what was lent from one bank account in one stream.
const char* const postgres_007_options = R"sql(
CREATE TABLE option_change(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  budget BIGINT NOT NULL, from_option BIGINT NOT NULL,
  to_option BIGINT NOT NULL CHECK (to_option <> from_option),
  line_before BIGINT NOT NULL, line_after BIGINT NOT NULL,
  from_on BIGINT NOT NULL, proposal BIGINT NOT NULL
);
CREATE INDEX option_change_by_budget ON option_change(budget);

CREATE TABLE recharge(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  lead BIGINT NOT NULL, partner BIGINT NOT NULL CHECK (partner <> lead),
  bank_account BIGINT NOT NULL, stream BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0), until_on BIGINT NOT NULL,
  claimed_on BIGINT NOT NULL, in_books BIGINT NOT NULL CHECK (in_books IN (0, 1)),
  proposal BIGINT NOT NULL
);

CREATE TABLE recharge_approval(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  recharge BIGINT NOT NULL, bank_account BIGINT NOT NULL, transfer BIGINT NOT NULL UNIQUE,
  proposal BIGINT NOT NULL
);
CREATE INDEX recharge_approval_by_recharge ON recharge_approval(recharge);
)sql";

}  // namespace almoner::ledger
