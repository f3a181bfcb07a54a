#include "gateway/iso20022/camt_details.h"

#include "gateway/statement/field_text.h"

#include <algorithm>
#include <utility>

namespace almoner::gateway::iso20022 {
namespace {

constexpr std::size_t max_reference = 35;
constexpr std::size_t max_name = 140;
constexpr std::size_t max_remittance = 140;
constexpr std::size_t max_description = 500;

void append_piece(MessageScan& scan,
                  std::string& target,
                  std::string_view leaf,
                  std::size_t limit) {
    std::string piece;
    scan.keep(piece, leaf, limit);
    if (piece.empty() || target.size() > MessageScan::max_field_bytes) return;
    if (!target.empty()) target += ' ';
    target += piece;
}

constexpr std::array<ElementHandler<References>, 6> reference_fields{{
    {"EndToEndId",
     [](MessageScan& s, References& r) {
         s.keep(r.end_to_end_id, "Refs/EndToEndId", max_reference);
     }},
    {"PmtInfId",
     [](MessageScan& s, References& r) {
         s.keep(r.payment_information_id, "Refs/PmtInfId", max_reference);
     }},
    {"MsgId",
     [](MessageScan& s, References& r) { s.keep(r.message_id, "Refs/MsgId", max_reference); }},
    {"TxId",
     [](MessageScan& s, References& r) { s.keep(r.transaction_id, "Refs/TxId", max_reference); }},
    {"InstrId",
     [](MessageScan& s, References& r) {
         s.keep(r.instruction_id, "Refs/InstrId", max_reference);
     }},
    {"MndtId",
     [](MessageScan& s, References& r) { s.keep(r.mandate_id, "Refs/MndtId", max_reference); }},
}};

void read_references(MessageScan& scan, CamtDetails& details) {
    while (scan.xml().open_child()) {
        const std::string_view name = scan.xml().name();
        const auto* const found =
            std::ranges::find(reference_fields, name, [](const ElementHandler<References>& each) {
                return each.name;
            });
        if (found != reference_fields.end()) {
            found->read(scan, details.references);
        } else if (name == "AcctSvcrRef") {
            scan.keep(details.bank_reference, "Refs/AcctSvcrRef", max_reference);
        } else {
            scan.xml().skip();
        }
    }
}

// <TxAmt><Amt Ccy="GBP">1.00</Amt></TxAmt>: what was booked, where version 2 keeps it.
void read_amount_details(MessageScan& scan, CamtDetails& details) {
    static constexpr std::array<ElementHandler<CamtDetails>, 1> inner{{
        {"Amt",
         [](MessageScan& s, CamtDetails& d) {
             auto amount = read_amount(s, {"TxDtls/AmtDtls/TxAmt/Amt", "", false});
             if (!d.amount) d.amount = std::move(amount);
         }},
    }};
    static constexpr std::array<ElementHandler<CamtDetails>, 1> outer{{
        {"TxAmt", [](MessageScan& s, CamtDetails& d) { read_children(s, d, inner); }},
    }};
    read_children(scan, details, outer);
}

void read_name(MessageScan& scan, Counterparty& party) {
    scan.keep(party.name, "RltdPties/Nm", max_name);
}

// <Dbtr><Nm>, or from version 7 on <Dbtr><Pty><Nm>.
void read_party(MessageScan& scan, Counterparty& party) {
    static constexpr std::array<ElementHandler<Counterparty>, 1> inner{{{"Nm", read_name}}};
    static constexpr std::array<ElementHandler<Counterparty>, 2> outer{{
        {"Nm", read_name},
        {"Pty", [](MessageScan& s, Counterparty& p) { read_children(s, p, inner); }},
    }};
    read_children(scan, party, outer);
}

void read_account(MessageScan& scan, Counterparty& party) {
    static constexpr auto keep = [](MessageScan& s, Counterparty& p) {
        s.keep(p.account, "RltdPties/Acct/Id", max_reference);
    };
    static constexpr std::array<ElementHandler<Counterparty>, 1> other{{{"Id", keep}}};
    static constexpr std::array<ElementHandler<Counterparty>, 2> choice{{
        {"IBAN", keep},
        {"Othr", [](MessageScan& s, Counterparty& p) { read_children(s, p, other); }},
    }};
    static constexpr std::array<ElementHandler<Counterparty>, 1> id{{
        {"Id", [](MessageScan& s, Counterparty& p) { read_children(s, p, choice); }},
    }};
    read_children(scan, party, id);
}

// The clearing code of the other side's bank: <ClrSysMmbId><MmbId>, or <Othr><Id> where it is six
// digits.
void read_agent(MessageScan& scan, Counterparty& party) {
    static constexpr std::array<ElementHandler<Counterparty>, 1> member{{
        {"MmbId",
         [](MessageScan& s, Counterparty& p) {
             s.keep(p.sort_code, "RltdAgts/MmbId", max_reference);
         }},
    }};
    static constexpr std::array<ElementHandler<Counterparty>, 1> other{{
        {"Id",
         [](MessageScan& s, Counterparty& p) {
             const std::string_view text = stripped(s.xml().text());
             const bool digits =
                 std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
             if (p.sort_code.empty() && text.size() == 6 && digits) p.sort_code = text;
         }},
    }};
    static constexpr std::array<ElementHandler<Counterparty>, 2> institution{{
        {"ClrSysMmbId", [](MessageScan& s, Counterparty& p) { read_children(s, p, member); }},
        {"Othr", [](MessageScan& s, Counterparty& p) { read_children(s, p, other); }},
    }};
    static constexpr std::array<ElementHandler<Counterparty>, 1> agent{{
        {"FinInstnId", [](MessageScan& s, Counterparty& p) { read_children(s, p, institution); }},
    }};
    read_children(scan, party, agent);
}

constexpr std::array<ElementHandler<CamtDetails>, 4> party_fields{{
    {"Dbtr", [](MessageScan& s, CamtDetails& d) { read_party(s, d.debtor); }},
    {"Cdtr", [](MessageScan& s, CamtDetails& d) { read_party(s, d.creditor); }},
    {"DbtrAcct", [](MessageScan& s, CamtDetails& d) { read_account(s, d.debtor); }},
    {"CdtrAcct", [](MessageScan& s, CamtDetails& d) { read_account(s, d.creditor); }},
}};

constexpr std::array<ElementHandler<CamtDetails>, 2> agent_fields{{
    {"DbtrAgt", [](MessageScan& s, CamtDetails& d) { read_agent(s, d.debtor); }},
    {"CdtrAgt", [](MessageScan& s, CamtDetails& d) { read_agent(s, d.creditor); }},
}};

constexpr std::array<ElementHandler<CamtDetails>, 1> creditor_reference_fields{{
    {"Ref",
     [](MessageScan& s, CamtDetails& d) {
         s.keep(d.references.creditor_reference, "RmtInf/Strd/CdtrRefInf/Ref", max_reference);
     }},
}};

constexpr std::array<ElementHandler<CamtDetails>, 2> structured_fields{{
    {"CdtrRefInf",
     [](MessageScan& s, CamtDetails& d) { read_children(s, d, creditor_reference_fields); }},
    {"AddtlRmtInf",
     [](MessageScan& s, CamtDetails& d) {
         append_piece(s, d.remittance, "RmtInf/Strd/AddtlRmtInf", max_remittance);
     }},
}};

constexpr std::array<ElementHandler<CamtDetails>, 2> remittance_fields{{
    {"Ustrd",
     [](MessageScan& s, CamtDetails& d) {
         append_piece(s, d.remittance, "RmtInf/Ustrd", max_remittance);
     }},
    {"Strd", [](MessageScan& s, CamtDetails& d) { read_children(s, d, structured_fields); }},
}};

constexpr std::array<ElementHandler<CamtDetails>, 2> return_fields{{
    {"Rsn", [](MessageScan& s, CamtDetails& d) { d.return_code = s.choice(); }},
    {"AddtlInf",
     [](MessageScan& s, CamtDetails& d) {
         append_piece(s, d.return_words, "RtrInf/AddtlInf", max_remittance);
     }},
}};

constexpr std::array<ElementHandler<CamtDetails>, 10> detail_fields{{
    {"Refs", read_references},
    {"Amt",
     [](MessageScan& s, CamtDetails& d) { d.amount = read_amount(s, {"TxDtls/Amt", "", false}); }},
    {"CdtDbtInd",
     [](MessageScan& s, CamtDetails& d) { d.credit = credit_indicator(stripped(s.xml().text())); }},
    {"AmtDtls", read_amount_details},
    {"BkTxCd", [](MessageScan& s, CamtDetails& d) { d.code = read_bank_code(s); }},
    {"RltdPties", [](MessageScan& s, CamtDetails& d) { read_children(s, d, party_fields); }},
    {"RltdAgts", [](MessageScan& s, CamtDetails& d) { read_children(s, d, agent_fields); }},
    {"RmtInf", [](MessageScan& s, CamtDetails& d) { read_children(s, d, remittance_fields); }},
    {"RtrInf",
     [](MessageScan& s, CamtDetails& d) {
         d.has_return_information = true;
         read_children(s, d, return_fields);
     }},
    {"AddtlTxInf",
     [](MessageScan& s, CamtDetails& d) {
         append_piece(s, d.description, "TxDtls/AddtlTxInf", max_description);
     }},
}};

struct AmountProblem {
    std::string_view code;
    std::string words;
    std::string next;
};

AmountProblem describe(AmountFault fault, std::string_view text, const std::string& currency) {
    switch (fault) {
        case AmountFault::too_many_decimals:
            return {
                "amount-too-precise",
                "The amount " + in_quotes(text) + " has more decimals than " + currency + " has.",
                "Ask the bank for a corrected file: " + currency + " has " +
                    std::to_string(decimals_of(currency)) + " decimals."};
        case AmountFault::too_large:
            return {"amount-too-large",
                    "The amount " + in_quotes(text) + " is above ten thousand million.",
                    "Ask the bank for a corrected file."};
        case AmountFault::negative:
            return {"amount-unreadable",
                    "The amount " + in_quotes(text) + " has a sign of its own beside CdtDbtInd.",
                    "Ask the bank for a corrected file: the sign belongs in CdtDbtInd alone."};
        case AmountFault::none:
        case AmountFault::unreadable: break;
    }
    return {"amount-unreadable",
            "The amount " + in_quotes(text) + " can't be read.",
            "Ask the bank for a corrected file: an amount is digits with a point, like 1234.50."};
}

bool is_currency(std::string_view code) {
    return code.size() == 3 &&
           std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// What the sort of problem means: a refusal where the amount decides something, else a note.
void complain(MessageScan& scan, const AmountField& field, const AmountProblem& problem) {
    if (field.must_be_read) {
        scan.refuse(problem.code, field.leaf, problem.words, problem.next);
    } else {
        scan.note(problem.code, field.leaf, problem.words);
    }
}

}  // namespace

std::optional<CamtAmount> read_amount(MessageScan& scan, const AmountField& field) {
    std::string currency(scan.xml().attribute("Ccy"));
    if (currency.empty()) {
        currency =
            field.currency_if_missing.empty() ? "GBP" : std::string(field.currency_if_missing);
        scan.note("currency-missing", field.leaf, "No Ccy: taken as " + currency + ".");
    }
    const std::string_view text = stripped(scan.xml().text());
    if (!is_currency(currency)) {
        complain(scan,
                 field,
                 {"currency-unreadable",
                  "The currency " + in_quotes(currency) + " is not three capital letters.",
                  "Ask the bank for a corrected file: Ccy is a code like GBP."});
        return std::nullopt;
    }
    const AmountText amount = parse_amount(text, decimals_of(currency));
    if (amount.fault != AmountFault::none) {
        complain(scan, field, describe(amount.fault, text, currency));
        return std::nullopt;
    }
    return CamtAmount{amount.amount, std::move(currency)};
}

std::optional<bool> credit_indicator(std::string_view text) {
    if (text == "CRDT") return true;
    if (text == "DBIT") return false;
    return std::nullopt;
}

CamtCode read_bank_code(MessageScan& scan) {
    static constexpr auto append = [](MessageScan& s, CamtCode& code) {
        const std::string_view text = stripped(s.xml().text());
        if (text.empty() || text.size() > max_reference) return;
        if (!code.domain.empty()) code.domain += '/';
        code.domain += text;
    };
    static constexpr std::array<ElementHandler<CamtCode>, 2> family{{
        {"Cd", append},
        {"SubFmlyCd", append},
    }};
    static constexpr std::array<ElementHandler<CamtCode>, 2> domain{{
        {"Cd", append},
        {"Fmly", [](MessageScan& s, CamtCode& code) { read_children(s, code, family); }},
    }};
    static constexpr std::array<ElementHandler<CamtCode>, 1> proprietary{{
        {"Cd",
         [](MessageScan& s, CamtCode& code) {
             s.keep(code.proprietary, "BkTxCd/Prtry/Cd", max_reference);
         }},
    }};
    static constexpr std::array<ElementHandler<CamtCode>, 2> fields{{
        {"Domn", [](MessageScan& s, CamtCode& code) { read_children(s, code, domain); }},
        {"Prtry", [](MessageScan& s, CamtCode& code) { read_children(s, code, proprietary); }},
    }};
    CamtCode code;
    read_children(scan, code, fields);
    return code;
}

CamtDetails read_details(MessageScan& scan) {
    CamtDetails details;
    details.from = scan.xml().start_offset();
    read_children(scan, details, detail_fields);
    details.to = scan.xml().offset();
    return details;
}

}  // namespace almoner::gateway::iso20022
