// Writes comma-separated files that a spreadsheet opens without running anything in them.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {

// UTF-8 without BOM, LF line ends, cells quoted only where needed. A cell that a spreadsheet would
// take for a formula (it begins with = + - @, a tab or a return) gets an apostrophe in front,
// unless it is a plain number such as -12.50; `without_apostrophe` takes it off again, for every
// text.
class CsvWriter {
  public:
    explicit CsvWriter(std::span<const std::string> header);
    CsvWriter(std::initializer_list<std::string> header);

    // As many cells as the header, else InvariantBroken.
    void row(std::span<const std::string> cells);
    void row(std::initializer_list<std::string> cells);

    [[nodiscard]] const std::string& bytes() const { return bytes_; }

  private:
    void write(std::span<const std::string> cells);
    std::size_t width_ = 0;
    std::string bytes_;
};

[[nodiscard]] std::string with_apostrophe(std::string_view text);
[[nodiscard]] std::string_view without_apostrophe(std::string_view cell);

}  // namespace almoner::gateway
