#include "gateway/letters/letter.h"

namespace almoner::gateway {
namespace {

// A4 with room for a window envelope; sizes by the Accessible Information Standard's large print
// (16 point and more). No colour carries meaning.
constexpr std::string_view style = R"css(
@page { size: A4; margin: 20mm 22mm 22mm 22mm;
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 10pt Arial, sans-serif; } }
html { font: 12pt/1.5 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: #111; background: #fff; }
body { margin: 0 auto; max-width: 42em; padding: 1em; text-align: left; }
@media print { body { max-width: none; padding: 0; } }
header p { margin: 0; }
.from { font-weight: bold; }
.to { margin: 1.5em 0; }
h1 { font-size: 1.5em; line-height: 1.25; margin: 1.2em 0 .6em; }
h2 { font-size: 1.17em; line-height: 1.3; margin: 1.4em 0 .4em; break-after: avoid; }
p { margin: 0 0 .7em; orphans: 2; widows: 2; }
ul { margin: 0 0 .7em; padding-left: 1.4em; } li { margin-bottom: .4em; }
table { border-collapse: collapse; width: 100%; margin: .5em 0 1em; break-inside: avoid; }
caption { text-align: left; padding-bottom: .3em; }
th, td { text-align: left; font-weight: normal; vertical-align: top; padding: .35em .5em .35em 0;
  border-bottom: 1px solid #595959; }
td { text-align: right; white-space: nowrap; padding-right: 0; }
thead th { font-weight: bold; white-space: nowrap; } thead th + th { text-align: right; padding-right: 0; }
tbody tr:last-child th, tbody tr:last-child td { font-weight: bold; border-bottom: 2px solid #111; }
.large-print { font-size: 18pt; } .large-print h1 { font-size: 1.3em; }
.easy-read { font-size: 16pt; line-height: 1.8; } .easy-read h2 { border-top: 2px solid #111; padding-top: .6em; }
.easy-read p { margin-bottom: .9em; }
.plain-text { font-size: 14pt; }
)css";

std::string_view class_of(LetterLook look) {
    switch (look) {
        case LetterLook::large_print: return "large-print";
        case LetterLook::easy_read: return "easy-read";
        case LetterLook::plain_text: return "plain-text";
        case LetterLook::standard: break;
    }
    return "standard";
}

std::string element(std::string_view name, std::string_view text) {
    const std::string tag(name);
    return "<" + tag + ">" + html_text(text) + "</" + tag + ">\n";
}

// One idea a line for who reads easy read.
std::string paragraph(std::string_view text, LetterLook look) {
    if (look != LetterLook::easy_read) return element("p", text);
    std::string all;
    for (const std::string& each : sentences(text)) all += element("p", each);
    return all;
}

std::string as_sentence(const SumLine& line) {
    return line.amount.empty() ? line.words : line.words + ": " + line.amount + ".";
}

// A table where sums stand side by side, and sentences for who reads line by line.
std::string sum_of(const LetterPart& part, LetterLook look) {
    if (part.sum.empty()) return {};
    std::string html;
    if (look == LetterLook::plain_text || look == LetterLook::easy_read) {
        for (const SumLine& line : part.sum) html += element("p", as_sentence(line));
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
    std::string html = "<section>\n" + element("h2", part.heading);
    for (const std::string& each : part.paragraphs) html += paragraph(each, look);
    html += sum_of(part, look);
    if (!part.points.empty()) {
        html += "<ul>\n";
        for (const std::string& each : part.points) html += element("li", each);
        html += "</ul>\n";
    }
    return html + "</section>\n";
}

std::string head_html(const WrittenLetter& letter) {
    std::string html = "<header>\n<p class=\"from\">" + html_text(letter.from) + "</p>\n" +
                       element("p", letter.written_on) +
                       element("p", "Our reference: " + letter.reference) + "<p class=\"to\">";
    for (std::size_t i = 0; i < letter.to.size(); ++i) {
        html += (i == 0 ? "" : "<br>\n") + html_text(letter.to[i]);
    }
    return html + "</p>\n</header>\n";
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
        html += element(is_first ? "h1" : "p", line);
        is_first = false;
    }
    return html + "</article>\n";
}

}  // namespace

std::string letter_html(const WrittenLetter& letter) {
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"" + html_text(letter.language) +
        "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
        element("title", letter.title) + "<style>" + std::string(style) +
        "</style>\n</head>\n<body class=\"" + std::string(class_of(letter.look)) + "\">\n" +
        head_html(letter) + "<main>\n";
    for (const Translation& each : letter.translations) html += translated(each);
    html += element("h1", letter.title) + element("p", letter.greeting);
    for (const LetterPart& part : letter.parts) html += part_html(part, letter.look);
    return html + element("p", letter.ending) + "</main>\n</body>\n</html>\n";
}

}  // namespace almoner::gateway
