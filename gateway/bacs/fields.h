// One line of Standard 18 as it grows: each field padded to its width in the scheme's way.
#pragma once

#include "ledger/calendar/date.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::gateway::bacs {

inline constexpr std::size_t name_width = 18;

class Fields {
  public:
    explicit Fields(std::string& out) : out_(out) {}

    // Left, filled with spaces. A value wider than its field is an invariant: it was checked
    // before.
    Fields& text(std::string_view value, std::size_t width);
    // Right, filled with zeros.
    Fields& number(std::int64_t value, std::size_t width);
    Fields& spaces(std::size_t width);
    // " YYDDD": a space, the year, the day of the year.
    Fields& day(ledger::Date day);
    void end_line() { out_.append("\r\n"); }

  private:
    std::string& out_;
};

}  // namespace almoner::gateway::bacs
