#include "api/cli/import_command.h"

#include "api/cli/findings_show.h"
#include "api/cli/reading.h"
#include "api/render/figures.h"
#include "gateway/area/area_files.h"
#include "gateway/area/area_reading.h"
#include "scheduler/commands/import_area.h"
#include "scheduler/commands/import_area_books.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>
#include <vector>

namespace almoner::api {
namespace {

namespace fs = std::filesystem;
using gateway::AreaFinding;
using gateway::AreaReading;
using nlohmann::ordered_json;

constexpr std::size_t most_waiting_told = 10;

void tell_all(const Call& call, const AreaReading& reading) {
    if (call.output != Call::Output::words) return;
    for (const std::string& note : reading.notes) *call.err << "Note: " << note << '\n';
    for (const AreaFinding& finding : reading.warnings) {
        *call.err << "Warning: ";
        tell(*call.err, finding);
    }
    for (const AreaFinding& finding : reading.errors) tell(*call.err, finding);
    // One file that can't be read keeps hundreds waiting: they are no news.
    std::size_t told = 0;
    for (const AreaFinding& finding : reading.waiting) {
        if (++told <= most_waiting_told) tell(*call.err, finding);
    }
    if (told > most_waiting_told) {
        *call.err << "... and " << told - most_waiting_told
                  << " more rows wait for those (--csv and --json have them all)\n";
    }
}

Figures findings_of(const AreaReading& reading) {
    Figures figures = no_findings();
    add_rows(figures, "error", reading.errors);
    add_rows(figures, "waits", reading.waiting);
    add_rows(figures, "warning", reading.warnings);
    return figures;
}

int refuse(const Call& call, const AreaReading& reading) {
    const ledger::Refusal refusal{
        .code = "import-has-errors",
        .words = std::to_string(reading.errors.size()) +
                 (reading.errors.size() == 1 ? " thing is" : " things are") +
                 " wrong in the files, and nothing was loaded.",
        .next = "Mend the rows and import again, or load the good rows with --accept-good.",
        .field = reading.errors.front().file,
        .citation = {}};
    if (call.output == Call::Output::csv) *call.out << csv_text(findings_of(reading));
    if (call.output != Call::Output::json) return show_refusal(call, refusal);
    *call.err << ordered_json{{"code", refusal.code},
                              {"field", refusal.field},
                              {"detail", refusal.words},
                              {"next", refusal.next},
                              {"errors", listed(reading.errors)},
                              {"waiting", listed(reading.waiting)},
                              {"warnings", listed(reading.warnings)}}
                     .dump(2, ' ', false, ordered_json::error_handler_t::replace)
              << '\n';
    return exit_refused;
}

bool is_known(const AreaReading& reading, const AreaFinding& finding) {
    const auto is_same = [&](const AreaFinding& each) {
        return each.file == finding.file && each.row == finding.row && each.code == finding.code &&
               each.field == finding.field;
    };
    return std::ranges::any_of(reading.errors, is_same) ||
           std::ranges::any_of(reading.waiting, is_same) ||
           std::ranges::any_of(reading.warnings, is_same);
}

// What the books say of the rows, beside what can be seen in the files alone.
std::vector<AreaFinding> said_by_books(const ordered_json& findings, const AreaReading& reading) {
    std::vector<AreaFinding> said;
    for (const ordered_json& each : findings) {
        AreaFinding finding{.file = each.at("file"),
                            .row = each.at("row"),
                            .field = each.at("field"),
                            .value = each.value("value", ""),
                            .code = each.at("code"),
                            .words = each.at("words"),
                            .next = each.at("next")};
        if (!is_known(reading, finding)) said.push_back(std::move(finding));
    }
    return said;
}

// One row for each file, for a person to read.
ordered_json files_listed(const ordered_json& files) {
    ordered_json list = ordered_json::array();
    for (const auto& [file, counts] : files.items()) {
        ordered_json row{{"file", file}};
        for (const char* count : {"added", "changed", "different", "same"}) {
            row[count] = counts.at(count);
        }
        list.push_back(std::move(row));
    }
    return list;
}

// Rows that differ and may be taken over, and bank details that may be proposed.
bool leaves_differences(const Call& call, const ordered_json& answer) {
    if (call.fields.contains("apply")) return false;
    const auto may_be_applied = [](const ordered_json& each) { return !each.contains("never"); };
    const auto is_not_proposed = [](const ordered_json& each) {
        return !each.contains("proposal");
    };
    return std::ranges::any_of(answer.at("differences"), may_be_applied) ||
           std::ranges::any_of(answer.at("proposals"), is_not_proposed);
}

// The answer that the journal keeps holds no personal text; here it goes to whoever has the files.
int show_loaded(const Call& call, ledger::CommandResult result, const AreaReading& reading) {
    ordered_json answer = ordered_json::parse(result.outcome.value());
    if (call.output == Call::Output::words) {
        for (const char* told : {"errors", "warnings"}) answer.erase(told);
        answer["files"] = files_listed(answer.at("files"));
    } else {
        answer["errors"] = listed(reading.errors);
        answer["waiting"] = listed(reading.waiting);
        answer["warnings"] = listed(reading.warnings);
    }
    if (leaves_differences(call, answer)) {
        answer["next"] =
            "What differs from the books was left as it is there: import with --apply to take it "
            "over.";
    }
    result.outcome = answer.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
    return show_answer(call, result);
}

void write_file(const fs::path& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    if (!out.flush()) throw std::runtime_error(path.string() + " can't be written");
}

// What stood there before is of an earlier import.
void write_to_mend(const fs::path& folder, const gateway::AreaBytes& files) {
    for (const gateway::AreaFile file : gateway::all_area_files) {
        fs::remove(folder / gateway::file_name(file));
    }
    for (const auto& [name, bytes] : files) write_file(folder / name, bytes);
}

// A folder of its own, so that it can be mended and imported by itself.
fs::path folder_to_mend(const Call& call) {
    const auto given = call.fields.find("to_mend");
    return given == call.fields.end() ? call.folder / "to-mend" : fs::path(given->second);
}

int refuse_own_folder(const Call& call) {
    return show_refusal(call,
                        {.code = "to-mend-is-the-folder",
                         .words = "The rows to be mended would be written over the files.",
                         .next = "Name another folder.",
                         .field = "--to-mend",
                         .citation = {}});
}

// Whether there is nothing to load: a real import then asks nothing of anybody.
bool changes_nothing(const Program& program, const Call& call) {
    Call preview = call;
    preview.dry_run = true;
    preview.key.clear();
    const ledger::CommandResult result = ask_at_door(program, preview);
    if (!result.outcome.accepted()) return false;
    const ordered_json answer = ordered_json::parse(result.outcome.value());
    const auto is_same = [](const ordered_json& file) {
        return file.at("added") == 0 && file.at("changed") == 0;
    };
    const bool proposes_none = std::ranges::none_of(
        answer.at("proposals"), [](const auto& payee) { return payee.contains("proposal"); });
    return proposes_none && answer.at("error_count") == 0 &&
           std::ranges::all_of(answer.at("files"), is_same);
}

bool waits_for_another(const ordered_json& answer) {
    return answer.value("state", "") == "to-be-confirmed";
}

int load(const Program& program,
         const Call& call,
         const gateway::AreaFiles& known,
         const AreaReading& reading,
         const fs::path& to_mend) {
    const bool may_write = !reading.errors.empty() && !call.dry_run;
    if (may_write) {
        fs::create_directories(to_mend);
        if (fs::equivalent(to_mend, call.folder)) return refuse_own_folder(call);
    }
    const ledger::CommandResult result = ask_at_door(program, call);
    if (!result.outcome.accepted()) {
        tell_all(call, reading);
        return show_answer(call, result);
    }
    const ordered_json answer = ordered_json::parse(result.outcome.value());
    if (waits_for_another(answer)) return show_answer(call, result);
    const gateway::AreaBytes files = scheduler::import_files(call.fields);
    AreaReading all = gateway::read_area(files, known, said_by_books(answer.at("errors"), reading));
    for (AreaFinding& warning : said_by_books(answer.at("warnings"), all)) {
        all.warnings.push_back(std::move(warning));
    }
    tell_all(call, all);
    const int code = show_loaded(call, result, all);
    if (all.errors.empty()) return code;
    if (!call.dry_run) {
        fs::create_directories(to_mend);
        write_to_mend(to_mend, all.to_mend);
        *call.err << "The rows to be mended are in " << to_mend.string() << ".\n";
    }
    return code;
}

int write_template(const Call& call) {
    const fs::path folder = call.fields.at("template");
    if (!call.dry_run) fs::create_directories(folder);
    const auto rows = call.fields.contains("sample_rows") ? gateway::SampleRows::with
                                                          : gateway::SampleRows::without;
    const gateway::AreaBytes files = gateway::area_template(rows);
    for (const auto& [name, bytes] : files) {
        if (!fs::exists(folder / name)) continue;
        return show_refusal(call,
                            {.code = "file-exists",
                             .words = (folder / name).string() + " is there already.",
                             .next = "Name an empty folder: nothing is ever overwritten.",
                             .field = "--template",
                             .citation = {}});
    }
    if (!call.dry_run) {
        for (const auto& [name, bytes] : files) write_file(folder / name, bytes);
    }
    Figures written{.name = "files",
                    .title = "",
                    .columns = {{"file", "File", Kind::text}},
                    .rows = {},
                    .notes = {"What goes into each column: ops/docs/the-import-files.md."}};
    for (const auto& [name, bytes] : files) written.rows.push_back({(folder / name).string()});
    show(call, written);
    if (call.dry_run) *call.err << "Nothing was changed: this was a dry run.\n";
    return exit_ok;
}

}  // namespace

int import_folder(const Program& program, Call& call) {
    if (call.fields.contains("template")) return write_template(call);
    if (call.folder.empty()) {
        *call.err << "almoner: name the FOLDER to import, or --template DIR to begin with\n";
        return exit_usage;
    }
    // As they were before the import: what it loads is in the files.
    gateway::AreaFiles known;
    if (call.store.has_area()) {
        const int read = read_area(program, call, [&](Reading& books) {
            known = scheduler::rows_of_books(*books.database);
            return exit_ok;
        });
        if (read != exit_ok) return read;
    }
    const AreaReading reading = gateway::read_area(scheduler::import_files(call.fields), known);
    if (!reading.errors.empty() && !call.fields.contains("accept_good")) {
        tell_all(call, reading);
        return refuse(call, reading);
    }
    // Where they are written is no part of what is asked for.
    const fs::path to_mend = folder_to_mend(call);
    call.fields.erase("to_mend");
    if (!call.dry_run && changes_nothing(program, call)) {
        *call.err << "There is nothing to load that the books don't have.\n";
        call.dry_run = true;
        call.is_look = true;
    }
    return load(program, call, known, reading, to_mend);
}

}  // namespace almoner::api
