#include "api/cli/commands.h"
#include "api/cli/monitor_show.h"
#include "api/cli/spend_show.h"

#include <utility>

namespace almoner::api {
namespace {

using enum ArgumentKind;

int spend_list(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_spends(program, call, reading); });
}

int surplus_show(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_surplus(program, call, reading); });
}

int surplus_list(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_surpluses(call, reading); });
}

int monitor_due(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return show_returns(call, reading); });
}

int monitor_list(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_returns(program, call, reading); });
}

Argument budget() {
    return {"BUDGET", "budget", text, true, "The budget's reference"};
}

std::vector<CommandSpec> spend_specs() {
    const Argument spend{"SPEND", "spend", text, true, "Number of the record"};
    return {
        {.words = "spend confirm",
         .help = "Say which plan line spending was for, and put it into the books",
         .example = "almoner spend confirm 1 --line L-0009 --as jo --credential-file jo.txt",
         .arguments = {{"SPEND", "spend", text, true, "Number of the record, or 12-40"},
                       {"--line", "line", text, false, "The plan line, else the one that was told"},
                       {"--outside", "outside", flag, false, "It is on no line of the plan"}},
         .run = {}},
        {.words = "spend import",
         .help = "Record what was spent from a file: every row or none, each once",
         .example = "almoner spend import spending.csv --as jo --credential-file jo.txt",
         .arguments = {{"FILE",
                        "file",
                        file,
                        true,
                        "CSV: budget,date,amount,payee,what_for,plan_line,reference,refund"}},
         .run = import_spends},
        {.words = "spend list",
         .help = "What was spent of a budget, and what waits to be confirmed",
         .example = "almoner spend list B-0007 --as jo --credential-file jo.txt",
         .arguments = {budget()},
         .run = spend_list},
        {.words = "spend record",
         .help = "Record one thing that was spent, or came back",
         .example = "almoner spend record B-0007 --date 2026-04-02 --amount 42.50 --line L-0009 "
                    "--as jo --credential-file jo.txt",
         .arguments = {budget(),
                       {"--date", "date", text, true, "The day on which it was paid"},
                       {"--amount", "amount", text, true, "How much"},
                       {"--payee", "payee", text, false, "Who was paid"},
                       {"--what-for", "what_for", text, false, "What for"},
                       {"--line", "plan_line", text, false, "The plan line, if it is known"},
                       {"--reference", "reference", text, false, "Of the receipt or invoice"},
                       {"--refund", "refund", flag, false, "It came back"}},
         .run = {}},
        {.words = "spend undo",
         .help = "Take back a record of spending, or its confirmation",
         .example = "almoner spend undo 1 --words 'It was on the other line.' --as sam "
                    "--credential-file sam.txt",
         .arguments = {spend, {"--words", "words", text, true, "Why"}},
         .run = {}},
    };
}

std::vector<CommandSpec> monitor_specs() {
    return {
        {.words = "monitor ask",
         .help = "Ask for the return of a budget whose period has run, once",
         .example = "almoner monitor ask B-0007 --as jo --credential-file jo.txt",
         .arguments = {budget()},
         .run = {}},
        {.words = "monitor due",
         .help = "Which returns are to be asked for, and which are late",
         .example = "almoner monitor due --as jo --credential-file jo.txt",
         .arguments = {},
         .run = monitor_due},
        {.words = "monitor help",
         .help = "Record what help and which other format a holder was offered",
         .example = "almoner monitor help 3 --words 'Rang; a friend will photograph the receipts.' "
                    "--as jo --credential-file jo.txt",
         .arguments = {{"RETURN", "return", text, true, "Number of the return"},
                       {"--words", "words", text, true, "What was offered"}},
         .run = {}},
        {.words = "monitor list",
         .help = "The returns of a budget and where they stand",
         .example = "almoner monitor list B-0007 --as jo --credential-file jo.txt",
         .arguments = {budget()},
         .run = monitor_list},
        {.words = "monitor overdue",
         .help = "What follows from a late return: a reminder, help, a review; never a stop",
         .example = "almoner monitor overdue 3 --as jo --credential-file jo.txt",
         .arguments = {{"RETURN", "return", text, true, "Number of the return"}},
         .run = {}},
        {.words = "monitor received",
         .help = "Record a return that came in, by the document that it is",
         .example =
             "almoner monitor received B-0007 --evidence 31 --as jo --credential-file jo.txt",
         .arguments = {budget(),
                       {"--evidence", "evidence", text, true, "Number of the document"},
                       {"--return", "return", text, false, "Which, else the oldest that is open"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> spend_commands() {
    std::vector<CommandSpec> all = spend_specs();
    for (CommandSpec& each : monitor_specs()) all.push_back(std::move(each));
    const std::vector<CommandSpec> surplus{
        {.words = "surplus list",
         .help = "Budgets with more free than the policy asks no questions about",
         .example = "almoner surplus list --weeks 4 --as jo --credential-file jo.txt",
         .arguments = {{"--weeks", "weeks", text, false, "Weeks of money, else the policy's"}},
         .run = surplus_list},
        {.words = "surplus show",
         .help = "What of a budget's money is free, with every figure's record",
         .example = "almoner surplus show B-0007 --as jo --credential-file jo.txt",
         .arguments = {budget()},
         .run = surplus_show},
    };
    all.insert(all.end(), surplus.begin(), surplus.end());
    return all;
}

}  // namespace almoner::api
