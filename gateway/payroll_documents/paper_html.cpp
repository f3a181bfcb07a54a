#include "gateway/letters/html_page.h"
#include "gateway/payroll_documents/paper.h"

namespace almoner::gateway {
namespace {

// Closer together than a letter, with columns of figures. No colour carries meaning.
constexpr std::string_view style = R"css(
@page { margin: 18mm 20mm 20mm 20mm; }
html { font-size: 11pt; line-height: 1.4; }
body { max-width: 46em; }
.to { margin: 1em 0; }
h1 { margin: 1em 0 .4em; }
h2 { margin: 1.2em 0 .3em; }
p { margin-bottom: .6em; }
.opening { font-size: 1.17em; }
section { break-inside: avoid; }
dl { margin: 0 0 .6em; }
dl div { display: flex; border-bottom: 1px solid #767676; padding: .25em 0; }
dt { flex: 0 0 45%; } dd { margin: 0; font-weight: bold; }
table { margin: .3em 0 .8em; }
th, td { padding: .3em .5em .3em 0; }
td, thead th + th { text-align: right; white-space: nowrap; padding: .3em 0 .3em .8em; }
tbody tr:last-child th, tbody tr:last-child td { font-weight: normal; border-bottom: 1px solid #595959; }
tbody tr.total th, tbody tr.total td { font-weight: bold; border-top: 2px solid #111; border-bottom: 2px solid #111; }
.large-print section { break-inside: auto; }
.large-print thead th { white-space: normal; }
.large-print td, .large-print thead th + th { white-space: normal; padding-left: .4em; }
.plain-text dl div, .easy-read dl div { display: block; border: 0; }
)css";

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
        for (const auto& row : table.rows) html += html_element("p", row_as_sentence(table, row));
        return html;
    }
    html = "<table>\n" + html_element("caption", table.caption) + "<thead><tr>";
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
    std::string html = "<section>\n" + html_element("h2", part.heading);
    for (const std::string& each : part.paragraphs) html += html_element("p", each);
    html += facts_html(part.facts);
    for (const PaperTable& table : part.tables) html += table_html(table, look);
    for (const std::string& each : part.notes) html += html_element("p", each);
    return html + "</section>\n";
}

}  // namespace

std::string paper_html(const Paper& paper) {
    std::string html = "<header>\n<p class=\"from\">" + html_text(paper.from) + "</p>\n" +
                       html_element("p", paper.given_on) + html_recipient(paper.to) +
                       "</header>\n<main>\n" + html_element("h1", paper.title);
    if (!paper.opening.empty()) {
        html += "<p class=\"opening\">" + html_text(paper.opening) + "</p>\n";
    }
    for (const PaperPart& part : paper.parts) html += part_html(part, paper.look);
    html += "</main>\n";
    return html_page({.language = paper.language,
                      .title = paper.title,
                      .look = paper.look,
                      .more_style = style,
                      .body = html});
}

}  // namespace almoner::gateway
