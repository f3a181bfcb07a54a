#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_021_payroll_queries = R"sql(
-- Somebody asks about payroll: about an employer, a job or a slip, answered by a day.
CREATE TABLE payroll_query(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  about TEXT NOT NULL CHECK (about IN ('employer','employment','slip')), subject BIGINT NOT NULL,
  employer BIGINT NOT NULL,
  asked_by TEXT NOT NULL CHECK (asked_by IN
    ('holder','representative','assistant','hmrc','pension-provider','other')),
  channel TEXT NOT NULL CHECK (channel IN
    ('telephone','e-mail','text-message','letter','in-person','portal')),
  words BIGINT NOT NULL, asked_on BIGINT NOT NULL, due_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  CHECK (due_on >= asked_on),
  CHECK (about <> 'employer' OR subject = employer)
);
CREATE INDEX payroll_query_by_employer ON payroll_query(employer);

-- The answer, once.
CREATE TABLE payroll_query_answer(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  query BIGINT NOT NULL, words BIGINT NOT NULL, answered_on BIGINT NOT NULL, actor BIGINT NOT NULL,
  UNIQUE (query)
);

CREATE TRIGGER payroll_query_is_never_changed BEFORE UPDATE ON payroll_query
  FOR EACH ROW EXECUTE FUNCTION refuse('a query is never changed');
CREATE TRIGGER payroll_query_is_never_deleted BEFORE DELETE ON payroll_query
  FOR EACH ROW EXECUTE FUNCTION refuse('a query is never deleted');
CREATE TRIGGER payroll_query_is_never_emptied BEFORE TRUNCATE ON payroll_query
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('a query is never deleted');
CREATE TRIGGER payroll_query_answer_is_never_changed BEFORE UPDATE ON payroll_query_answer
  FOR EACH ROW EXECUTE FUNCTION refuse('an answer is never changed');
CREATE TRIGGER payroll_query_answer_is_never_deleted BEFORE DELETE ON payroll_query_answer
  FOR EACH ROW EXECUTE FUNCTION refuse('an answer is never deleted');
CREATE TRIGGER payroll_query_answer_is_never_emptied BEFORE TRUNCATE ON payroll_query_answer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an answer is never deleted');
)sql";

}  // namespace almoner::ledger
