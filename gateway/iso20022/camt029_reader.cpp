#include "gateway/iso20022/camt029_reader.h"

#include "gateway/iso20022/message_scan.h"
#include "gateway/xml/encoding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace almoner::gateway::iso20022 {
namespace {

using ledger::Outcome;

constexpr std::size_t max_id = 35;
constexpr std::size_t max_words = 105;

void read_reason(MessageScan& scan, RecallItem& item) {
    static constexpr std::array<ElementHandler<RecallItem>, 2> fields{{
        {"Rsn",
         [](MessageScan& s, RecallItem& i) {
             std::string code = s.choice();
             if (i.reason_code.empty()) i.reason_code = std::move(code);
         }},
        {"AddtlInf",
         [](MessageScan& s, RecallItem& i) {
             std::string words;
             s.keep(words, "CxlStsRsnInf/AddtlInf", max_words);
             if (i.reason_words.empty()) i.reason_words = std::move(words);
         }},
    }};
    read_children(scan, item, fields);
}

constexpr std::array<ElementHandler<RecallItem>, 3> item_fields{{
    {"OrgnlEndToEndId",
     [](MessageScan& s, RecallItem& i) { s.keep(i.end_to_end_id, "OrgnlEndToEndId", max_id); }},
    {"TxCxlSts", [](MessageScan& s, RecallItem& i) { s.keep(i.status, "TxCxlSts", 4); }},
    {"CxlStsRsnInf", [](MessageScan& s, RecallItem& i) { read_reason(s, i); }},
}};

void read_item(MessageScan& scan, RecallAnswer& answer) {
    scan.enter_inner("TxInfAndSts", answer.items.size() + 1);
    RecallItem item;
    read_children(scan, item, item_fields);
    if (item.end_to_end_id.empty()) {
        scan.note("payment-unnamed", "OrgnlEndToEndId", "An answer does not say of which payment.");
    } else {
        answer.items.push_back(std::move(item));
    }
    scan.leave_inner();
}

// A bank puts the payments into a block of their file, or straight into the details.
constexpr std::array<ElementHandler<RecallAnswer>, 1> block_fields{{{"TxInfAndSts", read_item}}};
constexpr std::array<ElementHandler<RecallAnswer>, 2> details_fields{{
    {"OrgnlPmtInfAndSts",
     [](MessageScan& s, RecallAnswer& a) { read_children(s, a, block_fields); }},
    {"TxInfAndSts", read_item},
}};
constexpr std::array<ElementHandler<RecallAnswer>, 1> status_fields{{
    {"Conf", [](MessageScan& s, RecallAnswer& a) { s.keep(a.confirmation, "Sts/Conf", 4); }},
}};
constexpr std::array<ElementHandler<RecallAnswer>, 1> assignment_fields{{
    {"Id", [](MessageScan& s, RecallAnswer& a) { s.keep(a.message_id, "Assgnmt/Id", max_id); }},
}};
constexpr std::array<ElementHandler<RecallAnswer>, 3> answer_fields{{
    {"Assgnmt", [](MessageScan& s, RecallAnswer& a) { read_children(s, a, assignment_fields); }},
    {"Sts", [](MessageScan& s, RecallAnswer& a) { read_children(s, a, status_fields); }},
    {"CxlDtls", [](MessageScan& s, RecallAnswer& a) { read_children(s, a, details_fields); }},
}};

// In a Document, which some banks wrap in an envelope of their own; only the first is read.
bool find_answer(MessageScan& scan, RecallAnswer& answer) {
    constexpr std::size_t deepest_envelope = 4;
    bool found = false;
    while (scan.xml().open_child()) {
        if (std::string declared = declared_message(scan.xml()); !declared.empty() && !found) {
            answer.format = std::move(declared);
        }
        const std::string_view name = scan.xml().name();
        if (name == "RsltnOfInvstgtn" && !found) {
            found = true;
            read_children(scan, answer, answer_fields);
        } else if (!found && name != "AppHdr" && scan.xml().depth() < deepest_envelope) {
            found = find_answer(scan, answer);
        } else {
            scan.xml().skip();
        }
    }
    return found;
}

RecallEffect effect_of_code(std::string_view code) {
    if (code == "ACCR" || code == "CNCL") return RecallEffect::confirms;
    if (code == "RJCR") return RecallEffect::refuses;
    return RecallEffect::informs;
}

void check_answer(MessageScan& scan, const RecallAnswer& answer) {
    if (answer.items.empty()) {
        scan.refuse("original-missing",
                    "CxlDtls",
                    "The answer does not say which payments it is about.",
                    "Ask the bank for a corrected answer.");
    } else if (answer.confirmation.empty() &&
               std::ranges::all_of(answer.items, &std::string::empty, &RecallItem::status)) {
        scan.refuse("status-missing",
                    "CxlDtls",
                    "The answer says neither that the payments are recalled nor that they are not.",
                    "Ask the bank for a corrected answer.");
    }
}

}  // namespace

RecallEffect RecallAnswer::effect_of(const RecallItem& item) const {
    return effect_of_code(item.status.empty() ? confirmation : item.status);
}

Outcome<RecallAnswer> read_camt029(std::string_view bytes) {
    const Outcome<xml::Utf8Text> text = xml::as_utf8(bytes);
    if (!text.accepted()) return text.refusal();
    xml::PullReader xml(text.value().view());
    MessageScan scan(xml);
    RecallAnswer answer;
    const bool found = find_answer(scan, answer);
    if (!xml.problem() && !found) {
        scan.refuse("recall-answer-not-found",
                    "Document",
                    "The file holds no answer to a recall.",
                    "Choose a camt.029 file.");
    }
    if (!xml.problem()) check_answer(scan, answer);
    if (const auto& problem = xml.problem()) return *problem;
    answer.violations = scan.take_notes();
    answer.violations_left_out = scan.take_left_out();
    return answer;
}

}  // namespace almoner::gateway::iso20022
