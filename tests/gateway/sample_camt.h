// A small camt.053 that a test spoils in one place.
#pragma once

#include <string>
#include <string_view>

namespace almoner::testing {

inline std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), with);
    return text;
}

inline constexpr std::string_view camt_entry =
    R"(<Ntry><NtryRef>1</NtryRef><Amt Ccy="GBP">412.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>)"
    R"(<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt></ValDt>)"
    R"(<AcctSvcrRef>BK1</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd>)"
    R"(<SubFmlyCd>ACDT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>)"
    R"(<EndToEndId>ALM000001</EndToEndId></Refs><RltdPties><Cdtr><Pty><Nm>Ada Example</Nm></Pty></Cdtr>)"
    R"(<CdtrAcct><Id><Othr><Id>12345678</Id></Othr></Id></CdtrAcct></RltdPties>)"
    R"(<RmtInf><Ustrd>PHB 000001</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>)";

inline std::string camt_balance(std::string_view type, std::string_view amount) {
    return "<Bal><Tp><CdOrPrtry><Cd>" + std::string(type) +
           "</Cd></CdOrPrtry></Tp><Amt Ccy=\"GBP\">" + std::string(amount) +
           "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>";
}

// Opening 1000.00, `entries`, closing `closing`.
inline std::string camt_with(std::string_view entries, std::string_view closing) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>)"
           "\n"
           R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr>)"
           R"(<MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><Othr><Id>20000055779911</Id></Othr></Id>)"
           R"(<Ccy>GBP</Ccy></Acct>)" +
           camt_balance("OPBD", "1000.00") + camt_balance("CLBD", closing) + "\n" +
           std::string(entries) + "</Stmt></BkToCstmrStmt></Document>\n";
}

// For areas whose books were never given the 1000.00 that it opens with.
inline std::string without_balances(std::string camt) {
    const std::size_t first = camt.find("<Bal>");
    return camt.erase(first, camt.rfind("</Bal>") + 6 - first);
}

inline std::string small_camt() {
    return camt_with(camt_entry, "587.50");
}

}  // namespace almoner::testing
