#include "gateway/iso20022/pain001.h"

#include "tests/gateway/sample_payment_file.h"
#include "tests/support/reference.h"
#include "tests/support/xmllint.h"

#include <gtest/gtest.h>

namespace almoner::gateway::iso20022 {
namespace {

using gateway::testing::day;
using gateway::testing::sample_file;
using gateway::testing::sample_item;

std::string bytes_of(FileProfile profile, const PaymentFile& file) {
    return file_bytes(profile, file).value();
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size()))
        ++found;
    return found;
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

PaymentFile two_days() {
    PaymentFile file = sample_file();
    file.items.push_back(sample_item("ALM0000003", 100000000));
    file.items[0].entry_on = day("2026-12-01");
    return file;
}

TEST(Pain001, IsValidAgainstTheSchemas) {
    const auto schemas = almoner::testing::reference_path("payments/xsd");
    if (!schemas) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    PaymentFile file = two_days();
    file.items[0].payee_name = "O'Brien & <Sons>";
    for (const FileProfile profile : {FileProfile::pain_001_001_03,
                                      FileProfile::pain_001_001_09,
                                      FileProfile::faster_payments}) {
        const char* schema =
            profile == FileProfile::pain_001_001_03 ? "pain.001.001.03.xsd" : "pain.001.001.09.xsd";
        EXPECT_EQ(almoner::testing::schema_complaints(bytes_of(profile, file), *schemas / schema),
                  "");
    }
}

TEST(Pain001, GroupsByEntryDayWithControlSumsAtBothLevels) {
    const std::string text = bytes_of(FileProfile::pain_001_001_03, two_days());
    EXPECT_EQ(count(text, "<PmtInf>"), 2U);
    EXPECT_TRUE(holds(text, "<NbOfTxs>3</NbOfTxs><CtrlSum>1001235.00</CtrlSum><InitgPty>"));
    EXPECT_TRUE(holds(text,
                      "<PmtInfId>ALM-20261118-000042-1</PmtInfId><PmtMtd>TRF</PmtMtd>"
                      "<BtchBookg>false</BtchBookg><NbOfTxs>2</NbOfTxs>"
                      "<CtrlSum>1000000.44</CtrlSum>"));
    EXPECT_TRUE(holds(text, "<NbOfTxs>1</NbOfTxs><CtrlSum>1234.56</CtrlSum>"));
    EXPECT_LT(text.find("2026-11-23"), text.find("2026-12-01"));
    EXPECT_LT(text.find("ALM0000003"), text.find("ALM0000001"));
}

TEST(Pain001, WritesTheItemInTheUkProfile) {
    EXPECT_TRUE(
        holds(bytes_of(FileProfile::pain_001_001_09, sample_file()),
              "<CdtTrfTxInf><PmtId><EndToEndId>ALM0000002</EndToEndId></PmtId>"
              "<Amt><InstdAmt Ccy=\"GBP\">0.44</InstdAmt></Amt>"
              "<CdtrAgt><FinInstnId><ClrSysMmbId><ClrSysId><Cd>GBDSC</Cd></ClrSysId>"
              "<MmbId>089999</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt>"
              "<Cdtr><Nm>Zoe "
              "Nunez</Nm></Cdtr><CdtrAcct><Id><Othr><Id>66374958</Id></Othr></Id></CdtrAcct>"
              "<RmtInf><Ustrd>ALM0000002</Ustrd></RmtInf></CdtTrfTxInf>"));
}

TEST(Pain001, VersionsDifferInNamespaceAndRequestedDay) {
    const std::string old = bytes_of(FileProfile::pain_001_001_03, sample_file());
    const std::string now = bytes_of(FileProfile::pain_001_001_09, sample_file());
    EXPECT_TRUE(holds(old, "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\""));
    EXPECT_TRUE(holds(now, "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\""));
    EXPECT_TRUE(holds(old, "<ReqdExctnDt>2026-11-23</ReqdExctnDt>"));
    EXPECT_TRUE(holds(now, "<ReqdExctnDt><Dt>2026-11-23</Dt></ReqdExctnDt>"));
}

TEST(Pain001, AsksForTheRailWithTheBanksOwnCodes) {
    PaymentFile file = sample_file();
    EXPECT_TRUE(holds(bytes_of(FileProfile::pain_001_001_09, file),
                      "<PmtTpInf><SvcLvl><Cd>NURG</Cd></SvcLvl></PmtTpInf>"));
    EXPECT_TRUE(holds(bytes_of(FileProfile::faster_payments, file),
                      "<SvcLvl><Cd>URNS</Cd></SvcLvl><LclInstrm><Prtry>UK.OBIE.FPS</Prtry>"));
    file.codes = {"URGP", "FPS"};
    EXPECT_TRUE(holds(bytes_of(FileProfile::faster_payments, file),
                      "<SvcLvl><Cd>URGP</Cd></SvcLvl><LclInstrm><Prtry>FPS</Prtry>"));
}

TEST(Pain001, FasterPaymentsNamesEndAtThirtyFiveCharacters) {
    PaymentFile file = sample_file();
    file.items[0].payee_name.assign(200, 'x');
    const auto name = [](std::size_t length) {
        return "<Nm>" + std::string(length, 'x') + "</Nm>";
    };
    EXPECT_TRUE(holds(bytes_of(FileProfile::faster_payments, file), name(35)));
    EXPECT_TRUE(holds(bytes_of(FileProfile::pain_001_001_09, file), name(140)));
}

}  // namespace
}  // namespace almoner::gateway::iso20022
