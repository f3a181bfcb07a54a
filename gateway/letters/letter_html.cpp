#include "gateway/letters/html_page.h"

namespace almoner::gateway {
namespace {

// One idea a line for who reads easy read.
std::string paragraph(std::string_view text, LetterLook look) {
    if (look != LetterLook::easy_read) return html_element("p", text);
    std::string all;
    for (const std::string& each : sentences(text)) all += html_element("p", each);
    return all;
}

std::string as_sentence(const SumLine& line) {
    return line.amount.empty() ? line.words : line.words + ": " + line.amount + ".";
}

// A table where sums stand side by side, and sentences for who reads line by line.
std::string sum_of(const LetterPart& part, LetterLook look) {
    if (part.sum.empty()) return {};
    std::string html;
    if (reads_line_by_line(look)) {
        for (const SumLine& line : part.sum) html += html_element("p", as_sentence(line));
        return html;
    }
    html =
        "<table>\n<caption>How it is worked out, line by line</caption>\n<thead><tr><th "
        "scope=\"col\">What</th><th scope=\"col\">How much</th></tr></thead>\n<tbody>\n";
    for (const SumLine& line : part.sum) {
        html += "<tr><th scope=\"row\">" + html_text(line.words) + "</th><td>" +
                html_text(line.amount) + "</td></tr>\n";
    }
    return html + "</tbody>\n</table>\n";
}

std::string part_html(const LetterPart& part, LetterLook look) {
    std::string html = "<section>\n" + html_element("h2", part.heading);
    for (const std::string& each : part.paragraphs) html += paragraph(each, look);
    html += sum_of(part, look);
    if (!part.points.empty()) {
        html += "<ul>\n";
        for (const std::string& each : part.points) html += html_element("li", each);
        html += "</ul>\n";
    }
    return html + "</section>\n";
}

// What stands in the letter's own language beside a translation says so.
std::string own_language(const WrittenLetter& letter) {
    if (letter.translations.empty()) return {};
    return " lang=\"" + html_text(letter.language) + "\"";
}

std::string head_html(const WrittenLetter& letter) {
    std::string html = "<header" + own_language(letter) + ">\n<p class=\"from\">" +
                       html_text(letter.from) + "</p>\n" + html_element("p", letter.written_on) +
                       html_element("p", "Our reference: " + letter.reference) +
                       html_recipient(letter.to);
    return html + "</header>\n";
}

// Its first line that says something.
std::string title_of(const Translation& translation) {
    const std::size_t begin = translation.text.find_first_not_of("\r\n");
    if (begin == std::string::npos) return {};
    return translation.text.substr(begin, translation.text.find_first_of("\r\n", begin) - begin);
}

std::string translated(const Translation& translation) {
    std::string html = "<article lang=\"" + html_text(translation.language) + "\">\n";
    std::string_view rest = translation.text;
    bool is_first = true;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        if (line.empty()) continue;
        html += html_element(is_first ? "h1" : "p", line);
        is_first = false;
    }
    return html + "</article>\n";
}

}  // namespace

std::string letter_html(const WrittenLetter& letter) {
    const bool is_translated = !letter.translations.empty();
    std::string html = head_html(letter) + "<main>\n";
    for (const Translation& each : letter.translations) html += translated(each);
    if (is_translated) html += "<article" + own_language(letter) + ">\n";
    html += html_element("h1", letter.title) + html_element("p", letter.greeting);
    for (const LetterPart& part : letter.parts) html += part_html(part, letter.look);
    html += html_element("p", letter.ending);
    html += is_translated ? "</article>\n</main>\n" : "</main>\n";
    // The document is in the language of whom it is written to.
    const std::string title = is_translated ? title_of(letter.translations.front()) : letter.title;
    return html_page(
        {.language = is_translated ? letter.translations.front().language : letter.language,
         .title = title.empty() ? letter.title : title,
         .look = letter.look,
         .body = html});
}

}  // namespace almoner::gateway
