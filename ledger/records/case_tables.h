// The tables of cases and of what was offset, for those who write them: record_table.h lists all.
#pragma once

#include "ledger/records/record_table.h"

namespace almoner::ledger {

extern const RecordTable reduction_case_table;
extern const RecordTable case_decision_table;
extern const RecordTable case_step_table;
extern const RecordTable period_offset_table;
extern const RecordTable case_instalment_table;
extern const RecordTable case_recovery_table;
extern const RecordTable case_returned_table;

}  // namespace almoner::ledger
