// The tables of payroll's people and hours, for those who write them: record_table.h lists all.
#pragma once

#include "ledger/records/record_table.h"

namespace almoner::ledger {

extern const RecordTable employer_table;
extern const RecordTable assistant_table;
extern const RecordTable assistant_private_table;
extern const RecordTable employment_table;
extern const RecordTable employment_plan_table;
extern const RecordTable employment_rate_table;
extern const RecordTable payroll_opening_table;
extern const RecordTable payroll_opening_ni_table;
extern const RecordTable code_notice_table;
extern const RecordTable pay_order_table;
extern const RecordTable pay_order_band_table;
extern const RecordTable timesheet_table;
extern const RecordTable timesheet_line_table;
extern const RecordTable timesheet_step_table;
extern const RecordTable absence_table;

}  // namespace almoner::ledger
