// A paper of payroll as a pure value, and what becomes of it: HTML, which is the record, and text.
#pragma once

#include "gateway/letters/letter.h"

#include <string>
#include <vector>

namespace almoner::gateway {

struct PaperFact {
    std::string words{};  // "Tax code"
    std::string value{};  // "1257L"
};

// The first cell names its row. A cell may be empty.
struct PaperTable {
    std::string caption{};
    std::vector<std::string> columns{};
    std::vector<std::vector<std::string>> rows{};
    bool last_is_total = false;
};

// In this order: what is said, then the facts, then the tables, then what comes after them.
struct PaperPart {
    std::string heading{};
    std::vector<std::string> paragraphs{};
    std::vector<PaperFact> facts{};
    std::vector<PaperTable> tables{};
    std::vector<std::string> notes{};
};

struct Paper {
    std::string title{};
    std::string language = "en-GB";
    LetterLook look = LetterLook::standard;
    std::string from{};             // whose paper it is
    std::vector<std::string> to{};  // name and address, a line each
    std::string given_on{};         // "1 May 2026"
    std::string opening{};          // what matters most, in a sentence
    std::vector<PaperPart> parts{};
};

// One whole page of HTML in UTF-8, with its style in it and nothing that is fetched. Tables where
// sums stand side by side; sentences for who reads line by line (plain text, easy read).
[[nodiscard]] std::string paper_html(const Paper& paper);
// For screen readers, for Braille and for e-mail: a sentence a line, and no columns.
[[nodiscard]] std::string paper_text(const Paper& paper);

// A row as it is read aloud: "Basic pay. Hours: 80. Amount: £1,016.80."
[[nodiscard]] std::string row_as_sentence(const PaperTable& table,
                                          const std::vector<std::string>& row);

}  // namespace almoner::gateway
