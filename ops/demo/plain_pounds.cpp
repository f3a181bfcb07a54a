#include "ops/demo/plain_pounds.h"

namespace almoner::ops::demo {

std::string plain_pounds(ledger::Money amount) {
    const std::string pence = std::to_string(amount.pence() % 100);
    return std::to_string(amount.pence() / 100) + (pence.size() < 2 ? ".0" : ".") + pence;
}

}  // namespace almoner::ops::demo
