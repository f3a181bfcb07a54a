#include "scheduler/service/follow_up.h"

namespace almoner::scheduler {

CommandResult run_with_follow_up(CommandRunner& runner,
                                 ledger::Database& /*reader*/,
                                 const Surroundings& /*around*/,
                                 const Command& command) {
    return runner.run(command);
}

}  // namespace almoner::scheduler
