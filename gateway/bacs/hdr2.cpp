#include "gateway/bacs/hdr2.h"

#include "gateway/bacs/fields.h"

namespace almoner::gateway::bacs {

void Hdr2::append_to(std::string& out) const {
    Fields(out)
        .text(label_identifier, 4)
        .text("F", 1)     // record format: fixed length
        .number(2000, 5)  // block length
        .number(record_length, 5)
        .spaces(35)     // reserved for operating systems
        .text("00", 2)  // buffer offset
        .spaces(28)     // reserved
        .end_line();
}

}  // namespace almoner::gateway::bacs
