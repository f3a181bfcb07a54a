#include "api/cli/commands.h"
#include "api/cli/payroll_show.h"

#include <iterator>

namespace almoner::api {
namespace {

using enum ArgumentKind;

template <int (*list)(const Call&, Reading&)>
int read_payroll(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list(call, reading); });
}

std::vector<CommandSpec> absence_specs() {
    return {
        {.words = "absence change",
         .help = "Change an absence, or withdraw it",
         .example = "almoner absence change 4 --to 2026-11-20 --as jo --credential-file jo.txt",
         .arguments = {{"ABSENCE", "absence", text, true, "Number of the absence"},
                       {"--kind", "kind", text, false, "Why, by the list"},
                       {"--from", "from", text, false, "First day"},
                       {"--to", "to", text, false, "Last day, else it lasts"},
                       {"--hours", "hours", text, false, "Of a holiday: the hours taken"},
                       {"--event-on",
                        "event_on",
                        text,
                        false,
                        "Of parents: the day due, born, matched or lost"},
                       {"--evidence", "evidence", text, false, "Number of the document"},
                       {"--withdraw", "withdraw", flag, false, "It was recorded by mistake"}},
         .run = {}},
        {.words = "absence list",
         .help = "The absences of an assistant in a job",
         .example = "almoner absence list J-1 --as jo --credential-file jo.txt",
         .arguments = {{"EMPLOYMENT", "employment", text, true, "The employment's reference"}},
         .run = read_payroll<list_absences>},
        {.words = "absence record",
         .help = "Record that an assistant is away: never what they are ill with",
         .example = "almoner absence record J-1 --kind sickness --from 2026-11-16 --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"EMPLOYMENT", "employment", text, true, "The employment's reference"},
                       {"--kind",
                        "kind",
                        text,
                        true,
                        "sickness, holiday, maternity, paternity, adoption, shared-parental, "
                        "bereavement, neonatal, unpaid or jury"},
                       {"--from", "from", text, true, "First day"},
                       {"--to", "to", text, false, "Last day, else it lasts"},
                       {"--hours", "hours", text, false, "Of a holiday: the hours taken"},
                       {"--event-on",
                        "event_on",
                        text,
                        false,
                        "Of parents: the day due, born, matched or lost"},
                       {"--evidence", "evidence", text, false, "Number of the document"}},
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
         .arguments =
             {{"EMPLOYMENT", "employment", text, true, "The employment's reference"},
              {"--kind", "kind", text, true, "P6, P9 or P9X"},
              {"--dated-on", "dated_on", text, true, "The day of the notice"},
              {"--from-on", "from_on", text, true, "For paydays from this day on"},
              {"--tax-code", "tax_code", text, true, "As HMRC writes it"},
              {"--tax-basis", "tax_basis", text, false, "C, or N for week 1/month 1"},
              {"--previous-pay", "previous_pay", text, false, "Of a P6: the year's pay before"},
              {"--previous-tax", "previous_tax", text, false, "Of a P6: the year's tax before"},
              {"--evidence", "evidence", text, false, "Number of the document"}},
         .run = {}},
        {.words = "code uplift",
         .help = "Raise all codes of a letter, as HMRC's yearly letter (P9X) says",
         .example = "almoner code uplift --letter L --add 10 --from 2027-04-06 --as jo "
                    "--credential-file jo.txt",
         .arguments =
             {{"--letter", "letter", text, true, "L, M or N"},
              {"--add", "add", text, true, "What is added to the number"},
              {"--from", "from", text, true, "For paydays from this day on"},
              {"--dated-on", "dated_on", text, false, "The day of the letter, else today"}},
         .run = {}},
    };
}

std::vector<CommandSpec> pay_order_specs() {
    return {
        {.words = "pay-order add",
         .help = "Add an order that takes part of somebody's wages",
         .example = "almoner pay-order add O-1 --employment J-1 --made-on 2026-11-01 --rule fixed "
                    "--sum 25 --protected-sum 150 --as jo --credential-file jo.txt",
         .arguments =
             {{"ORDER", "order", text, true, "A new reference"},
              {"--employment", "employment", text, true, "The employment's reference"},
              {"--made-on", "made_on", text, true, "The day of the order"},
              {"--rule", "rule", text, true, "fixed, share or bands"},
              {"--sum", "sum", text, false, "What is taken of each payment"},
              {"--share", "share", text, false, "Per cent"},
              {"--bands", "bands", text, false, "The name of the bands"},
              {"--protected-sum", "protected_sum", text, false, "What must be left"},
              {"--protected-share", "protected_share", text, false, "What must be left, per cent"},
              {"--priority", "priority", flag, false, "It comes before others"},
              {"--carries-arrears",
               "carries_arrears",
               flag,
               false,
               "What could not be taken is taken later"},
              {"--owed", "owed", text, false, "In all: the order ends with it"},
              {"--words", "words", text, false, "The court's reference and who is paid"},
              {"--evidence", "evidence", text, false, "Number of the document"}},
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
         .arguments = {{"ORDER", "order", text, true, "The order's reference"},
                       {"--on", "on", text, true, "Its last day"}},
         .run = {}},
    };
}

std::vector<CommandSpec> hours_specs() {
    return {
        {.words = "hours confirm",
         .help = "Write down that the holder or the representative confirmed hours",
         .example = "almoner hours confirm 12 --by holder --channel telephone --as jo "
                    "--credential-file jo.txt",
         .arguments =
             {{"SHEET", "timesheet", text, true, "Number of the timesheet"},
              {"--by", "by", text, true, "holder or representative"},
              {"--representative", "representative", text, false, "The representative's number"},
              {"--channel",
               "channel",
               text,
               false,
               "telephone, e-mail, text-message, in-person or portal"},
              {"--evidence", "evidence", text, false, "Number of the document"},
              {"--words", "words", text, false, "What was said"}},
         .run = {}},
        {.words = "hours copy",
         .help = "Enter the hours of the last sheet again",
         .example = "almoner hours copy J-1 --as jo --credential-file jo.txt",
         .arguments = {{"EMPLOYMENT", "employment", text, true, "The employment's reference"},
                       {"--period",
                        "period",
                        text,
                        false,
                        "The first day of the pay period, else the one whose cut-off comes next"}},
         .run = {}},
        {.words = "hours decide",
         .help = "Decide what becomes of hours that came too late",
         .example = "almoner hours decide 12 --decision next-run --confirm 1:42900 --as sam "
                    "--credential-file sam.txt",
         .arguments = {{"SHEET", "timesheet", text, true, "Number of the timesheet"},
                       {"--decision", "decision", text, true, "off-cycle, next-run or not-paid"},
                       {"--confirm",
                        "confirm",
                        text,
                        true,
                        "1 and what the hours are worth, as the proposal says"},
                       {"--words", "words", text, false, "Why"}},
         .run = {}},
        {.words = "hours fill",
         .help = "Enter the usual hours of those who have fixed hours and no sheet yet",
         .example = "almoner hours fill --as jo --credential-file jo.txt",
         .arguments = {{"--employer", "employer", text, false, "Of one employer alone"},
                       {"--period",
                        "period",
                        text,
                        false,
                        "The first day of the pay period, else the one whose cut-off comes next"}},
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
         .arguments = {{"--employer", "employer", text, false, "Of one employer alone"},
                       {"--period",
                        "period",
                        text,
                        false,
                        "The first day of the pay period, else the one whose cut-off comes next"}},
         .run = read_payroll<list_hours>},
        {.words = "hours record",
         .help = "Enter the hours of a pay period",
         .example =
             "almoner hours record J-1 --day 32:30 --sleep-in 2 --as jo --credential-file jo.txt",
         .arguments = {{"EMPLOYMENT", "employment", text, true, "The employment's reference"},
                       {"--period",
                        "period",
                        text,
                        false,
                        "The first day of the pay period, else the one whose cut-off comes next"},
                       {"--day", "day", text, false, "Hours by day, as 32:30"},
                       {"--night", "night", text, false, "Hours by night"},
                       {"--sleep-in", "sleep-in", text, false, "Nights slept in"},
                       {"--bank-holiday", "bank-holiday", text, false, "Hours on bank holidays"},
                       {"--mileage", "mileage", text, false, "Miles"}},
         .run = {}},
        {.words = "hours withdraw",
         .help = "Take a sheet back",
         .example = "almoner hours withdraw 12 --words 'It was of another assistant.' --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"SHEET", "timesheet", text, true, "Number of the timesheet"},
                       {"--words", "words", text, true, "Why"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> payroll_hours_commands() {
    std::vector<CommandSpec> all;
    for (auto part : {absence_specs, code_specs, pay_order_specs, hours_specs, more_hours_specs}) {
        std::vector<CommandSpec> specs = part();
        all.insert(all.end(),
                   std::make_move_iterator(specs.begin()),
                   std::make_move_iterator(specs.end()));
    }
    return all;
}

}  // namespace almoner::api
