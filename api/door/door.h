// How every door reaches an area: who asks is made sure of, the day is set, the command is run.
#pragma once

#include "api/door/safekeeping.h"
#include "ledger/area/area_writer.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace almoner::api {

// What a person or a script asks for, before it is known whether they may.
struct Ask {
    std::string name;
    std::string key;
    std::string as;          // the actor's ref
    std::string credential;  // never logged, never stored
    std::string as_of;       // ISO date; only in a simulated area
    std::string at;          // HH:MM on that day; only in a simulated area
    std::map<std::string, std::string> fields{};
    bool dry_run = false;
};

// An area's storage as the composition root opens it.
struct Store {
    std::function<std::unique_ptr<ledger::Database>()> open_writer;  // made and migrated
    std::function<std::unique_ptr<ledger::Database>()> open_reader;
    std::function<bool()> has_area{};  // whether an area was made there
    // Keeps in the data folder that its area is here; after 'init'.
    std::function<void()> remember{};
    std::string place{};       // in words, without a secret
    bool takes_turns = false;  // a second server waits until the first has ended
    // Copies the area as it stands to a file while it is in use; empty where the store's own tools
    // do that.
    std::function<void(const std::filesystem::path& file)> copy_to{};
    // How well it is kept in a second place; empty where the store's own tools know.
    std::function<Safekeeping(ledger::Database& reader)> safekeeping{};
};

using Clock = std::function<std::int64_t()>;  // milliseconds since 1970, UTC

// Where asks go: to the running server over its socket, or to the area itself.
class Door {
  public:
    Door() = default;
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;
    virtual ~Door() = default;
    // Throws ledger::StorageError on an outage.
    [[nodiscard]] virtual ledger::CommandResult ask(const Ask& ask) = 0;
};

}  // namespace almoner::api
