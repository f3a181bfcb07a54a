#include "gateway/letters/letter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <rapidcheck/gtest.h>

namespace almoner::gateway {
namespace {

WrittenLetter reduction() {
    return {
        .title = "We plan to reduce the direct payment",
        .from = "Westmarch Integrated Care Board",
        .to = {"Ada Byrd", "1 High Street"},
        .written_on = "1 June 2026",
        .reference = "N-0001",
        .greeting = "Dear Ada Byrd,",
        .parts = {{.heading = "What we decided", .paragraphs = {"It is less. It is £40 less."}},
                  {.heading = "The sum", .sum = {{"Each week", "£40.00"}, {"In all", "£40.00"}}},
                  {.heading = "What you can do", .points = {"Ask us to look again."}}},
        .ending = "Yours sincerely"};
}

TEST(LetterHtml, SaysItsLanguageTitleAndPartsInReadingOrder) {
    const std::string html = letter_html(reduction());
    EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    std::size_t at = 0;
    for (const char* const next : {"<title>We plan to reduce the direct payment</title>",
                                   "Our reference: N-0001",
                                   "Ada Byrd<br>\n1 High Street",
                                   "<h1>We plan to reduce the direct payment</h1>",
                                   "<p>Dear Ada Byrd,</p>",
                                   "<h2>What we decided</h2>",
                                   "<h2>The sum</h2>",
                                   "<caption>",
                                   "<th scope=\"row\">Each week</th><td>£40.00</td>",
                                   "<h2>What you can do</h2>",
                                   "<li>Ask us to look again.</li>",
                                   "<p>Yours sincerely</p>"}) {
        const std::size_t found = html.find(next, at);
        ASSERT_NE(found, std::string::npos) << next;
        at = found;
    }
}

TEST(LetterHtml, EasyReadHasOneIdeaALineAndNoTable) {
    WrittenLetter letter = reduction();
    letter.look = LetterLook::easy_read;
    const std::string html = letter_html(letter);
    EXPECT_NE(html.find("<p>It is less.</p>\n<p>It is £40 less.</p>"), std::string::npos);
    EXPECT_NE(html.find("<p>Each week: £40.00.</p>"), std::string::npos);
    EXPECT_EQ(html.find("<table>"), std::string::npos);
}

TEST(LetterHtml, ATranslationStandsFirstInItsOwnLanguage) {
    WrittenLetter letter = reduction();
    letter.translations = {{.language = "es", .text = "Vamos a pagar menos\nEs menos.\n"}};
    const std::string html = letter_html(letter);
    const std::size_t own = html.find("<article lang=\"es\">\n<h1>Vamos a pagar menos</h1>");
    ASSERT_NE(own, std::string::npos);
    EXPECT_LT(own, html.find("<h1>We plan"));
}

// HTML 4.10 and PDF/UA: what reads it aloud takes voice and title from the document.
TEST(LetterHtml, ATranslatedDocumentIsInItsReadersLanguage) {
    WrittenLetter letter = reduction();
    letter.translations = {{.language = "es", .text = "Vamos a pagar menos\nEs menos.\n"}};
    const std::string html = letter_html(letter);
    EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html lang=\"es\">")) << html;
    EXPECT_NE(html.find("<title>Vamos a pagar menos</title>"), std::string::npos);
    EXPECT_NE(html.find("<header lang=\"en-GB\">"), std::string::npos);
    EXPECT_NE(html.find("</article>\n<article lang=\"en-GB\">\n<h1>We plan to reduce"),
              std::string::npos);
    EXPECT_TRUE(html.ends_with("</article>\n</main>\n</body>\n</html>\n"));
}

TEST(LetterText, HasALineForEachSentenceAndNoColumns) {
    EXPECT_NE(letter_text(reduction()).find("It is less.\nIt is £40 less.\n"), std::string::npos);
    EXPECT_NE(letter_text(reduction()).find("Each week: £40.00.\n"), std::string::npos);
}

TEST(HtmlText, KeepsWhatIsALetterAndReplacesWhatIsNone) {
    EXPECT_EQ(html_text("Zoë <b>&\"'"), "Zoë &lt;b&gt;&amp;&quot;&#39;");
    EXPECT_EQ(html_text(std::string("a\0b\x1b\xff", 5)),
              "a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD\xEF\xBF\xBD");
}

// Whatever a person is called and whatever is written about them, the letter has the same elements.
RC_GTEST_PROP(HtmlText, NoTextMakesAnElement, (const std::string& text)) {
    const auto elements = [](const std::string& html) {
        return std::count(html.begin(), html.end(), '<');
    };
    WrittenLetter plain = reduction();
    WrittenLetter odd = reduction();
    odd.title = odd.greeting = odd.reference = odd.to[0] = odd.from = text;
    odd.parts[1].sum[0] = {.words = text, .amount = text};
    odd.parts[2].points[0] = text;
    odd.language = text;
    RC_ASSERT(elements(letter_html(odd)) == elements(letter_html(plain)));
    const std::string safe = html_text(text);
    for (const char c : {'<', '>', '"', '\''}) RC_ASSERT(safe.find(c) == std::string::npos);
}

}  // namespace
}  // namespace almoner::gateway
