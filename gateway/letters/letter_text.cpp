#include "gateway/letters/letter.h"

namespace almoner::gateway {
namespace {

// Nothing but lines: no tables, no columns, no signs drawn from characters.
void add(std::string& text, std::string_view line) {
    for (const char c : line) {
        const bool is_control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        text += is_control ? ' ' : c;
    }
    text += '\n';
}

void add_part(std::string& text, const LetterPart& part) {
    text += '\n';
    add(text, part.heading);
    text += '\n';
    for (const std::string& each : part.paragraphs) {
        for (const std::string& sentence : sentences(each)) add(text, sentence);
    }
    for (const SumLine& line : part.sum) {
        add(text, line.amount.empty() ? line.words : line.words + ": " + line.amount + ".");
    }
    int number = 0;
    for (const std::string& each : part.points) add(text, std::to_string(++number) + ". " + each);
}

}  // namespace

std::string letter_text(const WrittenLetter& letter) {
    std::string text;
    for (const Translation& each : letter.translations) text += each.text + "\n\n";
    add(text, letter.from);
    add(text, letter.written_on);
    add(text, "Our reference: " + letter.reference);
    text += '\n';
    for (const std::string& each : letter.to) add(text, each);
    text += '\n';
    add(text, letter.title);
    text += '\n';
    add(text, letter.greeting);
    for (const LetterPart& part : letter.parts) add_part(text, part);
    text += '\n';
    add(text, letter.ending);
    return text;
}

}  // namespace almoner::gateway
