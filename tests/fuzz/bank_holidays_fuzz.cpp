#include "ledger/calendar/bank_holidays.h"
#include "ledger/calendar/working_days.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using almoner::ledger::BankHolidays;
using almoner::ledger::parse_bank_holidays;

namespace {

std::string written_out(const BankHolidays& list) {
    std::string text = "# source: " + list.from().source + "\n# version: " + list.from().version +
                       "\n# rows: " + std::to_string(list.days().size()) + "\ndate,name\n";
    for (const auto& holiday : list.days()) {
        text += holiday.on.iso() + ",\"";
        for (const char c : holiday.name)
            text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += "\"\n";
    }
    return text;
}

}  // namespace

// Property: a refusal says what to do next; a list that is read is sorted, holds no weekend, and
// reads the same again when it is written out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto list =
        parse_bank_holidays(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!list.accepted()) {
        if (list.refusal().code.empty() || list.refusal().next.empty()) std::abort();
        return 0;
    }
    const BankHolidays& read = list.value();
    for (std::size_t i = 0; i < read.days().size(); ++i) {
        if (i > 0 && read.days()[i - 1].on >= read.days()[i].on) std::abort();
        if (read.days()[i].on.iso_weekday() > 5) std::abort();
        if (almoner::ledger::is_working_day(read.days()[i].on, read)) std::abort();
    }
    const auto again = parse_bank_holidays(written_out(read));
    if (!again.accepted() || !(again.value() == read)) std::abort();
    return 0;
}
