#include "gateway/text/transliterate.h"

#include "gateway/text/letters.h"
#include "gateway/text/utf8.h"

#include <algorithm>
#include <array>

namespace almoner::gateway {
namespace {

using ledger::Outcome;
using ledger::Refusal;

using AsciiTable = std::array<char, 128>;

constexpr AsciiTable table_of(std::string_view marks, bool capitals_only) {
    AsciiTable table{};
    table.fill(' ');
    for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = c;
    for (char c = 'A'; c <= 'Z'; ++c) {
        const char small = static_cast<char>(c - 'A' + 'a');
        table[static_cast<std::size_t>(c)] = c;
        table[static_cast<std::size_t>(small)] = capitals_only ? c : small;
    }
    for (const char c : marks) table[static_cast<std::size_t>(c)] = c;
    return table;
}

constexpr AsciiTable latin_table() {
    AsciiTable table = table_of("/-?:().,'+", false);
    table['&'] = '+';
    return table;
}

constexpr AsciiTable bacs_characters = table_of(".&/-", true);
constexpr AsciiTable latin_characters = latin_table();

const AsciiTable& characters_of(CharacterSet set) {
    return set == CharacterSet::bacs ? bacs_characters : latin_characters;
}

// The output as it grows: never a space first, never two together, never longer than asked.
class Output {
  public:
    Output(CharacterSet set, std::size_t longest)
        : table_(characters_of(set)), one_slash_(set == CharacterSet::latin), longest_(longest) {}

    void ascii(char c) {
        char written = table_[static_cast<std::size_t>(c)];
        // The Latin set allows no slash at either end and never two together (ISO 20022 usage
        // rules).
        if (written == '/' && one_slash_ && (text_.empty() || text_.back() == '/')) written = ' ';
        if (written == ' ' && (text_.empty() || text_.back() == ' ')) return;
        if (text_.size() < longest_) text_.push_back(written);
    }
    void ascii(std::string_view letters) {
        for (const char c : letters) ascii(c);
    }
    [[nodiscard]] std::string take() && {
        while (!text_.empty() && ends_badly(text_.back())) text_.pop_back();
        return std::move(text_);
    }

  private:
    [[nodiscard]] bool ends_badly(char c) const { return c == ' ' || (one_slash_ && c == '/'); }

    const AsciiTable& table_;
    bool one_slash_;
    std::size_t longest_;
    std::string text_;
};

bool letter_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

Refusal refused(std::string_view code, std::string_view words) {
    return {std::string(code),
            std::string(words),
            "Give the name in Latin letters, as the payee's bank writes it.",
            "",
            "Bacs Standard 18, ISO 20022 character sets"};
}

}  // namespace

Outcome<std::string> transliterate(std::string_view utf8, CharacterSet set, std::size_t longest) {
    Output output(set, longest);
    while (!utf8.empty()) {
        if (static_cast<unsigned char>(utf8.front()) < 0x80) {
            output.ascii(utf8.front());
            utf8.remove_prefix(1);
            continue;
        }
        const CodePoint next = first_code_point(utf8);
        if (next.length == 0) return refused("text-not-utf-8", "The name is not UTF-8 text.");
        utf8.remove_prefix(next.length);
        const Letters letters = letters_for(next.value);
        switch (letters.rendering) {
            case Rendering::letters: output.ascii(letters.view()); break;
            case Rendering::nothing: break;
            case Rendering::space: output.ascii(' '); break;
            case Rendering::unknown:
                return refused("text-script-unknown",
                               "The name has a letter that a payment file can't carry.");
        }
    }
    std::string text = std::move(output).take();
    if (std::ranges::none_of(text, letter_or_digit))
        return refused("text-nothing-left", "The name has no letter or digit.");
    return text;
}

bool written_in(CharacterSet set, std::string_view text) {
    const AsciiTable& table = characters_of(set);
    return std::ranges::all_of(text, [&](char c) {
        return static_cast<unsigned char>(c) < 0x80 && table[static_cast<std::size_t>(c)] == c;
    });
}

}  // namespace almoner::gateway
