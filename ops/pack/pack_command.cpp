#include "ops/pack/pack_command.h"

#include "api/cli/access_look.h"
#include "api/cli/person_pack.h"
#include "gateway/letters/letter.h"
#include "ledger/actors/random.h"
#include "ledger/records/in_force.h"
#include "ledger/views/words.h"
#include "ops/letters/make_pdf.h"
#include "ops/pack/new_folder.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <variant>

namespace almoner::ops {
namespace {

using api::Call;
using api::Cell;
using api::Figures;
using api::Reading;

ledger::Refusal refused(std::string code, std::string words, std::string next, std::string field) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = ""};
}

std::string in_words(const Cell& cell) {
    if (const auto* const text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* const number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* const amount = std::get_if<ledger::Money>(&cell)) {
        return ledger::money_words(*amount);
    }
    if (const auto* const day = std::get_if<ledger::Date>(&cell)) return day->words();
    return {};
}

// A sentence a row, so that it can be read aloud: "Budget: B-0005. Kind: first."
std::string read_aloud(const Figures& table, const std::vector<Cell>& row) {
    std::string words;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string value = in_words(row[i]);
        if (value.empty() || table.columns[i].seen == api::Seen::by_programs) continue;
        words += (words.empty() ? "" : " ") + table.columns[i].heading + ": " + value + ".";
    }
    return words;
}

gateway::WrittenLetter letter_of(const std::string& ref,
                                 ledger::Date on,
                                 const std::vector<Figures>& tables) {
    gateway::WrittenLetter letter{
        .title = "What is recorded for " + ref, .written_on = on.words(), .reference = ref};
    for (const Figures& table : tables) {
        gateway::LetterPart part{.heading = table.title.empty() ? "Who they are" : table.title};
        for (const std::vector<Cell>& row : table.rows) {
            part.paragraphs.push_back(read_aloud(table, row));
        }
        if (part.paragraphs.empty()) part.paragraphs.emplace_back("Nothing is recorded.");
        letter.parts.push_back(std::move(part));
    }
    return letter;
}

// What another one gets is recorded first, and no more of the record than their role needs.
ledger::Outcome<ledger::Done> share_first(const api::Program& program,
                                          const Call& call,
                                          std::vector<Figures>& tables) {
    if (!call.fields.contains("for")) return ledger::Done{};
    Call share;
    share.words = "share record";
    for (const char* const field : {"person", "for", "basis", "purpose", "parts", "evidence"}) {
        const auto given = call.fields.find(field);
        if (given != call.fields.end()) share.fields.insert(*given);
    }
    share.data = call.data;
    share.store = call.store;
    share.as = call.as;
    share.credential = call.credential;
    share.as_of = call.as_of;
    share.key = ledger::time_ordered_key(program.clock());
    const ledger::CommandResult result = api::ask_at_door(program, share);
    if (!result.outcome.accepted()) return result.outcome.refusal();
    const auto answer = nlohmann::json::parse(result.outcome.value());
    const auto parts = answer.at("parts").get<std::vector<std::string>>();
    std::erase_if(tables, [&](const Figures& each) {
        return std::ranges::find(parts, each.name) == parts.end();
    });
    return ledger::Done{};
}

struct Gathered {
    std::string ref{};
    ledger::Date on{};
    std::vector<Figures> tables{};
};

int gather(const api::Program& program, const Call& call, Reading& reading, Gathered& all) {
    if (reading.role != ledger::ActorRole::checker) {
        return api::show_refusal(call,
                                 refused("needs-checker",
                                         "Only a checker takes all that is known of a person out.",
                                         "Ask a checker.",
                                         "as"));
    }
    const auto now = api::is_now(call, reading);
    if (!now.accepted()) return api::show_refusal(call, now.refusal());
    const auto person =
        ledger::person_by_ref(*reading.database, call.fields.at("person"), ledger::last_day_of_all);
    if (!person || !reading.scope.sees_person(person->number)) {
        return api::show_refusal(call,
                                 refused("person-unknown",
                                         "There is no person of this reference.",
                                         "Correct the reference.",
                                         "person"));
    }
    const auto look =
        api::note_look(program, call, reading, person->ref, ledger::Look::case_record);
    if (!look.accepted()) return api::show_refusal(call, look.refusal());
    all = {.ref = person->ref,
           .on = reading.day,
           .tables = api::pack_tables(*reading.database, *person, reading.day)};
    const auto shared = share_first(program, call, all.tables);
    if (!shared.accepted()) return api::show_refusal(call, shared.refusal());
    return api::exit_ok;
}

int pack(const api::Program& program, Call& call) {
    if (call.dry_run) return api::show_usage(call, api::no_dry_run("A pack"));
    Gathered all;
    const int read = api::read_area(
        program, call, [&](Reading& reading) { return gather(program, call, reading, all); });
    if (read != api::exit_ok) return read;
    PdfMaker maker;
    if (call.fields.contains("with")) maker.program = call.fields.at("with");
    const auto pdf = make_pdf(maker, gateway::letter_html(letter_of(all.ref, all.on, all.tables)));
    if (!pdf.accepted()) {
        return api::show_refusal(call,
                                 refused(pdf.refusal().code,
                                         pdf.refusal().words,
                                         "Mend it and ask for the pack again: nothing was written.",
                                         "--with"));
    }
    std::map<std::string, std::string> files{{"pack.json", api::json_text("", all.tables)},
                                             {"pack.pdf", pdf.value()}};
    for (const Figures& each : all.tables) files[each.name + ".csv"] = api::csv_text(each);
    const auto written = write_new_folder(call.fields.at("to"), files);
    if (!written.accepted()) return api::show_refusal(call, written.refusal());
    api::show(call,
              {.name = "pack",
               .title = "Pack of " + all.ref,
               .columns = {{"files", "Files", api::Kind::number}},
               .rows = {{static_cast<std::int64_t>(files.size())}},
               .notes = {}});
    return api::exit_ok;
}

}  // namespace

api::CommandSpec ending_pack_command() {
    using enum api::ArgumentKind;
    return {.words = "ending pack",
            .help = "Write all that is recorded of a person to a new folder: CSV, JSON and PDF",
            .example =
                "almoner ending pack P-0003 --to pack-P-0003 --as kim --credential-file "
                "kim.txt",
            .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                          {"--to", "to", text, true, "The folder, which must not be there yet"},
                          {"--for", "for", text, false, "Who else gets it: support-service:REF"},
                          {"--basis", "basis", text, false, "Of that: consent, or legal"},
                          {"--purpose", "purpose", text, false, "Of that: what for"},
                          {"--parts", "parts", text, false, "Else all that their role needs"},
                          {"--evidence", "evidence", text, false, "Of that: the document"},
                          {"--with", "with", text, false, "What makes the PDF, else weasyprint"}},
            .run = pack};
}

}  // namespace almoner::ops
