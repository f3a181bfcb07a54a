#include "api/cli/assessment_show.h"
#include "api/cli/commands.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int assessments(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_assessments(program, call, reading); });
}

int shares(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_shares(program, call, reading); });
}

CommandSpec record_assessment() {
    return {
        .words = "assessment record",
        .help = "Propose what an adult contributes, worked out of capital and income",
        .example =
            "almoner assessment record A-0009 --capital 15000.00 --income "
            "'state-pension=230.25, benefit=60.00' --group single-pension-age --evidence 2 "
            "--as jo --credential-file jo.txt",
        .arguments =
            {{"AGREEMENT", "agreement", text, true, "The agreement's reference"},
             {"--capital", "capital", text, true, "What they have"},
             {"--income", "income", text, true, "KIND=AMOUNT a week, several with commas"},
             {"--expenses", "expenses", text, false, "A week, that are left out of account"},
             {"--group", "group", text, true, "Whose minimum income, as the policy names it"},
             {"--tariff-income", "tariff_income", text, false, "As the paper has it"},
             {"--weekly", "weekly", text, false, "The contribution a week, as the paper has it"},
             {"--per-period", "per_period", text, false, "The same a period of the agreement"},
             {"--declined", "declined", flag, false, "Capital is too high: all is their own"},
             {"--from", "from", text, false, "From which day on, else today"},
             {"--evidence", "evidence", text, true, "Number of the assessment's paper"}},
        .run = {}};
}

CommandSpec record_share() {
    return {
        .words = "share record",
        .help = "Record what of a person's record somebody else gets, and what for",
        .example =
            "almoner share record P-0003 --for commissioner:COUNCIL --basis consent "
            "--purpose 'The move.' --evidence 1 --as jo --credential-file jo.txt",
        .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                      {"--for", "for", text, true, "commissioner:REF, support-service:REF, ..."},
                      {"--basis", "basis", text, true, "consent, or legal"},
                      {"--purpose", "purpose", text, false, "What it is for"},
                      {"--parts", "parts", text, false, "Else all that their role needs"},
                      {"--evidence", "evidence", text, false, "Number of the document"}},
        .run = {}};
}

}  // namespace

std::vector<CommandSpec> assessment_commands() {
    return {{.words = "assessment list",
             .help = "What was assessed for an agreement, with its workings",
             .example = "almoner assessment list A-0009 --as jo --credential-file jo.txt",
             .arguments = {{"AGREEMENT", "agreement", text, true, "The agreement's reference"}},
             .run = assessments},
            record_assessment(),
            {.words = "share list",
             .help = "What others got of a person's record",
             .example = "almoner share list P-0003 --as jo --credential-file jo.txt",
             .arguments = {{"PERSON", "person", text, true, "The person's reference"}},
             .run = shares},
            record_share()};
}

}  // namespace almoner::api
