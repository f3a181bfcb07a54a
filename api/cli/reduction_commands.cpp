#include "api/cli/commands.h"
#include "api/cli/reduction_show.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int case_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list_cases(call, reading); });
}

int case_show(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_case(program, call, reading); });
}

const Argument a_case{"CASE", "case", text, true, "The case's number, C-0001"};

std::vector<CommandSpec> decisions() {
    return {
        {.words = "case approve",
         .help = "Approve what another person proposed for a case",
         .example = "almoner case approve C-0001 --confirm 1:300000 --as ben --credential-file "
                    "ben.txt",
         .arguments = {a_case,
                       {"--confirm", "confirm", text, true, "COUNT:TOTAL, as it was proposed"}},
         .run = {}},
        {.words = "case collect",
         .help = "Propose to pay reclaimed money out of the client account that holds it",
         .example = "almoner case collect C-0001 --payee-account 12 --as jo --credential-file "
                    "jo.txt",
         .arguments = {a_case,
                       {"--payee-account", "payee_account", text, true, "The commissioner's own"},
                       {"--amount", "amount", text, false, "Else all that is left"}},
         .run = {}},
        {.words = "case consult",
         .help = "Record that the person was consulted, or why that was not possible",
         .example = "almoner case consult C-0001 --evidence 5 --as jo --credential-file jo.txt",
         .arguments = {a_case,
                       {"--evidence", "evidence", text, false, "Number of the document"},
                       {"--on", "on", text, false, "The day on which it was done, else today"},
                       {"--words", "words", text, false, "Why it was not possible"}},
         .run = {}},
        {.words = "case open",
         .help = "Open a case from a closed review that came to it",
         .example = "almoner case open 1 --kind offset --words 'Hours that were not used.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"REVIEW", "review", text, true, "Number of the review"},
                       {"--kind", "kind", text, true, "reduction, offset, reclaim"},
                       {"--words", "words", text, true, "Why"}},
         .run = {}},
        {.words = "case propose",
         .help = "Propose what a case is to take, with its workings",
         .example = "almoner case propose C-0001 --plan-line PL-0007 --amount 3000.00 --workings "
                    "'20 hours at £15 for 10 weeks = £3000.00' --as jo --credential-file jo.txt",
         .arguments =
             {a_case,
              {"--plan-line", "plan_line", text, true, "Reference of the plan line"},
              {"--amount", "amount", text, false, "The sum; of a reduction the new amount"},
              {"--workings",
               "workings",
               text,
               true,
               "Lines that come to it: 'what = £1; more = £2'"},
              {"--ground", "ground", text, false, "Of a reclaim: used-otherwise, ..."},
              {"--effect", "effect", text, false, "From which day on"}},
         .run = {}},
        {.words = "case take-effect",
         .help = "Let a case take effect whose notice has matured",
         .example = "almoner case take-effect C-0001 --as jo --credential-file jo.txt",
         .arguments = {a_case},
         .run = {}},
        {.words = "case withdraw",
         .help = "Withdraw a case that has not taken effect",
         .example = "almoner case withdraw C-0001 --words 'She needs it.' --as jo "
                    "--credential-file jo.txt",
         .arguments =
             {a_case,
              {"--words", "words", text, true, "Why"},
              {"--easy-reasons", "easy_reasons", text, false, "Why, in easy read"},
              {"--translation", "file:translation", file, false, "The letter in their language"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> reduction_commands() {
    std::vector<CommandSpec> all = decisions();
    const std::vector<CommandSpec> rest{
        {.words = "case close",
         .help = "Close a case of which nothing is left",
         .example = "almoner case close C-0001 --as jo --credential-file jo.txt",
         .arguments = {a_case},
         .run = {}},
        {.words = "case enforce",
         .help = "Propose to recover by law what of a reclaim is overdue",
         .example = "almoner case enforce C-0001 --words 'No answer to three letters.' --evidence "
                    "5 --as jo --credential-file jo.txt",
         .arguments = {a_case,
                       {"--words", "words", text, true, "Why, and what was tried before"},
                       {"--evidence", "evidence", text, true, "The letter before action"}},
         .run = {}},
        {.words = "case list",
         .help = "Cases that take money back, and what is left of each",
         .example = "almoner case list --as jo --credential-file jo.txt",
         .arguments = {},
         .run = case_list},
        {.words = "case plan",
         .help = "Agree how a reclaim is repaid: so much each month",
         .example = "almoner case plan C-0001 --first 2027-01-04 --amount 100.00 --as jo "
                    "--credential-file jo.txt",
         .arguments = {a_case,
                       {"--first", "first", text, true, "The day of the first instalment"},
                       {"--amount", "amount", text, true, "Of each; the last is what is left"}},
         .run = {}},
        {.words = "case repaid",
         .help = "Count a bank line that was explained as reclaimed money for a case",
         .example = "almoner case repaid C-0001 --line 3 --amount 100.00 --as jo "
                    "--credential-file jo.txt",
         .arguments = {a_case,
                       {"--line", "item", text, true, "Number of the unexplained line"},
                       {"--amount", "amount", text, true, "What of it repays this case"}},
         .run = {}},
        {.words = "case show",
         .help = "The whole story of a case: steps, notice, what was offset or repaid",
         .example = "almoner case show C-0001 --as jo --credential-file jo.txt",
         .arguments = {a_case},
         .run = case_show},
        {.words = "case write-off",
         .help = "Propose to give up what is left of a case, or a part of it",
         .example = "almoner case write-off C-0001 --amount 50.00 --way waived --words 'Hardship.' "
                    "--as jo --credential-file jo.txt",
         .arguments = {a_case,
                       {"--amount", "amount", text, true, "How much"},
                       {"--way", "way", text, true, "waived, or lost"},
                       {"--words", "words", text, true, "Why"}},
         .run = {}},
    };
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

}  // namespace almoner::api
