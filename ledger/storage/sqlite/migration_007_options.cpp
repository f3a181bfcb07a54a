#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

// A recharge is one share of a claim: what was lent from one bank account in one stream.
const char* const sqlite_007_options = R"sql(
CREATE TABLE option_change(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  budget INTEGER NOT NULL, from_option INTEGER NOT NULL,
  to_option INTEGER NOT NULL CHECK (to_option <> from_option),
  line_before INTEGER NOT NULL, line_after INTEGER NOT NULL,
  from_on INTEGER NOT NULL, proposal INTEGER NOT NULL
) STRICT;
CREATE INDEX option_change_by_budget ON option_change(budget);

CREATE TABLE recharge(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  lead INTEGER NOT NULL, partner INTEGER NOT NULL CHECK (partner <> lead),
  bank_account INTEGER NOT NULL, stream INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), until_on INTEGER NOT NULL,
  claimed_on INTEGER NOT NULL, in_books INTEGER NOT NULL CHECK (in_books IN (0, 1)),
  proposal INTEGER NOT NULL
) STRICT;

CREATE TABLE recharge_approval(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  recharge INTEGER NOT NULL, bank_account INTEGER NOT NULL, transfer INTEGER NOT NULL UNIQUE,
  proposal INTEGER NOT NULL
) STRICT;
CREATE INDEX recharge_approval_by_recharge ON recharge_approval(recharge);
)sql";

}  // namespace almoner::ledger
