#include "gateway/letters/html_page.h"

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

}  // namespace

std::string html_page(const HtmlPage& page) {
    return "<!DOCTYPE html>\n<html lang=\"" + html_text(page.language) +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
           html_element("title", page.title) + "<style>" + std::string(style) +
           std::string(page.more_style) + "</style>\n</head>\n<body class=\"" +
           std::string(class_of(page.look)) + "\">\n" + std::string(page.body) +
           "</body>\n</html>\n";
}

std::string html_element(std::string_view name, std::string_view text) {
    const std::string tag(name);
    return "<" + tag + ">" + html_text(text) + "</" + tag + ">\n";
}

std::string html_recipient(const std::vector<std::string>& lines) {
    std::string html = "<p class=\"to\">";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        html += (i == 0 ? "" : "<br>\n") + html_text(lines[i]);
    }
    return html + "</p>\n";
}

bool reads_line_by_line(LetterLook look) {
    return look == LetterLook::plain_text || look == LetterLook::easy_read;
}

}  // namespace almoner::gateway
