// 'almoner backup', 'restore', 'drill' and 'safekeeping note'.
#pragma once

#include "api/cli/spec.h"

#include <vector>

namespace almoner::ops {

// They ask for no user: whoever may read the data folder or a backup's has all that is in it.
//
// backup: exit code 0 also where the backup of this day and head is there already, 5 where that one
//   is damaged. Refused: backup-not-here on a store that has tools of its own, folder-missing,
//   folder-in-data, folder-of-another-area.
// restore: 0 when all that was asked for is there, 3 when it is good and something after it could
//   not be used, 5 when it does not agree with its journal: then nothing is left. Refused:
//   folder-missing, folder-not-empty, time-unreadable, backup-none.
// drill: 0 only when every file was read through and good, the newest state was restored and agrees
//   with its journal and with the area in the data folder, and that was noted there. 3 when there
//   was no area, or no keys; 5 when not good, 4 when it could not run. Refused: backup-not-here,
//   folder-missing, backup-none.
// safekeeping note: what the tools of a store that has its own did, so that alerts can fire.
// Refused:
//   safekeeping-noted-already on a store that `backup` and `drill` keep, safekeeping-unknown.
[[nodiscard]] api::CommandSpec backup_command();
[[nodiscard]] api::CommandSpec restore_command();
[[nodiscard]] api::CommandSpec drill_command();
[[nodiscard]] api::CommandSpec safekeeping_note_command();

}  // namespace almoner::ops
