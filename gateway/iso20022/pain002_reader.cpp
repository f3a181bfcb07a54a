#include "gateway/iso20022/pain002_reader.h"

#include "gateway/iso20022/message_scan.h"
#include "gateway/statement/field_text.h"
#include "gateway/xml/encoding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace almoner::gateway::iso20022 {
namespace {

using ledger::Outcome;

constexpr std::size_t max_id = 35;
constexpr std::size_t max_words = 105;

void read_code(MessageScan& scan, std::string& code, std::string_view leaf) {
    scan.keep(code, leaf, 4);
    const bool letters = std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (code.size() != 4 || !letters)
        scan.note("status-unknown", leaf, in_quotes(code) + " is no status code.");
}

void read_reason(MessageScan& scan, PaymentStatus& status) {
    static constexpr std::array<ElementHandler<PaymentStatus>, 2> fields{{
        {"Rsn",
         [](MessageScan& s, PaymentStatus& p) {
             std::string code = s.choice();
             if (p.reason_code.empty()) p.reason_code = std::move(code);
         }},
        {"AddtlInf",
         [](MessageScan& s, PaymentStatus& p) {
             std::string words;
             s.keep(words, "StsRsnInf/AddtlInf", max_words);
             if (words.empty() || p.reason_words.size() > MessageScan::max_field_bytes) return;
             if (!p.reason_words.empty()) p.reason_words += ' ';
             p.reason_words += words;
         }},
    }};
    read_children(scan, status, fields);
}

constexpr std::array<ElementHandler<StatusItem>, 5> item_fields{{
    {"OrgnlEndToEndId",
     [](MessageScan& s, StatusItem& i) { s.keep(i.end_to_end_id, "OrgnlEndToEndId", max_id); }},
    {"OrgnlInstrId",
     [](MessageScan& s, StatusItem& i) { s.keep(i.instruction_id, "OrgnlInstrId", max_id); }},
    {"AcctSvcrRef",
     [](MessageScan& s, StatusItem& i) { s.keep(i.bank_reference, "AcctSvcrRef", max_id); }},
    {"TxSts", [](MessageScan& s, StatusItem& i) { read_code(s, i.status.code, "TxSts"); }},
    {"StsRsnInf", [](MessageScan& s, StatusItem& i) { read_reason(s, i.status); }},
}};

void read_item(MessageScan& scan, StatusBlock& block) {
    scan.enter_inner("TxInfAndSts", block.items.size() + 1);
    StatusItem item;
    read_children(scan, item, item_fields);
    if (item.end_to_end_id.empty() && item.instruction_id.empty()) {
        scan.note(
            "payment-unnamed", "OrgnlEndToEndId", "A status does not say of which payment it is.");
    }
    block.items.push_back(std::move(item));
    scan.leave_inner();
}

constexpr std::array<ElementHandler<StatusBlock>, 4> block_fields{{
    {"OrgnlPmtInfId",
     [](MessageScan& s, StatusBlock& b) {
         s.keep(b.payment_information_id, "OrgnlPmtInfId", max_id);
     }},
    {"PmtInfSts", [](MessageScan& s, StatusBlock& b) { read_code(s, b.status.code, "PmtInfSts"); }},
    {"StsRsnInf", [](MessageScan& s, StatusBlock& b) { read_reason(s, b.status); }},
    {"TxInfAndSts", read_item},
}};

void read_block(MessageScan& scan, StatusReport& report) {
    scan.enter("OrgnlPmtInfAndSts", report.blocks.size() + 1);
    StatusBlock block;
    read_children(scan, block, block_fields);
    report.blocks.push_back(std::move(block));
    scan.enter("", 0);
}

constexpr std::array<ElementHandler<StatusReport>, 4> group_fields{{
    {"OrgnlMsgId",
     [](MessageScan& s, StatusReport& r) { s.keep(r.original_message_id, "OrgnlMsgId", max_id); }},
    {"OrgnlMsgNmId",
     [](MessageScan& s, StatusReport& r) {
         s.keep(r.original_message_name, "OrgnlMsgNmId", max_id);
     }},
    {"GrpSts", [](MessageScan& s, StatusReport& r) { read_code(s, r.group.code, "GrpSts"); }},
    {"StsRsnInf", [](MessageScan& s, StatusReport& r) { read_reason(s, r.group); }},
}};

constexpr std::array<ElementHandler<StatusReport>, 2> header_fields{{
    {"MsgId",
     [](MessageScan& s, StatusReport& r) { s.keep(r.message_id, "GrpHdr/MsgId", max_id); }},
    {"CreDtTm",
     [](MessageScan& s, StatusReport& r) { s.keep(r.created_at, "GrpHdr/CreDtTm", max_id); }},
}};

constexpr std::array<ElementHandler<StatusReport>, 3> report_fields{{
    {"GrpHdr", [](MessageScan& s, StatusReport& r) { read_children(s, r, header_fields); }},
    {"OrgnlGrpInfAndSts",
     [](MessageScan& s, StatusReport& r) { read_children(s, r, group_fields); }},
    {"OrgnlPmtInfAndSts", read_block},
}};

// The report stands in a Document, which some banks wrap in an envelope of their own. Only the
// first is read: a second one would be about another file.
bool find_report(MessageScan& scan, StatusReport& report) {
    constexpr std::size_t deepest_envelope = 4;
    bool found = false;
    while (scan.xml().open_child()) {
        if (std::string declared = declared_message(scan.xml()); !declared.empty() && !found) {
            report.format = std::move(declared);
        }
        const std::string_view name = scan.xml().name();
        if (name == "CstmrPmtStsRpt" && !found) {
            found = true;
            read_children(scan, report, report_fields);
        } else if (!found && name != "AppHdr" && scan.xml().depth() < deepest_envelope) {
            found = find_report(scan, report);
        } else {
            scan.xml().skip();
        }
    }
    return found;
}

bool names_a_payment(const StatusReport& report) {
    return std::ranges::any_of(report.blocks, [](const StatusBlock& block) {
        return std::ranges::any_of(
            block.items, [](const StatusItem& item) { return !item.end_to_end_id.empty(); });
    });
}

bool gives_a_status(const StatusReport& report) {
    return !report.group.code.empty() ||
           std::ranges::any_of(report.blocks, [](const StatusBlock& block) {
               return !block.status.code.empty() ||
                      std::ranges::any_of(block.items, [](const StatusItem& item) {
                          return !item.status.code.empty();
                      });
           });
}

void check_report(MessageScan& scan, const StatusReport& report) {
    if (report.original_message_id.empty() && !names_a_payment(report)) {
        scan.refuse("original-missing",
                    "OrgnlGrpInfAndSts/OrgnlMsgId",
                    "The report does not say which file or which payments it is about.",
                    "Ask the bank for a corrected report.");
        return;
    }
    if (!gives_a_status(report)) {
        scan.refuse("status-missing",
                    "GrpSts",
                    "The report gives no status, neither of the file nor of a payment.",
                    "Ask the bank for a corrected report.");
        return;
    }
    if (report.format.empty()) {
        scan.note("namespace-missing",
                  "Document",
                  "The file does not declare the namespace of its message.");
    } else if (!report.format.starts_with("pain.002")) {
        scan.note(
            "namespace-wrong", "Document", "The namespace says " + in_quotes(report.format) + ".");
    }
    if (report.original_message_id.empty()) {
        scan.note("original-missing",
                  "OrgnlMsgId",
                  "The report does not name the file that it is about.");
    }
    if (report.original_message_name.empty()) {
        scan.note("original-name-missing",
                  "OrgnlMsgNmId",
                  "The report does not name the original's format.");
    }
}

}  // namespace

StatusEffect PaymentStatus::effect() const {
    if (code == "ACSC") return StatusEffect::settles;
    if (code == "RJCT") return StatusEffect::rejects;
    return StatusEffect::informs;
}

PaymentStatus StatusReport::status_of(std::string_view payment_information_id,
                                      std::string_view end_to_end_id) const {
    // A block may come in several pieces.
    const PaymentStatus* of_block = nullptr;
    for (const StatusBlock& block : blocks) {
        if (block.payment_information_id != payment_information_id) continue;
        const auto item = std::ranges::find(block.items, end_to_end_id, &StatusItem::end_to_end_id);
        if (item != block.items.end() && !item->status.code.empty()) return item->status;
        if (!block.status.code.empty()) of_block = &block.status;
    }
    return of_block == nullptr ? group : *of_block;
}

Outcome<StatusReport> read_pain002(std::string_view bytes) {
    const Outcome<xml::Utf8Text> text = xml::as_utf8(bytes);
    if (!text.accepted()) return text.refusal();
    xml::PullReader xml(text.value().view());
    MessageScan scan(xml);
    StatusReport report;
    const bool found = find_report(scan, report);
    if (!xml.problem() && !found) {
        scan.refuse("status-report-not-found",
                    "Document",
                    "The file holds no payment status report.",
                    "Choose a pain.002 file.");
    }
    if (!xml.problem()) check_report(scan, report);
    if (const auto& problem = xml.problem()) return *problem;
    report.violations = scan.take_notes();
    report.violations_left_out = scan.take_left_out();
    return report;
}

}  // namespace almoner::gateway::iso20022
