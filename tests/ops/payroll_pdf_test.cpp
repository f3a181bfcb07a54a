#include "ops/letters/make_pdf.h"
#include "tests/api/http_client.h"
#include "tests/gateway/payroll_documents/sample_payslip.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace almoner::ops {
namespace {

using gateway::LetterLook;

// The pages of a payslip as the PDF worker makes them, read by other programs.
class PayslipPdf : public ::testing::TestWithParam<LetterLook> {
  protected:
    std::string read_by(const std::string& program) const {
        const std::string read = (folder_.path() / "read").string();
        const std::string pdf = (folder_.path() / "slip.pdf").string();
        EXPECT_EQ(std::system((program + " " + pdf + " " + read).c_str()), 0) << program;
        return testing::read_whole(read);
    }
    void SetUp() override {
        const auto paper = gateway::payslip_paper(gateway::sample_payslip(), GetParam());
        const auto pdf = make_pdf({}, gateway::paper_html(paper.value()));
        ASSERT_TRUE(pdf.accepted()) << pdf.refusal().words;
        std::ofstream(folder_.path() / "slip.pdf", std::ios::binary) << pdf.value();
    }

    tests::TemporaryFolder folder_;
};

TEST_P(PayslipPdf, IsTaggedAndSaysTheSame) {
    const std::string plain = read_by("qpdf --qdf --object-streams=disable");
    for (const char* const part : {"/StructTreeRoot", "pdfuaid:part=\"1\"", "/Lang (en-GB)"}) {
        EXPECT_NE(plain.find(part), std::string::npos) << part;
    }
    const std::string text = read_by("pdftotext");
    for (const char* const said :
         {"Payslip for Ed O'Neil", "You are paid £949.11 on 1 May 2026.", "£105.56", "123/AB456"}) {
        EXPECT_NE(text.find(said), std::string::npos) << said;
    }
}

TEST(PdfMaking, OfAProgramThatIsNotThereSaysSo) {
    const auto pdf = make_pdf({.program = "/nowhere/weasyprint"}, "<p>Dear Ada</p>");
    ASSERT_FALSE(pdf.accepted());
    EXPECT_EQ(pdf.refusal().code, "pdf-program-missing");
    EXPECT_EQ(pdf.refusal().words, "The program that makes PDFs can't be started.");
}

INSTANTIATE_TEST_SUITE_P(InEachLook,
                         PayslipPdf,
                         ::testing::Values(LetterLook::standard,
                                           LetterLook::large_print,
                                           LetterLook::plain_text),
                         [](const auto& look) {
                             switch (look.param) {
                                 case LetterLook::large_print: return "LargePrint";
                                 case LetterLook::plain_text: return "LineByLine";
                                 case LetterLook::easy_read:
                                 case LetterLook::standard: break;
                             }
                             return "Standard";
                         });

}  // namespace
}  // namespace almoner::ops
