#include "api/cli/commands.h"
#include "api/cli/payroll_arguments.h"
#include "api/cli/payroll_show.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

// A look first: it names every error of the files, before anybody is asked to confirm them.
int import_payroll(const Program& program, Call& call) {
    if (!call.dry_run) {
        Call look = call;
        look.dry_run = true;
        const ledger::CommandResult found = ask_at_door(program, look);
        if (!found.outcome.accepted()) return show_refusal(call, found.outcome.refusal());
    }
    return ask_and_show(program, call);
}

std::vector<Argument> employer_terms() {
    return {may("--budget", "The holder's budget"),
            may("--frequency", "weekly, two-weekly, four-weekly or monthly"),
            may("--first-payday", "Any payday"),
            may("--first-period-last", "The last day that it pays for"),
            may("--cut-off-days", "Working days before the payday until which hours are in time"),
            may("--support-service", "The support service's reference"),
            may("--hmrc", "none-needed, asked, registered or agent-authorised"),
            may("--hmrc-on", "Since when"),
            may("--hmrc-evidence", "Number of HMRC's letter"),
            may("--paye-reference", "As 123/AB456"),
            may("--accounts-reference", "The accounts office reference, as 123PX00123456"),
            may("--pays-hmrc", "monthly or quarterly"),
            may("--pension-duties-on", "When the pension duties start"),
            may("--pension-provider", "Who keeps the pensions"),
            may("--pension-reference", "The scheme's reference"),
            may("--pension-employee", "Per cent, with the tax relief"),
            may("--pension-employer", "Per cent"),
            may("--pension-relief", "at-source or net-pay"),
            may("--insured-until", "The last day of the liability insurance"),
            may("--insurance-evidence", "Number of its document"),
            may("--claims-allowance", "yes: Employment Allowance is claimed"),
            may("--small-employer", "no: above the limit for full recovery")};
}

std::vector<Argument> assistant_terms() {
    return {may("--given-name", "Given name"),
            may("--family-name", "Family name"),
            may("--date-of-birth", "Day of birth"),
            may("--gender", "F or M, as HMRC asks"),
            may("--nino", "National Insurance number"),
            may("--state-pension-on", "When State Pension age is reached"),
            may("--address", "Address"),
            may("--postcode", "Postcode"),
            may("--phone", "Telephone"),
            may("--email", "E-mail"),
            {"--format",
             "information_format",
             text,
             false,
             "standard, large-print, easy-read, plain-text or other-language"},
            may("--language", "The language that they read")};
}

std::vector<Argument> employment_terms() {
    return {may("--plan-lines", "What pays it: L-0009, or L-0009=2|L-0010=1"),
            may("--starter", "A, B, C, P45 or none"),
            may("--previous-left-on", "Of a P45: the last day there"),
            may("--previous-pay", "Of a P45: the year's pay"),
            may("--previous-tax", "Of a P45: the year's tax"),
            may("--ni-letter", "The National Insurance letter, else A"),
            may("--tax-code", "Else what the declaration says"),
            may("--tax-basis", "C, or N for week 1/month 1"),
            may("--loans", "1, 2, 4, 5, PG, 2+PG"),
            may("--weekly-hours", "The usual hours, as 16:30"),
            may("--weekdays", "Working days, as 1|2|3 with 0 for Sunday"),
            may("--fixed-hours", "yes: the usual hours are paid unless told otherwise"),
            may("--holiday", "irregular, regular or rolled-up"),
            may("--leave-year-on", "When the leave year begins, else the first day"),
            may("--relation", "To the holder: none, friend, spouse-or-partner, parent, child, ..."),
            may("--lives-with-holder", "yes: in the holder's household"),
            may("--right-to-work-on", "When the papers were looked at"),
            may("--right-to-work-until", "Their last day, if they have one"),
            may("--right-to-work-evidence", "Number of the document"),
            may("--pension", "not-in, postponed, enrolled, opted-in, joined, opted-out or ceased"),
            may("--pension-since", "Since when"),
            may("--pension-postponed-until", "The day of the next assessment"),
            may("--pension-told-on", "The day of the letter"),
            may("--apprentice-from", "Since when an apprentice; none: it was said wrongly"),
            may("--apprentice-until", "The last day of the apprenticeship"),
            may("--payroll-id-before", "The payroll number that HMRC was told before")};
}

std::vector<CommandSpec> employer_specs() {
    return {
        {.words = "employer add",
         .help = "Add a budget holder as an employer",
         .example =
             "almoner employer add E-7 --budget B-0007 --frequency four-weekly --first-payday "
             "2026-12-04 --first-period-last 2026-11-29 --as jo --credential-file jo.txt",
         .arguments = joined({{an_employer}, employer_terms()}),
         .run = {}},
        {.words = "employer change",
         .help = "Change what is known of an employer, from a day on",
         .example =
             "almoner employer change E-7 --hmrc registered --hmrc-on 2026-11-20 --paye-reference "
             "123/AB456 --hmrc-evidence 31 --as jo --credential-file jo.txt",
         .arguments = joined({{an_employer},
                              employer_terms(),
                              {may("--end-on", "The last day as an employer"), from_day}}),
         .run = {}},
        {.words = "employer show",
         .help = "An employer's scheme and its assistants",
         .example = "almoner employer show E-7 --as jo --credential-file jo.txt",
         .arguments = {an_employer},
         .run = read_payroll<show_employer>},
    };
}

std::vector<CommandSpec> payroll_specs() {
    return {
        {.words = "payroll employers",
         .help = "Every employer, its cut-off and its payday",
         .example = "almoner payroll employers --as jo --credential-file jo.txt",
         .arguments = {},
         .run = read_payroll<list_employers>},
        {.words = "payroll import",
         .help = "Take a payroll over from another bureau: all of it or nothing",
         .example = "almoner payroll import takeover --as jo --credential-file jo.txt",
         .arguments =
             {{"FOLDER",
               "folder",
               folder,
               true,
               "employers.csv, assistants.csv, employments.csv, rates.csv, "
               "year_to_date.csv, ni_to_date.csv, earlier_wages.csv, allowance.csv, recovered.csv, "
               "totals.csv"}},
         .run = import_payroll},
    };
}

std::vector<CommandSpec> assistant_specs() {
    return {
        {.words = "assistant add",
         .help = "Add a personal assistant",
         .example = "almoner assistant add PA-3 --given-name Rosa --family-name Example "
                    "--date-of-birth 1990-05-17 --nino AB123456C --as jo --credential-file jo.txt",
         .arguments =
             joined({{an_assistant},
                     assistant_terms(),
                     {flagged("--existing", "A person of the books, who begins to work as one")}}),
         .run = {}},
        {.words = "assistant bank",
         .help = "Propose an assistant's bank details, for a second person to confirm",
         .example = "almoner assistant bank PA-3 --sort-code 10-79-99 --account-number 88837491 "
                    "--account-name 'R Example' --evidence 32 --as jo --credential-file jo.txt",
         .arguments =
             {an_assistant,
              must("--sort-code", "Six digits"),
              must("--account-number", "Eight digits"),
              must("--account-name", "Whose account it is"),
              must("--evidence", "Number of the document"),
              {"--account", "payee_account", text, false, "Its number, where there are several"},
              from_day},
         .run = {}},
        {.words = "assistant change",
         .help = "Change what is known of an assistant, from a day on",
         .example =
             "almoner assistant change PA-3 --postcode 'AB1 2CD' --as jo --credential-file jo.txt",
         .arguments = joined({{an_assistant}, assistant_terms(), {from_day}}),
         .run = {}},
    };
}

std::vector<CommandSpec> employment_specs() {
    return {
        {.words = "employment add",
         .help = "Add an assistant's job with an employer",
         .example =
             "almoner employment add J-1 --employer E-7 --assistant PA-3 --start-on 2026-11-02 "
             "--plan-lines L-0009 --starter A --weekly-hours 16 --as jo --credential-file jo.txt",
         .arguments = joined({{an_employment,
                               must("--employer", "The employer's reference"),
                               must("--assistant", "The assistant's reference"),
                               must("--start-on", "The first day")},
                              employment_terms()}),
         .run = {}},
        {.words = "employment change",
         .help = "Change the terms of a job, from a day on",
         .example =
             "almoner employment change J-1 --weekly-hours 20 --as jo --credential-file jo.txt",
         .arguments = joined({{an_employment}, employment_terms(), {from_day}}),
         .run = {}},
        {.words = "employment end",
         .help = "End a job, or put its last day right",
         .example = "almoner employment end J-1 --on 2026-12-20 --reason resigned --as jo "
                    "--credential-file jo.txt",
         .arguments = {an_employment,
                       must("--on", "The last day"),
                       must("--reason",
                            "resigned, dismissed, redundant, retired, assistant-died, holder-died, "
                            "budget-ended or other")},
         .run = {}},
        {.words = "employment go-on",
         .help = "Take back the end of a job that goes on",
         .example = "almoner employment go-on J-1 --as jo --credential-file jo.txt",
         .arguments = {an_employment},
         .run = {}},
        {.words = "employment leaving",
         .help = "Say what a job's end makes owed: holiday, notice and redundancy pay",
         .example = "almoner employment leaving J-1 --holiday due --notice 4 --redundancy due --as "
                    "jo --credential-file jo.txt",
         .arguments = {an_employment,
                       may("--holiday", "due or not-due: what is left of it"),
                       may("--notice", "Weeks of notice that were not worked; 0: none"),
                       may("--redundancy", "due or not-due"),
                       may("--week", "A week's pay in pounds, where the records don't tell it"),
                       may("--evidence", "Number of the document; for what is not due")},
         .run = {}},
    };
}

std::vector<CommandSpec> rate_specs() {
    return {
        {.words = "rate set",
         .help = "Set a rate of pay from a day on",
         .example = "almoner rate set J-1 --kind day --rate 13.20 --from 2026-11-02 --as jo "
                    "--credential-file jo.txt",
         .arguments = {an_employment,
                       must("--kind", "day, night, sleep-in, bank-holiday or mileage"),
                       must("--rate", "Pounds for an hour, a night or a mile"),
                       from_day},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> payroll_people_commands() {
    return joined({employer_specs, payroll_specs, assistant_specs, employment_specs, rate_specs});
}

}  // namespace almoner::api
