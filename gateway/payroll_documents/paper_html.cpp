#include "gateway/payroll_documents/paper.h"

namespace almoner::gateway {
namespace {

// The look of our letters (gateway/letters), with columns of figures. No colour carries meaning.
constexpr std::string_view style = R"css(
@page { size: A4; margin: 18mm 20mm 20mm 20mm;
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 10pt Arial, sans-serif; } }
html { font: 11pt/1.4 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: #111; background: #fff; }
body { margin: 0 auto; max-width: 46em; padding: 1em; text-align: left; }
@media print { body { max-width: none; padding: 0; } }
header p { margin: 0; }
.from { font-weight: bold; }
.to { margin: 1em 0; }
h1 { font-size: 1.5em; line-height: 1.25; margin: 1em 0 .4em; }
h2 { font-size: 1.17em; line-height: 1.3; margin: 1.2em 0 .3em; break-after: avoid; }
p { margin: 0 0 .6em; orphans: 2; widows: 2; }
.opening { font-size: 1.17em; }
section { break-inside: avoid; }
dl { margin: 0 0 .6em; }
dl div { display: flex; border-bottom: 1px solid #767676; padding: .25em 0; }
dt { flex: 0 0 45%; } dd { margin: 0; font-weight: bold; }
table { border-collapse: collapse; width: 100%; margin: .3em 0 .8em; break-inside: avoid; }
caption { text-align: left; padding-bottom: .3em; }
th, td { text-align: left; font-weight: normal; vertical-align: top; padding: .3em .5em .3em 0;
  border-bottom: 1px solid #767676; }
td, thead th + th { text-align: right; white-space: nowrap; padding: .3em 0 .3em .8em; }
thead th { font-weight: bold; }
tr.total th, tr.total td { font-weight: bold; border-top: 2px solid #111; border-bottom: 2px solid #111; }
.large-print { font-size: 18pt; } .large-print h1 { font-size: 1.3em; }
.large-print section { break-inside: auto; }
.large-print td, .large-print thead th + th { white-space: normal; padding-left: .4em; }
.easy-read { font-size: 16pt; line-height: 1.8; }
.plain-text { font-size: 14pt; } .plain-text dl div, .easy-read dl div { display: block; border: 0; }
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

bool reads_line_by_line(LetterLook look) {
    return look == LetterLook::plain_text || look == LetterLook::easy_read;
}

std::string element(std::string_view name, std::string_view text) {
    const std::string tag(name);
    return "<" + tag + ">" + html_text(text) + "</" + tag + ">\n";
}

std::string facts_html(const std::vector<PaperFact>& facts) {
    if (facts.empty()) return {};
    std::string html = "<dl>\n";
    for (const PaperFact& fact : facts) {
        html += "<div><dt>" + html_text(fact.words) + "</dt><dd>" + html_text(fact.value) +
                "</dd></div>\n";
    }
    return html + "</dl>\n";
}

std::string row_html(const std::vector<std::string>& row, bool is_total) {
    std::string html = is_total ? "<tr class=\"total\">" : "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
        html += i == 0 ? "<th scope=\"row\">" + html_text(row[i]) + "</th>"
                       : "<td>" + html_text(row[i]) + "</td>";
    }
    return html + "</tr>\n";
}

std::string table_html(const PaperTable& table, LetterLook look) {
    std::string html;
    if (reads_line_by_line(look)) {
        for (const auto& row : table.rows) html += element("p", row_as_sentence(table, row));
        return html;
    }
    html = "<table>\n" + element("caption", table.caption) + "<thead><tr>";
    for (const std::string& column : table.columns) {
        html += "<th scope=\"col\">" + html_text(column) + "</th>";
    }
    html += "</tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        html += row_html(table.rows[i], table.last_is_total && i + 1 == table.rows.size());
    }
    return html + "</tbody>\n</table>\n";
}

std::string part_html(const PaperPart& part, LetterLook look) {
    std::string html = "<section>\n" + element("h2", part.heading);
    for (const std::string& each : part.paragraphs) html += element("p", each);
    html += facts_html(part.facts);
    for (const PaperTable& table : part.tables) html += table_html(table, look);
    for (const std::string& each : part.notes) html += element("p", each);
    return html + "</section>\n";
}

}  // namespace

std::string paper_html(const Paper& paper) {
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"" + html_text(paper.language) +
        "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
        element("title", paper.title) + "<style>" + std::string(style) +
        "</style>\n</head>\n<body class=\"" + std::string(class_of(paper.look)) +
        "\">\n<header>\n<p class=\"from\">" + html_text(paper.from) + "</p>\n" +
        element("p", paper.given_on) + "<p class=\"to\">";
    for (std::size_t i = 0; i < paper.to.size(); ++i) {
        html += (i == 0 ? "" : "<br>\n") + html_text(paper.to[i]);
    }
    html += "</p>\n</header>\n<main>\n" + element("h1", paper.title);
    if (!paper.opening.empty()) {
        html += "<p class=\"opening\">" + html_text(paper.opening) + "</p>\n";
    }
    for (const PaperPart& part : paper.parts) html += part_html(part, paper.look);
    return html + "</main>\n</body>\n</html>\n";
}

}  // namespace almoner::gateway
