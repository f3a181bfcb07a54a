#include "gateway/bacs/hdr1.h"

#include "gateway/bacs/fields.h"

namespace almoner::gateway::bacs {

void Hdr1::append_to(std::string& out) const {
    Fields(out)
        .text(label_identifier, 4)
        .text("A", 1)  // file identifier, 17 characters from here
        .text(service_user_number, 6)
        .text("S", 1)
        .spaces(3)
        .text(service_user_number, 6)
        .text(set_identification, 6)
        .text("0001", 4)  // file section number
        .text("0001", 4)  // file sequence number
        .spaces(4)        // generation number
        .spaces(2)        // generation version number
        .day(creation_date)
        .day(expiration_date)
        .spaces(1)     // accessibility indicator
        .number(0, 6)  // block count
        .spaces(13)    // system code
        .spaces(7)     // reserved
        .end_line();
}

}  // namespace almoner::gateway::bacs
