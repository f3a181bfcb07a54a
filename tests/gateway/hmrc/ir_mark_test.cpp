#include "gateway/hmrc/ir_mark.h"

#include "gateway/hmrc/canonical_xml.h"
#include "gateway/hmrc/envelope.h"
#include "tests/gateway/hmrc/sample_submission.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace almoner::gateway::hmrc {
namespace {

// xmllint's canonical form of a whole document.
std::string xmllints(const std::string& xml, const char* name) {
    const std::string file = ::testing::TempDir() + "/" + name + ".xml";
    std::ofstream(file, std::ios::binary) << xml;
    const std::string command = "xmllint --c14n '" + file + "' > '" + file + ".c14n'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    return testing::read_whole(file + ".c14n");
}

std::string canonical(std::string_view xml, std::string_view root) {
    const auto made = canonical_xml(xml, {.names = {root}});
    return made.accepted() ? made.value() : made.refusal().code;
}

TEST(IrMark, IsHmrcsOwnForItsTestVector) {
    const auto file = testing::reference_path("payroll/samples/irmark_vector.xml");
    if (!file) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    const std::string message = testing::read_whole(*file);
    // irmark_vector.json, from hmrc/construction-industry-scheme.
    const IrMark expected{.base64 = "tpwOaKfCHJDirqJn31ceHrX1XYc=",
                          .base32 = "W2OA42FHYIOJBYVOUJT56VY6D227KXMH"};
    ASSERT_TRUE(ir_mark_of(message).accepted());
    EXPECT_EQ(ir_mark_of(message).value(), expected);

    // The same file from a machine that ends lines otherwise.
    std::string other_ends;
    for (const char c : message) other_ends += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_EQ(ir_mark_of(other_ends).value(), expected);
    std::string changed = message;
    changed.replace(changed.find("<NilReturn>yes"), 14, "<NilReturn>no");
    EXPECT_NE(ir_mark_of(changed).value(), expected);
}

TEST(IrMark, OfOurMessageIsTheOneThatItCarries) {
    const auto body = marked_body(sample_submission(), SenderKind::bureau);
    const std::string message =
        submit_message(body.value(), {.transaction_id = "A1"}, {"sender", "secret"});
    EXPECT_EQ(ir_mark_of(message).value(), body.value().mark);
    EXPECT_NE(message.find(R"(<IRmark Type="generic">)" + body.value().mark.base64 + "</IRmark>"),
              std::string::npos);
    // Whoever sends it, and however often, the body stays the same.
    const std::string again =
        submit_message(body.value(), {.transaction_id = "A2"}, {"another", "word"});
    EXPECT_EQ(ir_mark_of(again).value(), body.value().mark);
}

TEST(IrMark, ChangesWithEveryPenny) {
    FullPaymentSubmission other = sample_submission();
    other.employees.front().payment.tax = pence(981);
    EXPECT_NE(marked_body(sample_submission(), SenderKind::bureau).value().mark,
              marked_body(other, SenderKind::bureau).value().mark);
}

TEST(IrMark, IsRefusedForWhatIsNoMessage) {
    EXPECT_EQ(ir_mark_of("<a>").refusal().code, "xml-not-well-formed");
    EXPECT_EQ(ir_mark_of("<a></a>").refusal().code, "xml-element-missing");
    EXPECT_EQ(ir_mark_of("<!DOCTYPE GovTalkMessage><GovTalkMessage><Body/></GovTalkMessage>")
                  .refusal()
                  .code,
              "xml-doctype");
    std::string deep = "<GovTalkMessage><Body>";
    for (int i = 0; i < 70; ++i) deep += "<a>";
    for (int i = 0; i < 70; ++i) deep += "</a>";
    deep += "</Body></GovTalkMessage>";
    EXPECT_EQ(ir_mark_of(deep).refusal().code, "xml-too-deep");
}

// W3C, Canonical XML 1.0, sections 3.2 to 3.4, shortened.
TEST(CanonicalXml, SortsAttributesAndNamesWhatIsNotSaidAlready) {
    EXPECT_EQ(
        canonical(R"(<doc><e1   /><e5 a:attr="out" b:attr="sorted" attr2="all" attr="I'm")"
                  "\n   xmlns:b=\"http://www.ietf.org\" xmlns:a=\"http://www.w3.org\""
                  "\n   xmlns=\"http://example.org\"/><e6 xmlns=\"\"><e7 xmlns=\"\"/></e6></doc>",
                  "doc"),
        R"(<doc><e1></e1><e5 xmlns="http://example.org" xmlns:a="http://www.w3.org" )"
        R"(xmlns:b="http://www.ietf.org" attr="I'm" attr2="all" b:attr="sorted" )"
        R"(a:attr="out"></e5><e6><e7></e7></e6></doc>)");
}

TEST(CanonicalXml, ResolvesReferencesAndKeepsSpaces) {
    EXPECT_EQ(
        canonical("<d a='1\t2 &quot;&#10;'> <![CDATA[<&>]]> &#xA9;\r\n<!-- gone --> &gt;</d>", "d"),
        "<d a=\"1 2 &quot;&#xA;\"> &lt;&amp;&gt; \xC2\xA9\n &gt;</d>");
}

TEST(CanonicalXml, IsXmllintsForOurMessages) {
    if (std::system("xmllint --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "no xmllint";
    const std::string fps = write_full_payment_submission(full_submission());
    EXPECT_EQ(canonical(fps, "FullPaymentSubmission"), xmllints(fps, "fps"));
    const std::string eps = write_employer_payment_summary(full_summary());
    EXPECT_EQ(canonical(eps, "EmployerPaymentSummary"), xmllints(eps, "eps"));
    // What we write is in canonical form as it stands.
    EXPECT_EQ(canonical(fps, "FullPaymentSubmission") + "\n", fps);
}

}  // namespace
}  // namespace almoner::gateway::hmrc
