// The door of the process that holds the writer: the server for all its callers, or a lone program.
#pragma once

#include "api/door/door.h"
#include "scheduler/service/command_runner.h"

namespace almoner::api {

class LocalDoor final : public Door {
  public:
    // `reader` must see what the runner has committed; it is used under the door's own lock.
    LocalDoor(scheduler::CommandRunner& runner,
              const Store& store,
              const scheduler::Surroundings& around,
              Clock clock);

    ledger::CommandResult ask(const Ask& ask) override;

  private:
    scheduler::CommandRunner& runner_;
    const Store& store_;
    const scheduler::Surroundings& around_;
    Clock clock_;
};

}  // namespace almoner::api
