// The tables of what managed accounts pay, for those who write them: record_table.h lists all.
#pragma once

#include "ledger/records/record_table.h"

namespace almoner::ledger {

extern const RecordTable slip_pay_out_table;
extern const RecordTable pay_out_reference_table;
extern const RecordTable supplier_invoice_table;
extern const RecordTable supplier_invoice_step_table;
extern const RecordTable managed_pay_out_table;

}  // namespace almoner::ledger
