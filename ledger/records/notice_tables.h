// The tables of notices and letters.
#pragma once

#include "ledger/records/record_table.h"

namespace almoner::ledger {

extern const RecordTable notice_table;
extern const RecordTable notice_step_table;
extern const RecordTable notice_clock_table;
extern const RecordTable letter_table;
extern const RecordTable letter_pdf_table;
extern const RecordTable letter_delivery_table;
extern const RecordTable reader_need_table;

}  // namespace almoner::ledger
