#include "gateway/iso20022/pain001.h"

#include "gateway/day_sections.h"
#include "gateway/item_check.h"

#include <algorithm>
#include <charconv>

namespace almoner::gateway::iso20022 {
namespace {

using ledger::Date;
using ledger::Money;

constexpr std::size_t longest_name = 140;                 // Max140Text
constexpr std::size_t longest_faster_payments_name = 35;  // payments.md, section 4
constexpr std::size_t longest_message_id = 30;            // Max35Text, less "-9999" for PmtInfId
constexpr std::size_t bytes_per_item = 520;

std::size_t name_length(FileProfile profile) {
    return profile == FileProfile::faster_payments ? longest_faster_payments_name : longest_name;
}

// The codes that ask for a rail where the bank has none of its own: NURG leaves it to the bank
// (Bacs), Open Banking's name asks for Faster Payments (payments.md, section 3).
SchemeCodes codes_for(FileProfile profile, const SchemeCodes& own) {
    const bool fast = profile == FileProfile::faster_payments;
    SchemeCodes codes = own;
    if (codes.service_level.empty()) codes.service_level = fast ? "URNS" : "NURG";
    if (codes.local_instrument.empty() && fast) codes.local_instrument = "UK.OBIE.FPS";
    return codes;
}

// "2026-08-14T09:30:00", a day and a time that exist.
bool is_created_at(std::string_view text) {
    if (text.size() != 19 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
    const auto below = [&](std::size_t at, std::string_view limit) {
        return all_digits(text.substr(at, 2), 2) && text.substr(at, 2) < limit;
    };
    return Date::parse(text.substr(0, 10)) && below(11, "24") && below(14, "60") && below(17, "60");
}

void check_header(const PaymentFile& file, FormCheck& form) {
    if (file.message_id.empty() || file.message_id.size() > longest_message_id ||
        !written_in(CharacterSet::latin, file.message_id))
        form.refuse("message-id-form",
                    "The message's id must be 1 to 30 Latin letters, digits and marks.",
                    "message_id");
    if (!is_created_at(file.created_at))
        form.refuse("created-at-form",
                    "The time of creation must be a day and a time, like 2026-08-14T09:30:00.",
                    "created_at");
    if (file.codes.service_level.size() > 4 || file.codes.local_instrument.size() > 35 ||
        !written_in(CharacterSet::latin, file.codes.service_level) ||
        !written_in(CharacterSet::latin, file.codes.local_instrument))
        form.refuse("scheme-code-form", "A code of the bank's is too long.", "codes");
}

// The document as it grows. Everything written is in the Latin set or a literal, so nothing needs
// escaping.
class Document {
  public:
    explicit Document(std::size_t bytes) { out_.reserve(bytes); }

    Document& raw(std::string_view text) {
        out_.append(text);
        return *this;
    }
    Document& number(std::size_t value) {
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
        return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    Document& pounds(Money amount) {
        const auto pence = static_cast<std::size_t>(amount.pence());
        number(pence / 100);
        const std::array<char, 3> fraction{
            '.', static_cast<char>('0' + pence / 10 % 10), static_cast<char>('0' + pence % 10)};
        return raw({fraction.data(), fraction.size()});
    }
    [[nodiscard]] std::string take() && { return std::move(out_); }

  private:
    std::string out_;
};

Money total_of(const std::vector<const PaymentItem*>& items) {
    Money total;
    for (const PaymentItem* item : items) total += item->amount;
    return total;
}

class Writer {
  public:
    Writer(FileProfile profile, const PaymentFile& file)
        : profile_(profile),
          file_(file),
          codes_(codes_for(profile, file.codes)),
          own_name_(transliterate(file.originator.name, CharacterSet::latin, name_length(profile))
                        .value()),
          document_((file.items.size() + 4) * bytes_per_item) {}

    std::string bytes() && {
        document_.raw(R"(<?xml version="1.0" encoding="UTF-8"?>)")
            .raw(R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:)")
            .raw(old() ? "pain.001.001.03" : "pain.001.001.09")
            .raw(R"("><CstmrCdtTrfInitn>)");
        group_header();
        std::size_t number = 0;
        for (const auto& [day, items] : sections_by(&PaymentItem::entry_on, file_))
            payment_information(++number, day, items);
        document_.raw("\n</CstmrCdtTrfInitn></Document>\n");
        return std::move(document_).take();
    }

  private:
    [[nodiscard]] bool old() const { return profile_ == FileProfile::pain_001_001_03; }

    void group_header() {
        document_.raw("<GrpHdr><MsgId>").raw(file_.message_id).raw("</MsgId><CreDtTm>");
        document_.raw(file_.created_at).raw("</CreDtTm><NbOfTxs>").number(file_.items.size());
        document_.raw("</NbOfTxs><CtrlSum>").pounds(gateway::total_of(file_));
        document_.raw("</CtrlSum><InitgPty><Nm>").raw(own_name_);
        document_.raw("</Nm></InitgPty></GrpHdr>");
    }

    void payment_information(std::size_t number,
                             Date day,
                             const std::vector<const PaymentItem*>& items) {
        document_.raw("\n<PmtInf><PmtInfId>").raw(file_.message_id).raw("-").number(number);
        document_.raw("</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>false</BtchBookg><NbOfTxs>");
        document_.number(items.size()).raw("</NbOfTxs><CtrlSum>").pounds(total_of(items));
        document_.raw("</CtrlSum>");
        payment_type();
        requested_day(day);
        debtor();
        for (const PaymentItem* item : items) credit_transfer(*item);
        document_.raw("\n</PmtInf>");
    }

    void payment_type() {
        document_.raw("<PmtTpInf><SvcLvl><Cd>").raw(codes_.service_level).raw("</Cd></SvcLvl>");
        if (!codes_.local_instrument.empty())
            document_.raw("<LclInstrm><Prtry>")
                .raw(codes_.local_instrument)
                .raw("</Prtry></LclInstrm>");
        document_.raw("</PmtTpInf>");
    }

    // A plain date in .03, a choice of date and time in .09.
    void requested_day(Date day) {
        document_.raw(old() ? "<ReqdExctnDt>" : "<ReqdExctnDt><Dt>").raw(day.iso());
        document_.raw(old() ? "</ReqdExctnDt>" : "</Dt></ReqdExctnDt>");
    }

    void debtor() {
        document_.raw("<Dbtr><Nm>").raw(own_name_).raw("</Nm></Dbtr><DbtrAcct><Id><Othr><Id>");
        document_.raw(file_.originator.account_number);
        document_.raw("</Id></Othr></Id><Ccy>GBP</Ccy></DbtrAcct><DbtrAgt>");
        agent(file_.originator.sort_code);
        document_.raw("</DbtrAgt>");
    }

    // GBDSC is the UK domestic sort code (ISO 20022 external clearing system codes).
    void agent(std::string_view sort_code) {
        document_.raw("<FinInstnId><ClrSysMmbId><ClrSysId><Cd>GBDSC</Cd></ClrSysId><MmbId>")
            .raw(sort_code)
            .raw("</MmbId></ClrSysMmbId></FinInstnId>");
    }

    void credit_transfer(const PaymentItem& item) {
        const std::string payee =
            transliterate(item.payee_name, CharacterSet::latin, name_length(profile_)).value();
        document_.raw("\n<CdtTrfTxInf><PmtId><EndToEndId>").raw(item.end_to_end_id);
        document_.raw(R"(</EndToEndId></PmtId><Amt><InstdAmt Ccy="GBP">)").pounds(item.amount);
        document_.raw("</InstdAmt></Amt><CdtrAgt>");
        agent(item.sort_code);
        document_.raw("</CdtrAgt><Cdtr><Nm>").raw(payee);
        document_.raw("</Nm></Cdtr><CdtrAcct><Id><Othr><Id>").raw(item.account_number);
        document_.raw("</Id></Othr></Id></CdtrAcct><RmtInf><Ustrd>").raw(item.reference);
        document_.raw("</Ustrd></RmtInf></CdtTrfTxInf>");
    }

    FileProfile profile_;
    const PaymentFile& file_;
    SchemeCodes codes_;
    std::string own_name_;
    Document document_;
};

}  // namespace

std::vector<ledger::Refusal> check(FileProfile profile, const PaymentFile& file) {
    FormCheck form(file, CharacterSet::latin, name_length(profile));
    form.file_is_not_empty();
    check_header(file, form);
    form.digits(file.originator.sort_code, 6, "originator.sort_code");
    form.digits(file.originator.account_number, 8, "originator.account_number");
    form.name(file.originator.name, "originator.name");
    for (std::size_t i = 0; i < file.items.size(); ++i) form.item(i, Money::max_pence);
    form.end_to_end_ids();
    return std::move(form).take();
}

std::string write_pain001(FileProfile profile, const PaymentFile& file) {
    return Writer(profile, file).bytes();
}

std::vector<std::string> payment_information_ids(const PaymentFile& file) {
    const DaySections sections = sections_by(&PaymentItem::entry_on, file);
    std::vector<std::string> ids;
    ids.reserve(file.items.size());
    for (const PaymentItem& item : file.items) {
        const auto number = std::distance(sections.begin(), sections.find(item.entry_on)) + 1;
        ids.push_back(file.message_id + "-" + std::to_string(number));
    }
    return ids;
}

}  // namespace almoner::gateway::iso20022
