#include "api/cli/import_command.h"

#include "gateway/area/area_files.h"
#include "gateway/area/area_reading.h"
#include "scheduler/commands/import_area.h"

#include <fstream>
#include <ostream>
#include <stdexcept>

namespace almoner::api {
namespace {

using gateway::AreaFinding;

void tell(std::ostream& out, const AreaFinding& finding) {
    out << finding.file;
    if (finding.row != 0) out << " row " << finding.row;
    if (!finding.field.empty()) out << ", " << finding.field;
    if (!finding.value.empty()) out << " \"" << finding.value << '"';
    out << ": " << finding.words << ' ' << finding.next << '\n';
}

void tell_all(const Call& call, const gateway::AreaReading& reading) {
    if (call.output != Call::Output::words) return;
    for (const std::string& note : reading.notes) *call.err << "Note: " << note << '\n';
    for (const AreaFinding& finding : reading.warnings) {
        *call.err << "Warning: ";
        tell(*call.err, finding);
    }
    for (const AreaFinding& finding : reading.errors) tell(*call.err, finding);
    for (const AreaFinding& finding : reading.waiting) tell(*call.err, finding);
}

// A folder of its own, so that it can be mended and imported by itself; what stood there before is
// of an earlier import.
void write_to_mend(const std::filesystem::path& folder, const gateway::AreaBytes& files) {
    std::filesystem::create_directories(folder);
    for (const gateway::AreaFile file : gateway::all_area_files) {
        std::filesystem::remove(folder / gateway::file_name(file));
    }
    for (const auto& [name, bytes] : files) {
        std::ofstream out(folder / name, std::ios::binary);
        out << bytes;
        if (!out.flush()) {
            throw std::runtime_error("the good rows are loaded, but " + (folder / name).string() +
                                     " can't be written");
        }
    }
}

ledger::Refusal refused(const gateway::AreaReading& reading) {
    return {.code = "import-has-errors",
            .words = std::to_string(reading.errors.size()) +
                     " things are wrong in the files, and nothing was loaded.",
            .next = "Mend the rows and import again, or load the good rows with --accept-good.",
            .field = reading.errors.front().file,
            .citation = {}};
}

}  // namespace

int import_folder(const Program& program, Call& call) {
    const gateway::AreaReading reading = gateway::read_area(scheduler::import_files(call.fields));
    tell_all(call, reading);
    if (!reading.errors.empty() && !call.fields.contains("accept_good")) {
        return show_refusal(call, refused(reading));
    }
    const int code = ask_and_show(program, call);
    const bool loaded = code == exit_ok || code == exit_partial;
    if (!loaded || call.dry_run || reading.errors.empty()) return code;
    const std::filesystem::path folder = call.folder / "to-mend";
    write_to_mend(folder, reading.to_mend);
    *call.err << "The rows to be mended are in " << folder.string() << ".\n";
    return code;
}

}  // namespace almoner::api
