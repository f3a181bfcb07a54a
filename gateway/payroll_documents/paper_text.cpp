#include "gateway/payroll_documents/paper.h"

namespace almoner::gateway {
namespace {

void add(std::string& text, std::string_view line) {
    for (const char c : line) {
        const bool is_control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        text += is_control ? ' ' : c;
    }
    text += '\n';
}

void add_sentences(std::string& text, const std::vector<std::string>& paragraphs) {
    for (const std::string& each : paragraphs) {
        for (const std::string& sentence : sentences(each)) add(text, sentence);
    }
}

void add_part(std::string& text, const PaperPart& part) {
    text += '\n';
    add(text, part.heading);
    text += '\n';
    add_sentences(text, part.paragraphs);
    for (const PaperFact& fact : part.facts) add(text, fact.words + ": " + fact.value + ".");
    for (const PaperTable& table : part.tables) {
        for (const auto& row : table.rows) add(text, row_as_sentence(table, row));
    }
    add_sentences(text, part.notes);
}

}  // namespace

std::string row_as_sentence(const PaperTable& table, const std::vector<std::string>& row) {
    if (row.empty()) return {};
    if (row.size() == 2) return row[0] + ": " + row[1] + ".";
    std::string sentence = row[0] + ".";
    for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i].empty()) continue;
        const std::string column = i < table.columns.size() ? table.columns[i] + ": " : "";
        sentence += " " + column + row[i] + ".";
    }
    return sentence;
}

std::string paper_text(const Paper& paper) {
    std::string text;
    add(text, paper.from);
    add(text, paper.given_on);
    text += '\n';
    for (const std::string& each : paper.to) add(text, each);
    text += '\n';
    add(text, paper.title);
    text += '\n';
    if (!paper.opening.empty()) add_sentences(text, {paper.opening});
    for (const PaperPart& part : paper.parts) add_part(text, part);
    return text;
}

}  // namespace almoner::gateway
