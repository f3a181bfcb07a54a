#include "rules/engine/words.h"

namespace almoner::rules {

std::string in_pounds(ledger::Money amount) {
    const std::int64_t size = amount.pence() < 0 ? -amount.pence() : amount.pence();
    std::string whole = std::to_string(size / 100);
    for (std::size_t at = whole.size(); at > 3;) whole.insert(at -= 3, ",");
    const std::int64_t pence = size % 100;
    const std::string sign = amount.pence() < 0 ? "-" : "";
    if (pence == 0) return sign + "£" + whole;
    return sign + "£" + whole + (pence < 10 ? ".0" : ".") + std::to_string(pence);
}

}  // namespace almoner::rules
