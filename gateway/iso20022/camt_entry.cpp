#include "gateway/iso20022/camt_entry.h"

#include "gateway/iso20022/camt_details.h"
#include "gateway/iso20022/camt_return_reasons.h"
#include "gateway/statement/field_text.h"
#include "gateway/xml/encoding.h"

#include <algorithm>
#include <utility>

namespace almoner::gateway::iso20022 {
namespace {

// All payments of an entry are held until it is known whether they add up to it.
constexpr std::size_t max_details = 250'000;
constexpr std::size_t max_raw_bytes = std::size_t{64} * 1024;

struct Entry {
    std::string_view currency_if_missing;
    std::optional<CamtAmount> amount;  // as read, and once it is known to be there:
    CamtAmount total;
    std::string sign;  // as read, and once it is known to be one:
    bool credit = false;
    std::string status;
    bool reversal = false;
    CamtDay booked;
    CamtDay value;
    std::string bank_reference;
    std::string entry_reference;
    CamtCode code;
    std::string description;
    References batch;
    std::uint32_t batch_count = 0;
    std::optional<CamtAmount> batch_total;
    std::vector<CamtDetails> details;
    std::size_t from = 0;
    std::size_t to = 0;
};

std::uint32_t small_number(std::string_view digits) {
    std::uint32_t value = 0;
    for (const char c : digits.substr(0, 9)) {
        if (c < '0' || c > '9') return 0;
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return value;
}

constexpr std::array<ElementHandler<Entry>, 4> batch_fields{{
    {"MsgId", [](MessageScan& s, Entry& e) { s.keep(e.batch.message_id, "Btch/MsgId", 35); }},
    {"PmtInfId",
     [](MessageScan& s, Entry& e) { s.keep(e.batch.payment_information_id, "Btch/PmtInfId", 35); }},
    {"NbOfTxs",
     [](MessageScan& s, Entry& e) { e.batch_count = small_number(stripped(s.xml().text())); }},
    {"TtlAmt",
     [](MessageScan& s, Entry& e) {
         e.batch_total = read_amount(s, {"Btch/TtlAmt", e.currency_if_missing, false});
     }},
}};

void read_one_detail(MessageScan& scan, Entry& entry) {
    if (entry.details.size() == max_details) {
        scan.refuse("entry-too-large",
                    "NtryDtls/TxDtls",
                    "One entry holds more than 250,000 payments.",
                    "Ask the bank for smaller batches, or for the entries without their payments.");
        return;
    }
    entry.details.push_back(read_details(scan));
}

constexpr std::array<ElementHandler<Entry>, 2> detail_groups{{
    {"Btch", [](MessageScan& s, Entry& e) { read_children(s, e, batch_fields); }},
    {"TxDtls", read_one_detail},
}};

constexpr std::array<ElementHandler<Entry>, 12> entry_fields{{
    {"NtryRef", [](MessageScan& s, Entry& e) { s.keep(e.entry_reference, "NtryRef", 35); }},
    {"Amt",
     [](MessageScan& s, Entry& e) {
         e.amount = read_amount(s, {"Amt", e.currency_if_missing, true});
     }},
    {"CdtDbtInd", [](MessageScan& s, Entry& e) { e.sign = stripped(s.xml().text()); }},
    {"RvslInd",
     [](MessageScan& s, Entry& e) {
         const std::string_view text = stripped(s.xml().text());
         e.reversal = text == "true" || text == "1";
     }},
    {"Sts", [](MessageScan& s, Entry& e) { e.status = s.choice(); }},
    {"BookgDt", [](MessageScan& s, Entry& e) { e.booked = read_day(s); }},
    {"ValDt", [](MessageScan& s, Entry& e) { e.value = read_day(s); }},
    {"AcctSvcrRef", [](MessageScan& s, Entry& e) { s.keep(e.bank_reference, "AcctSvcrRef", 35); }},
    {"BkTxCd", [](MessageScan& s, Entry& e) { e.code = read_bank_code(s); }},
    {"NtryDtls", [](MessageScan& s, Entry& e) { read_children(s, e, detail_groups); }},
    {"TxDtls", read_one_detail},  // version 1
    {"AddtlNtryInf", [](MessageScan& s, Entry& e) { s.keep(e.description, "AddtlNtryInf", 500); }},
}};

bool check_amount_and_sign(MessageScan& scan, Entry& entry) {
    if (!entry.amount) {
        scan.refuse("amount-missing",
                    "Amt",
                    "An entry has no amount.",
                    "Ask the bank for a corrected file: every entry needs an Amt.");
        return false;
    }
    entry.total = *entry.amount;
    if (const auto credit = credit_indicator(entry.sign)) {
        entry.credit = *credit;
        return true;
    }
    scan.refuse("sign-unreadable",
                "CdtDbtInd",
                entry.sign.empty()
                    ? "An entry does not say whether it is a credit or a debit."
                    : "The sign " + in_quotes(entry.sign) + " is neither CRDT nor DBIT.",
                "Ask the bank for a corrected file: CdtDbtInd is CRDT or DBIT.");
    return false;
}

bool check_dates(MessageScan& scan, Entry& entry) {
    if (!entry.booked.text.empty() && !entry.booked.day) {
        scan.refuse("date-unreadable",
                    "BookgDt",
                    "The booking date " + in_quotes(entry.booked.text) + " is no date.",
                    "Ask the bank for a corrected file: dates look like 2026-11-22.");
        return false;
    }
    const bool bad_value = !entry.value.text.empty() && !entry.value.day;
    if (entry.booked.day || entry.value.day) {
        if (bad_value) {
            scan.note("value-date-unreadable",
                      "ValDt",
                      in_quotes(entry.value.text) + " is no date: left out.");
        }
        return true;
    }
    scan.refuse(bad_value ? "date-unreadable" : "date-missing",
                bad_value ? "ValDt" : "BookgDt",
                bad_value ? "The value date " + in_quotes(entry.value.text) + " is no date."
                          : "An entry has neither a booking date nor a value date.",
                "Ask the bank for a corrected file: every entry needs a date.");
    return false;
}

// BOOK posts; PDNG, INFO and FUTR don't. Without a status the kind of message decides.
bool is_booked(MessageScan& scan, const Entry& entry, StatementKind kind) {
    if (entry.status == "BOOK") return true;
    if (entry.status.empty()) {
        scan.note("status-missing", "Sts", "An entry has no status.");
        return kind == StatementKind::posts;
    }
    if (entry.status != "PDNG" && entry.status != "INFO" && entry.status != "FUTR") {
        scan.note("status-unknown", "Sts", in_quotes(entry.status) + " is taken as not booked.");
    }
    return false;
}

std::int64_t signed_pence(const CamtAmount& amount, bool credit) {
    return credit ? amount.amount.pence() : -amount.amount.pence();
}

bool has_own_amount(const CamtDetails& details, const Entry& entry) {
    return details.amount && details.amount->currency == entry.total.currency;
}

bool details_have_amounts(const Entry& entry) {
    return !entry.details.empty() &&
           std::ranges::all_of(
               entry.details, [&](const CamtDetails& each) { return has_own_amount(each, entry); });
}

std::int64_t own_pence(const CamtDetails& details, const Entry& entry) {
    return details.amount ? signed_pence(*details.amount, details.credit.value_or(entry.credit))
                          : 0;
}

// Whether the payments inside carry amounts in the entry's currency that add up to it.
bool details_add_up(const Entry& entry) {
    std::int64_t sum = 0;
    for (const CamtDetails& each : entry.details) sum += own_pence(each, entry);
    return details_have_amounts(entry) && sum == signed_pence(entry.total, entry.credit);
}

// `Reason: "0"` in the bank's own words, where there is no RtrInf (seen in UK Bacs returns).
std::string reason_in_words(std::string_view description) {
    constexpr std::string_view marker = "Reason: \"";
    const std::size_t at = description.find(marker);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = description.substr(at + marker.size());
    const std::size_t end = rest.find('"');
    if (end == 0 || end == std::string_view::npos || end > 35) return {};
    return std::string(rest.substr(0, end));
}

void set_return(StatementLine& line, CamtDetails& details) {
    line.returned = details.has_return_information || is_return_code(line.transaction_code);
    if (!line.returned) return;
    line.return_code = std::move(details.return_code);
    if (line.return_code.empty()) line.return_code = reason_in_words(line.description);
    line.return_words = std::move(details.return_words);
    if (line.return_words.empty()) line.return_words = return_reason_words(line.return_code);
}

// Who is on the other side. A return names the parties of the payment that it undoes.
Counterparty other_side(CamtDetails& details, bool credit, bool undoes) {
    const bool debtor_first = credit != undoes;
    Counterparty& first = debtor_first ? details.debtor : details.creditor;
    Counterparty& second = debtor_first ? details.creditor : details.debtor;
    const bool unknown = first.name.empty() && first.account.empty();
    return std::move(unknown ? second : first);
}

void set_if_empty(std::string& target, const std::string& value) {
    if (target.empty()) target = value;
}

// What is the same for every line of an entry.
StatementLine common_line(const Entry& entry, const Statement& statement, bool booked) {
    StatementLine line;
    line.account = statement.account;
    line.booked_on = entry.booked.day;
    line.value_on = entry.value.day;
    line.currency = entry.total.currency;
    line.booked = booked;
    line.reversal = entry.reversal;
    line.entry_reference = entry.entry_reference;
    line.batch_count = entry.batch_count;
    if (entry.batch_total) line.batch_total = entry.batch_total->amount;
    line.entry = statement.entries;
    return line;
}

void take_details(StatementLine& line, CamtDetails& details, const Entry& entry, bool credit) {
    line.references = std::move(details.references);
    set_if_empty(line.references.message_id, entry.batch.message_id);
    set_if_empty(line.references.payment_information_id, entry.batch.payment_information_id);
    line.transaction_code = details.code.domain.empty() ? entry.code.domain : details.code.domain;
    line.bank_code =
        details.code.proprietary.empty() ? entry.code.proprietary : details.code.proprietary;
    line.remittance = std::move(details.remittance);
    line.description = std::move(details.description);
    set_if_empty(line.description, entry.description);
    set_return(line, details);
    line.counterparty = other_side(details, credit, line.returned || line.reversal);
}

void set_raw(MessageScan& scan, StatementLine& line, std::size_t from, std::size_t to) {
    const std::string_view raw = scan.xml().between(from, to);
    if (raw.size() > max_raw_bytes)
        scan.note("raw-text-shortened", "Ntry", "Only 64 KiB of it are kept.");
    line.raw = xml::cut_utf8(raw, max_raw_bytes);
}

struct Emission {
    MessageScan& scan;
    const Statement& statement;
    const std::function<void(StatementLine&&)>& sink;
    bool booked = false;
};

// Each payment of the entry is a line of its own.
void emit_details(const Emission& out, Entry& entry) {
    std::uint32_t number = 0;
    for (CamtDetails& details : entry.details) {
        StatementLine line = common_line(entry, out.statement, out.booked);
        line.amount = ledger::Money::from_pence(own_pence(details, entry));
        line.detail = ++number;
        line.bank_reference = entry.bank_reference;
        set_if_empty(line.bank_reference, entry.entry_reference);
        set_if_empty(line.bank_reference, details.bank_reference);
        if (!line.bank_reference.empty()) line.bank_reference += "#" + std::to_string(number);
        take_details(line, details, entry, details.credit.value_or(entry.credit));
        set_raw(out.scan, line, details.from, details.to);
        out.sink(std::move(line));
    }
}

void emit_entry(const Emission& out, Entry& entry) {
    StatementLine line = common_line(entry, out.statement, out.booked);
    line.amount = ledger::Money::from_pence(signed_pence(entry.total, entry.credit));
    line.bank_reference = entry.bank_reference;
    if (entry.details.size() == 1) {
        set_if_empty(line.bank_reference, entry.details.front().bank_reference);
        take_details(line, entry.details.front(), entry, entry.credit);
    } else {
        CamtDetails none;
        take_details(line, none, entry, entry.credit);
        for (CamtDetails& each : entry.details) line.batch.push_back(std::move(each.references));
    }
    set_if_empty(line.bank_reference, entry.entry_reference);
    set_raw(out.scan, line, entry.from, entry.to);
    out.sink(std::move(line));
}

void count_in(CamtTally& tally, const Entry& entry) {
    if (tally.currency.empty()) tally.currency = entry.total.currency;
    if (tally.currency != entry.total.currency) tally.mixed_currencies = true;
    tally.booked_total += signed_pence(entry.total, entry.credit);
}

void note_gaps(MessageScan& scan, const Entry& entry, const Statement& statement) {
    if (entry.code.domain.empty() && entry.code.proprietary.empty()) {
        scan.note("transaction-code-missing", "BkTxCd", "An entry has no bank transaction code.");
    }
    if (!statement.currency.empty() && entry.total.currency != statement.currency) {
        scan.note("currency-differs",
                  "Amt",
                  "In " + entry.total.currency + " on an account in " + statement.currency + ".");
    }
}

}  // namespace

CamtDay read_day(MessageScan& scan) {
    CamtDay out;
    out.text = scan.choice();
    out.day = parse_iso_day(out.text);
    return out;
}

void read_entry(MessageScan& scan,
                Statement& statement,
                CamtTally& tally,
                const std::function<void(StatementLine&&)>& sink) {
    Entry entry;
    entry.currency_if_missing = statement.currency;
    entry.from = scan.xml().start_offset();
    read_children(scan, entry, entry_fields);
    entry.to = scan.xml().offset();
    if (scan.xml().problem() || !check_amount_and_sign(scan, entry) || !check_dates(scan, entry))
        return;
    const bool booked = is_booked(scan, entry, statement.kind);
    note_gaps(scan, entry, statement);
    if (booked) count_in(tally, entry);
    const bool adds_up = details_add_up(entry);
    if (!adds_up && details_have_amounts(entry)) {
        scan.note(
            "details-disagree", "NtryDtls", "The payments inside do not add up to the entry.");
    }
    const Emission out{scan, statement, sink, booked};
    if (adds_up && entry.details.size() > 1) {
        emit_details(out, entry);
    } else {
        emit_entry(out, entry);
    }
}

}  // namespace almoner::gateway::iso20022
