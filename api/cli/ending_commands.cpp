#include "api/cli/commands.h"
#include "api/cli/ending_show.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int ending_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list_endings(call, reading); });
}

int ending_show(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_ending(program, call, reading); });
}

int ending_account(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_account(program, call, reading); });
}

const Argument an_ending{"ENDING", "ending", text, true, "The ending's number, E-0001"};
const Argument what{"--what", "what", text, true, "wages, notice-pay, redundancy, ..."};
const Argument which_line{"--plan-line", "plan_line", text, false, "Where there are several"};
const Argument paper{"--evidence", "evidence", text, false, "Number of the document"};

std::vector<CommandSpec> changes() {
    return {
        {.words = "ending answer",
         .help = "Say what of one kind is owed at the end, or that nothing is",
         .example = "almoner ending answer E-0001 --what wages --amount 640.00 --evidence 5 --as "
                    "jo --credential-file jo.txt",
         .arguments = {an_ending,
                       what,
                       {"--amount", "amount", text, false, "How much"},
                       {"--nothing", "nothing", flag, false, "Nothing is owed of it"},
                       which_line,
                       paper},
         .run = {}},
        {.words = "ending close",
         .help = "Close a budget of which all is met and accounted for",
         .example = "almoner ending close E-0001 --as jo --credential-file jo.txt",
         .arguments = {an_ending},
         .run = {}},
        {.words = "ending met",
         .help = "Say by which spending, or on what paper, something owed was met",
         .example = "almoner ending met E-0001 --what wages --spend 12 --as jo --credential-file "
                    "jo.txt",
         .arguments = {an_ending,
                       what,
                       which_line,
                       {"--spend", "spend", text, false, "Number of the record of spending"},
                       {"--amount", "amount", text, false, "Of a document; else all of it"},
                       paper},
         .run = {}},
        {.words = "ending open",
         .help = "Open the end of a budget, or of all budgets of a person",
         .example = "almoner ending open B-0003 --because death --as jo --credential-file jo.txt",
         .arguments = {{"ABOUT", "about", text, true, "Reference of the budget or the person"},
                       {"--because", "because", text, true, "death, stop, move"},
                       {"--on", "on", text, false, "The last day that is paid for"},
                       {"--ground", "ground", text, false, "Of a stop: misuse, holder-exit, ..."},
                       {"--consulted", "consulted", text, false, "Document of the consultation"},
                       {"--consulted-on", "consulted_on", text, false, "Its day, else today"},
                       {"--words", "words", text, false, "Why nobody was consulted"}},
         .run = {}},
        {.words = "ending pay",
         .help = "Propose to pay a debt that the public body took over",
         .example = "almoner ending pay E-0001 --what invoices --payee-account 12 --as jo "
                    "--credential-file jo.txt",
         .arguments = {an_ending,
                       what,
                       which_line,
                       {"--payee-account", "payee_account", text, true, "Who is owed it"},
                       {"--amount", "amount", text, false, "Else all that is open"},
                       {"--paid-from", "paid_from", text, false, "Of several bank accounts one"}},
         .run = {}},
        {.words = "ending refund",
         .help = "Propose to pay the person's own share out of the client account",
         .example = "almoner ending refund E-0001 --payee-account 12 --as jo --credential-file "
                    "jo.txt",
         .arguments = {an_ending,
                       {"--payee-account", "payee_account", text, true, "The person's account"},
                       {"--amount", "amount", text, false, "Else all of it"},
                       {"--evidence", "evidence", text, false, "Where the account is another's"}},
         .run = {}},
        {.words = "ending take-over",
         .help = "Propose that the public body owes it, where the law says so",
         .example = "almoner ending take-over E-0001 --what invoices --evidence 5 --as jo "
                    "--credential-file jo.txt",
         .arguments = {an_ending, what, which_line, paper},
         .run = {}},
        {.words = "ending withdraw",
         .help = "Withdraw an ending that was opened by mistake",
         .example = "almoner ending withdraw E-0001 --words 'Another person.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {an_ending, {"--words", "words", text, true, "Why"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> ending_commands() {
    std::vector<CommandSpec> all = changes();
    const std::vector<CommandSpec> looks{
        {.words = "ending account",
         .help = "The final account: per funder paid in, spent, came back, asked back, left",
         .example = "almoner ending account E-0001 --as jo --credential-file jo.txt",
         .arguments = {{"ENDING", "ending", text, true, "The ending's number, or a budget's"}},
         .run = ending_account},
        {.words = "ending list",
         .help = "Budgets that come to their end, and what is still to be answered",
         .example = "almoner ending list --as jo --credential-file jo.txt",
         .arguments = {},
         .run = ending_list},
        {.words = "ending show",
         .help = "The checklist of an ending: what is owed, met, and by whom",
         .example = "almoner ending show E-0001 --as jo --credential-file jo.txt",
         .arguments = {an_ending},
         .run = ending_show},
    };
    all.insert(all.end(), looks.begin(), looks.end());
    return all;
}

}  // namespace almoner::api
