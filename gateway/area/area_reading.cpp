#include "gateway/area/area_reading.h"

#include "gateway/area/area_draft.h"
#include "gateway/area/area_files.h"
#include "gateway/area/cross_checks.h"
#include "gateway/area/read_rows.h"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace almoner::gateway {

AreaReading read_area(const AreaBytes& files,
                      const AreaFiles& known,
                      const std::vector<AreaFinding>& objections) {
    AreaDraft draft;
    draft.expect_books(known);
    for (const AreaFile file : all_area_files) {
        const auto found = files.find(std::string(file_name(file)));
        if (found == files.end()) {
            draft.note_absent(file);
        } else {
            draft.add_sheet(file, found->second);
        }
    }
    for (const auto& [name, bytes] : files) {
        if (area_file_named(name)) continue;
        draft.complain_about_file(name,
                                  {},
                                  {"file-unknown",
                                   "No file of an area has this name.",
                                   "Correct the name, or take the file out of the folder.",
                                   {},
                                   {}});
    }
    read_rows(draft, known);
    check_across_rows(draft);
    for (const AreaFinding& objection : objections) draft.object(objection);
    return std::move(draft).finish();
}

AreaBytes load_area_folder(const std::filesystem::path& folder) {
    AreaBytes files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".csv") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        if (!in) throw std::runtime_error("can't open " + entry.path().string());
        files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(in),
                                                   std::istreambuf_iterator<char>()};
        if (in.bad()) throw std::runtime_error("can't read " + entry.path().string());
    }
    return files;
}

}  // namespace almoner::gateway
