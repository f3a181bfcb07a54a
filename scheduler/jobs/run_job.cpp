#include "scheduler/jobs/run_job.h"

#include "ledger/values/invariant.h"
#include "scheduler/commands/command.h"
#include "scheduler/jobs/job.h"
#include "scheduler/service/follow_up.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace almoner::scheduler {
namespace {

const ledger::Query job_was_run{"SELECT 1 FROM job_run WHERE name = $1 AND as_of = $2"};

// Whoever starts a job by hand answers for what it proposes: nobody approves their own proposal by
// having the scheduler make it. What people may not do is the scheduler's own in either case.
std::string actor_of(const Command& started, const JobCommand& wanted) {
    const CommandEntry* const entry = find_command(wanted.name);
    const bool is_open_to_people =
        entry != nullptr && std::ranges::find(entry->who, Role::maker) != entry->who.end();
    return is_open_to_people ? started.actor : std::string(scheduler_ref);
}

Command part_of(const Command& started, const JobCommand& wanted, const std::string& place) {
    return {.name = wanted.name,
            .key = started.key + ":" + place,
            .actor = actor_of(started, wanted),
            .at_ms = started.at_ms,
            .today = started.today,
            .fields = wanted.fields};
}

// The lease goes back without the note that the job was done, and somebody is told.
CommandResult was_refused(CommandRunner& runner,
                          const Command& started,
                          const ledger::Refusal& refusal) {
    const std::string& name = started.fields.at("job");
    const CommandResult told = runner.run(
        part_of(started,
                {.name = "task open",
                 .fields = {{"kind", "job-refused"},
                            {"subject", "job:" + name + " " + refusal.code},
                            {"due", started.today.iso()},
                            {"owner", "finance"},
                            {"words",
                             "The daily job '" + name + "' was refused and will be tried again: " +
                                 refusal.words + " " + refusal.next}}},
                "refused"));
    CommandResult result = runner.run(part_of(started,
                                              {.name = "job done",
                                               .fields = {{"job", name},
                                                          {"holder", started.key},
                                                          {"refused", refusal.code},
                                                          {"words", refusal.words}}},
                                              "done"));
    if (!told.outcome.accepted()) result = told;
    if (result.outcome.accepted()) result.outcome = refusal;
    return result;
}

}  // namespace

std::vector<std::string> jobs_due(ledger::Database& reader, ledger::Date today) {
    std::vector<std::string> due;
    for (const Job& job : job_table()) {
        if (!reader.select(job_was_run, job.name, today).next()) due.emplace_back(job.name);
    }
    return due;
}

CommandResult run_job(CommandRunner& runner,
                      ledger::Database& reader,
                      const Surroundings& around,
                      const JobOfDay& job) {
    const Command command{.name = "job run",
                          .key = "job:" + job.name + ":" + job.today.iso() +
                                 (job.again > 0 ? ":again-" + std::to_string(job.again) : ""),
                          .actor = std::string(scheduler_ref),
                          .at_ms = job.at_ms,
                          .today = job.today,
                          .fields = {{"job", job.name}}};
    return run_with_follow_up(runner, reader, around, command);
}

CommandResult finish_job(CommandRunner& runner, ledger::Database& reader, const Command& started) {
    const std::string& name = started.fields.at("job");
    const Job* const job = find_job(name);
    if (job == nullptr) throw ledger::InvariantBroken("a job was started that no table has");
    const JobFindings found = job->find(reader, started.today);
    nlohmann::json done = nlohmann::json::array();
    std::optional<ledger::Refusal> refusal;
    int place = 0;
    for (const JobCommand& wanted : found.commands) {
        const CommandResult result = runner.run(part_of(started, wanted, std::to_string(++place)));
        nlohmann::json line{{"command", wanted.name}, {"refused", nullptr}};
        if (result.outcome.accepted()) {
            line["answer"] = nlohmann::json::parse(result.outcome.value());
        } else {
            line["refused"] = result.outcome.refusal().code;
            if (!refusal) refusal = result.outcome.refusal();
        }
        done.push_back(std::move(line));
    }
    if (refusal) return was_refused(runner, started, *refusal);
    const CommandResult noted = runner.run(
        part_of(started,
                {.name = "job done",
                 .fields = {{"job", name}, {"holder", started.key}, {"words", found.words}}},
                "done"));
    if (!noted.outcome.accepted()) return noted;
    CommandResult result = noted;
    result.outcome = nlohmann::json{
        {"job", name},
        {"as_of", started.today.iso()},
        {"words", found.words},
        {"agrees", found.agrees},
        {"commands",
         done}}.dump();
    return result;
}

JobEnd end_of(const CommandResult& result) {
    if (!result.outcome.accepted()) return JobEnd::refused;
    const bool agrees = nlohmann::json::parse(result.outcome.value()).value("agrees", true);
    return agrees ? JobEnd::done : JobEnd::disagrees;
}

}  // namespace almoner::scheduler
