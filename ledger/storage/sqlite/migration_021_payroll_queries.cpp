#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_021_payroll_queries = R"sql(
-- Somebody asks about payroll: about an employer, a job or a slip, answered by a day.
CREATE TABLE payroll_query(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('employer','employment','slip')), subject INTEGER NOT NULL,
  employer INTEGER NOT NULL,
  asked_by TEXT NOT NULL CHECK (asked_by IN
    ('holder','representative','assistant','hmrc','pension-provider','other')),
  channel TEXT NOT NULL CHECK (channel IN
    ('telephone','e-mail','text-message','letter','in-person','portal')),
  words INTEGER NOT NULL, asked_on INTEGER NOT NULL, due_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  CHECK (due_on >= asked_on),
  CHECK (about <> 'employer' OR subject = employer)
) STRICT;
CREATE INDEX payroll_query_by_employer ON payroll_query(employer);

-- The answer, once.
CREATE TABLE payroll_query_answer(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  query INTEGER NOT NULL, words INTEGER NOT NULL, answered_on INTEGER NOT NULL, actor INTEGER NOT NULL,
  UNIQUE (query)
) STRICT;

CREATE TRIGGER payroll_query_is_never_changed BEFORE UPDATE ON payroll_query
  BEGIN SELECT RAISE(ABORT, 'a query is never changed'); END;
CREATE TRIGGER payroll_query_is_never_deleted BEFORE DELETE ON payroll_query
  BEGIN SELECT RAISE(ABORT, 'a query is never deleted'); END;
CREATE TRIGGER payroll_query_answer_is_never_changed BEFORE UPDATE ON payroll_query_answer
  BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER payroll_query_answer_is_never_deleted BEFORE DELETE ON payroll_query_answer
  BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END;
)sql";

}  // namespace almoner::ledger
