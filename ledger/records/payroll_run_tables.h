// The tables of payroll runs and their slips, for those who write them: record_table.h lists all.
#pragma once

#include "ledger/records/record_table.h"

namespace almoner::ledger {

extern const RecordTable payroll_run_table;
extern const RecordTable payroll_run_step_table;
extern const RecordTable pay_slip_table;
extern const RecordTable pay_slip_line_table;
extern const RecordTable pay_slip_order_table;
extern const RecordTable pay_slip_split_table;
extern const RecordTable pay_slip_finding_table;
extern const RecordTable pay_slip_posting_table;
extern const RecordTable pay_recovery_table;
extern const RecordTable pay_slip_period_table;

}  // namespace almoner::ledger
