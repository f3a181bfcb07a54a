#include "scheduler/service/follow_up.h"

#include "scheduler/jobs/job.h"
#include "scheduler/jobs/run_job.h"
#include "scheduler/payment_run/finish_sending.h"

#include <filesystem>

namespace almoner::scheduler {
namespace {

// What comes next is asked for by the one who asked for the first, at the same moment.
ledger::Outcome<int> send_what_is_intended(CommandRunner& runner,
                                           ledger::Database& reader,
                                           const Surroundings& around,
                                           const Command& asked) {
    const std::filesystem::path folder = around.folder / "outbox";
    const std::filesystem::path marks = around.folder / "outbox-marks";
    std::filesystem::create_directories(folder);
    std::filesystem::create_directories(marks);
    gateway::Outbox outbox(folder, marks);
    return finish_sending(reader, outbox, [&](const NextCommand& next) {
        Command command = asked;
        command.name = next.name;
        command.key = next.key;
        command.fields = next.fields;
        return runner.run(command).outcome;
    });
}

}  // namespace

CommandResult run_with_follow_up(CommandRunner& runner,
                                 ledger::Database& reader,
                                 const Surroundings& around,
                                 const Command& command) {
    CommandResult result = runner.run(command);
    if (!result.outcome.accepted() || command.dry_run) return result;
    if (command.name == "job run") return finish_job(runner, reader, command);
    if (command.name == "run send") {
        const auto sent = send_what_is_intended(runner, reader, around, command);
        if (!sent.accepted()) result.outcome = sent.refusal();
    }
    return result;
}

ledger::Outcome<int> take_up_unfinished(CommandRunner& runner,
                                        ledger::Database& reader,
                                        const Surroundings& around,
                                        ledger::Date today,
                                        std::int64_t at_ms) {
    return send_what_is_intended(runner,
                                 reader,
                                 around,
                                 {.name = {},
                                  .key = {},
                                  .actor = std::string(scheduler_ref),
                                  .at_ms = at_ms,
                                  .today = today});
}

}  // namespace almoner::scheduler
