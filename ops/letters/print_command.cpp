#include "ops/letters/print_command.h"

#include "api/cli/reading.h"
#include "ledger/records/agreement_document.h"
#include "ledger/records/evidence.h"
#include "ledger/records/letter.h"
#include "ledger/records/payroll_paper.h"
#include "ops/letters/make_pdf.h"

#include <charconv>
#include <map>
#include <optional>
#include <ostream>
#include <vector>

namespace almoner::ops {
namespace {

using api::Call;

// A letter, an agreement that was written out for signing, or a paper of payroll.
struct ToPrint {
    std::string_view kind{};  // "letter", "document" or "paper"
    std::int64_t number = 0;
    std::size_t tried = 0;
    std::string html{};
};

// What was erased is not printed, and what is not as it was written neither.
void add_record(api::Reading& reading,
                std::int64_t html,
                ToPrint to_print,
                std::vector<ToPrint>& all) {
    const auto record = ledger::show_evidence(reading.scope, *reading.database, html);
    if (!record || !record->document || !record->intact) return;
    to_print.html = *record->document;
    all.push_back(std::move(to_print));
}

std::vector<ToPrint> letters_to_print(api::Reading& reading) {
    std::vector<ToPrint> all;
    ledger::Database& database = *reading.database;
    for (const ledger::Letter& each : ledger::letters_without_pdf(database)) {
        const std::size_t tried = ledger::pdfs_of(database, each.id).size();
        add_record(reading, each.html, {.kind = "letter", .number = each.id, .tried = tried}, all);
    }
    for (const auto& each : ledger::agreement_documents_without_pdf(database)) {
        const std::size_t tried = ledger::agreement_document_pdfs_of(database, each.id).size();
        add_record(
            reading, each.html, {.kind = "document", .number = each.id, .tried = tried}, all);
    }
    for (const ledger::PayrollPaper& each : ledger::papers_without_pdf(database)) {
        const std::size_t tried = ledger::pdfs_of_paper(database, each.id).size();
        add_record(reading, each.html, {.kind = "paper", .number = each.id, .tried = tried}, all);
    }
    return all;
}

std::string command_for(std::string_view kind) {
    if (kind == "letter") return "letter pdf";
    return kind == "paper" ? "payroll paper-pdf" : "agreement document-pdf";
}

// The same letter and attempt is the same command.
Call keeping(const Call& call, const ToPrint& made, const ledger::Outcome<std::string>& pdf) {
    const std::string kind(made.kind);
    Call keep = call;
    keep.words = command_for(made.kind);
    keep.key = kind + "-pdf:" + std::to_string(made.number) + ":" + std::to_string(made.tried);
    keep.fields = {{kind, std::to_string(made.number)}};
    if (pdf.accepted()) {
        keep.fields["file:pdf"] = pdf.value();
    } else {
        keep.fields["problem"] = pdf.refusal().words;
    }
    return keep;
}

std::optional<PdfMaker> maker_of(const Call& call) {
    PdfMaker maker;
    if (call.fields.contains("with")) maker.program = call.fields.at("with");
    if (!call.fields.contains("seconds")) return maker;
    const std::string& text = call.fields.at("seconds");
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || seconds < 1 || seconds > 600) {
        return std::nullopt;
    }
    maker.at_most = std::chrono::seconds(seconds);
    return maker;
}

int print(const api::Program& program, Call& call) {
    const auto maker = maker_of(call);
    if (!maker) {
        return api::show_usage(call,
                               {.code = "seconds-unreadable",
                                .words = "The seconds are a whole number from 1 to 600.",
                                .next = "Leave it out, or write 60.",
                                .field = "--seconds",
                                .citation = ""});
    }
    std::vector<ToPrint> letters;
    const int read = api::read_area(program, call, [&](api::Reading& reading) {
        letters = letters_to_print(reading);
        return static_cast<int>(api::exit_ok);
    });
    if (read != api::exit_ok) return read;
    std::int64_t made = 0;
    std::optional<ledger::Refusal> refused;
    for (const ToPrint& each : letters) {
        const auto pdf = make_pdf(*maker, each.html);
        const auto kept = api::ask_at_door(program, keeping(call, each, pdf));
        // One that is not taken leaves the others their turn.
        if (!kept.outcome.accepted() && !refused) refused = kept.outcome.refusal();
        made += pdf.accepted() && kept.outcome.accepted() ? 1 : 0;
    }
    if (refused) return api::show_refusal(call, *refused);
    const auto failed = static_cast<std::int64_t>(letters.size()) - made;
    api::show(call,
              {.name = "letters",
               .title = "Letters",
               .columns = {{"made", "PDFs made", api::Kind::number},
                           {"failed", "Not made, now tasks", api::Kind::number}},
               .rows = {{made, failed}},
               .notes = {}});
    return failed == 0 ? api::exit_ok : api::exit_partial;
}

}  // namespace

api::CommandSpec letter_print_command() {
    using enum api::ArgumentKind;
    return {.words = "letter print",
            .help =
                "Make the PDF of each letter, agreement and paper of payroll that has none (run it "
                "every "
                "few minutes)",
            .example = "almoner letter print --as jo --credential-file jo.txt",
            .arguments = {{"--with", "with", text, false, "The program, else weasyprint"},
                          {"--seconds", "seconds", text, false, "At most so long each, else 60"}},
            .run = print};
}

}  // namespace almoner::ops
