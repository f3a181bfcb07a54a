#include "scheduler/service/follow_up.h"

#include "ledger/records/payment.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/jobs/job.h"
#include "scheduler/jobs/run_job.h"
#include "scheduler/payment_run/finish_sending.h"
#include "scheduler/payment_run/run_facts.h"

#include <filesystem>
#include <nlohmann/json.hpp>

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
    Surroundings now = around;
    for (auto& [name, value] : area_settings(reader)) now.settings[name] = value;
    ledger::Stamp stamp;
    stamp.at_ms = asked.at_ms;
    const WritingMoment moment{.now = london_now(stamp), .hours = hours_of(now)};
    return finish_sending(reader, outbox, moment, [&](const NextCommand& next) {
        Command command = asked;
        if (next.by_scheduler) command.actor = std::string(scheduler_ref);
        command.name = next.name;
        command.key = next.key;
        command.fields = next.fields;
        return runner.run(command).outcome;
    });
}

// As it stands when all is done: the files are in the outbox, or it was too late for them.
ledger::Outcome<Answer> as_it_stands(ledger::Database& reader, const Answer& answer) {
    nlohmann::json told = nlohmann::json::parse(answer);
    const auto run = run_named(reader, told.at("run").get<std::string>());
    if (!run.accepted()) return run.refusal();
    if (run.value().state == ledger::RunState::approved) {
        return refused(file_too_late,
                       "A file of this run was planned before and never written, and by now it is "
                       "too late for its day: its payments were not sent.",
                       "Send the run again, which gives it new days, or cancel it.",
                       "run");
    }
    told["state"] = name_of(run.value().state);
    return told.dump();
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
        result.outcome = sent.accepted() ? as_it_stands(reader, result.outcome.value())
                                         : ledger::Outcome<Answer>(sent.refusal());
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
