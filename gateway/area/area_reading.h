// Reads an area's import files whole: every error at once, and which rows are good without the
// others.
#pragma once

#include "gateway/area/area_rows.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace almoner::gateway {

using AreaBytes = std::map<std::string, std::string>;  // file name -> what is in it

// Something to say about one cell, one row (field empty) or one file (row 0).
struct AreaFinding {
    std::string file;
    std::size_t row = 0;  // as a spreadsheet numbers it: the header is row 1
    std::string field;
    std::string value;  // the cell; of bank details the last two characters, of an NHS number none
    std::string code;   // stable, kebab-case
    std::string words;  // what is wrong
    std::string next;   // what to do
};

struct AreaReading {
    // Rows with nothing wrong that refer to nothing but such rows. Everything, when `errors` is
    // empty.
    AreaFiles good;
    std::vector<AreaFinding> errors;    // by file, row, column
    std::vector<AreaFinding> warnings;  // load all the same, but look at them
    // Nothing wrong in themselves, but they refer to a row that has errors.
    std::vector<AreaFinding> waiting;
    std::vector<std::string> notes;  // what was put right on the way
    // When there are errors: files of the same shape with the bad and the waiting rows, a column
    // `problem`, and the good rows that those refer to (`problem` empty), so that the folder can be
    // mended and loaded by itself.
    AreaBytes to_mend;
};

// `known` are the rows that the books have: a folder may leave out what they know, and its rows are
// checked against their version then. Of those only the references and what other rows are checked
// against is read: never a name, an NHS number or bank details. `objections` are what the books say
// of the folder's rows: each is an error of its row.
AreaReading read_area(const AreaBytes& files,
                      const AreaFiles& known = {},
                      const std::vector<AreaFinding>& objections = {});

// The *.csv files of a folder; what can't be opened is a std::runtime_error.
AreaBytes load_area_folder(const std::filesystem::path& folder);

// Each file with its header and, where they are wanted, a row (bank_accounts.csv: one for each kind
// of owner) that shows what goes into each column. With them it reads without errors.
enum class SampleRows : bool { without, with };
AreaBytes area_template(SampleRows sample_rows);

}  // namespace almoner::gateway
