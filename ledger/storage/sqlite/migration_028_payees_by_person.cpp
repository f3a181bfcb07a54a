#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_028_payees_by_person = R"sql(
-- The accounts of one person are looked for at each wage, and in runs of many.
CREATE INDEX payee_account_by_person ON payee_account(person);
)sql";

}  // namespace almoner::ledger
