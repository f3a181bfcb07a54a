#include "api/cli/commands.h"
#include "api/cli/payroll_compare_show.h"
#include "api/cli/payroll_run_show.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int runs(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_payroll_runs(call, reading); });
}

int show_run(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_payroll_run(call, reading); });
}

int due(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return show_pay_due(call, reading); });
}

int compare(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return compare_payroll_run(call, reading); });
}

Argument run() {
    return {"RUN", "run", text, true, "The run's reference"};
}

Argument slip() {
    return {"SLIP", "slip", text, true, "Number of the slip"};
}

// The old provider's figures, and what their summary says that these come to.
CommandSpec compare_spec() {
    return {.words = "payroll compare",
            .help = "A run beside what the old provider paid that day: what differs, and why",
            .example =
                "almoner payroll compare old.csv --run PR-0001 --rows 38 --gross 41,250.00 "
                "--net 36,120.40 --as jo --credential-file jo.txt",
            .arguments = {{"FILE",
                           "file:figures",
                           file,
                           true,
                           "With employment, paid_on, gross, tax, ni_employee, ni_employer, net"},
                          {"--run", "run", text, true, "The run's reference"},
                          {"--rows", "rows", text, true, "How many they paid"},
                          {"--gross", "gross", text, true, "Their total of gross pay"},
                          {"--net", "net", text, true, "Their total of net pay"},
                          {"--tax", "tax", text, false, "Their total of tax"},
                          {"--ni-employee",
                           "ni_employee",
                           text,
                           false,
                           "Their total of employees' National Insurance"},
                          {"--ni-employer",
                           "ni_employer",
                           text,
                           false,
                           "Their total of employers' National Insurance"}},
            .run = compare};
}

std::vector<CommandSpec> slip_specs() {
    return {
        {.words = "payroll correct",
         .help = "Propose a slip anew, as the records make it now, in the place of a wrong one",
         .example = "almoner payroll correct 12 --words 'Two hours were left out.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {slip(), {"--words", "words", text, true, "Why"}},
         .run = {}},
        {.words = "payroll due",
         .help = "What is to be paid to whom and by when: wages, HMRC, pension, orders",
         .example = "almoner payroll due --until 2026-07-31 --as jo --credential-file jo.txt",
         .arguments = {{"--from", "from", text, false, "The first day, else today"},
                       {"--until", "until", text, false, "The last day, else the first"}},
         .run = due},
        {.words = "payroll recover",
         .help = "Propose how what was overpaid is taken from the next slips, as agreed",
         .example = "almoner payroll recover 13 --each 20.00 --evidence 31 --as jo "
                    "--credential-file jo.txt",
         .arguments = {slip(),
                       {"--each", "each", text, true, "At most this from one slip"},
                       {"--evidence", "evidence", text, true, "Number of the agreement"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> payroll_run_commands() {
    std::vector<CommandSpec> all{
        {.words = "payroll approve",
         .help = "Approve a draft that somebody else made, by its count and cost",
         .example = "almoner payroll approve PR-0001 --confirm 38:41250.00 --as sam "
                    "--credential-file sam.txt",
         .arguments = {run(), {"--confirm", "confirm", text, true, "COUNT:TOTAL of the draft"}},
         .run = {}},
        {.words = "payroll cancel",
         .help = "Give up a run that is not in the books",
         .example = "almoner payroll cancel PR-0001 --as jo --credential-file jo.txt",
         .arguments = {run()},
         .run = {}},
        {.words = "payroll pay",
         .help = "Propose what slips of managed accounts owe, out of the client accounts: wages, "
                 "HMRC, pension, orders",
         .example = "almoner payroll pay --until 2026-05-01 --service SVC1 --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"--until", "until", text, false, "What is due up to this day"},
                       {"--service", "service", text, false, "Of one support service alone"}},
         .run = {}},
        {.words = "payroll post",
         .help = "Put an approved run into the books; again changes nothing",
         .example = "almoner payroll post PR-0001 --as jo --credential-file jo.txt",
         .arguments = {run()},
         .run = {}},
        {.words = "payroll run",
         .help = "Draft the slips of a payday: of a service's cycle, or of one job beside it",
         .example = "almoner payroll run --service SVC1 --frequency four-weekly --payday "
                    "2026-05-01 --as jo --credential-file jo.txt",
         .arguments = {{"--payday", "payday", text, true, "The payday by the calendar"},
                       {"--service", "service", text, false, "The support service"},
                       {"--frequency",
                        "frequency",
                        text,
                        false,
                        "weekly, two-weekly, four-weekly or monthly"},
                       {"--job", "job", text, false, "One job, beside the cycle"},
                       {"--leaver", "leaver", flag, false, "The job's last slip"}},
         .run = {}},
        {.words = "payroll runs",
         .help = "Payroll runs and where they stand",
         .example = "almoner payroll runs --as jo --credential-file jo.txt",
         .arguments = {},
         .run = runs},
        {.words = "payroll show",
         .help = "A run's slips, what to look at, the last slip beside each, sums by employer",
         .example = "almoner payroll show PR-0001 --as jo --credential-file jo.txt",
         .arguments = {run()},
         .run = show_run},
    };
    all.push_back(compare_spec());
    for (CommandSpec& each : slip_specs()) all.push_back(std::move(each));
    return all;
}

}  // namespace almoner::api
