#include "api/cli/commands.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

const Argument from_day{"--from", "from", text, false, "The day from which it counts, else today"};
const Argument confirmed{"--confirm", "confirm", text, true, "COUNT:TOTAL as the proposal shows"};
const Argument replaces_later{"--replaces-later",
                              "replaces_later",
                              flag,
                              false,
                              "Drop the changes that are recorded from a later day"};

std::vector<Argument> with(std::vector<Argument> arguments, const std::vector<Argument>& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::vector<Argument> agreement_terms(bool is_new) {
    return {{"--payee", "payee", text, is_new, "holder, representative, provider:REF, ..."},
            {"--payee-account", "payee_account", text, false, "Number, where there are several"},
            {"--paid-from", "paid_from", text, is_new, "The bank account that pays"},
            {"--frequency", "frequency", text, is_new, "four-weekly, monthly or one-off"},
            {"--anchor-date", "anchor_date", text, is_new, "First day of any one period"},
            {"--monthly-day", "monthly_day", text, false, "1 to 31, monthly only"},
            {"--start", "start", text, is_new, "First day"},
            {"--end", "end", text, false, "Last day"},
            {"--timing", "timing", text, is_new, "advance or arrears"},
            {"--contribution", "contribution", text, false, "The person's own, a period, £"},
            {"--contribution-basis", "contribution_basis", text, false, "net or gross"}};
}

const Argument agreement{"AGREEMENT", "agreement", text, true, "The agreement's reference"};
const Argument plan_line{"PLAN-LINE", "plan_line", text, true, "The plan line's reference"};

std::vector<CommandSpec> agreement_specs() {
    return {
        {.words = "agreement add",
         .help = "Draft an agreement, which pays nothing until it is signed",
         .example = "almoner agreement add A9 --budget B1 --option direct-payment --payee holder "
                    "--paid-from BA-ICB --frequency four-weekly --anchor-date 2026-12-07 "
                    "--start 2026-12-07 --timing advance --as jo --credential-file jo.txt",
         .arguments = with({agreement,
                            {"--budget", "budget", text, true, "The budget's reference"},
                            {"--option", "option", text, true, "How the money is managed"}},
                           agreement_terms(true)),
         .run = {}},
        {.words = "agreement change",
         .help = "Change an agreement from a day; another person confirms it unless it is a draft",
         .example = "almoner agreement change A9 --contribution 25 --contribution-basis net "
                    "--from 2027-04-06 --as jo --credential-file jo.txt",
         .arguments = with({agreement, from_day, replaces_later}, agreement_terms(false)),
         .run = {}},
        {.words = "agreement sign",
         .help = "Propose that a signed draft becomes active",
         .example = "almoner agreement sign A9 --signed-on 2026-11-20 --evidence 12 --as jo "
                    "--credential-file jo.txt",
         .arguments = {agreement,
                       {"--signed-on", "signed_on", text, true, "The day of the signature"},
                       {"--evidence", "evidence", text, true, "Number of the signed document"}},
         .run = {}},
        {.words = "agreement hold",
         .help = "Stop an agreement's payments at once, or from a day to come",
         .example = "almoner agreement hold A9 --reason review --as jo --credential-file jo.txt",
         .arguments = {agreement,
                       {"--reason", "reason", text, true, "review, account, concern or request"},
                       from_day,
                       replaces_later},
         .run = {}},
        {.words = "agreement resume",
         .help = "Propose that an agreement on hold pays again",
         .example = "almoner agreement resume A9 --as jo --credential-file jo.txt",
         .arguments = {agreement},
         .run = {}},
        {.words = "agreement end",
         .help = "Give an agreement its last day",
         .example = "almoner agreement end A9 --on 2027-03-31 --as jo --credential-file jo.txt",
         .arguments = {agreement, {"--on", "on", text, true, "The last day"}, replaces_later},
         .run = {}},
    };
}

std::vector<CommandSpec> plan_specs() {
    return {
        {.words = "plan add",
         .help = "Propose a new plan line; with --person and --lead a new budget for it as well",
         .example = "almoner plan add L9 --budget B1 --commissioner ICB --stream nhs "
                    "--purpose 'Night carer' --option direct-payment --amount 50 "
                    "--frequency weekly --start 2026-12-01 --as jo --credential-file jo.txt",
         .arguments = {plan_line,
                       {"--budget", "budget", text, true, "The budget's reference"},
                       {"--commissioner", "commissioner", text, true, "Whose money it is"},
                       {"--stream", "stream", text, true, "nhs, social-care, children, education"},
                       {"--purpose", "purpose", text, false, "What it is for"},
                       {"--option", "option", text, true, "How the money is managed"},
                       {"--amount", "amount", text, true, "£, each time"},
                       {"--frequency", "frequency", text, true, "weekly, ..., one-off"},
                       {"--start", "start", text, true, "First day"},
                       {"--end", "end", text, false, "Last day"},
                       {"--person", "person", text, false, "Whose new budget it is"},
                       {"--lead", "lead_commissioner", text, false, "The new budget's lead"}},
         .run = {}},
        {.words = "plan change",
         .help = "Propose that a plan line says something else from a day, also a past one",
         .example = "almoner plan change L9 --amount 55 --from 2027-01-04 --as jo "
                    "--credential-file jo.txt",
         .arguments = {plan_line,
                       from_day,
                       {"--amount", "amount", text, false, "£, each time"},
                       {"--frequency", "frequency", text, false, "weekly, ..., yearly"},
                       {"--purpose", "purpose", text, false, "What it is for"},
                       {"--end", "end", text, false, "Last day"},
                       replaces_later},
         .run = {}},
        {.words = "plan end",
         .help = "Propose a plan line's last day",
         .example = "almoner plan end L9 --on 2027-03-31 --as jo --credential-file jo.txt",
         .arguments = {plan_line, {"--on", "on", text, true, "The last day"}, replaces_later},
         .run = {}},
        {.words = "uplift propose",
         .help = "Propose higher amounts for a stream, or for all lines at one rate",
         .example = "almoner uplift propose --stream social-care --percent 3.2 --from 2027-04-06 "
                    "--dry-run --as jo --credential-file jo.txt",
         .arguments = {{"--stream", "stream", text, false, "The lines of this stream"},
                       {"--amount", "amount", text, false, "The lines at this rate, £"},
                       {"--frequency", "frequency", text, false, "The rate's frequency"},
                       {"--percent", "percent", text, false, "By how much, two decimals"},
                       {"--new-amount", "new_amount", text, false, "Or to what amount, £"},
                       {"--from", "from", text, true, "The first day, also inside a period"}},
         .run = {}},
        {.words = "uplift approve",
         .help = "Approve what another person proposed with 'uplift propose'",
         .example = "almoner uplift approve 14 --confirm 212:110453200 --as sam "
                    "--credential-file sam.txt",
         .arguments = {{"UPLIFT", "uplift", text, true, "Number of the proposal"}, confirmed},
         .run = {}},
    };
}

std::vector<CommandSpec> proposal_specs() {
    const Argument proposal{"PROPOSAL", "proposal", text, true, "Number of the proposal"};
    const Argument payee{"PAYEE", "payee", text, true, "A person, or provider:REF and the like"};
    const Argument account{
        "--payee-account", "payee_account", text, false, "Number, where there are several"};
    return {
        {.words = "proposal list",
         .help = "Show what waits for a second person",
         .example = "almoner proposal list --as sam --credential-file sam.txt",
         .arguments = {},
         .run = {}},
        {.words = "proposal confirm",
         .help = "Let a change take effect that another person proposed",
         .example = "almoner proposal confirm 12 --confirm 1:572000 --as sam "
                    "--credential-file sam.txt",
         .arguments = {proposal,
                       confirmed,
                       {"--evidence",
                        "evidence",
                        text,
                        false,
                        "Number of the document, for bank details that an import proposed"}},
         .run = {}},
        {.words = "proposal refuse",
         .help = "Refuse a proposal, or take back one's own",
         .example = "almoner proposal refuse 12 --as sam --credential-file sam.txt",
         .arguments = {proposal},
         .run = {}},
        {.words = "payee change",
         .help = "Propose other bank details for somebody who is paid",
         .example = "almoner payee change P1 --sort-code 00-10-01 --account-number 00000008 "
                    "--account-name 'Ann One' --evidence 12 --as jo --credential-file jo.txt",
         .arguments = {payee,
                       {"--sort-code", "sort_code", text, true, "Six digits"},
                       {"--account-number", "account_number", text, true, "Eight digits"},
                       {"--account-name", "account_name", text, true, "Whose account it is"},
                       {"--evidence", "evidence", text, true, "Number of the document"},
                       account,
                       from_day},
         .run = {}},
        {.words = "payee confirm",
         .help = "Confirm proposed bank details, or those that a returned payment blocked",
         .example = "almoner payee confirm P1 --evidence 13 --as sam --credential-file sam.txt",
         .arguments = {payee,
                       account,
                       {"--confirm", "confirm", text, false, "COUNT:TOTAL of a proposed change"},
                       {"--evidence", "evidence", text, false, "Number of the document"}},
         .run = {}},
    };
}

std::vector<Argument> person_details(bool is_new) {
    return {{"PERSON", "person", text, true, "The person's reference"},
            {"--given-name", "given_name", text, is_new, "Given name"},
            {"--family-name", "family_name", text, is_new, "Family name"},
            {"--date-of-birth", "date_of_birth", text, is_new, "Date of birth"},
            {"--information-format", "information_format", text, is_new, "standard, ..."},
            {"--language", "language", text, false, "Of the letters, with other-language"},
            {"--nhs-number", "nhs_number", text, false, "Ten digits"},
            {"--address", "address", text, false, "Without the postcode"},
            {"--postcode", "postcode", text, false, "Postcode"},
            {"--phone", "phone", text, false, "Telephone"},
            {"--email", "email", text, false, "Email"}};
}

std::vector<CommandSpec> person_specs() {
    return {
        {.words = "person add",
         .help = "Add a person, who may then have a budget",
         .example = "almoner person add P9 --given-name Dee --family-name Nine "
                    "--date-of-birth 1990-02-28 --information-format standard --as jo "
                    "--credential-file jo.txt",
         .arguments = person_details(true),
         .run = {}},
        {.words = "person change",
         .help = "Change what is known of a person, from a day",
         .example = "almoner person change P9 --phone '01632 960009' --as jo "
                    "--credential-file jo.txt",
         .arguments = with(person_details(false), {from_day}),
         .run = {}},
        {.words = "person died",
         .help = "Record a death: later runs hold the payments, and somebody closes the budget",
         .example = "almoner person died P9 --on 2026-11-20 --as jo --credential-file jo.txt",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                       {"--on", "on", text, true, "The day of the death"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> people_commands() {
    std::vector<CommandSpec> all = agreement_specs();
    for (const auto& part : {person_specs(), plan_specs(), proposal_specs()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

}  // namespace almoner::api
