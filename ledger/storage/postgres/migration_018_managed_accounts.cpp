#include "ledger/storage/postgres/migration_texts.h"

namespace almoner::ledger {

const char* const postgres_018_managed_accounts = R"sql(
-- What of a slip a payment of a payroll pays: each plan line's part of it. Below zero: set off, a
-- refund of HMRC's against what it is owed.
CREATE TABLE slip_pay_out(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL, slip BIGINT NOT NULL,
  what TEXT COLLATE "C" NOT NULL CHECK (what IN ('net-pay','hmrc','pension','attachment')),
  pay_order BIGINT NOT NULL, plan_line BIGINT NOT NULL,
  body BIGINT NOT NULL, stream BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount <> 0),
  CHECK ((what = 'attachment') = (pay_order <> 0)), CHECK (what = 'hmrc' OR amount > 0)
);
CREATE UNIQUE INDEX slip_pay_out_by_payment
  ON slip_pay_out(payment, slip, what, pay_order, plan_line, body, stream);
CREATE INDEX slip_pay_out_by_slip ON slip_pay_out(slip);

-- By which reference a payee knows a payment, where it is not ours: HMRC, a scheme, a supplier.
CREATE TABLE pay_out_reference(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL, words_private BIGINT NOT NULL
);
CREATE UNIQUE INDEX pay_out_reference_by_payment ON pay_out_reference(payment);

-- An invoice that a managed account pays: its number is known by a salted digest, and stands sealed.
CREATE TABLE supplier_invoice(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  supplier BIGINT NOT NULL, budget BIGINT NOT NULL, plan_line BIGINT NOT NULL,
  number_mark TEXT COLLATE "C" NOT NULL, number_private BIGINT NOT NULL,
  dated_on BIGINT NOT NULL, amount BIGINT NOT NULL CHECK (amount > 0),
  evidence BIGINT NOT NULL CHECK (evidence > 0),
  instruction BIGINT NOT NULL CHECK (instruction > 0),
  recorded_on BIGINT NOT NULL, recorded_by BIGINT NOT NULL
);
CREATE INDEX supplier_invoice_by_number ON supplier_invoice(supplier, number_mark);
CREATE INDEX supplier_invoice_by_budget ON supplier_invoice(budget);

CREATE TABLE supplier_invoice_step(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  invoice BIGINT NOT NULL, state TEXT COLLATE "C" NOT NULL CHECK (state = 'withdrawn'),
  done_on BIGINT NOT NULL, actor BIGINT NOT NULL
);
CREATE UNIQUE INDEX supplier_invoice_step_once ON supplier_invoice_step(invoice, state);

-- What else a managed account's payment pays: an invoice, a fee, or what was owed when it was taken over.
CREATE TABLE managed_pay_out(
  id BIGINT PRIMARY KEY, seq BIGINT NOT NULL,
  payment BIGINT NOT NULL, what TEXT COLLATE "C" NOT NULL CHECK (what IN ('invoice','fee','opening')),
  subject BIGINT NOT NULL CHECK (subject > 0)
);
CREATE UNIQUE INDEX managed_pay_out_by_payment ON managed_pay_out(payment);
CREATE INDEX managed_pay_out_by_subject ON managed_pay_out(what, subject);

CREATE TRIGGER slip_pay_out_is_never_changed BEFORE UPDATE ON slip_pay_out
  FOR EACH ROW EXECUTE FUNCTION refuse('what a payment is for is never changed');
CREATE TRIGGER slip_pay_out_is_never_deleted BEFORE DELETE ON slip_pay_out
  FOR EACH ROW EXECUTE FUNCTION refuse('what a payment is for is never deleted');
CREATE TRIGGER slip_pay_out_is_never_emptied BEFORE TRUNCATE ON slip_pay_out
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what a payment is for is never deleted');
CREATE TRIGGER pay_out_reference_is_never_changed BEFORE UPDATE ON pay_out_reference
  FOR EACH ROW EXECUTE FUNCTION refuse('the reference of a payment is never changed');
CREATE TRIGGER pay_out_reference_is_never_deleted BEFORE DELETE ON pay_out_reference
  FOR EACH ROW EXECUTE FUNCTION refuse('the reference of a payment is never deleted');
CREATE TRIGGER pay_out_reference_is_never_emptied BEFORE TRUNCATE ON pay_out_reference
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('the reference of a payment is never deleted');
CREATE TRIGGER supplier_invoice_is_never_changed BEFORE UPDATE ON supplier_invoice
  FOR EACH ROW EXECUTE FUNCTION refuse('an invoice is never changed');
CREATE TRIGGER supplier_invoice_is_never_deleted BEFORE DELETE ON supplier_invoice
  FOR EACH ROW EXECUTE FUNCTION refuse('an invoice is never deleted');
CREATE TRIGGER supplier_invoice_is_never_emptied BEFORE TRUNCATE ON supplier_invoice
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('an invoice is never deleted');
CREATE TRIGGER supplier_invoice_step_is_never_changed BEFORE UPDATE ON supplier_invoice_step
  FOR EACH ROW EXECUTE FUNCTION refuse('what became of an invoice is never changed');
CREATE TRIGGER supplier_invoice_step_is_never_deleted BEFORE DELETE ON supplier_invoice_step
  FOR EACH ROW EXECUTE FUNCTION refuse('what became of an invoice is never deleted');
CREATE TRIGGER supplier_invoice_step_is_never_emptied BEFORE TRUNCATE ON supplier_invoice_step
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what became of an invoice is never deleted');
CREATE TRIGGER managed_pay_out_is_never_changed BEFORE UPDATE ON managed_pay_out
  FOR EACH ROW EXECUTE FUNCTION refuse('what a payment is for is never changed');
CREATE TRIGGER managed_pay_out_is_never_deleted BEFORE DELETE ON managed_pay_out
  FOR EACH ROW EXECUTE FUNCTION refuse('what a payment is for is never deleted');
CREATE TRIGGER managed_pay_out_is_never_emptied BEFORE TRUNCATE ON managed_pay_out
  FOR EACH STATEMENT EXECUTE FUNCTION refuse('what a payment is for is never deleted');
)sql";

}  // namespace almoner::ledger
