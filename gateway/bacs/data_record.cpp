#include "gateway/bacs/data_record.h"

#include "gateway/bacs/fields.h"

namespace almoner::gateway::bacs {

void DataRecord::append_to(std::string& out) const {
    Fields fields(out);
    fields.text(destination_sort_code, 6)
        .text(destination_account, 8)
        .text("0", 1)  // destination account type
        .text(transaction_code, 2)
        .text(originating_sort_code, 6)
        .text(originating_account, 8)
        .spaces(4)  // free format
        .number(amount.pence(), 11)
        .text(originator_name, name_width)
        .text(reference, 18)
        .text(destination_name, name_width);
    if (processing_date) fields.day(*processing_date);
    fields.end_line();
}

}  // namespace almoner::gateway::bacs
