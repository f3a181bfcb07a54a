#include "gateway/bacs/vol1.h"

#include "gateway/bacs/fields.h"

namespace almoner::gateway::bacs {

void Vol1::append_to(std::string& out) const {
    Fields(out)
        .text("VOL1", 4)
        .text(submission_serial_number, 6)
        .spaces(1)   // accessibility indicator
        .spaces(26)  // reserved
        .spaces(4)   // owner identification, before the number
        .text(service_user_number, 6)
        .spaces(4)     // owner identification, after the number
        .spaces(28)    // reserved
        .text("1", 1)  // label standard level
        .end_line();
}

}  // namespace almoner::gateway::bacs
