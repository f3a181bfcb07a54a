#include "gateway/xml/pull_reader.h"

#include "gateway/xml/encoding.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace almoner::gateway::xml {
namespace {

// <a x="1">t</a> as "(a x=1 t )".
std::string walked(std::string_view text) {
    PullReader reader(text);
    std::string out;
    for (Event event = reader.next(); event != Event::finished; event = reader.next()) {
        if (event == Event::broken) return reader.problem()->code;
        if (event == Event::start) {
            out += "(" + std::string(reader.name());
            for (const auto& each : reader.attributes()) {
                out += " " + std::string(each.name) + "=" + std::string(each.value);
            }
        }
        if (event == Event::text) out += "'" + reader.text_piece() + "'";
        if (event == Event::end) out += ")";
    }
    return out;
}

TEST(PullReader, GivesElementsAttributesAndText) {
    EXPECT_EQ(walked("<a x=\"1\" y = '2'>t<b/>u</a>"), "(a x=1 y=2't'(b)'u')");
    EXPECT_EQ(walked("<?xml version='1.0'?><!-- c --><p:a xmlns:p='u'><?pi?></p:a >\n"),
              "(a xmlns:p=u)");
}

TEST(PullReader, ResolvesTheFiveEntitiesNumbersAndLineEnds) {
    EXPECT_EQ(walked("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#xA3;</a>"), "(a'<>&\"'AB\xC2\xA3')");
    EXPECT_EQ(walked("<a>1\r\n2\r3</a>"), "(a'1\n2\n3')");
    EXPECT_EQ(walked("<a><![CDATA[<&amp;]]></a>"), "(a'<&amp;')");
}

TEST(PullReader, RefusesWhatIsNotWellFormed) {
    for (const std::string_view bad : {"",
                                       "words",
                                       "<a>",
                                       "<a></b>",
                                       "</a>",
                                       "<a/><b/>",
                                       "<a/>words",
                                       "<a x=1/>",
                                       "<a x='1' x='2'/>",
                                       "<a x='<'/>",
                                       "<a x='&y;'/>",
                                       "<a>&nbsp;</a>",
                                       "<a>&#0;</a>",
                                       "<a>&#xD800;</a>",
                                       "<a>&#99999999999;</a>",
                                       "<a>& b</a>",
                                       "<a",
                                       "<a x",
                                       "<a x='1",
                                       "<a:/>",
                                       "<1/>",
                                       "< a/>",
                                       "<a><!-- </a>",
                                       "<a><![CDATA[</a>",
                                       "<a></a",
                                       "<a x='1'y='2'/>"}) {
        EXPECT_EQ(walked(bad), "xml-not-well-formed") << bad;
    }
}

TEST(PullReader, RefusesADocumentTypeAndDepth) {
    EXPECT_EQ(walked("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"), "xml-doctype");
    const auto nested = [](std::size_t levels) {
        std::string text;
        for (std::size_t i = 0; i < levels; ++i) text += "<a>";
        for (std::size_t i = 0; i < levels; ++i) text += "</a>";
        return text;
    };
    EXPECT_TRUE(walked(nested(64)).starts_with("(a(a"));
    EXPECT_EQ(walked(nested(65)), "xml-too-deep");
    EXPECT_EQ(walked(nested(100'000)), "xml-too-deep");
}

TEST(PullReader, SaysInWhichLineItStopped) {
    PullReader reader("<a>\n<b>\n</a>");
    while (reader.next() != Event::broken) {
    }
    EXPECT_EQ(reader.problem()->field, "line 3");
    EXPECT_EQ(reader.next(), Event::broken);
}

TEST(PullReader, WalksChildrenAndTakesTheirText) {
    PullReader reader("<a> <b>one</b><c>two<d>not</d>&amp;</c><e/><f><g/></f></a>");
    ASSERT_TRUE(reader.open_child());
    ASSERT_TRUE(reader.open_child());
    EXPECT_EQ(reader.text(), "one");
    ASSERT_TRUE(reader.open_child());
    EXPECT_EQ(reader.text(), "two&");
    ASSERT_TRUE(reader.open_child());
    EXPECT_EQ(reader.text(), "");
    ASSERT_TRUE(reader.open_child());
    reader.skip();
    EXPECT_FALSE(reader.open_child());
    EXPECT_FALSE(reader.open_child());
    EXPECT_FALSE(reader.problem());
}

TEST(PullReader, SurvivesAHundredMegabytesOfOneLine) {
    std::string text = "<a x='1'>";
    text.append(100'000'000, 'y');
    text += "</a>";
    PullReader reader(text);
    ASSERT_TRUE(reader.open_child());
    EXPECT_EQ(reader.text().size(), 100'000'000U);
    EXPECT_FALSE(reader.problem());
}

std::string utf16(std::string_view ascii, bool little, bool mark) {
    std::string out = mark ? (little ? "\xFF\xFE" : "\xFE\xFF") : "";
    for (const char c : ascii) {
        out += little ? std::string{c, '\0'} : std::string{'\0', c};
    }
    return out;
}

std::string read_as_utf8(std::string_view bytes) {
    const auto text = as_utf8(bytes);
    return text.accepted() ? std::string(text.value().view()) : text.refusal().code;
}

TEST(Encoding, LeavesUtf8AsItIs) {
    const std::string_view text = "<a>\xC2\xA3 \xE2\x82\xAC \xF0\x9F\x99\x82 and words enough</a>";
    const auto out = as_utf8(text);
    EXPECT_EQ(out.value().view().data(), text.data());
    EXPECT_EQ(read_as_utf8("\xEF\xBB\xBF<a/>"), "<a/>");
}

TEST(Encoding, ReadsWhatTheFileDeclares) {
    EXPECT_EQ(read_as_utf8("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xA3</a>"),
              "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xC2\xA3</a>");
    EXPECT_EQ(read_as_utf8("<?xml version='1.0' encoding=\"windows-1252\"?><a>\x80</a>"),
              "<?xml version='1.0' encoding=\"windows-1252\"?><a>\xE2\x82\xAC</a>");
    for (const bool little : {true, false}) {
        for (const bool mark : {true, false}) {
            EXPECT_EQ(read_as_utf8(utf16("<a>b</a>", little, mark)), "<a>b</a>");
        }
    }
    EXPECT_EQ(read_as_utf8("<?xml version='1.0' encoding='EBCDIC-CP-GB'?><a/>"),
              "xml-encoding-unknown");
}

TEST(Encoding, CountsWhatItHadToReplace) {
    const auto bytes = as_utf8("<a>\xA3 \xC0\xAF \xED\xA0\x80</a>");
    EXPECT_EQ(bytes.value().replaced_bytes, 6U);
    EXPECT_EQ(bytes.value().view().substr(3, 3), "\xEF\xBF\xBD");
    const auto controls = as_utf8(std::string_view("<a>\x01 words and more words \0</a>", 31));
    EXPECT_EQ(controls.value().replaced_controls, 2U);
    EXPECT_EQ(controls.value().view(), "<a>  words and more words  </a>");
    EXPECT_TRUE(as_utf8("<?xml version='1.0' encoding='utf-16'?><a/>").value().misdeclared);
}

// Memory that was never touched: the size alone is looked at.
TEST(Encoding, RefusesAFileAbove256MiBUnread) {
    constexpr std::size_t size = (std::size_t{256} << 20U) + 1;
    struct Freed {
        void operator()(void* memory) const { std::free(memory); }
    };
    const std::unique_ptr<void, Freed> bytes(std::calloc(size, 1));
    ASSERT_NE(bytes, nullptr);
    EXPECT_EQ(read_as_utf8({static_cast<const char*>(bytes.get()), size}), "xml-too-large");
}

TEST(Encoding, CutsBetweenCharacters) {
    EXPECT_EQ(cut_utf8("\xC2\xA3\xC2\xA3", 3), "\xC2\xA3");
    EXPECT_EQ(cut_utf8("ab", 2), "ab");
    EXPECT_EQ(cut_utf8("\xC2\xA3", 1), "");
}

}  // namespace
}  // namespace almoner::gateway::xml
