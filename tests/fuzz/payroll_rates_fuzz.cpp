#include "rules/payroll/rate_book.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Property: a refusal has a code and says what to do next; of a book that is read each item's
// figures follow each other without overlapping, and each is found on its first and its last day.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parsed = almoner::rules::RateBook::parse(
        std::string_view(reinterpret_cast<const char*>(data), size));
    if (!parsed.accepted()) {
        if (parsed.refusal().code.empty() || parsed.refusal().next.empty()) std::abort();
        return 0;
    }
    for (const auto& [item, figures] : parsed.value().all()) {
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const auto& days = figures[i].days;
            if (days.last < days.first || figures[i].value < 0) std::abort();
            if (i > 0 && days.first <= figures[i - 1].days.last) std::abort();
            if (parsed.value().find(item, days.first) != &figures[i]) std::abort();
            if (parsed.value().find(item, days.last) != &figures[i]) std::abort();
        }
    }
    return 0;
}
