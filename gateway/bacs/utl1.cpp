#include "gateway/bacs/utl1.h"

#include "gateway/bacs/fields.h"

namespace almoner::gateway::bacs {

void Utl1::append_to(std::string& out) const {
    Fields(out)
        .text("UTL1", 4)
        .number(debit_value_total.pence(), 13)
        .number(credit_value_total.pence(), 13)
        .number(debit_item_count, 7)
        .number(credit_item_count, 7)
        .spaces(8)   // reserved
        .spaces(7)   // count of Direct Debit instructions: we send none
        .spaces(21)  // reserved
        .end_line();
}

}  // namespace almoner::gateway::bacs
