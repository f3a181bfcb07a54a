#include "api/render/audit_figures.h"

#include "ledger/calendar/moment.h"
#include "ledger/posting/events.h"
#include "ledger/records/payment_states.h"
#include "ledger/values/invariant.h"
#include "ledger/views/words.h"

#include <algorithm>

namespace almoner::api {
namespace {

using ledger::PaymentAudit;

Figures payment_row(const PaymentAudit& audit) {
    Figures figures{.name = "payment",
                    .title = "The payment",
                    .columns = {{"payment", "Payment", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"agreement", "Agreement", Kind::text},
                                {"period_first", "From", Kind::date},
                                {"period_last", "To", Kind::date},
                                {"attempt", "Attempt", Kind::number},
                                {"gross", "Gross", Kind::money},
                                {"contribution", "Contribution", Kind::money},
                                {"advanced", "Advanced", Kind::money},
                                {"net", "Paid", Kind::money},
                                {"state", "State", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const ledger::PaymentRecord& payment = audit.payment;
    figures.rows.push_back({audit.ref,
                            std::string(name_of(payment.kind)),
                            audit.budget,
                            audit.agreement,
                            payment.period.first,
                            payment.period.last,
                            std::int64_t{payment.attempt},
                            payment.gross,
                            payment.contribution,
                            payment.advanced,
                            payment.net,
                            std::string(name_of(payment.state))});
    return figures;
}

Figures commands_of(const PaymentAudit& audit) {
    Figures figures{.name = "commands",
                    .title = "Every command that touched it",
                    .columns = {{"seq", "Row", Kind::number},
                                {"at", "At", Kind::text},
                                {"booked_on", "Booked", Kind::date, Seen::by_programs},
                                {"actor", "By", Kind::text},
                                {"command", "Command", Kind::text},
                                {"did", "What it did", Kind::text},
                                {"hash", "Hash", Kind::text}},
                    .rows = {},
                    .notes = {"'almoner verify' proves that these hashes follow from what the "
                              "rows say."}};
    for (const ledger::AuditedCommand& each : audit.commands) {
        figures.rows.push_back({each.seq,
                                ledger::moment_words(each.at_ms),
                                each.booked,
                                each.actor,
                                each.command,
                                each.did,
                                each.hash});
    }
    return figures;
}

Figures states_of(const PaymentAudit& audit) {
    Figures figures{.name = "states",
                    .title = "Its states",
                    .columns = {{"seq", "Row", Kind::number},
                                {"on", "On", Kind::date},
                                {"at", "At", Kind::text},
                                {"actor", "By", Kind::text},
                                {"state", "State", Kind::text},
                                {"cause", "Cause", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AuditedState& each : audit.states) {
        figures.rows.push_back({each.seq,
                                each.day,
                                ledger::moment_words(each.at_ms),
                                each.actor,
                                std::string(name_of(each.state)),
                                each.cause});
    }
    return figures;
}

Figures decisions_of(const PaymentAudit& audit) {
    Figures figures{.name = "decisions",
                    .title = "What two people decided",
                    .columns = {{"seq", "Row", Kind::number},
                                {"what", "What", Kind::text},
                                {"proposed_by", "Proposed by", Kind::text},
                                {"confirmed_by", "Confirmed by", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AuditedDecision& each : audit.decisions) {
        figures.rows.push_back({each.seq, each.what, each.proposed_by, each.confirmed_by});
    }
    return figures;
}

Figures findings_of(const PaymentAudit& audit) {
    Figures figures{.name = "findings",
                    .title = "What the rules found",
                    .columns = {{"seq", "Row", Kind::number},
                                {"rule", "Rule", Kind::text},
                                {"outcome", "Outcome", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AuditedFinding& each : audit.findings) {
        figures.rows.push_back({each.seq, each.code, each.outcome});
    }
    return figures;
}

Figures files_of(const PaymentAudit& audit) {
    Figures figures{.name = "files",
                    .title = "The file that it went out in",
                    .columns = {{"seq", "Row", Kind::number},
                                {"file_name", "File", Kind::text},
                                {"profile", "Kind", Kind::text},
                                {"serial", "Serial", Kind::text},
                                {"items", "Payments", Kind::number},
                                {"total", "Total", Kind::money},
                                {"entry_on", "For", Kind::date},
                                {"state", "State", Kind::text},
                                {"bytes", "Bytes", Kind::number},
                                {"sha256", "SHA-256", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Submission& each : audit.files) {
        figures.rows.push_back({each.seq,
                                each.file_name,
                                each.profile,
                                each.serial,
                                each.items,
                                each.total,
                                each.entry_on,
                                std::string(name_of(each.state)),
                                each.bytes,
                                each.sha256});
    }
    return figures;
}

std::string event_name(std::uint8_t kind) {
    const auto* const found = std::ranges::find_if(
        ledger::event_table,
        [&](const ledger::EventRow& row) { return static_cast<std::uint8_t>(row.event) == kind; });
    return found == ledger::event_table.end() ? std::string("unlisted") : std::string(found->name);
}

std::string_view effect_name(ledger::TransferState state) {
    switch (state) {
        case ledger::TransferState::posted: return "posted";
        case ledger::TransferState::pending: return "promised";
        case ledger::TransferState::settles: return "settled";
        case ledger::TransferState::releases: return "released";
    }
    throw ledger::InvariantBroken("unlisted state of a transfer");
}

std::string path_of(const ledger::AccountPaths& accounts, std::int64_t account) {
    std::string words;
    for (const std::string& part : accounts.of(account)) words += (words.empty() ? "" : ":") + part;
    return words;
}

Figures transfers_of(const PaymentAudit& audit, const ledger::AccountPaths& accounts) {
    Figures figures{.name = "transfers",
                    .title = "The money that it moved",
                    .columns = {{"transfer", "Transfer", Kind::number},
                                {"seq", "Row", Kind::number},
                                {"event", "Event", Kind::text},
                                {"effect", "Effect", Kind::text},
                                {"debit", "Debit", Kind::text},
                                {"credit", "Credit", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"effective_on", "Belongs to", Kind::date},
                                {"settled_on", "Settled", Kind::date},
                                {"resolves", "Ends", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::PaymentTransfer& each : audit.transfers.all) {
        figures.rows.push_back({each.id,
                                each.seq,
                                event_name(each.kind),
                                std::string(effect_name(each.state)),
                                path_of(accounts, each.debit),
                                path_of(accounts, each.credit),
                                each.amount,
                                each.effective,
                                each.settled ? Cell{*each.settled} : Cell{},
                                each.resolves != 0 ? Cell{each.resolves} : Cell{}});
    }
    if (!audit.transfers.is_told_apart) {
        figures.notes.emplace_back(
            "What it moved on the bank account was posted together with other payments that are "
            "alike: it is in the total of its bank line.");
    }
    return figures;
}

Figures lines_of(const PaymentAudit& audit) {
    Figures figures{.name = "bank_lines",
                    .title = "What the bank's statements say of it",
                    .columns = {{"seq", "Row", Kind::number},
                                {"matched_as", "Matched as", Kind::text},
                                {"amount", "Of it", Kind::money},
                                {"bank_account", "Bank account", Kind::text},
                                {"statement", "Statement", Kind::text},
                                {"line", "Line", Kind::number},
                                {"booked_on", "Booked", Kind::date},
                                {"line_amount", "The line", Kind::money},
                                {"bank_reference", "Bank's reference", Kind::text},
                                {"return_reason", "Reason", Kind::text},
                                {"file_sha256", "SHA-256 of the file", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AuditedLine& each : audit.lines) {
        figures.rows.push_back({each.seq,
                                each.kind,
                                each.amount,
                                each.bank_account,
                                each.statement,
                                each.place,
                                each.booked_on,
                                each.line_amount,
                                each.bank_reference,
                                each.return_reason,
                                each.file_sha256});
    }
    return figures;
}

Figures reversals_of(const PaymentAudit& audit) {
    Figures figures{.name = "reversals",
                    .title = "What was taken back",
                    .columns = {{"seq", "Row", Kind::number},
                                {"reverses", "Reverses row", Kind::number},
                                {"reason", "Reason", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AuditedReversal& each : audit.reversals) {
        figures.rows.push_back({each.seq, each.original, each.reason});
    }
    return figures;
}

Figures others_of(const PaymentAudit& audit) {
    Figures figures{.name = "other_payments",
                    .title = "Other payments of the same money",
                    .columns = {{"payment", "Payment", Kind::text},
                                {"relation", "It", Kind::text},
                                {"state", "State", Kind::text},
                                {"net", "Amount", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AuditedOther& each : audit.others) {
        figures.rows.push_back(
            {each.payment, each.relation, std::string(name_of(each.state)), each.net});
    }
    return figures;
}

Figures tasks_of(const PaymentAudit& audit) {
    Figures figures{.name = "tasks",
                    .title = "Tasks about it",
                    .columns = {{"seq", "Row", Kind::number},
                                {"kind", "Kind", Kind::text},
                                {"due_on", "Due", Kind::date},
                                {"state", "State", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AuditedTask& each : audit.tasks) {
        figures.rows.push_back(
            {each.seq, each.kind, each.due_on, std::string(each.is_done ? "done" : "open")});
    }
    return figures;
}

Figures evidence_of(const PaymentAudit& audit) {
    Figures figures{.name = "evidence",
                    .title = "Documents that it rests on",
                    .columns = {{"evidence", "Evidence", Kind::number},
                                {"of", "Of", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"dated_on", "Dated", Kind::date},
                                {"bytes", "Bytes", Kind::number},
                                {"sha256", "SHA-256", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::AuditedEvidence& each : audit.evidence) {
        figures.rows.push_back({each.evidence.id,
                                each.of,
                                each.evidence.kind,
                                each.evidence.dated_on,
                                each.evidence.bytes,
                                each.evidence.sha256});
    }
    return figures;
}

}  // namespace

std::string audit_sentence(const PaymentAudit& audit) {
    return audit.ref + ": " + ledger::money_words(audit.payment.net) + " for " +
           ledger::period_words(audit.payment.period) + ", " +
           std::string(name_of(audit.payment.state)) + "; touched by " +
           std::to_string(audit.commands.size()) + " commands, journal rows " +
           std::to_string(audit.commands.front().seq) + " to " +
           std::to_string(audit.commands.back().seq) + ".";
}

std::vector<Figures> audit_figures(const PaymentAudit& audit,
                                   const ledger::AccountPaths& accounts) {
    return {payment_row(audit),
            commands_of(audit),
            states_of(audit),
            findings_of(audit),
            decisions_of(audit),
            files_of(audit),
            transfers_of(audit, accounts),
            lines_of(audit),
            reversals_of(audit),
            others_of(audit),
            tasks_of(audit),
            evidence_of(audit)};
}

}  // namespace almoner::api
