#include "api/cli/case_show.h"
#include "api/cli/commands.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int agreement_check(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return check_agreement(call, reading); });
}

int fact_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list_facts(call, reading); });
}

int evaluation_list(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_evaluations(call, reading); });
}

}  // namespace

std::vector<CommandSpec> case_commands() {
    const Argument subject{
        "SUBJECT", "subject", text, true, "Reference of a budget, an agreement or a plan line"};
    return {
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
}

}  // namespace almoner::api
