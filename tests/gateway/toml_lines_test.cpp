#include "gateway/policy/toml_lines.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace almoner::gateway {
namespace {

TEST(TomlLines, OfEachKindThatAPolicyHasAreOurs) {
    for (const std::string text : {"",
                                   "\xEF\xBB\xBF# in a spreadsheet's own mark\r\n",
                                   "[surplus]  # of direct payments",
                                   "  [ 'a b' . c ]",
                                   "[[income-guarantee]]\n",
                                   "surplus.threshold-weeks = 8",
                                   "a=true\nb = false\nc = -1_000\nd = +0.50\ne = 2026-04-01",
                                   "body = \"Hackney \\u00e9 \\\"East\\\" # \\\\\"  # its name",
                                   "body = 'C:\\keys' \n\"a b\" = \"\"",
                                   "list = [1, \"two\", [3]]",
                                   "list = [1, 2, ]",
                                   "row = { from = 2026-04-06, group = \"single\" }",
                                   "none = [ ]\nnothing = {}"}) {
        EXPECT_EQ(faulty_toml_line(text), "") << text;
    }
}

struct Faulty {
    std::string text;
    std::string words;
};

TEST(TomlLines, ThatTheParserTakesForGrantedAreNamedByNumberAndReason) {
    const std::string a(1, '\0');
    const std::array faulty{
        Faulty{"a = 1\n[", "line 2: a section has no name"},
        Faulty{"[[ ]]", "line 1: a section has no name"},
        Faulty{"[a.]", "line 1: a section has no name"},
        Faulty{"[[a]", "line 1: there is more after its end, or its end is missing"},
        Faulty{"[a] b = 1", "line 1: there is more after its end, or its end is missing"},
        Faulty{"a = \"\"\"", "line 1: words stand in one pair of quotes, on one line"},
        Faulty{"a = '''\n'''", "line 1: words stand in one pair of quotes, on one line"},
        Faulty{"a = \"b", "line 1: there is more after its end, or its end is missing"},
        Faulty{"\u0497 = 1", "line 1: a letter that is not of a to z stands outside quotes"},
        Faulty{"a = 1\u0497", "line 1: a letter that is not of a to z stands outside quotes"},
        Faulty{"a", "line 1: a name, = and a value belong here"},
        Faulty{"= 1", "line 1: a name, = and a value belong here"},
        Faulty{"a = ", "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = 08", "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = 1__0",
               "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = 0x1", "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = 1e9", "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = nan", "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = 2026-4-1",
               "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = \"\\x\"",
               "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = \"\\ud800\"",
               "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = [1", "line 1: a list, and what is in braces, stands whole on one line"},
        Faulty{"a = [\n  1,\n]", "line 1: a list, and what is in braces, stands whole on one line"},
        Faulty{"a = [1,  # first\n2]",
               "line 1: a list, and what is in braces, stands whole on one line"},
        Faulty{"a = { b = 1", "line 1: a list, and what is in braces, stands whole on one line"},
        Faulty{"a = { b = 1, }", "line 1: a name, = and a value belong here"},
        Faulty{"a = [1,,]",
               "line 1: it is none of true, false, a number, a day and words in quotes"},
        Faulty{"a = {b}", "line 1: a name, = and a value belong here"},
        Faulty{"a = [[[[[[1]]]]]]", "line 1: lists and braces stand too deep in one another"},
        Faulty{"a.b.c.d.e = 1", "line 1: lists and braces stand too deep in one another"},
        Faulty{"a = \"\xff\"", "line 1: it is not text in UTF-8"},
        Faulty{"# " + a, "line 1: it is not text in UTF-8"},
        Faulty{"a = 1\rb = 2\n", "line 1: it is not text in UTF-8"}};
    for (const auto& [text, words] : faulty) EXPECT_EQ(faulty_toml_line(text), words) << text;
}

TEST(TomlLines, AreReadOnceHoweverLong) {
    std::string words = "a = \"";
    words.append(100'000'000, 'x');
    EXPECT_EQ(faulty_toml_line(words + "\""), "");
    EXPECT_EQ(faulty_toml_line("a = " + std::string(1'000'000, '[')),
              "line 1: lists and braces stand too deep in one another");
}

}  // namespace
}  // namespace almoner::gateway
