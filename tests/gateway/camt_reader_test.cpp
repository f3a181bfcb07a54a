#include "gateway/iso20022/camt_reader.h"

#include "gateway/statement/statement_reader.h"
#include "tests/gateway/sample_camt.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {
namespace {

using testing::camt_entry;
using testing::camt_with;
using testing::replaced;
using testing::small_camt;

Statement only_statement(std::string_view bytes) {
    const auto outcome = read_statement(bytes);
    if (!outcome.accepted()) {
        ADD_FAILURE() << outcome.refusal().code << ": " << outcome.refusal().words;
        return {};
    }
    EXPECT_EQ(outcome.value().size(), 1U);
    return outcome.value().front();
}

std::string refusal_of(std::string_view bytes) {
    const auto outcome = read_statement(bytes);
    return outcome.accepted() ? "accepted" : outcome.refusal().code;
}

std::vector<std::string> codes(const Statement& statement) {
    std::vector<std::string> out;
    for (const Violation& each : statement.violations) out.push_back(each.code);
    return out;
}

using Codes = std::vector<std::string>;

TEST(CamtReader, ReadsALineWithAllThatItSays) {
    const Statement statement = only_statement(small_camt());
    EXPECT_EQ(statement.kind, StatementKind::posts);
    EXPECT_EQ(statement.format, "camt.053.001.08");
    EXPECT_EQ(statement.account, "20000055779911");
    EXPECT_EQ(statement.opening->amount.pence(), 100000);
    EXPECT_EQ(statement.closing->amount.pence(), 58750);
    EXPECT_EQ(statement.booked_total->pence(), -41250);
    EXPECT_EQ(codes(statement), Codes{});
    ASSERT_EQ(statement.lines.size(), 1U);
    const StatementLine& line = statement.lines.front();
    EXPECT_EQ(line.account, "20000055779911");
    EXPECT_EQ(line.booked_on, ledger::Date::from_ymd(2026, 11, 20));
    EXPECT_EQ(line.value_on, ledger::Date::from_ymd(2026, 11, 20));
    EXPECT_EQ(line.amount.pence(), -41250);
    EXPECT_EQ(line.currency, "GBP");
    EXPECT_TRUE(line.booked);
    EXPECT_FALSE(line.reversal || line.returned);
    EXPECT_EQ(line.references.end_to_end_id, "ALM000001");
    EXPECT_EQ(line.counterparty.name, "Ada Example");
    EXPECT_EQ(line.counterparty.account, "12345678");
    EXPECT_EQ(line.bank_reference, "BK1");
    EXPECT_EQ(line.entry_reference, "1");
    EXPECT_EQ(line.transaction_code, "PMNT/ICDT/ACDT");
    EXPECT_EQ(line.remittance, "PHB 000001");
    EXPECT_EQ(line.raw, camt_entry);
}

TEST(CamtReader, RefusesOnlyWhatALineCannotBeWithout) {
    const std::string good = small_camt();
    EXPECT_EQ(refusal_of(replaced(good, ">412.50<", ">4l2.50<")), "amount-unreadable");
    EXPECT_EQ(refusal_of(replaced(good, ">412.50<", "><")), "amount-unreadable");
    EXPECT_EQ(refusal_of(replaced(good, ">412.50<", ">-412.50<")), "amount-unreadable");
    EXPECT_EQ(refusal_of(replaced(good, ">412.50<", ">412.505<")), "amount-too-precise");
    EXPECT_EQ(refusal_of(replaced(good, ">412.50<", ">99999999999999999999<")), "amount-too-large");
    EXPECT_EQ(refusal_of(replaced(good, R"(<Amt Ccy="GBP">412.50</Amt>)", "")), "amount-missing");
    EXPECT_EQ(refusal_of(replaced(good, R"(Ccy="GBP">412)", R"(Ccy="pounds">412)")),
              "currency-unreadable");
    EXPECT_EQ(refusal_of(replaced(good, ">DBIT<", ">D<")), "sign-unreadable");
    EXPECT_EQ(refusal_of(replaced(good, "<CdtDbtInd>DBIT</CdtDbtInd>", "")), "sign-unreadable");
    EXPECT_EQ(refusal_of(replaced(good, "BookgDt><Dt>2026-11-20", "BookgDt><Dt>2026-02-30")),
              "date-unreadable");
    EXPECT_EQ(refusal_of(replaced(good, "<Id><Othr><Id>20000055779911</Id></Othr></Id>", "")),
              "account-missing");
    EXPECT_EQ(
        refusal_of(replaced(
            good, "<Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt>", "</BookgDt><ValDt>")),
        "date-missing");
}

// Whose money a line moves is known before the line is taken, also where no line comes.
TEST(CamtReader, RefusesAStatementWhoseAccountComesAfterItsLinesOrNever) {
    const std::string account =
        "<Acct><Id><Othr><Id>20000055779911</Id></Othr></Id><Ccy>GBP</Ccy></Acct>";
    const std::string without = replaced(small_camt(), account, "");
    ASSERT_NE(without, small_camt());
    const auto late = read_statement(replaced(without, "</Stmt>", account + "</Stmt>"));
    ASSERT_FALSE(late.accepted());
    EXPECT_EQ(late.refusal().code, "account-missing");
    EXPECT_EQ(late.refusal().next,
              "Ask the bank for a corrected file: Acct/Id comes before the entries.");
    EXPECT_EQ(refusal_of(replaced(camt_with("", "1000.00"), account, "")), "account-missing");
    EXPECT_EQ(refusal_of(camt_with("", "1000.00")), "accepted");
}

TEST(CamtReader, SaysWhereAndWhatToDo) {
    const auto outcome = read_statement(
        replaced(camt_with(std::string(camt_entry) + "\n" + std::string(camt_entry), "175.00"),
                 "</Ntry>\n<Ntry><NtryRef>1</NtryRef><Amt Ccy=\"GBP\">412.50",
                 "</Ntry>\n<Ntry><NtryRef>1</NtryRef><Amt Ccy=\"GBP\">four"));
    ASSERT_FALSE(outcome.accepted());
    EXPECT_EQ(outcome.refusal().field, "Stmt[1]/Ntry[2]/Amt, line 4");
    EXPECT_EQ(outcome.refusal().words,
              "The amount \"four\" can't be read. (Stmt[1]/Ntry[2]/Amt, line 4)");
    EXPECT_EQ(outcome.refusal().next,
              "Ask the bank for a corrected file: an amount is digits with a point, like 1234.50.");
}

TEST(CamtReader, NotesWhatTheSchemeForbidsAndReadsOn) {
    const std::string good = small_camt();
    EXPECT_EQ(codes(only_statement(replaced(good, " xmlns=", " Xmlns="))),
              Codes{"namespace-missing"});
    EXPECT_EQ(codes(only_statement(replaced(good, "camt.053.001.08", "camt.052.001.08"))),
              Codes{"namespace-wrong"});
    EXPECT_EQ(codes(only_statement(replaced(good, "<Sts><Cd>BOOK</Cd></Sts>", ""))),
              Codes{"status-missing"});
    EXPECT_EQ(codes(only_statement(replaced(good, "<Id>S1</Id>", ""))),
              Codes{"statement-id-missing"});
    EXPECT_EQ(codes(only_statement(replaced(good, "ValDt><Dt>2026-11-20", "ValDt><Dt>2026-11-31"))),
              Codes{"value-date-unreadable"});
    EXPECT_EQ(codes(only_statement(replaced(good, "PHB 000001", std::string(141, 'x')))),
              Codes{"field-too-long"});
    EXPECT_EQ(codes(only_statement(replaced(good, "PHB 000001", std::string(140, 'x')))), Codes{});
    EXPECT_EQ(codes(only_statement(replaced(good, "Ada Example", "Ad\xE4 Example"))),
              Codes{"encoding-wrong"});
    EXPECT_EQ(codes(only_statement(replaced(good,
                                            "Ada Example",
                                            "Ada\x01"
                                            "Example"))),
              Codes{"control-characters"});
    EXPECT_EQ(codes(only_statement(replaced(good, R"(Ccy="GBP">412)", ">412"))),
              Codes{"currency-missing"});
    EXPECT_EQ(codes(only_statement(replaced(
                  good, "<Ccy>GBP</Ccy>", "<Svcr><FinInstnId><BIC>X</BIC></FinInstnId></Svcr>"))),
              Codes{"element-not-in-version"});
    EXPECT_EQ(
        codes(only_statement(replaced(good,
                                      "</Acct>",
                                      "</Acct><TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries>"
                                      "</TtlNtries></TxsSummry>"))),
        Codes{"entry-count-disagrees"});
}

TEST(CamtReader, NotesBalancesThatDoNotAgreeWithTheLines) {
    const Statement statement = only_statement(camt_with(camt_entry, "587.51"));
    ASSERT_EQ(codes(statement), Codes{"balances-disagree"});
    EXPECT_EQ(statement.balance_check, BalanceCheck::disagree);
    EXPECT_EQ(only_statement(small_camt()).balance_check, BalanceCheck::agree);
    EXPECT_EQ(
        statement.violations.front().words,
        "The closing balance differs by 0.01 from the opening balance and the booked entries.");
    EXPECT_EQ(codes(only_statement(replaced(small_camt(), "CLBD", "CLAV"))),
              Codes{"balances-missing"});
    EXPECT_EQ(codes(only_statement(replaced(small_camt(), ">587.50<", ">garbled<"))),
              (Codes{"amount-unreadable", "balance-unreadable", "balances-missing"}));
}

TEST(CamtReader, KeepsAPendingEntryOutOfTheSum) {
    const Statement statement =
        only_statement(replaced(camt_with(camt_entry, "1000.00"), "<Cd>BOOK</Cd>", "PDNG"));
    EXPECT_EQ(codes(statement), Codes{});
    EXPECT_FALSE(statement.lines.front().booked);
    EXPECT_EQ(statement.booked_total->pence(), 0);
}

TEST(CamtReader, KeepsTwoIdenticalLines) {
    const Statement statement =
        only_statement(camt_with(std::string(camt_entry) + std::string(camt_entry), "175.00"));
    EXPECT_EQ(statement.lines.size(), 2U);
    EXPECT_EQ(codes(statement), Codes{});
}

constexpr std::string_view two_payments =
    R"(<Ntry><Amt Ccy="GBP">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt>)"
    R"(<DtTm>2026-11-20T09:00:00</DtTm></BookgDt><AcctSvcrRef>BK9</AcctSvcrRef><BkTxCd><Prtry><Cd>BACS)"
    R"(</Cd></Prtry></BkTxCd><NtryDtls><Btch><PmtInfId>RUN7</PmtInfId><NbOfTxs>2</NbOfTxs>)"
    R"(<TtlAmt Ccy="GBP">30.00</TtlAmt></Btch>)"
    R"(<TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="GBP">10.00</Amt></TxDtls>)"
    R"(<TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="GBP">20.00</Amt></TxAmt>)"
    R"(</AmtDtls></TxDtls></NtryDtls></Ntry>)";

TEST(CamtReader, MakesALineOfEachPaymentWhenTheirAmountsAddUp) {
    const Statement statement = only_statement(camt_with(two_payments, "970.00"));
    EXPECT_EQ(codes(statement), Codes{});
    EXPECT_EQ(statement.entries, 1U);
    ASSERT_EQ(statement.lines.size(), 2U);
    EXPECT_EQ(statement.lines[0].amount.pence(), -1000);
    EXPECT_EQ(statement.lines[1].amount.pence(), -2000);
    EXPECT_EQ(statement.lines[0].bank_reference, "BK9#1");
    EXPECT_EQ(statement.lines[1].bank_reference, "BK9#2");
    EXPECT_EQ(statement.lines[1].references.end_to_end_id, "E2");
    EXPECT_EQ(statement.lines[1].references.payment_information_id, "RUN7");
    EXPECT_EQ(statement.lines[1].bank_code, "BACS");
    EXPECT_TRUE(statement.lines[1].raw.starts_with("<TxDtls><Refs><EndToEndId>E2"));
}

TEST(CamtReader, KeepsOneLineWithAllReferencesWhenTheyDoNot) {
    const Statement statement =
        only_statement(replaced(camt_with(two_payments, "970.00"), ">20.00<", ">20.01<"));
    EXPECT_EQ(codes(statement), Codes{"details-disagree"});
    ASSERT_EQ(statement.lines.size(), 1U);
    const StatementLine& line = statement.lines.front();
    EXPECT_EQ(line.amount.pence(), -3000);
    EXPECT_EQ(line.bank_reference, "BK9");
    EXPECT_EQ(line.batch_count, 2U);
    EXPECT_EQ(line.batch_total->pence(), 3000);
    EXPECT_EQ(line.references.payment_information_id, "RUN7");
    ASSERT_EQ(line.batch.size(), 2U);
    EXPECT_EQ(line.batch[1].end_to_end_id, "E2");
}

TEST(CamtReader, KnowsAReturnByItsReasonOrItsCode) {
    const std::string reason =
        replaced(small_camt(), "</TxDtls>", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>");
    const StatementLine by_reason = only_statement(reason).lines.front();
    EXPECT_TRUE(by_reason.returned);
    EXPECT_EQ(by_reason.return_code, "AC04");
    EXPECT_EQ(by_reason.return_words, "account closed");
    const StatementLine by_code =
        only_statement(replaced(small_camt(), "SubFmlyCd>ACDT", "SubFmlyCd>ARET")).lines.front();
    EXPECT_TRUE(by_code.returned);
    EXPECT_EQ(by_code.return_code, "");
}

TEST(CamtReader, ReadsTheWholeFamilyAndTellsWhatOnlyInforms) {
    std::string report = replaced(small_camt(), "camt.053.001.08", "camt.052.001.08");
    for (int i = 0; i < 2; ++i) report = replaced(report, "BkToCstmrStmt>", "BkToCstmrAcctRpt>");
    report = replaced(replaced(report, "<Stmt>", "<Rpt>"), "</Stmt>", "</Rpt>");
    const Statement statement = only_statement(report);
    EXPECT_EQ(statement.kind, StatementKind::informs_only);
    EXPECT_EQ(statement.lines.size(), 1U);
    EXPECT_EQ(codes(statement), Codes{});
}

TEST(CamtReader, ReadsPrefixesAndEnvelopes) {
    std::string text = replaced(small_camt(), "<Document xmlns=", "<x:Env><x:Document xmlns:x=");
    text = replaced(text, "</Document>", "</x:Document></x:Env>");
    EXPECT_EQ(only_statement(text).lines.size(), 1U);
}

TEST(CamtReader, ReadsUtf16) {
    std::string wide = "\xFF\xFE";
    for (const char c : small_camt()) wide += {c, '\0'};
    EXPECT_EQ(only_statement(wide).lines.front().amount.pence(), -41250);
}

TEST(CamtReader, NamesTheFileThatIsNotAStatement) {
    EXPECT_EQ(refusal_of("Date,Amount\n"), "format-unknown");
    EXPECT_EQ(refusal_of(""), "format-unknown");
    EXPECT_EQ(refusal_of("<Document><CstmrPmtStsRpt/></Document>"), "status-report");
    EXPECT_EQ(refusal_of("<Document><CstmrCdtTrfInitn/></Document>"), "payment-file");
    EXPECT_EQ(refusal_of("<html><body/></html>"), "statement-not-found");
    EXPECT_EQ(refusal_of("<Document><BkToCstmrStmt/></Document>"), "statement-not-found");
}

TEST(CamtReader, SurvivesTruncationAtEveryByte) {
    const std::string whole =
        camt_with(std::string(two_payments) + std::string(camt_entry), "557.50");
    const std::size_t last_tag_end = whole.rfind('>');
    for (std::size_t size = 0; size <= last_tag_end; ++size) {
        const std::string refusal = refusal_of(std::string_view(whole).substr(0, size));
        EXPECT_NE(refusal, "accepted") << size;
    }
}

TEST(CamtReader, SurvivesALineOfAHundredMegabytes) {
    std::string words;
    words.resize(100'000'000, 'x');
    const Statement statement = only_statement(replaced(small_camt(), "PHB 000001", words));
    EXPECT_EQ(codes(statement), (Codes{"field-too-long", "raw-text-shortened"}));
    EXPECT_EQ(statement.lines.front().remittance.size(), 4096U);
    EXPECT_EQ(statement.lines.front().raw.size(), 65536U);
}

TEST(CamtReader, RefusesMorePaymentsInOneEntryThanItHoldsInMemory) {
    const std::string empty = replaced(small_camt(), "<NtryDtls>", "<NtryDtls>@");
    std::string payments;
    for (int i = 1; i < 250'000; ++i) payments += "<TxDtls/>";  // beside the one that is there
    EXPECT_EQ(refusal_of(replaced(empty, "@", payments)), "accepted");
    EXPECT_EQ(refusal_of(replaced(empty, "@", payments + "<TxDtls/>")), "entry-too-large");
}

TEST(CamtReader, ListsAThousandViolationsAndCountsTheRest) {
    const std::string entry = replaced(std::string(camt_entry), "<Sts><Cd>BOOK</Cd></Sts>", "");
    std::string entries;
    for (int i = 0; i < 1010; ++i) entries += entry;
    const Statement statement = only_statement(camt_with(entries, "1.00"));
    EXPECT_EQ(statement.violations.size(), 1000U);
    EXPECT_EQ(statement.violations_left_out, 11U);
}

TEST(CamtReader, GivesLinesOneByOneWithoutKeepingThem) {
    std::vector<std::size_t> seen;
    const auto outcome =
        for_each_line(small_camt(), [&](std::size_t statement, StatementLine&& line) {
            EXPECT_EQ(line.amount.pence(), -41250);
            seen.push_back(statement);
        });
    ASSERT_TRUE(outcome.accepted());
    EXPECT_EQ(seen, (std::vector<std::size_t>{0}));
    EXPECT_TRUE(outcome.value().front().lines.empty());
}

}  // namespace
}  // namespace almoner::gateway
