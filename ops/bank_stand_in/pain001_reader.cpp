#include "ops/bank_stand_in/pain001_reader.h"

#include <algorithm>
#include <optional>
#include <pugixml.hpp>
#include <unordered_set>

namespace almoner::ops::bank_stand_in {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::string_view name_space = "urn:iso:std:iso:20022:tech:xsd:";
constexpr std::size_t longest_id = 35;

bool all_digits(std::string_view text, std::size_t width) {
    return text.size() == width &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Text below a node, by a path such as "Amt/InstdAmt"; empty when it is not there.
std::string_view text_at(const pugi::xml_node& node, const char* path) {
    return node.first_element_by_path(path).child_value();
}

// "137.5" is 13750 pence; at most ten digits of pounds and two decimals.
std::optional<Money> pounds(std::string_view text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    std::string_view fraction = text.substr(point);
    if (!fraction.empty()) fraction.remove_prefix(1);
    if (whole.empty() || whole.size() > 10 || fraction.size() > 2) return std::nullopt;
    if (!all_digits(whole, whole.size()) || !all_digits(fraction, fraction.size()))
        return std::nullopt;
    std::int64_t pence = 0;
    for (const char c : whole) pence = pence * 10 + (c - '0');
    for (std::size_t i = 0; i < 2; ++i)
        pence = pence * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    if (pence > Money::max_pence) return std::nullopt;
    return Money::from_pence(pence);
}

// Each step returns whether to go on; the first breach is kept.
class Reader {
  public:
    Outcome<Submission> read(std::string_view bytes) {
        if (message(bytes) && group_header() && groups()) return std::move(found_);
        return refusal_;
    }

  private:
    bool must(bool good, std::string_view code, std::string_view words, std::string_view field) {
        if (good) return true;
        refusal_ = Refusal{std::string(code),
                           std::string(words),
                           "Mend the message and submit it again.",
                           std::string(field),
                           "ISO 20022 pain.001"};
        return false;
    }

    bool message(std::string_view bytes) {
        const auto parsed = document_.load_buffer(bytes.data(), bytes.size());
        if (!must(parsed.status == pugi::status_ok, "xml-malformed", parsed.description(), ""))
            return false;
        std::string_view space = document_.child("Document").attribute("xmlns").value();
        if (space.starts_with(name_space)) space.remove_prefix(name_space.size());
        old_ = space == "pain.001.001.03";
        root_ = document_.child("Document").child("CstmrCdtTrfInitn");
        found_.scheme = Scheme::iso20022;
        found_.message_name = space;
        return must((old_ || space == "pain.001.001.09") && root_,
                    "message-unknown",
                    "this bank takes pain.001.001.03 and pain.001.001.09",
                    "Document");
    }

    // Counts and sums stand at both levels and are those of what follows.
    bool totals(const pugi::xml_node& node,
                std::size_t count,
                std::int64_t pence,
                std::string_view field) {
        const auto sum = pounds(text_at(node, "CtrlSum"));
        return must(text_at(node, "NbOfTxs") == std::to_string(count),
                    "count-differs",
                    "NbOfTxs is not the number of payments",
                    field) &&
               must(sum && sum->pence() == pence,
                    "control-sum-differs",
                    "CtrlSum is not the sum of the payments",
                    field);
    }

    bool group_header() {
        const pugi::xml_node header = root_.child("GrpHdr");
        found_.id = text_at(header, "MsgId");
        const auto created = Date::parse(text_at(header, "CreDtTm").substr(0, 10));
        if (created) found_.created_on = *created;
        return must(!found_.id.empty() && found_.id.size() <= longest_id,
                    "message-id",
                    "MsgId has 1 to 35 characters",
                    "GrpHdr/MsgId") &&
               must(created.has_value(),
                    "creation-time",
                    "CreDtTm is not a time",
                    "GrpHdr/CreDtTm") &&
               must(!text_at(header, "InitgPty/Nm").empty(),
                    "name-missing",
                    "the initiating party has no name",
                    "GrpHdr/InitgPty");
    }

    bool groups() {
        std::int64_t pence = 0;
        for (const pugi::xml_node group : root_.children("PmtInf"))
            if (!payment_information(group, pence)) return false;
        return must(!found_.instructions.empty(), "payments-missing", "there is no payment", "") &&
               totals(root_.child("GrpHdr"), found_.instructions.size(), pence, "GrpHdr");
    }

    bool payment_information(const pugi::xml_node& group, std::int64_t& message_pence) {
        Instruction pattern;
        if (!debtor(group) || !group_facts(group, pattern)) return false;
        const std::size_t before = found_.instructions.size();
        std::int64_t pence = 0;
        for (const pugi::xml_node node : group.children("CdtTrfTxInf")) {
            if (!credit_transfer(node, pattern)) return false;
            pence += found_.instructions.back().amount.pence();
        }
        message_pence += pence;
        return totals(group, found_.instructions.size() - before, pence, "PmtInf");
    }

    bool group_facts(const pugi::xml_node& group, Instruction& pattern) {
        pattern.group = text_at(group, "PmtInfId");
        const auto day = Date::parse(text_at(group, old_ ? "ReqdExctnDt" : "ReqdExctnDt/Dt"));
        if (day) pattern.on = *day;
        return must(!pattern.group.empty() && pattern.group.size() <= longest_id,
                    "payment-information-id",
                    "PmtInfId has 1 to 35 characters",
                    "PmtInf/PmtInfId") &&
               must(text_at(group, "PmtMtd") == "TRF",
                    "payment-method",
                    "the method is TRF",
                    "PmtInf/PmtMtd") &&
               must(day.has_value(),
                    "requested-day",
                    "ReqdExctnDt is not this version's date",
                    "PmtInf/ReqdExctnDt");
    }

    bool debtor(const pugi::xml_node& group) {
        BankAccount account;
        if (!bank_account(group, "DbtrAgt", "DbtrAcct", account)) return false;
        const bool first = found_.originator.number.empty();
        if (first) found_.originator = account;
        found_.originator_name = text_at(group, "Dbtr/Nm");
        return must(account == found_.originator,
                    "debtor-account",
                    "this bank takes one account a message",
                    "PmtInf/DbtrAcct") &&
               must(!found_.originator_name.empty(),
                    "name-missing",
                    "the debtor has no name",
                    "PmtInf/Dbtr");
    }

    bool bank_account(const pugi::xml_node& node,
                      const char* agent,
                      const char* account,
                      BankAccount& read) {
        const pugi::xml_node member =
            node.child(agent).first_element_by_path("FinInstnId/ClrSysMmbId");
        read.sort_code = text_at(member, "MmbId");
        read.number = text_at(node.child(account), "Id/Othr/Id");
        return must(text_at(member, "ClrSysId/Cd") == "GBDSC",
                    "clearing-system",
                    "the clearing system is GBDSC",
                    agent) &&
               must(all_digits(read.sort_code, 6),
                    "sort-code",
                    "a sort code is six digits",
                    agent) &&
               must(all_digits(read.number, 8),
                    "account-number",
                    "an account number is eight digits",
                    account);
    }

    bool credit_transfer(const pugi::xml_node& node, const Instruction& pattern) {
        Instruction payment = pattern;
        const pugi::xml_node amount = node.first_element_by_path("Amt/InstdAmt");
        const auto sum = pounds(amount.child_value());
        payment.end_to_end_id = text_at(node, "PmtId/EndToEndId");
        payment.payee_name = text_at(node, "Cdtr/Nm");
        payment.reference = text_at(node, "RmtInf/Ustrd");
        if (sum) payment.amount = *sum;
        const bool good =
            must(std::string_view(amount.attribute("Ccy").value()) == "GBP",
                 "currency",
                 "the currency is GBP",
                 "InstdAmt") &&
            must(
                sum && sum->pence() > 0, "amount", "the amount is pounds above zero", "InstdAmt") &&
            must(!payment.end_to_end_id.empty() && payment.end_to_end_id.size() <= longest_id,
                 "end-to-end-id",
                 "EndToEndId has 1 to 35 characters",
                 "EndToEndId") &&
            must(ids_.insert(payment.end_to_end_id).second,
                 "end-to-end-id-repeated",
                 "EndToEndId is in the message twice",
                 "EndToEndId") &&
            must(!payment.payee_name.empty(), "name-missing", "the payee has no name", "Cdtr") &&
            bank_account(node, "CdtrAgt", "CdtrAcct", payment.payee);
        if (good) found_.instructions.push_back(std::move(payment));
        return good;
    }

    pugi::xml_document document_;
    pugi::xml_node root_;
    bool old_ = false;
    Submission found_;
    std::unordered_set<std::string> ids_;
    Refusal refusal_;
};

}  // namespace

Outcome<Submission> read_pain001(std::string_view bytes) {
    return Reader().read(bytes);
}

}  // namespace almoner::ops::bank_stand_in
