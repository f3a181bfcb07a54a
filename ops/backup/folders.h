// What the commands of backups ask of the folders that they are given.
#pragma once

#include "api/cli/spec.h"
#include "ops/backup/restore.h"

#include <filesystem>
#include <string>

namespace almoner::ops {

[[nodiscard]] ledger::Refusal refuse_backup(const char* code,
                                            std::string words,
                                            std::string next,
                                            std::string field);
// "backup-not-here": PostgreSQL has tools of its own.
[[nodiscard]] ledger::Refusal not_here();
// It is never made: where a disk is not mounted, its empty place must not be filled.
[[nodiscard]] ledger::Outcome<std::filesystem::path> existing_folder(const api::Call& call,
                                                                     const std::string& field);
// --from, --shipped (else the same) and --at.
[[nodiscard]] ledger::Outcome<RestoreSource> source_of(const api::Program& program,
                                                       const api::Call& call);

}  // namespace almoner::ops
