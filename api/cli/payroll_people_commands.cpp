#include "api/cli/commands.h"
#include "api/cli/payroll_show.h"

#include <iterator>
#include <utility>

namespace almoner::api {
namespace {

using enum ArgumentKind;

template <int (*list)(const Call&, Reading&)>
int read_payroll(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list(call, reading); });
}

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
    return {
        {"--budget", "budget", text, false, "The holder's budget"},
        {"--frequency", "frequency", text, false, "weekly, two-weekly, four-weekly or monthly"},
        {"--first-payday", "first_payday", text, false, "Any payday"},
        {"--first-period-last", "first_period_last", text, false, "The last day that it pays for"},
        {"--cut-off-days",
         "cut_off_days",
         text,
         false,
         "Working days before the payday until which hours are in time"},
        {"--support-service", "support_service", text, false, "The support service's reference"},
        {"--hmrc", "hmrc", text, false, "none-needed, asked, registered or agent-authorised"},
        {"--hmrc-on", "hmrc_on", text, false, "Since when"},
        {"--hmrc-evidence", "hmrc_evidence", text, false, "Number of HMRC's letter"},
        {"--paye-reference", "paye_reference", text, false, "As 123/AB456"},
        {"--accounts-reference",
         "accounts_reference",
         text,
         false,
         "The accounts office reference, as 123PX00123456"},
        {"--pays-hmrc", "pays_hmrc", text, false, "monthly or quarterly"},
        {"--pension-duties-on", "pension_duties_on", text, false, "When the pension duties start"},
        {"--pension-provider", "pension_provider", text, false, "Who keeps the pensions"},
        {"--pension-reference", "pension_reference", text, false, "The scheme's reference"},
        {"--pension-employee", "pension_employee", text, false, "Per cent, with the tax relief"},
        {"--pension-employer", "pension_employer", text, false, "Per cent"},
        {"--pension-relief", "pension_relief", text, false, "at-source or net-pay"},
        {"--insured-until",
         "insured_until",
         text,
         false,
         "The last day of the liability insurance"},
        {"--insurance-evidence", "insurance_evidence", text, false, "Number of its document"},
        {"--claims-allowance",
         "claims_allowance",
         text,
         false,
         "yes: Employment Allowance is claimed"},
        {"--small-employer",
         "small_employer",
         text,
         false,
         "no: above the limit for full recovery"}};
}

std::vector<Argument> assistant_terms() {
    return {{"--given-name", "given_name", text, false, "Given name"},
            {"--family-name", "family_name", text, false, "Family name"},
            {"--date-of-birth", "date_of_birth", text, false, "Day of birth"},
            {"--gender", "gender", text, false, "F or M, as HMRC asks"},
            {"--nino", "nino", text, false, "National Insurance number"},
            {"--state-pension-on",
             "state_pension_on",
             text,
             false,
             "When State Pension age is reached"},
            {"--address", "address", text, false, "Address"},
            {"--postcode", "postcode", text, false, "Postcode"},
            {"--phone", "phone", text, false, "Telephone"},
            {"--email", "email", text, false, "E-mail"},
            {"--format",
             "information_format",
             text,
             false,
             "standard, large-print, easy-read, plain-text or other-language"},
            {"--language", "language", text, false, "The language that they read"}};
}

std::vector<Argument> employment_terms() {
    return {
        {"--plan-lines", "plan_lines", text, false, "What pays it: L-0009, or L-0009=2|L-0010=1"},
        {"--starter", "starter", text, false, "A, B, C, P45 or none"},
        {"--previous-left-on", "previous_left_on", text, false, "Of a P45: the last day there"},
        {"--previous-pay", "previous_pay", text, false, "Of a P45: the year's pay"},
        {"--previous-tax", "previous_tax", text, false, "Of a P45: the year's tax"},
        {"--ni-letter", "ni_letter", text, false, "The National Insurance letter, else A"},
        {"--tax-code", "tax_code", text, false, "Else what the declaration says"},
        {"--tax-basis", "tax_basis", text, false, "C, or N for week 1/month 1"},
        {"--loans", "loans", text, false, "1, 2, 4, 5, PG, 2+PG"},
        {"--weekly-hours", "weekly_hours", text, false, "The usual hours, as 16:30"},
        {"--weekdays", "weekdays", text, false, "Working days, as 1|2|3 with 0 for Sunday"},
        {"--fixed-hours",
         "fixed_hours",
         text,
         false,
         "yes: the usual hours are paid unless told otherwise"},
        {"--holiday", "holiday", text, false, "irregular, regular or rolled-up"},
        {"--leave-year-on",
         "leave_year_on",
         text,
         false,
         "When the leave year begins, else the first day"},
        {"--relation",
         "relation",
         text,
         false,
         "To the holder: none, friend, spouse-or-partner, parent, child, ..."},
        {"--lives-with-holder", "lives_with_holder", text, false, "yes: in the holder's household"},
        {"--right-to-work-on", "right_to_work_on", text, false, "When the papers were looked at"},
        {"--right-to-work-until",
         "right_to_work_until",
         text,
         false,
         "Their last day, if they have one"},
        {"--right-to-work-evidence",
         "right_to_work_evidence",
         text,
         false,
         "Number of the document"},
        {"--pension",
         "pension",
         text,
         false,
         "not-in, postponed, enrolled, opted-in, joined, opted-out or ceased"},
        {"--pension-since", "pension_since", text, false, "Since when"},
        {"--pension-postponed-until",
         "pension_postponed_until",
         text,
         false,
         "The day of the next assessment"},
        {"--pension-told-on", "pension_told_on", text, false, "The day of the letter"}};
}

std::vector<Argument> joined(std::vector<Argument> first, std::vector<Argument> more) {
    first.insert(
        first.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return first;
}

std::vector<CommandSpec> employer_specs() {
    return {
        {.words = "employer add",
         .help = "Add a budget holder as an employer",
         .example =
             "almoner employer add E-7 --budget B-0007 --frequency four-weekly --first-payday "
             "2026-12-04 --first-period-last 2026-11-29 --as jo --credential-file jo.txt",
         .arguments = joined({{"EMPLOYER", "employer", text, true, "The employer's reference"}},
                             employer_terms()),
         .run = {}},
        {.words = "employer change",
         .help = "Change what is known of an employer, from a day on",
         .example =
             "almoner employer change E-7 --hmrc registered --hmrc-on 2026-11-20 --paye-reference "
             "123/AB456 --hmrc-evidence 31 --as jo --credential-file jo.txt",
         .arguments =
             joined(joined({{"EMPLOYER", "employer", text, true, "The employer's reference"}},
                           employer_terms()),
                    {{"--end-on", "end_on", text, false, "The last day as an employer"},
                     {"--from", "from", text, false, "From which day, else today"}}),
         .run = {}},
        {.words = "employer show",
         .help = "An employer's scheme and its assistants",
         .example = "almoner employer show E-7 --as jo --credential-file jo.txt",
         .arguments = {{"EMPLOYER", "employer", text, true, "The employer's reference"}},
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
         .arguments = {{"FOLDER",
                        "folder",
                        folder,
                        true,
                        "employers.csv, assistants.csv, employments.csv, rates.csv, "
                        "year_to_date.csv, ni_to_date.csv, totals.csv"}},
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
             joined(joined({{"ASSISTANT", "assistant", text, true, "The assistant's reference"}},
                           assistant_terms()),
                    {{"--existing",
                      "existing",
                      flag,
                      false,
                      "A person of the books, who begins to work as one"}}),
         .run = {}},
        {.words = "assistant bank",
         .help = "Propose an assistant's bank details, for a second person to confirm",
         .example = "almoner assistant bank PA-3 --sort-code 10-79-99 --account-number 88837491 "
                    "--account-name 'R Example' --evidence 32 --as jo --credential-file jo.txt",
         .arguments =
             {{"ASSISTANT", "assistant", text, true, "The assistant's reference"},
              {"--sort-code", "sort_code", text, true, "Six digits"},
              {"--account-number", "account_number", text, true, "Eight digits"},
              {"--account-name", "account_name", text, true, "Whose account it is"},
              {"--evidence", "evidence", text, true, "Number of the document"},
              {"--account", "payee_account", text, false, "Its number, where there are several"},
              {"--from", "from", text, false, "From which day, else today"}},
         .run = {}},
        {.words = "assistant change",
         .help = "Change what is known of an assistant, from a day on",
         .example =
             "almoner assistant change PA-3 --postcode 'AB1 2CD' --as jo --credential-file jo.txt",
         .arguments =
             joined(joined({{"ASSISTANT", "assistant", text, true, "The assistant's reference"}},
                           assistant_terms()),
                    {{"--from", "from", text, false, "From which day, else today"}}),
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
         .arguments =
             joined({{"EMPLOYMENT", "employment", text, true, "The employment's reference"},
                     {"--employer", "employer", text, true, "The employer's reference"},
                     {"--assistant", "assistant", text, true, "The assistant's reference"},
                     {"--start-on", "start_on", text, true, "The first day"}},
                    employment_terms()),
         .run = {}},
        {.words = "employment change",
         .help = "Change the terms of a job, from a day on",
         .example =
             "almoner employment change J-1 --weekly-hours 20 --as jo --credential-file jo.txt",
         .arguments =
             joined(joined({{"EMPLOYMENT", "employment", text, true, "The employment's reference"}},
                           employment_terms()),
                    {{"--from", "from", text, false, "From which day, else today"}}),
         .run = {}},
        {.words = "employment end",
         .help = "End a job",
         .example = "almoner employment end J-1 --on 2026-12-20 --reason resigned --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"EMPLOYMENT", "employment", text, true, "The employment's reference"},
                       {"--on", "on", text, true, "The last day"},
                       {"--reason",
                        "reason",
                        text,
                        true,
                        "resigned, dismissed, redundant, retired, assistant-died, holder-died, "
                        "budget-ended or other"}},
         .run = {}},
    };
}

std::vector<CommandSpec> rate_specs() {
    return {
        {.words = "rate set",
         .help = "Set a rate of pay from a day on",
         .example = "almoner rate set J-1 --kind day --rate 13.20 --from 2026-11-02 --as jo "
                    "--credential-file jo.txt",
         .arguments =
             {{"EMPLOYMENT", "employment", text, true, "The employment's reference"},
              {"--kind", "kind", text, true, "day, night, sleep-in, bank-holiday or mileage"},
              {"--rate", "rate", text, true, "Pounds for an hour, a night or a mile"},
              {"--from", "from", text, false, "From which day, else today"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> payroll_people_commands() {
    std::vector<CommandSpec> all;
    for (auto part :
         {employer_specs, payroll_specs, assistant_specs, employment_specs, rate_specs}) {
        std::vector<CommandSpec> specs = part();
        all.insert(all.end(),
                   std::make_move_iterator(specs.begin()),
                   std::make_move_iterator(specs.end()));
    }
    return all;
}

}  // namespace almoner::api
