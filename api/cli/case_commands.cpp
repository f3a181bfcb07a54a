#include "api/cli/case_show.h"
#include "api/cli/commands.h"
#include "api/cli/review_show.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int agreement_check(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return check_agreement(program, call, reading); });
}

int fact_list(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_facts(program, call, reading); });
}

int review_list(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_reviews(program, call, reading); });
}

int review_due(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return show_due(call, reading); });
}

std::vector<CommandSpec> review_specs() {
    const Argument review{"REVIEW", "review", text, true, "Number of the review"};
    const Argument budget{"BUDGET", "budget", text, true, "The budget's reference"};
    return {
        {.words = "review close",
         .help = "Close a review whose outcome the person was told",
         .example = "almoner review close 1 --as jo --credential-file jo.txt",
         .arguments = {review},
         .run = {}},
        {.words = "review decide",
         .help = "Record what a review came to, what it looked at, and why",
         .example = "almoner review decide 1 --outcome no-change --covers "
                    "plan,use,sufficiency,terms --words 'It meets the plan.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {review,
                       {"--outcome", "outcome", text, true, "no-change, increase, reduce, ..."},
                       {"--covers", "covers", text, false, "plan,use,sufficiency,terms"},
                       {"--involved", "involved", text, false, "Document: who took part"},
                       {"--agreed", "agreed", text, false, "Document: the steps to agree"},
                       {"--held", "held", text, false, "The day on which it was held, else today"},
                       {"--cause", "cause", text, false, "Of a surplus: unmet-need, timing, ..."},
                       {"--words", "words", text, true, "Why"}},
         .run = {}},
        {.words = "review due",
         .help = "By when each budget is to be reviewed, the most urgent first",
         .example = "almoner review due --as jo --credential-file jo.txt",
         .arguments = {},
         .run = review_due},
        {.words = "review list",
         .help = "A budget's reviews and where they stand",
         .example = "almoner review list B-0007 --as jo --credential-file jo.txt",
         .arguments = {budget},
         .run = review_list},
        {.words = "review open",
         .help = "Open a review of a budget, with the reason",
         .example = "almoner review open B-0007 --kind insufficiency --words 'She says it is too "
                    "little.' --as jo --credential-file jo.txt",
         .arguments = {budget,
                       {"--kind", "kind", text, true, "first, next, insufficiency, breach, ..."},
                       {"--due", "due", text, false, "By when, else in the policy's days"},
                       {"--words", "words", text, false, "Why"}},
         .run = {}},
        {.words = "review tell",
         .help = "Record the letter that told the person what was decided",
         .example = "almoner review tell 1 --letter 3 --as jo --credential-file jo.txt",
         .arguments = {review, {"--letter", "letter", text, true, "Number of the document"}},
         .run = {}},
    };
}

int evaluation_show(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_evaluation(program, call, reading); });
}

int evaluation_list(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_evaluations(program, call, reading); });
}

}  // namespace

std::vector<CommandSpec> case_commands() {
    const Argument subject{
        "SUBJECT", "subject", text, true, "Reference of a budget, an agreement or a plan line"};
    std::vector<CommandSpec> all = review_specs();
    const std::vector<CommandSpec> facts{
        {.words = "agreement check",
         .help = "What the rules would find if an agreement were to become active now",
         .example = "almoner agreement check A-0043 --as jo --credential-file jo.txt",
         .arguments = {{"AGREEMENT", "agreement", text, true, "The agreement's reference"}},
         .run = agreement_check},
        {.words = "evaluation list",
         .help = "When the rules were asked about something, what they looked at and found",
         .example = "almoner evaluation list A-0043 --as jo --credential-file jo.txt",
         .arguments = {subject},
         .run = evaluation_list},
        {.words = "evaluation show",
         .help = "What the rules looked at and found, one time that they were asked",
         .example = "almoner evaluation show 1 --as jo --credential-file jo.txt",
         .arguments = {{"EVALUATION", "evaluation", text, true, "Number of the evaluation"}},
         .run = evaluation_show},
        {.words = "fact list",
         .help = "What was found out about a budget, an agreement or a plan line",
         .example = "almoner fact list B-0007 --as jo --credential-file jo.txt",
         .arguments = {subject},
         .run = fact_list},
        {.words = "fact record",
         .help = "Record what was found out, for the rules: from when, and on what paper",
         .example = "almoner fact record B-0007 --facts 'payee.judged_capable=yes' --as jo "
                    "--credential-file jo.txt",
         .arguments = {subject,
                       {"--facts", "facts", text, true, "name=value, ...; name= withdraws it"},
                       {"--from", "from", text, false, "The day from which it counts, else today"},
                       {"--evidence", "evidence", text, false, "Number of the document"}},
         .run = {}},
    };
    all.insert(all.begin(), facts.begin(), facts.end());
    return all;
}

}  // namespace almoner::api
