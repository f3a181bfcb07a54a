#include "api/cli/commands.h"
#include "api/cli/completion.h"
#include "api/cli/manual.h"
#include "api/cli/person_find.h"
#include "api/cli/person_show.h"
#include "api/cli/reading.h"
#include "api/cli/run_list.h"
#include "api/cli/task_list.h"
#include "api/render/answer_words.h"
#include "ledger/records/actor.h"
#include "ledger/records/in_force.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/commands/user_add.h"

#include <charconv>
#include <ostream>

namespace almoner::api {
namespace {

std::string use_of(ledger::Database& database, const ledger::Actor& actor) {
    if (actor.active) return "yes";
    return scheduler::waits_to_be_confirmed(database, actor) ? "no, to be confirmed" : "no, ended";
}

Figures users_on(ledger::Database& database, ledger::Date day) {
    Figures figures{.name = "users",
                    .title = "Users",
                    .columns = {{"user", "User", Kind::text},
                                {"name", "Name", Kind::text},
                                {"role", "Role", Kind::text},
                                {"approve_limit", "May approve up to", Kind::money},
                                {"active", "Active", Kind::text},
                                {"since", "So since", Kind::date}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Actor& each : ledger::actors_on(database, day)) {
        figures.rows.push_back({each.ref,
                                each.name,
                                std::string(name_of(each.role)),
                                each.approve_limit ? Cell{*each.approve_limit} : Cell{},
                                use_of(database, each),
                                each.from_on});
    }
    return figures;
}

int user_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        show(call, users_on(*reading.database, reading.day));
        return static_cast<int>(exit_ok);
    });
}

int proposal_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        ledger::CommandResult result;
        result.outcome = scheduler::proposal_list(*reading.database, reading.day);
        const bool none = ledger::every_open_proposal(*reading.database).empty();
        if (none && call.output == Call::Output::words) {
            *call.out << "Nothing waits for a second person.\n";
            return static_cast<int>(exit_ok);
        }
        return show_answer(call, result);
    });
}

scheduler::Personal personal_for(ledger::Database& database, const ledger::Scope& scope) {
    const auto actor = ledger::actor_numbered(database, scope.actor, ledger::last_day_of_all);
    const bool decides = actor && actor->role != ledger::ActorRole::viewer;
    return decides ? scheduler::Personal::whole : scheduler::Personal::masked;
}

int proposal_show(const Program& program, Call& call) {
    const std::string& typed = call.fields["proposal"];
    std::int64_t id = 0;  // what can't be read is no proposal's number
    std::from_chars(typed.data(), typed.data() + typed.size(), id);
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        ledger::CommandResult result;
        result.outcome = scheduler::proposal_show(
            *reading.database, id, reading.day, personal_for(*reading.database, reading.scope));
        return show_answer(call, result);
    });
}

// What is wrong with it is nobody's decision, so it is no task of the books.
void tell_safekeeping(const Program& program,
                      const Call& call,
                      ledger::Database& database,
                      Figures& tasks) {
    if (!call.store.safekeeping) return;
    for (const SafekeepingCheck& each :
         checks_of(call.store.safekeeping(database), program.clock())) {
        if (!each.good) tasks.notes.push_back("For whoever runs the machine: " + each.words + ".");
    }
}

int task_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const bool decided = call.fields.contains("decided");
        const ledger::AsOf as_of = moment_of(call, reading);
        Figures tasks = decided ? decided_tasks(*reading.database, as_of)
                                : open_tasks(*reading.database, as_of);
        if (!decided) tell_safekeeping(program, call, *reading.database, tasks);
        show(call, tasks);
        return static_cast<int>(exit_ok);
    });
}

int run_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        show(call, runs_so_far(*reading.database, moment_of(call, reading)));
        return static_cast<int>(exit_ok);
    });
}

int person_find(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return find_person(call, reading); });
}

int person_show(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return show_person(call, reading); });
}

int completion(const Program& /*program*/, Call& call) {
    if (call.fields["shell"] != "bash") {
        return show_refusal(call,
                            {.code = "shell-unknown",
                             .words = "There is a completion for bash only.",
                             .next = "Say 'almoner completion bash'.",
                             .field = "shell",
                             .citation = ""});
    }
    *call.out << bash_completion(all_commands());
    return exit_ok;
}

int manual(const Program& program, Call& call) {
    std::vector<CommandSpec> commands = all_commands();
    commands.insert(commands.end(), program.more_commands.begin(), program.more_commands.end());
    *call.out << manual_page(commands, program.version);
    return exit_ok;
}

}  // namespace

std::vector<CommandSpec> list_commands() {
    using enum ArgumentKind;
    return {
        {.words = "completion",
         .help = "What bash needs to complete commands and options",
         .example = "almoner completion bash > /etc/bash_completion.d/almoner",
         .arguments = {{"SHELL", "shell", text, true, "bash"}},
         .run = completion},
        {.words = "manual",
         .help = "The manual page of every command, for man",
         .example = "almoner manual > /usr/local/share/man/man1/almoner.1",
         .arguments = {},
         .run = manual},
        {.words = "person find",
         .help = "Whose an NHS number or a bank account is",
         .example =
             "almoner person find --nhs-number '999 000 0107' --as jo --credential-file jo.txt",
         .arguments = {{"--nhs-number", "nhs_number", text, false, "Ten digits"},
                       {"--sort-code", "sort_code", text, false, "Six digits"},
                       {"--account-number", "account_number", text, false, "Eight digits"}},
         .run = person_find},
        {.words = "person show",
         .help = "A person's budgets, plan lines, agreements, representatives and bank accounts",
         .example = "almoner person show P-0018 --as vi --credential-file vi.txt",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"}},
         .run = person_show},
        {.words = "proposal list",
         .help = "Show what waits for a second person",
         .example = "almoner proposal list --as vi --credential-file vi.txt",
         .arguments = {},
         .run = proposal_list},
        {.words = "proposal show",
         .help = "What a proposal would change: each field before and after",
         .example = "almoner proposal show 1 --as sam --credential-file sam.txt",
         .arguments = {{"PROPOSAL", "proposal", text, true, "Number of the proposal"}},
         .run = proposal_show},
        {.words = "run list",
         .help = "The payment runs so far, the last first",
         .example = "almoner run list --as vi --credential-file vi.txt",
         .arguments = {},
         .run = run_list},
        {.words = "task done",
         .help = "Say what was decided about a task; it is done with that",
         .example = "almoner task done 4 --decision 'Not reclaimed: the family had no notice' "
                    "--as jo --credential-file jo.txt",
         .arguments = {{"TASK", "task", text, true, "Number of the task"},
                       {"--decision", "decision", text, true, "What was decided, and why"},
                       {"--evidence", "evidence", text, false, "Number of a document about it"}},
         .run = {}},
        {.words = "task list",
         .help = "What somebody has to decide or do, by the day it is due",
         .example = "almoner task list --as vi --credential-file vi.txt",
         .arguments = {{"--decided", "decided", flag, false, "Those that a person decided"}},
         .run = task_list},
        {.words = "user list",
         .help = "Who may give commands, in which role, and up to what limit",
         .example = "almoner user list --as vi --credential-file vi.txt",
         .arguments = {},
         .run = user_list},
    };
}

}  // namespace almoner::api
