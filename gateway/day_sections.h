// The items of a payment file, gathered by day: formats write one section for each.
#pragma once

#include "gateway/payment_file.h"

#include <map>

namespace almoner::gateway {

using DaySections = std::map<ledger::Date, std::vector<const PaymentItem*>>;

// By the given day of each item, earliest first; within a day in the order of the file.
[[nodiscard]] inline DaySections sections_by(ledger::Date PaymentItem::* day,
                                             const PaymentFile& file) {
    DaySections sections;
    for (const PaymentItem& item : file.items) sections[item.*day].push_back(&item);
    return sections;
}

}  // namespace almoner::gateway
