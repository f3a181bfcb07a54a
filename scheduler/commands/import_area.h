// almoner import FOLDER: loads an area's files, shows what differs, and makes dated versions of it.
#pragma once

#include "gateway/area/area_reading.h"
#include "scheduler/commands/command.h"

#include <map>
#include <string>

namespace almoner::scheduler {

// Fields: file:NAME for each file; accept_good=yes loads the good rows although others are bad;
// apply=yes makes new versions of what changed, from the day in `from` (else today) on.
//
// New rows are always loaded; what differs from the books is listed and, without apply, left alone.
// A missing row ends nothing, and the rows that are there may refer to it where the books have it;
// an opening balance is never changed, and new bank details of a known payee become a proposal for
// another person to confirm. Once the area has paid anybody, the first person's import is a
// proposal and loads nothing; the same import by a checker who is somebody else loads it. Refused:
// import-no-files, import-has-errors, needs-checker.
//
// The answer counts per file {added, changed, different, same} and lists `errors`, `warnings`,
// `differences` and `proposals`, without personal text, since the journal keeps it for ever. A door
// that shows a person their own cells, or writes the files to be mended, takes both from
// gateway::read_area(import_files(fields), rows_of_books(database)).
[[nodiscard]] ledger::Outcome<Answer> import_area(Asked& asked);

[[nodiscard]] gateway::AreaBytes import_files(const std::map<std::string, std::string>& fields);

}  // namespace almoner::scheduler
