#include "api/cli/commands.h"
#include "api/cli/new_file.h"
#include "api/cli/reading.h"
#include "api/render/audit_figures.h"
#include "api/render/closed_figures.h"
#include "api/render/report_figures.h"
#include "ledger/journal/head.h"
#include "ledger/journal/signed_statement.h"
#include "ledger/verify/witness.h"
#include "ledger/views/account_paths.h"
#include "ledger/views/payment_audit.h"

#include <algorithm>
#include <optional>
#include <ostream>

namespace almoner::api {
namespace {

int show_audit(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        const auto audit = ledger::audit_of(reading.scope, *reading.database, call.fields["ref"]);
        if (!audit.accepted()) return show_refusal(call, audit.refusal());
        show_all(call,
                 audit_sentence(audit.value()),
                 audit_figures(audit.value(), ledger::AccountPaths(*reading.database)));
        return static_cast<int>(exit_ok);
    });
}

Figures statement_row(const ledger::SignedStatement& statement, const std::string& file) {
    Figures figures{.name = "statement",
                    .title = "Statement signed",
                    .columns = {{"file", "File", Kind::text},
                                {"commissioner", "For", Kind::text},
                                {"month", "Month", Kind::text},
                                {"head_seq", "Journal row", Kind::number},
                                {"head_hash", "Its hash", Kind::text},
                                {"area", "Area", Kind::text, Seen::by_programs},
                                {"key", "Key", Kind::text}},
                    .rows = {},
                    .notes = {"Give it to the funder to keep as it is: 'almoner verify --against' "
                              "finds by it whatever is changed from now on."}};
    figures.rows.push_back({file,
                            statement.commissioner,
                            statement.month,
                            statement.head.seq,
                            ledger::hex(ledger::octets_of(statement.head.hash)),
                            statement.area,
                            statement.key});
    return figures;
}

// Of one moment of the books: the reader sees no command between the figures and the head.
ledger::SignedStatement statement_of(Call& call,
                                     Reading& reading,
                                     const ledger::MonthReport& report) {
    std::vector<Figures> tables = month_figures(report);
    tables.push_back(closed_figures(report));
    return {.area = ledger::area_id(*reading.database),
            .commissioner = report.commissioner,
            .month = call.fields["month"],
            .made_on = reading.day,
            .head = ledger::journal_head(*reading.database),
            .figures = csv_text(tables)};
}

int write_statement(const Call& call,
                    ledger::SignedStatement statement,
                    const ledger::SigningKey& key) {
    const std::string& file = call.fields.at("out");
    statement.key = key.public_half().id();
    const auto written = write_new_file(file, ledger::statement_text(statement, key));
    if (!written.accepted()) return show_refusal(call, written.refusal());
    show(call, statement_row(statement, file));
    return exit_ok;
}

int sign_statement(const Program& program, Call& call) {
    const auto month = ledger::month_named(call.fields["month"]);
    if (!month) return show_usage(call, month_unreadable());
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        const auto report = ledger::month_report(reading.scope,
                                                 *reading.database,
                                                 call.fields["commissioner"],
                                                 *month,
                                                 moment_of(call, reading));
        if (!report.accepted()) return show_refusal(call, report.refusal());
        if (!report.value().ties.agree()) {
            show_all(call, month_sentence(report.value()), month_figures(report.value()));
            *call.err << "Nothing was signed: these figures do not agree with the ledger.\n";
            return static_cast<int>(exit_integrity);
        }
        const auto key = program.signing_key(call.data);
        if (!key.accepted()) return show_refusal(call, key.refusal());
        return write_statement(call, statement_of(call, reading, report.value()), key.value());
    });
}

Figures faults_of(const ledger::VerifyReport& report) {
    Figures figures{.name = "faults",
                    .title = "What does not agree with the journal",
                    .columns = {{"kind", "Kind", Kind::text},
                                {"table", "Table", Kind::text},
                                {"first_id", "From", Kind::number},
                                {"last_id", "To", Kind::number},
                                {"words", "What", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Fault& fault : report.faults) {
        figures.rows.push_back({std::string(ledger::name_of(fault.kind)),
                                fault.table,
                                fault.first_id,
                                fault.last_id,
                                fault.words});
    }
    return figures;
}

std::string verdict_of(const ledger::VerifyReport& report, const std::string& beside) {
    const std::string counted = std::to_string(report.commands) + " commands, " +
                                std::to_string(report.transfers) + " transfers and " +
                                std::to_string(report.records) + " records";
    if (report.clean()) return "Clean: " + counted + " agree with the journal" + beside + ".";
    const bool is_statement_alone = std::ranges::all_of(report.faults, [](const auto& fault) {
        return fault.kind == ledger::FaultKind::statement_unproven;
    });
    if (is_statement_alone) {
        return "NOT PROVED: the statement is not genuine, so nothing was held against it. " +
               counted + " agree with the area's own journal.";
    }
    std::string words = "NOT CLEAN: of " + counted + " some do not agree with the journal.";
    if (report.more_faults != 0) {
        words += " Beside what is listed there is more: " + std::to_string(report.more_faults) +
                 " further faults.";
    }
    return words;
}

int show_report(const Call& call, const ledger::VerifyReport& report, const std::string& beside) {
    const Figures faults = faults_of(report);
    show_all(call, verdict_of(report, beside), {&faults, 1});
    return report.clean() ? exit_ok : exit_integrity;
}

// As it was given, else the public half of the area's own.
ledger::Outcome<ledger::PublicKey> known_key(const Program& program, const Call& call) {
    const auto given = call.fields.find("public_key");
    if (given != call.fields.end()) {
        auto key = ledger::PublicKey::from_pem(given->second);
        if (key) return std::move(*key);
        return ledger::Refusal{.code = "key-unreadable",
                               .words = "That file holds no public key of the kind Ed25519.",
                               .next = "Take what 'almoner key show' printed where it was signed.",
                               .field = "--public-key",
                               .citation = ""};
    }
    const auto own = program.signing_key(call.data);
    if (own.accepted()) return own.value().public_half();
    ledger::Refusal refusal = own.refusal();
    refusal.next = "Give --public-key FILE, as 'almoner key show' printed it. " + refusal.next;
    return refusal;
}

int verify_by_statement(const Program& program, Call& call, const std::string& statement) {
    const auto key = known_key(program, call);
    if (!key.accepted()) return show_refusal(call, key.refusal());
    const auto report = ledger::verify_against(*call.store.open_reader(), statement, key.value());
    const auto read = ledger::read_statement(statement);
    std::string beside;
    if (read) {
        beside = ", which goes on from row " + std::to_string(read->head.seq) +
                 " as it was signed for " + read->commissioner + " on " + read->made_on.words() +
                 ". Its signature is that of the key " + key.value().id() +
                 (call.fields.contains("public_key")
                      ? ", which was given"
                      : ", which is this area's own: whoever has the area may have the key too");
    }
    return show_report(call, report, beside);
}

// What is proved is the whole journal: of an earlier day there is nothing to prove apart.
ledger::Outcome<ledger::Done> proves_now(const Program& program, const Call& call) {
    const auto day = day_of(program, call);
    if (!day.accepted()) return day.refusal();
    Reading reading{
        .database = call.store.open_reader(), .scope = {}, .day = day.value(), .today = {}};
    return is_now(call, reading);
}

int show_verify(const Program& program, Call& call) {
    if (!call.store.has_area()) return show_refusal(call, no_area(call));
    const auto now = proves_now(program, call);
    if (!now.accepted()) return show_usage(call, now.refusal());
    const auto statement = call.fields.find("against");
    if (statement != call.fields.end()) {
        return verify_by_statement(program, call, statement->second);
    }
    return show_report(call, ledger::verify(*call.store.open_reader()), "");
}

}  // namespace

std::vector<CommandSpec> proof_commands() {
    using enum ArgumentKind;
    return {
        {.words = "audit",
         .help = "The whole story of one payment: who, when, on which ground, in which file, on "
                 "which bank line, with the journal rows and hashes that say so",
         .example = "almoner audit ALM0000001A5 --as vi --credential-file vi.txt",
         .arguments = {{"PAYMENT", "ref", text, true, "The payment's reference"}},
         .run = show_audit},
        {.words = "report statement",
         .help = "A commissioner's month with the journal's head, signed, as a file for it to keep "
                 "(exit code 5 and no file when the figures do not agree)",
         .example = "almoner report statement --commissioner ICB --month 2026-04 --out "
                    "ICB-2026-04.txt --as vi --credential-file vi.txt",
         .arguments = {{"--commissioner", "commissioner", text, true, "Its reference"},
                       {"--month", "month", text, true, "As 2026-05"},
                       {"--out", "out", text, true, "A new file"}},
         .run = sign_statement},
        {.words = "verify",
         .help =
             "Prove every balance and record from the journal, and the journal from a statement "
             "that was signed before (exit code 5 when something differs)",
         .example = "almoner verify --data /var/lib/almoner",
         .arguments = {{"--against",
                        "against",
                        file,
                        false,
                        "A statement of 'report statement': finds what was changed or cut off "
                        "since"},
                       {"--public-key",
                        "public_key",
                        file,
                        false,
                        "What 'key show' printed; else the area's own key"}},
         .run = show_verify},
    };
}

}  // namespace almoner::api
