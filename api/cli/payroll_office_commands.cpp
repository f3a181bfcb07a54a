#include "api/cli/commands.h"
#include "api/cli/payroll_holiday_show.h"
#include "api/cli/payroll_query_show.h"
#include "api/cli/payroll_slip_show.h"
#include "api/cli/payroll_year_show.h"
#include "api/cli/spec_words.h"

namespace almoner::api {
namespace {

constexpr const char* askers = "holder, representative, assistant, hmrc, pension-provider or other";
constexpr const char* channels = "telephone, e-mail, text-message, letter, in-person or portal";

int holiday(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        return show_holiday_balances(program, call, reading);
    });
}

int queries(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_payroll_queries(call, reading); });
}

int slip(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_pay_slip(program, call, reading); });
}

int year_end(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_year_end(program, call, reading); });
}

}  // namespace

std::vector<CommandSpec> payroll_office_commands() {
    return {
        {.words = "payroll holiday-balance",
         .help = "What is earned, taken and left of everybody's holiday",
         .example = "almoner payroll holiday-balance --employer E-7 --as jo --credential-file "
                    "jo.txt",
         .arguments = {may("--employer", "Of one employer alone")},
         .run = holiday},
        {.words = "payroll query add",
         .help = "Write down what somebody asks about payroll, and by when it is answered",
         .example = "almoner payroll query add --slip 12 --by assistant --channel telephone "
                    "--words 'Why was more tax taken than last time?' --as jo --credential-file "
                    "jo.txt",
         .arguments = {may("--employer", "About an employer"),
                       may("--employment", "About a job"),
                       may("--slip", "About a slip: its number"),
                       must("--by", askers),
                       must("--channel", channels),
                       must("--words", "What is asked"),
                       may("--due", "By when it is answered, else in two working days")},
         .run = {}},
        {.words = "payroll query answer",
         .help = "Write down what was answered: the query's task ends",
         .example = "almoner payroll query answer 3 --words 'The code changed on 1 May.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {must("QUERY", "Number of the query"), must("--words", "The answer")},
         .run = {}},
        {.words = "payroll query list",
         .help = "What people ask about payroll and what waits for an answer",
         .example = "almoner payroll query list --all --as jo --credential-file jo.txt",
         .arguments = {may("--employer", "Of one employer alone"),
                       flagged("--all", "Those that are answered too")},
         .run = queries},
        {.words = "payroll slip",
         .help = "One slip: each figure, and where it comes from",
         .example = "almoner payroll slip 12 --as jo --credential-file jo.txt",
         .arguments = {must("SLIP", "Number of the slip")},
         .run = slip},
        {.words = "payroll year-end",
         .help = "What is open and done for the end of a tax year, and for the new one",
         .example = "almoner payroll year-end 2026-27 --employer E-7 --as jo --credential-file "
                    "jo.txt",
         .arguments = {must("YEAR", "The tax year that ends: 2026-27"),
                       may("--employer", "Of one employer alone"),
                       flagged("--open", "Only what is open")},
         .run = year_end},
    };
}

}  // namespace almoner::api
