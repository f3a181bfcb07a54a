#include "ops/bank_stand_in/status_writer.h"

#include "ops/bank_stand_in/xml_text.h"

namespace almoner::ops::bank_stand_in {
namespace {

std::string_view group_status(const StatusReport& report) {
    if (report.whole_file != nullptr) return "RJCT";
    if (report.rejected.empty()) return "ACCP";
    return report.rejected.size() == report.payments ? "RJCT" : "PART";
}

void append_reason(std::string& out, std::string_view code, std::string_view words) {
    out += "<StsRsnInf><Rsn>";
    // ISO 20022's external codes have four characters; others are the bank's own.
    append_if_given(out, code.size() == 4 ? "Cd" : "Prtry", code, 35);
    out += "</Rsn>";
    append_if_given(out, "AddtlInf", words, 105);
    out += "</StsRsnInf>";
}

void append_group(std::string& out, const StatusReport& report) {
    out += "<OrgnlGrpInfAndSts>";
    append_element(out, "OrgnlMsgId", report.original_id);
    append_element(out, "OrgnlMsgNmId", report.original_name);
    append_element(out, "OrgnlNbOfTxs", std::to_string(report.payments));
    append_element(out, "GrpSts", group_status(report));
    if (report.whole_file != nullptr)
        append_reason(out, report.whole_file->code, report.whole_file->words);
    out += "</OrgnlGrpInfAndSts>";
}

void append_payments(std::string& out, const StatusReport& report) {
    std::string_view open_group;
    for (const RejectedPayment& payment : report.rejected) {
        if (payment.group != open_group) {
            if (!open_group.empty()) out += "</OrgnlPmtInfAndSts>";
            open_group = payment.group;
            out += "\n<OrgnlPmtInfAndSts>";
            append_element(out, "OrgnlPmtInfId", payment.group);
        }
        out += "<TxInfAndSts>";
        append_if_given(out, "OrgnlEndToEndId", payment.id, 35);
        append_element(out, "TxSts", "RJCT");
        append_reason(out, payment.code, payment.words);
        out += "</TxInfAndSts>";
    }
    if (!open_group.empty()) out += "</OrgnlPmtInfAndSts>";
}

}  // namespace

std::string write_status(const StatusReport& report) {
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)";
    out += R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">)";
    out += "<CstmrPmtStsRpt><GrpHdr>";
    append_element(out, "MsgId", report.id);
    append_element(out, "CreDtTm", report.on.iso() + "T12:00:00");
    out += "</GrpHdr>\n";
    append_group(out, report);
    append_payments(out, report);
    out += "\n</CstmrPmtStsRpt></Document>\n";
    return out;
}

}  // namespace almoner::ops::bank_stand_in
