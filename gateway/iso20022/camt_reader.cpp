#include "gateway/iso20022/camt_reader.h"

#include "gateway/iso20022/camt_details.h"
#include "gateway/iso20022/camt_entry.h"
#include "gateway/iso20022/message_scan.h"
#include "gateway/statement/field_text.h"
#include "gateway/xml/encoding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace almoner::gateway::iso20022 {
namespace {

using ledger::Outcome;

struct MessageName {
    std::string_view element;
    std::string_view message;
    StatementKind kind = StatementKind::informs_only;
};

constexpr std::array<MessageName, 3> messages{{
    {"BkToCstmrStmt", "camt.053", StatementKind::posts},
    {"BkToCstmrAcctRpt", "camt.052", StatementKind::informs_only},
    {"BkToCstmrDbtCdtNtfctn", "camt.054", StatementKind::informs_only},
}};

struct Reading {
    const LineSink* sink = nullptr;
    std::vector<Statement> statements;
    std::string declared;  // by the namespace
    std::string message_id;
    const MessageName* message = nullptr;
    CamtTally tally;
    std::optional<std::uint32_t> stated_entries;
    bool found = false;

    [[nodiscard]] Statement& now() { return statements.back(); }
    // BIC became BICFI in camt version 3.
    [[nodiscard]] bool has_bicfi() const { return !declared.empty() && !declared.ends_with(".02"); }
};

void read_account_id(MessageScan& scan, Reading& reading) {
    static constexpr auto keep = [](MessageScan& s, Reading& r) {
        s.keep(r.now().account, "Acct/Id", 35);
    };
    static constexpr std::array<ElementHandler<Reading>, 1> inner{{{"Id", keep}}};
    static constexpr auto read_inner = [](MessageScan& s, Reading& r) {
        read_children(s, r, inner);
    };
    static constexpr std::array<ElementHandler<Reading>, 4> choice{{
        {"IBAN", keep},
        {"BBAN", keep},  // version 1
        {"Othr", read_inner},
        {"PrtryAcct", read_inner},  // version 1
    }};
    read_children(scan, reading, choice);
}

void read_servicer(MessageScan& scan, Reading& reading) {
    static constexpr std::array<ElementHandler<Reading>, 1> member{{
        {"MmbId",
         [](MessageScan& s, Reading& r) { s.keep(r.now().sort_code, "Acct/Svcr/MmbId", 35); }},
    }};
    static constexpr std::array<ElementHandler<Reading>, 2> institution{{
        {"ClrSysMmbId", [](MessageScan& s, Reading& r) { read_children(s, r, member); }},
        {"BIC",
         [](MessageScan& s, Reading& r) {
             if (r.has_bicfi()) {
                 s.note("element-not-in-version",
                        "Acct/Svcr/BIC",
                        "This version says BICFI, not BIC.");
             }
             s.xml().skip();
         }},
    }};
    static constexpr std::array<ElementHandler<Reading>, 1> servicer{{
        {"FinInstnId", [](MessageScan& s, Reading& r) { read_children(s, r, institution); }},
    }};
    read_children(scan, reading, servicer);
}

constexpr std::array<ElementHandler<Reading>, 3> account_fields{{
    {"Id", read_account_id},
    {"Ccy", [](MessageScan& s, Reading& r) { s.keep(r.now().currency, "Acct/Ccy", 3); }},
    {"Svcr", read_servicer},
}};

struct Balance {
    std::string type;
    std::string_view currency_if_missing;
    std::optional<CamtAmount> amount;
    std::optional<bool> credit;
    CamtDay day;
};

void read_balance(MessageScan& scan, Reading& reading) {
    static constexpr std::array<ElementHandler<Balance>, 2> type{{
        {"CdOrPrtry", [](MessageScan& s, Balance& b) { b.type = s.choice(); }},
        {"Cd", [](MessageScan& s, Balance& b) { s.keep(b.type, "Bal/Tp", 35); }},  // version 1
    }};
    static constexpr std::array<ElementHandler<Balance>, 4> fields{{
        {"Tp", [](MessageScan& s, Balance& b) { read_children(s, b, type); }},
        {"Amt",
         [](MessageScan& s, Balance& b) {
             b.amount = read_amount(s, {"Bal/Amt", b.currency_if_missing, false});
         }},
        {"CdtDbtInd",
         [](MessageScan& s, Balance& b) { b.credit = credit_indicator(stripped(s.xml().text())); }},
        {"Dt", [](MessageScan& s, Balance& b) { b.day = read_day(s); }},
    }};
    Balance balance;
    balance.currency_if_missing = reading.now().currency;
    read_children(scan, balance, fields);
    if (!balance.day.day)
        scan.note("balance-date-unreadable", "Bal/Dt", "A balance has no readable date.");
    if (!balance.amount || !balance.credit) {
        scan.note(
            "balance-unreadable", "Bal", "A balance has no readable amount or sign: left out.");
        return;
    }
    const ledger::Money amount = balance.amount->amount;
    reading.now().balances.push_back({std::move(balance.type),
                                      *balance.credit ? amount : -amount,
                                      std::move(balance.amount->currency),
                                      balance.day.day});
    if (reading.now().currency.empty())
        reading.now().currency = reading.now().balances.back().currency;
}

void read_numbered_entry(MessageScan& scan, Reading& reading) {
    Statement& statement = reading.now();
    if (statement.account.empty()) {
        scan.refuse("account-missing",
                    "Acct/Id",
                    "The statement does not say of which account it is.",
                    "Ask the bank for a corrected file: Acct/Id comes before the entries.");
        return;
    }
    scan.enter_inner("Ntry", ++statement.entries);
    const std::size_t index = reading.statements.size() - 1;
    read_entry(scan, statement, reading.tally, [&](StatementLine&& line) {
        (*reading.sink)(index, std::move(line));
    });
    scan.leave_inner();
}

void read_period_day(MessageScan& scan, std::optional<ledger::Date>& day, std::string_view leaf) {
    day = parse_iso_day(scan.xml().text());
    if (!day) scan.note("period-unreadable", leaf, "The statement's period has no readable date.");
}

constexpr std::array<ElementHandler<Reading>, 2> period_fields{{
    {"FrDtTm",
     [](MessageScan& s, Reading& r) { read_period_day(s, r.now().from, "FrToDt/FrDtTm"); }},
    {"ToDtTm", [](MessageScan& s, Reading& r) { read_period_day(s, r.now().to, "FrToDt/ToDtTm"); }},
}};

constexpr std::array<ElementHandler<Reading>, 1> total_fields{{
    {"NbOfNtries",
     [](MessageScan& s, Reading& r) {
         const AmountText count = parse_amount(s.xml().text(), 0);
         if (count.fault == AmountFault::none && count.amount.pence() <= UINT32_MAX) {
             r.stated_entries = static_cast<std::uint32_t>(count.amount.pence());
         }
     }},
}};

constexpr std::array<ElementHandler<Reading>, 1> summary_fields{{
    {"TtlNtries", [](MessageScan& s, Reading& r) { read_children(s, r, total_fields); }},
}};

constexpr std::array<ElementHandler<Reading>, 7> statement_fields{{
    {"Ntry", read_numbered_entry},
    {"Id", [](MessageScan& s, Reading& r) { s.keep(r.now().id, "Id", 35); }},
    {"CreDtTm", [](MessageScan& s, Reading& r) { s.keep(r.now().created_at, "CreDtTm", 35); }},
    {"FrToDt", [](MessageScan& s, Reading& r) { read_children(s, r, period_fields); }},
    {"Acct", [](MessageScan& s, Reading& r) { read_children(s, r, account_fields); }},
    {"Bal", read_balance},
    {"TxsSummry", [](MessageScan& s, Reading& r) { read_children(s, r, summary_fields); }},
}};

const StatementBalance* first_of(const Statement& statement, std::string_view type) {
    const auto found = std::ranges::find(statement.balances, type, &StatementBalance::type);
    return found == statement.balances.end() ? nullptr : &*found;
}

const StatementBalance* last_of(const Statement& statement, std::string_view type) {
    const StatementBalance* last = nullptr;
    for (const StatementBalance& each : statement.balances) {
        if (each.type == type) last = &each;
    }
    return last;
}

// OPBD or the previous CLBD (PRCD) opens, CLBD closes. On a page of a longer statement interim
// balances (ITBD) stand in their place: the first opens, the last closes. An intraday report has no
// closing balance.
void choose_balances(Statement& statement) {
    const StatementBalance* opening = first_of(statement, "OPBD");
    if (opening == nullptr) opening = first_of(statement, "PRCD");
    const StatementBalance* closing = last_of(statement, "CLBD");
    if (statement.kind == StatementKind::posts) {
        const StatementBalance* const first_interim = first_of(statement, "ITBD");
        const StatementBalance* const last_interim = last_of(statement, "ITBD");
        if (opening == nullptr && (closing != nullptr || first_interim != last_interim)) {
            opening = first_interim;
        }
        if (closing == nullptr && last_interim != opening) closing = last_interim;
    }
    if (opening != nullptr) statement.opening = *opening;
    if (closing != nullptr) statement.closing = *closing;
}

std::string pence_words(std::int64_t pence) {
    const std::int64_t size = pence < 0 ? -pence : pence;
    const std::int64_t part = size % 100;
    return (pence < 0 ? "-" : "") + std::to_string(size / 100) + (part < 10 ? ".0" : ".") +
           std::to_string(part);
}

BalanceCheck check_balances(MessageScan& scan, const Statement& statement, const CamtTally& tally) {
    if (!statement.opening || !statement.closing) {
        if (statement.kind == StatementKind::posts) {
            scan.note("balances-missing",
                      "Bal",
                      "No opening or no closing balance: nothing to check against.");
        }
        return BalanceCheck::not_given;
    }
    const std::string& currency = statement.opening->currency;
    if (tally.mixed_currencies || statement.closing->currency != currency ||
        (!tally.currency.empty() && tally.currency != currency)) {
        scan.note("balances-not-checked", "Bal", "Balances and entries are in several currencies.");
        return BalanceCheck::several_currencies;
    }
    const std::int64_t expected = statement.opening->amount.pence() + tally.booked_total;
    const std::int64_t difference = statement.closing->amount.pence() - expected;
    if (difference == 0) return BalanceCheck::agree;
    scan.note("balances-disagree",
              "Bal",
              "The closing balance differs by " + pence_words(difference) +
                  " from the opening balance and the booked entries.");
    return BalanceCheck::disagree;
}

void finish_statement(MessageScan& scan, Reading& reading) {
    Statement& statement = reading.now();
    if (statement.account.empty()) {
        scan.refuse("account-missing",
                    "Acct/Id",
                    "The statement does not say of which account it is.",
                    "Ask the bank for a corrected file: it needs an Acct with an Id.");
        return;
    }
    if (statement.id.empty()) scan.note("statement-id-missing", "Id", "The statement has no Id.");
    if (reading.stated_entries && *reading.stated_entries != statement.entries) {
        scan.note("entry-count-disagrees",
                  "TxsSummry/TtlNtries/NbOfNtries",
                  "The summary says " + std::to_string(*reading.stated_entries) +
                      " entries, there are " + std::to_string(statement.entries) + ".");
    }
    if (statement.currency.empty()) statement.currency = reading.tally.currency;
    choose_balances(statement);
    statement.balance_check = check_balances(scan, statement, reading.tally);
    const std::int64_t total = reading.tally.booked_total;
    if (total <= ledger::Money::max_pence && total >= -ledger::Money::max_pence) {
        statement.booked_total = ledger::Money::from_pence(total);
    }
    statement.violations = scan.take_notes();
    statement.violations_left_out = scan.take_left_out();
}

void read_statement(MessageScan& scan, Reading& reading) {
    const std::string element(scan.xml().name());
    Statement statement;
    statement.kind = reading.message->kind;
    statement.format =
        reading.declared.empty() ? std::string(reading.message->message) : reading.declared;
    statement.message_id = reading.message_id;
    reading.statements.push_back(std::move(statement));
    reading.tally = {};
    reading.stated_entries.reset();
    scan.enter(element, reading.statements.size());
    read_children(scan, reading, statement_fields);
    if (!scan.xml().problem()) finish_statement(scan, reading);
}

constexpr std::array<ElementHandler<Reading>, 1> header_fields{{
    {"MsgId", [](MessageScan& s, Reading& r) { s.keep(r.message_id, "GrpHdr/MsgId", 35); }},
}};

constexpr std::array<ElementHandler<Reading>, 4> message_fields{{
    {"GrpHdr", [](MessageScan& s, Reading& r) { read_children(s, r, header_fields); }},
    {"Stmt", read_statement},
    {"Rpt", read_statement},
    {"Ntfctn", read_statement},
}};

void note_namespace(MessageScan& scan, const Reading& reading) {
    if (reading.declared.empty()) {
        scan.note("namespace-missing",
                  "Document",
                  "The file does not declare the namespace of its message.");
    } else if (!reading.declared.starts_with(reading.message->message)) {
        scan.note("namespace-wrong",
                  "Document",
                  "The namespace says " + in_quotes(reading.declared) + "; the file is a " +
                      std::string(reading.message->message) + ".");
    }
}

bool refuse_other_message(MessageScan& scan, std::string_view name) {
    if (name == "CstmrPmtStsRpt") {
        scan.refuse("status-report",
                    name,
                    "The file is a payment status report (pain.002), not a statement.",
                    "Import it as a status report.");
        return true;
    }
    if (name != "CstmrCdtTrfInitn") return false;
    scan.refuse("payment-file",
                name,
                "The file is a payment file (pain.001), not a statement.",
                "Choose the file that the bank sent, not the one that was sent to it.");
    return true;
}

// Messages stand in a Document, which some banks wrap in an envelope of their own.
void find_messages(MessageScan& scan, Reading& reading) {
    constexpr std::size_t deepest_envelope = 4;
    while (scan.xml().open_child()) {
        const std::string_view name = scan.xml().name();
        if (std::string declared = declared_message(scan.xml()); !declared.empty()) {
            reading.declared = std::move(declared);
        }
        const auto* const message = std::ranges::find(messages, name, &MessageName::element);
        if (message != messages.end()) {
            reading.message = message;
            reading.found = true;
            note_namespace(scan, reading);
            read_children(scan, reading, message_fields);
        } else if (refuse_other_message(scan, name)) {
            return;
        } else if (name != "AppHdr" && scan.xml().depth() < deepest_envelope) {
            find_messages(scan, reading);
        } else {
            scan.xml().skip();
        }
    }
}

void note_encoding(MessageScan& scan, const xml::Utf8Text& text) {
    if (text.replaced_bytes > 0) {
        scan.note("encoding-wrong",
                  "Document",
                  std::to_string(text.replaced_bytes) +
                      " bytes are not in the encoding that the file states.");
    }
    if (text.replaced_controls > 0) {
        scan.note(
            "control-characters",
            "Document",
            std::to_string(text.replaced_controls) + " control characters are read as spaces.");
    }
    if (text.misdeclared) {
        scan.note(
            "encoding-misdeclared", "Document", "The file says UTF-16 and is not: read as UTF-8.");
    }
}

}  // namespace

bool looks_like_xml(std::string_view bytes) {
    using namespace std::string_view_literals;
    for (const std::string_view mark : {"\xEF\xBB\xBF"sv, "\xFF\xFE"sv, "\xFE\xFF"sv}) {
        if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    }
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\0"sv);
    return first != std::string_view::npos && bytes[first] == '<';
}

Outcome<std::vector<Statement>> read_camt(std::string_view bytes, const LineSink& sink) {
    const Outcome<xml::Utf8Text> text = xml::as_utf8(bytes);
    if (!text.accepted()) return text.refusal();
    xml::PullReader xml(text.value().view());
    MessageScan scan(xml);
    note_encoding(scan, text.value());
    Reading reading;
    reading.sink = &sink;
    find_messages(scan, reading);
    if (!xml.problem() && reading.statements.empty()) {
        scan.refuse(
            "statement-not-found",
            "Document",
            reading.found ? "The message holds no statement." : "The file holds no bank statement.",
            "Choose a camt.053 file (camt.052 and camt.054 inform only).");
    }
    if (const auto& problem = xml.problem()) return *problem;
    return std::move(reading.statements);
}

}  // namespace almoner::gateway::iso20022
