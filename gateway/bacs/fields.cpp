#include "gateway/bacs/fields.h"

#include "ledger/values/invariant.h"

namespace almoner::gateway::bacs {

Fields& Fields::text(std::string_view value, std::size_t width) {
    if (value.size() > width) throw ledger::InvariantBroken("a Bacs field is too narrow");
    out_.append(value).append(width - value.size(), ' ');
    return *this;
}

Fields& Fields::number(std::int64_t value, std::size_t width) {
    out_.append(width, '0');
    for (std::size_t at = out_.size(); width > 0; --width, value /= 10)
        out_[--at] = static_cast<char>('0' + value % 10);
    if (value != 0) throw ledger::InvariantBroken("a Bacs number is too wide or below zero");
    return *this;
}

Fields& Fields::spaces(std::size_t width) {
    out_.append(width, ' ');
    return *this;
}

Fields& Fields::day(ledger::Date day) {
    const int year = day.year();
    const std::int32_t day_of_year = day - ledger::Date::from_ymd(year, 1, 1).value_or(day) + 1;
    return spaces(1).number(year % 100, 2).number(day_of_year, 3);
}

}  // namespace almoner::gateway::bacs
