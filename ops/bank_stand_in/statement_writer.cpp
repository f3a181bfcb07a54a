#include "ops/bank_stand_in/statement_writer.h"

#include "ops/bank_stand_in/xml_text.h"

namespace almoner::ops::bank_stand_in {
namespace {

using ledger::Date;
using ledger::Money;

constexpr std::size_t longest_name = 140;

void append_account_id(std::string& out, const BankAccount& account) {
    out += "<Id><Othr>";
    append_element(out, "Id", account.number);
    out += "</Othr></Id>";
}

void append_agent(std::string& out, const BankAccount& account) {
    out += "<FinInstnId><ClrSysMmbId><ClrSysId><Cd>GBDSC</Cd></ClrSysId>";
    append_element(out, "MmbId", account.sort_code);
    out += "</ClrSysMmbId></FinInstnId>";
}

void append_balance(std::string& out, std::string_view type, Money balance, Date day) {
    out += "<Bal><Tp><CdOrPrtry>";
    append_element(out, "Cd", type);
    out += "</CdOrPrtry></Tp>";
    append_amount_and_sign(out, balance);
    out += "<Dt>";
    append_element(out, "Dt", day.iso());
    out += "</Dt></Bal>";
}

struct Code {
    std::string_view family;
    std::string_view sub_family;
    std::string_view words;
};

// ISO 20022 external bank transaction codes: issued, received; credit transfer, return, domestic.
Code code_of(const Booking& booking) {
    const bool bacs = booking.scheme == Scheme::bacs;
    switch (booking.kind) {
        case BookingKind::payment_out: return {"IRCT", "DMCT", "Faster Payment out"};
        case BookingKind::section_out: return {"ICDT", "ACDT", "BACS CONTRA"};
        case BookingKind::payment_back:
            return bacs ? Code{"ICDT", "ARET", "BACS returned"}
                        : Code{"IRCT", "RRTN", "Faster Payment returned"};
        case BookingKind::payment_in: return {"RRCT", "DMCT", "Payment in"};
        case BookingKind::paid_in: break;
    }
    return {"RCDT", "OTHR", "Paid in"};
}

void append_references(std::string& out, const Booking& booking) {
    out += "<Refs>";
    append_if_given(out, "MsgId", booking.message_id, 35);
    append_if_given(out, "AcctSvcrRef", booking.bank_reference, 35);
    append_if_given(out, "PmtInfId", booking.group, 35);
    append_element(
        out, "EndToEndId", booking.end_to_end_id.empty() ? "NOTPROVIDED" : booking.end_to_end_id);
    out += "</Refs>";
}

// The other side is the creditor of what went out, came back included, and the debtor of what came
// in.
void append_other_side(std::string& out, const Booking& booking) {
    const bool debtor = booking.kind == BookingKind::payment_in;
    out += debtor ? "<RltdPties><Dbtr><Pty>" : "<RltdPties><Cdtr><Pty>";
    append_if_given(out, "Nm", booking.counterparty_name, longest_name);
    out += debtor ? "</Pty></Dbtr><DbtrAcct>" : "</Pty></Cdtr><CdtrAcct>";
    append_account_id(out, booking.counterparty);
    out += debtor ? "</DbtrAcct></RltdPties><RltdAgts><DbtrAgt>"
                  : "</CdtrAcct></RltdPties><RltdAgts><CdtrAgt>";
    append_agent(out, booking.counterparty);
    out += debtor ? "</DbtrAgt></RltdAgts>" : "</CdtrAgt></RltdAgts>";
}

void append_return_reason(std::string& out, const Booking& booking) {
    out += "<RtrInf><Rsn>";
    // ARUCS codes are the scheme's own, one character; ISO's have four.
    append_element(out, booking.return_code.size() == 4 ? "Cd" : "Prtry", booking.return_code);
    out += "</Rsn>";
    append_if_given(out, "AddtlInf", booking.return_words, 105);
    out += "</RtrInf>";
}

void append_payment(std::string& out, const Booking& booking) {
    out += "<TxDtls>";
    append_references(out, booking);
    append_amount_and_sign(out, booking.amount);
    append_other_side(out, booking);
    if (!booking.reference.empty()) {
        out += "<RmtInf>";
        append_if_given(out, "Ustrd", booking.reference, 140);
        out += "</RmtInf>";
    }
    if (booking.kind == BookingKind::payment_back) append_return_reason(out, booking);
    out += "</TxDtls>";
}

void append_batch(std::string& out, const Booking& booking) {
    out += "<Btch>";
    append_if_given(out, "MsgId", booking.message_id, 35);
    append_if_given(out, "PmtInfId", booking.group, 35);
    append_element(out, "NbOfTxs", std::to_string(booking.payments));
    out.append(R"(<TtlAmt Ccy="GBP">)").append(pounds(booking.amount)).append("</TtlAmt>");
    append_element(out, "CdtDbtInd", "DBIT");
    out += "</Btch>";
}

void append_details(std::string& out, const Booking& booking) {
    if (booking.kind == BookingKind::paid_in) return;
    out += "<NtryDtls>";
    if (booking.kind == BookingKind::section_out)
        append_batch(out, booking);
    else
        append_payment(out, booking);
    out += "</NtryDtls>";
}

void append_entry(std::string& out, const Booking& booking) {
    const Code code = code_of(booking);
    const std::string day = booking.on.iso();
    out += "\n<Ntry>";
    append_amount_and_sign(out, booking.amount);
    if (booking.kind == BookingKind::payment_back) out += "<RvslInd>true</RvslInd>";
    out += "<Sts><Cd>BOOK</Cd></Sts><BookgDt>";
    append_element(out, "Dt", day);
    out += "</BookgDt><ValDt>";
    append_element(out, "Dt", day);
    out += "</ValDt>";
    append_if_given(out, "AcctSvcrRef", booking.bank_reference, 35);
    out += "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly>";
    append_element(out, "Cd", code.family);
    append_element(out, "SubFmlyCd", code.sub_family);
    out += "</Fmly></Domn></BkTxCd>";
    append_details(out, booking);
    const bool bacs = booking.kind == BookingKind::section_out;
    append_element(out,
                   "AddtlNtryInf",
                   std::string(code.words) + (bacs ? " " + booking.group : std::string()));
    out += "</Ntry>";
}

void append_header(std::string& out, const BankAccount& account, Date day) {
    const std::string id = account.sort_code + account.number + "-" + day.iso();
    const std::string night = day.iso() + "T23:00:00";
    out += R"(<?xml version="1.0" encoding="UTF-8"?>)";
    out += R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">)";
    out += "<BkToCstmrStmt><GrpHdr>";
    append_element(out, "MsgId", "STMT-" + id);
    append_element(out, "CreDtTm", night);
    out += "</GrpHdr>\n<Stmt>";
    append_element(out, "Id", id);
    append_element(out, "ElctrncSeqNb", std::to_string(day.days()));
    append_element(out, "CreDtTm", night);
    out += "<Acct>";
    append_account_id(out, account);
    out += "<Ccy>GBP</Ccy><Svcr>";
    append_agent(out, account);
    out += "</Svcr></Acct>";
}

}  // namespace

std::string write_statement(const Books& books, const BankAccount& account, Date day) {
    const std::vector<Booking>& bookings = books.on(account, day);
    const Money before = books.balance_before(account, day);
    Money after = before;
    for (const Booking& booking : bookings) after += booking.amount;
    std::string out;
    out.reserve(2000 + bookings.size() * 1100);
    append_header(out, account, day);
    append_balance(out, "OPBD", before, day);
    append_balance(out, "CLBD", after, day);
    for (const Booking& booking : bookings)
        if (booking.shown) append_entry(out, booking);
    out += "\n</Stmt></BkToCstmrStmt></Document>\n";
    return out;
}

}  // namespace almoner::ops::bank_stand_in
