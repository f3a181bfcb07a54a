#include "gateway/bacs/uhl1.h"

#include "gateway/bacs/fields.h"

namespace almoner::gateway::bacs {

void Uhl1::append_to(std::string& out) const {
    Fields(out)
        .text("UHL1", 4)
        .day(processing_date)
        .text("999999", 6)  // identifying number of the receiving party
        .spaces(4)
        .text("00", 2)      // currency code
        .text("000000", 6)  // country code
        .text(work_code, 9)
        .text(file_number, 3)
        .spaces(7)   // reserved
        .spaces(7)   // audit print identifier
        .spaces(26)  // reserved
        .end_line();
}

}  // namespace almoner::gateway::bacs
