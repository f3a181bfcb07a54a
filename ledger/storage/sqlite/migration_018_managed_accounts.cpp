#include "ledger/storage/sqlite/migration_texts.h"

namespace almoner::ledger {

const char* const sqlite_018_managed_accounts = R"sql(
-- What of a slip a payment of a payroll pays: each plan line's part of it. Below zero: set off, a
-- refund of HMRC's against what it is owed.
CREATE TABLE slip_pay_out(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL, slip INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('net-pay','hmrc','pension','attachment')),
  pay_order INTEGER NOT NULL, plan_line INTEGER NOT NULL,
  body INTEGER NOT NULL, stream INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  CHECK ((what = 'attachment') = (pay_order <> 0)), CHECK (what = 'hmrc' OR amount > 0)
) STRICT;
CREATE UNIQUE INDEX slip_pay_out_by_payment
  ON slip_pay_out(payment, slip, what, pay_order, plan_line, body, stream);
CREATE INDEX slip_pay_out_by_slip ON slip_pay_out(slip);

-- By which reference a payee knows a payment, where it is not ours: HMRC, a scheme, a supplier.
CREATE TABLE pay_out_reference(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL, words_private INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX pay_out_reference_by_payment ON pay_out_reference(payment);

-- An invoice that a managed account pays: its number is known by a salted digest, and stands sealed.
CREATE TABLE supplier_invoice(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  supplier INTEGER NOT NULL, budget INTEGER NOT NULL, plan_line INTEGER NOT NULL,
  number_mark TEXT NOT NULL, number_private INTEGER NOT NULL,
  dated_on INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
  evidence INTEGER NOT NULL CHECK (evidence > 0),
  instruction INTEGER NOT NULL CHECK (instruction > 0),
  recorded_on INTEGER NOT NULL, recorded_by INTEGER NOT NULL
) STRICT;
CREATE INDEX supplier_invoice_by_number ON supplier_invoice(supplier, number_mark);
CREATE INDEX supplier_invoice_by_budget ON supplier_invoice(budget);

CREATE TABLE supplier_invoice_step(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  invoice INTEGER NOT NULL, state TEXT NOT NULL CHECK (state = 'withdrawn'),
  done_on INTEGER NOT NULL, actor INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX supplier_invoice_step_once ON supplier_invoice_step(invoice, state);

-- What else a managed account's payment pays: an invoice, a fee, or what was owed when it was taken over.
CREATE TABLE managed_pay_out(
  id INTEGER PRIMARY KEY, seq INTEGER NOT NULL,
  payment INTEGER NOT NULL, what TEXT NOT NULL CHECK (what IN ('invoice','fee','opening')),
  subject INTEGER NOT NULL CHECK (subject > 0)
) STRICT;
CREATE UNIQUE INDEX managed_pay_out_by_payment ON managed_pay_out(payment);
CREATE INDEX managed_pay_out_by_subject ON managed_pay_out(what, subject);

CREATE TRIGGER slip_pay_out_is_never_changed BEFORE UPDATE ON slip_pay_out
  BEGIN SELECT RAISE(ABORT, 'what a payment is for is never changed'); END;
CREATE TRIGGER slip_pay_out_is_never_deleted BEFORE DELETE ON slip_pay_out
  BEGIN SELECT RAISE(ABORT, 'what a payment is for is never deleted'); END;
CREATE TRIGGER pay_out_reference_is_never_changed BEFORE UPDATE ON pay_out_reference
  BEGIN SELECT RAISE(ABORT, 'the reference of a payment is never changed'); END;
CREATE TRIGGER pay_out_reference_is_never_deleted BEFORE DELETE ON pay_out_reference
  BEGIN SELECT RAISE(ABORT, 'the reference of a payment is never deleted'); END;
CREATE TRIGGER supplier_invoice_is_never_changed BEFORE UPDATE ON supplier_invoice
  BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;
CREATE TRIGGER supplier_invoice_is_never_deleted BEFORE DELETE ON supplier_invoice
  BEGIN SELECT RAISE(ABORT, 'an invoice is never deleted'); END;
CREATE TRIGGER supplier_invoice_step_is_never_changed BEFORE UPDATE ON supplier_invoice_step
  BEGIN SELECT RAISE(ABORT, 'what became of an invoice is never changed'); END;
CREATE TRIGGER supplier_invoice_step_is_never_deleted BEFORE DELETE ON supplier_invoice_step
  BEGIN SELECT RAISE(ABORT, 'what became of an invoice is never deleted'); END;
CREATE TRIGGER managed_pay_out_is_never_changed BEFORE UPDATE ON managed_pay_out
  BEGIN SELECT RAISE(ABORT, 'what a payment is for is never changed'); END;
CREATE TRIGGER managed_pay_out_is_never_deleted BEFORE DELETE ON managed_pay_out
  BEGIN SELECT RAISE(ABORT, 'what a payment is for is never deleted'); END;
)sql";

}  // namespace almoner::ledger
