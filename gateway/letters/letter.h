// A letter as a pure value, and what becomes of it: HTML, which is the record, and plain text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {

// How it is set. Which words it has is decided before: easy read has words of its own.
enum class LetterLook : std::uint8_t { standard, large_print, easy_read, plain_text };

struct SumLine {
    std::string words{};
    std::string amount{};  // "£12.50"; empty for a line that is words alone
};

struct LetterPart {
    std::string heading{};
    std::vector<std::string> paragraphs{};
    std::vector<SumLine> sum{};         // the last line is what it comes to
    std::vector<std::string> points{};  // what can be done, one each
};

// The same in another language, as a translator wrote it: the first line is its title.
struct Translation {
    std::string language{};  // "cy", "pl", ...
    std::string text{};
};

struct WrittenLetter {
    std::string title{};
    std::string language = "en-GB";
    LetterLook look = LetterLook::standard;
    std::string from{};                       // who writes
    std::vector<std::string> to{};            // name and address, a line each
    std::string written_on{};                 // "1 June 2026"
    std::string reference{};                  // "N-0001"
    std::string greeting{};                   // "Dear Ada Byrd,"
    std::vector<LetterPart> parts{};          // in reading order
    std::string ending{};                     // "Yours sincerely" and who
    std::vector<Translation> translations{};  // stand first; at most one
};

// One whole page of HTML in UTF-8, with its style in it and nothing that is fetched.
[[nodiscard]] std::string letter_html(const WrittenLetter& letter);
// For screen readers, for Braille and for e-mail: a sentence a line, and no columns.
[[nodiscard]] std::string letter_text(const WrittenLetter& letter);

// Text that stands for itself in HTML, within an element or a quoted attribute. What is no
// character of a document (control characters, broken UTF-8) becomes U+FFFD.
[[nodiscard]] std::string html_text(std::string_view text);

// Each sentence of a paragraph by itself.
[[nodiscard]] std::vector<std::string> sentences(std::string_view paragraph);

}  // namespace almoner::gateway
