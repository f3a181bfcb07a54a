#include "api/cli/commands.h"
#include "api/cli/payroll_arguments.h"
#include "api/cli/payroll_show.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

const Argument a_sheet{"SHEET", "timesheet", text, true, "Number of the timesheet"};
const Argument pay_period =
    may("--period", "The first day of the pay period, else the one whose cut-off comes next");
const Argument of_one_employer = may("--employer", "Of one employer alone");

// How long somebody is away, and what shows it.
std::vector<Argument> absence_terms() {
    return {may("--to", "Last day, else it lasts"),
            may("--hours", "Of a holiday: the hours taken"),
            may("--event-on", "Of parents: the day due, born, matched or lost"),
            on_paper};
}

std::vector<CommandSpec> absence_specs() {
    return {
        {.words = "absence change",
         .help = "Change an absence, or withdraw it",
         .example = "almoner absence change 4 --to 2026-11-20 --as jo --credential-file jo.txt",
         .arguments = joined({{must("ABSENCE", "Number of the absence"),
                               may("--kind", "Why, by the list"),
                               may("--from", "First day")},
                              absence_terms(),
                              {flagged("--withdraw", "It was recorded by mistake")}}),
         .run = {}},
        {.words = "absence list",
         .help = "The absences of an assistant in a job",
         .example = "almoner absence list J-1 --as jo --credential-file jo.txt",
         .arguments = {an_employment},
         .run = read_payroll<list_absences>},
        {.words = "absence record",
         .help = "Record that an assistant is away: never what they are ill with",
         .example = "almoner absence record J-1 --kind sickness --from 2026-11-16 --as jo "
                    "--credential-file jo.txt",
         .arguments =
             joined({{an_employment,
                      must("--kind",
                           "sickness, holiday, maternity, paternity, adoption, shared-parental, "
                           "bereavement, neonatal, unpaid or jury"),
                      must("--from", "First day")},
                     absence_terms()}),
         .run = {}},
    };
}

std::vector<CommandSpec> code_specs() {
    return {
        {.words = "code import",
         .help = "Record HMRC's notices of tax codes from a file: every row or none",
         .example = "almoner code import codes.csv --as jo --credential-file jo.txt",
         .arguments =
             {{"FILE",
               "file",
               file,
               true,
               "CSV: "
               "employment,kind,dated_on,from_on,tax_code,tax_basis,previous_pay,previous_tax"}},
         .run = {}},
        {.words = "code record",
         .help = "Record a notice of a tax code",
         .example = "almoner code record J-1 --kind P6 --dated-on 2026-11-10 --from-on 2026-11-14 "
                    "--tax-code 1257L --tax-basis C --as jo --credential-file jo.txt",
         .arguments = {an_employment,
                       must("--kind", "P6, P9 or P9X"),
                       must("--dated-on", "The day of the notice"),
                       must("--from-on", "For paydays from this day on"),
                       must("--tax-code", "As HMRC writes it"),
                       may("--tax-basis", "C, or N for week 1/month 1"),
                       may("--previous-pay", "Of a P6: the year's pay before"),
                       may("--previous-tax", "Of a P6: the year's tax before"),
                       on_paper},
         .run = {}},
        {.words = "code uplift",
         .help = "Raise all codes of a letter, as HMRC's yearly letter (P9X) says",
         .example = "almoner code uplift --letter L --add 10 --from 2027-04-06 --as jo "
                    "--credential-file jo.txt",
         .arguments = {must("--letter", "L, M or N"),
                       must("--add", "What is added to the number"),
                       must("--from", "For paydays from this day on"),
                       may("--dated-on", "The day of the letter, else today")},
         .run = {}},
    };
}

std::vector<CommandSpec> pay_order_specs() {
    return {
        {.words = "pay-order add",
         .help = "Add an order that takes part of somebody's wages",
         .example = "almoner pay-order add O-1 --employment J-1 --made-on 2026-11-01 --rule fixed "
                    "--sum 25 --protected-sum 150 --as jo --credential-file jo.txt",
         .arguments = {must("ORDER", "A new reference"),
                       must("--employment", "The employment's reference"),
                       must("--made-on", "The day of the order"),
                       must("--rule", "fixed, share or bands"),
                       may("--sum", "What is taken of each payment"),
                       may("--share", "Per cent"),
                       may("--bands", "The name of the bands"),
                       may("--protected-sum", "What must be left"),
                       may("--protected-share", "What must be left, per cent"),
                       flagged("--priority", "It comes before others"),
                       flagged("--carries-arrears", "What could not be taken is taken later"),
                       may("--owed", "In all: the order ends with it"),
                       may("--words",
                           "The payee's reference, a comma, and who is paid: 'B4 17823, DWP'"),
                       on_paper},
         .run = {}},
        {.words = "pay-order bands",
         .help = "Load the bands of orders, which are the operator's data",
         .example = "almoner pay-order bands bands.csv --as jo --credential-file jo.txt",
         .arguments = {{"FILE",
                        "file",
                        file,
                        true,
                        "CSV: name,frequency,holds_from,from,sum,share,excess_share"}},
         .run = {}},
        {.words = "pay-order end",
         .help = "End an order",
         .example = "almoner pay-order end O-1 --on 2026-12-31 --as jo --credential-file jo.txt",
         .arguments = {must("ORDER", "The order's reference"), must("--on", "Its last day")},
         .run = {}},
    };
}

std::vector<CommandSpec> hours_specs() {
    return {
        {.words = "hours confirm",
         .help = "Write down that the holder or the representative confirmed hours",
         .example = "almoner hours confirm 12 --by holder --channel telephone --as jo "
                    "--credential-file jo.txt",
         .arguments = {a_sheet,
                       must("--by", "holder or representative"),
                       may("--representative", "The representative's number"),
                       may("--channel", "telephone, e-mail, text-message, in-person or portal"),
                       on_paper,
                       may("--words", "What was said")},
         .run = {}},
        {.words = "hours copy",
         .help = "Enter the hours of the last sheet again",
         .example = "almoner hours copy J-1 --as jo --credential-file jo.txt",
         .arguments = {an_employment, pay_period},
         .run = {}},
        {.words = "hours decide",
         .help = "Decide what becomes of hours that came too late",
         .example = "almoner hours decide 12 --decision next-run --confirm 1:42900 --as sam "
                    "--credential-file sam.txt",
         .arguments = {a_sheet,
                       must("--decision", "off-cycle, next-run or not-paid"),
                       must("--confirm", "1 and what the hours are worth, as the proposal says"),
                       may("--words", "Why")},
         .run = {}},
        {.words = "hours fill",
         .help = "Enter the usual hours of those who have fixed hours and no sheet yet",
         .example = "almoner hours fill --as jo --credential-file jo.txt",
         .arguments = {of_one_employer, pay_period},
         .run = {}},
    };
}

std::vector<CommandSpec> more_hours_specs() {
    return {
        {.words = "hours import",
         .help = "Enter hours from a file: every row or none, each sheet once",
         .example = "almoner hours import hours.csv --as jo --credential-file jo.txt",
         .arguments = {{"FILE", "file", file, true, "CSV: employment,period,day,kind,quantity"}},
         .run = {}},
        {.words = "hours list",
         .help = "Whose hours are in, and until when they are in time",
         .example = "almoner hours list --as jo --credential-file jo.txt",
         .arguments = {of_one_employer, pay_period},
         .run = read_payroll<list_hours>},
        {.words = "hours record",
         .help = "Enter the hours of a pay period",
         .example =
             "almoner hours record J-1 --day 32:30 --sleep-in 2 --as jo --credential-file jo.txt",
         .arguments = {an_employment,
                       pay_period,
                       may("--day", "Hours by day, as 32:30"),
                       may("--night", "Hours by night"),
                       {"--sleep-in", "sleep-in", text, false, "Nights slept in"},
                       {"--bank-holiday", "bank-holiday", text, false, "Hours on bank holidays"},
                       may("--mileage", "Miles")},
         .run = {}},
        {.words = "hours withdraw",
         .help = "Take a sheet back",
         .example = "almoner hours withdraw 12 --words 'It was of another assistant.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {a_sheet, must("--words", "Why")},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> payroll_hours_commands() {
    return joined({absence_specs, code_specs, pay_order_specs, hours_specs, more_hours_specs});
}

}  // namespace almoner::api
