// Turns the bytes of an XML file into UTF-8, whatever its mark or declaration says it is.
#pragma once

#include "ledger/values/outcome.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace almoner::gateway::xml {

// Larger files are refused: no bank sends one, and sums of their lines could overflow.
inline constexpr std::size_t max_file_bytes = std::size_t{256} * 1024 * 1024;

// UTF-8 without control characters. Borrows the bytes it was made from when nothing had to change.
class Utf8Text {
  public:
    explicit Utf8Text(std::string_view borrowed) : borrowed_(borrowed) {}
    explicit Utf8Text(std::string owned) : owned_(std::move(owned)), is_owned_(true) {}

    [[nodiscard]] std::string_view view() const { return is_owned_ ? owned_ : borrowed_; }

    std::size_t replaced_bytes = 0;     // not UTF-8 although the file said so: now U+FFFD
    std::size_t replaced_controls = 0;  // control characters that XML forbids: now spaces
    bool misdeclared = false;           // says UTF-16 and is not

  private:
    std::string_view borrowed_;
    std::string owned_;
    bool is_owned_ = false;
};

// Reads UTF-8, UTF-16 with or without a mark, ISO-8859-1 and windows-1252 (which is read for both:
// its extra letters stand where ISO-8859-1 has only control characters). Refusals: xml-too-large,
// xml-encoding-unknown.
[[nodiscard]] ledger::Outcome<Utf8Text> as_utf8(std::string_view bytes);

// `code_point` in UTF-8 at the end of `out`.
void append_utf8(char32_t code_point, std::string& out);

// The longest start of `text` that is at most `max_bytes` long and cuts no character.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t max_bytes);

}  // namespace almoner::gateway::xml
