#include "gateway/text/letters.h"

#include <algorithm>
#include <optional>
#include <span>

namespace almoner::gateway {
namespace {

// One character each: '*' stands for several letters (below), '#' for none that we know.
// Bases follow Unicode's decompositions; letters with a stroke or a hook take the letter they look
// like.
constexpr std::string_view latin_from_00c0 =
    "AAAAAA*CEEEEIIIIDNOOOOO#OUUUUY**aaaaaa*ceeeeiiiidnooooo#ouuuuy*y"  // 00C0
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi**JjKkkLlLlLlL"  // 0100
    "lLlNnNnNnn**OoOoOo**RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"  // 0140
    "bBBb##OCcDDDd#EAEFfG##IIKkl##NnOOo##Pp#####tTtTUu#VYyZz#########"  // 0180
    "####*********AaIiOoUuUuUuUuUueAaAa**GgGgKkOoOo##j***Gg##NnAa**Oo"  // 01C0
    "AaAaEeEeIiIiOoOoRrRrUuUuSsTt##Hh#dOoZzAaEeOoOoOoOoYylntj##ACcLTs"  // 0200
    "z##BU#EeJj##RrYy";                                                 // 0240
constexpr std::string_view latin_from_1e00 =
    "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"   // 1E00
    "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"   // 1E40
    "WwWwWwWwWwXxXxYyZzZzZzhtwyas##*#AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"   // 1E80
    "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy######";  // 1EC0

struct Expansion {
    char32_t code_point = 0;
    std::string_view letters;
};

constexpr std::array latin_expansions{
    Expansion{0x00C6, "AE"}, Expansion{0x00DE, "Th"}, Expansion{0x00DF, "ss"},
    Expansion{0x00E6, "ae"}, Expansion{0x00FE, "th"}, Expansion{0x0132, "IJ"},
    Expansion{0x0133, "ij"}, Expansion{0x014A, "Ng"}, Expansion{0x014B, "ng"},
    Expansion{0x0152, "OE"}, Expansion{0x0153, "oe"}, Expansion{0x01C4, "DZ"},
    Expansion{0x01C5, "Dz"}, Expansion{0x01C6, "dz"}, Expansion{0x01C7, "LJ"},
    Expansion{0x01C8, "Lj"}, Expansion{0x01C9, "lj"}, Expansion{0x01CA, "NJ"},
    Expansion{0x01CB, "Nj"}, Expansion{0x01CC, "nj"}, Expansion{0x01E2, "AE"},
    Expansion{0x01E3, "ae"}, Expansion{0x01F1, "DZ"}, Expansion{0x01F2, "Dz"},
    Expansion{0x01F3, "dz"}, Expansion{0x01FC, "AE"}, Expansion{0x01FD, "ae"},
    Expansion{0x1E9E, "SS"},
};

// Greek small alpha to omega (U+03B1 to U+03C9, the final sigma included).
constexpr std::array<std::string_view, 25> greek_small{
    "a", "v", "g", "d", "e", "z", "i", "th", "i", "k",  "l",  "m", "n",
    "x", "o", "p", "r", "s", "s", "t", "y",  "f", "ch", "ps", "o"};

// Cyrillic small a to ya (U+0430 to U+044F), then the letters of U+0450 to U+045F.
constexpr std::array<std::string_view, 48> cyrillic_small{
    "a", "b",  "v",  "g", "d",  "e",  "zh", "z",  "i",  "y",    "k",  "l", "m", "n", "o",  "p",
    "r", "s",  "t",  "u", "f",  "kh", "ts", "ch", "sh", "shch", "",   "y", "",  "e", "yu", "ya",
    "e", "yo", "dj", "g", "ye", "dz", "i",  "yi", "j",  "lj",   "nj", "c", "k", "i", "u",  "dz"};

Letters of(std::string_view text) {
    Letters letters;
    letters.rendering = text.empty() ? Rendering::nothing : Rendering::letters;
    letters.count = text.size();
    std::ranges::copy(text, letters.ascii.begin());
    return letters;
}

// A capital letter of an alphabet whose table holds the small ones: "zh" is "Zh".
Letters capital(std::string_view small) {
    Letters letters = of(small);
    if (letters.count > 0) letters.ascii[0] = static_cast<char>(letters.ascii[0] - 'a' + 'A');
    return letters;
}

bool within(char32_t code_point, char32_t first, char32_t last) {
    return first <= code_point && code_point <= last;
}

Letters latin(char32_t code_point, std::string_view table, char32_t first) {
    const char letter = table[code_point - first];
    if (letter == '#') return {};
    if (letter != '*') return of({&letter, 1});
    const auto* const found =
        std::ranges::find(latin_expansions, code_point, &Expansion::code_point);
    return found == latin_expansions.end() ? Letters{} : of(found->letters);
}

// Greek letters with an accent or a diaeresis, as the small letter beneath; zero when none is.
char32_t greek_base(char32_t code_point) {
    switch (code_point) {
        case 0x0386:
        case 0x03AC: return 0x03B1;
        case 0x0388:
        case 0x03AD: return 0x03B5;
        case 0x0389:
        case 0x03AE: return 0x03B7;
        case 0x038A:
        case 0x0390:
        case 0x03AA:
        case 0x03AF:
        case 0x03CA: return 0x03B9;
        case 0x038C:
        case 0x03CC: return 0x03BF;
        case 0x038E:
        case 0x03AB:
        case 0x03B0:
        case 0x03CB:
        case 0x03CD: return 0x03C5;
        case 0x038F:
        case 0x03CE: return 0x03C9;
        default: return 0;
    }
}

Letters greek(char32_t code_point) {
    const bool big = within(code_point, 0x0386, 0x03AB) && code_point != 0x0390;
    char32_t small = greek_base(code_point);
    if (small == 0) small = within(code_point, 0x0391, 0x03A9) ? code_point + 0x20 : code_point;
    if (!within(small, 0x03B1, 0x03C9)) return {};
    const std::string_view letters = greek_small[small - 0x03B1];
    return big ? capital(letters) : of(letters);
}

Letters cyrillic(char32_t code_point) {
    if (code_point == 0x0490) return of("G");
    if (code_point == 0x0491) return of("g");
    if (within(code_point, 0x0430, 0x045F)) return of(cyrillic_small[code_point - 0x0430]);
    if (within(code_point, 0x0410, 0x042F)) return capital(cyrillic_small[code_point - 0x0410]);
    if (within(code_point, 0x0400, 0x040F))
        return capital(cyrillic_small[code_point - 0x0400 + 32]);
    return {};
}

std::optional<Letters> punctuation(char32_t code_point) {
    switch (code_point) {
        case 0x02B9:
        case 0x02BB:
        case 0x02BC:
        case 0x2018:
        case 0x2019:
        case 0x2032: return of("'");
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2212: return of("-");
        case 0x00AA: return of("a");
        case 0x00BA: return of("o");
        default: return std::nullopt;
    }
}

struct Range {
    char32_t first = 0;
    char32_t last = 0;
};

bool in_any(char32_t code_point, std::span<const Range> ranges) {
    return std::ranges::any_of(ranges,
                               [=](const Range& r) { return within(code_point, r.first, r.last); });
}

constexpr std::array unseen{
    Range{0x00AD, 0x00AD},
    Range{0x0300, 0x036F},
    Range{0x1AB0, 0x1AFF},
    Range{0x1DC0, 0x1DFF},
    Range{0x200B, 0x200F},
    Range{0x202A, 0x202E},
    Range{0x2060, 0x2064},
    Range{0x20D0, 0x20F0},
    Range{0xFE00, 0xFE0F},
    Range{0xFE20, 0xFE2F},
    Range{0xFEFF, 0xFEFF},
};
// Controls, Latin-1 signs, spacing marks, general punctuation, currency, arrows to dingbats, emoji.
constexpr std::array signs{
    Range{0x0080, 0x00BF},
    Range{0x00D7, 0x00D7},
    Range{0x00F7, 0x00F7},
    Range{0x02B0, 0x02FF},
    Range{0x2000, 0x206F},
    Range{0x20A0, 0x20CF},
    Range{0x2100, 0x2BFF},
    Range{0x3000, 0x3003},
    Range{0xFFFC, 0xFFFD},
    Range{0x1F000, 0x1FAFF},
};

}  // namespace

Letters letters_for(char32_t code_point) {
    if (const std::optional<Letters> mark = punctuation(code_point)) return *mark;
    if (in_any(code_point, unseen)) return {Rendering::nothing, {}, 0};
    if (in_any(code_point, signs)) return {Rendering::space, {}, 0};
    if (within(code_point, 0x00C0, 0x024F)) return latin(code_point, latin_from_00c0, 0x00C0);
    if (within(code_point, 0x1E00, 0x1EFF)) return latin(code_point, latin_from_1e00, 0x1E00);
    if (within(code_point, 0x0370, 0x03FF)) return greek(code_point);
    if (within(code_point, 0x0400, 0x04FF)) return cyrillic(code_point);
    return {};
}

}  // namespace almoner::gateway
