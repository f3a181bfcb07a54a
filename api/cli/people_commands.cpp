#include "api/cli/commands.h"
#include "api/cli/ground_arguments.h"

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

CommandSpec agreement_signing() {
    return {.words = "agreement sign",
            .help = "Propose that a signed draft becomes active",
            .example =
                "almoner agreement sign A-0043 --signed-on 2026-03-30 --evidence 1 --as jo "
                "--credential-file jo.txt",
            .arguments = {agreement,
                          {"--signed-on", "signed_on", text, true, "The day of the signature"},
                          {"--evidence", "evidence", text, true, "Number of the signed document"},
                          {"--document",
                           "document",
                           text,
                           false,
                           "Number or SHA-256 of what was written out for signing, or own-form"}},
            .run = {}};
}

std::vector<CommandSpec> agreement_specs() {
    return {
        {.words = "agreement add",
         .help = "Draft an agreement, which pays nothing until it is signed",
         .example = "almoner agreement add A-9001 --budget B-0038 --option notional "
                    "--payee provider:KESTREL --paid-from ICB-BACS --frequency four-weekly "
                    "--anchor-date 2026-05-04 --start 2026-05-04 --timing arrears --as jo "
                    "--credential-file jo.txt",
         .arguments = with({agreement,
                            {"--budget", "budget", text, true, "The budget's reference"},
                            {"--option", "option", text, true, "How the money is managed"}},
                           agreement_terms(true)),
         .run = {}},
        {.words = "agreement change",
         .help = "Change an agreement from a day; another person confirms it unless it is a draft",
         .example = "almoner agreement change A-0009 --contribution 5.00 --from 2026-07-27 "
                    "--as jo --credential-file jo.txt",
         .arguments =
             with_ground(with({agreement, from_day, replaces_later}, agreement_terms(false))),
         .run = {}},
        {.words = "agreement document",
         .help = "Write an agreement out for signing: one form for the money of all bodies",
         .example = "almoner agreement document A-0043 --as jo --credential-file jo.txt",
         .arguments = {agreement,
                       {"--easy-words",
                        "easy_words",
                        text,
                        false,
                        "What is agreed, in easy read: short sentences"},
                       {"--translation",
                        "file:translation",
                        file,
                        false,
                        "The agreement in the language that is read"}},
         .run = {}},
        agreement_signing(),
        {.words = "agreement hold",
         .help = "Stop an agreement's payments at once, or from a day to come",
         .example =
             "almoner agreement hold A-0011 --reason account --as jo --credential-file jo.txt",
         .arguments = {agreement,
                       {"--reason", "reason", text, true, "review, account, concern or request"},
                       hold_request,
                       hold_until,
                       from_day,
                       replaces_later},
         .run = {}},
        {.words = "agreement resume",
         .help = "Propose that an agreement on hold pays again",
         .example = "almoner agreement resume A-0011 --as jo --credential-file jo.txt",
         .arguments = {agreement},
         .run = {}},
        {.words = "agreement end",
         .help = "Propose an agreement's last day",
         .example = "almoner agreement end A-0010 --on 2026-12-31 --ground error "
                    "--ground-evidence 5 --as jo --credential-file jo.txt",
         .arguments =
             with_ground({agreement, {"--on", "on", text, true, "The last day"}, replaces_later}),
         .run = {}},
    };
}

const Argument line_facts{
    "--facts", "facts", text, false, "What the rules ask of the line: line.planned_cost=50.00"};

std::vector<CommandSpec> plan_specs() {
    return {
        {.words = "plan add",
         .help = "Propose a new plan line; with --person and --lead a new budget for it as well",
         .example =
             "almoner plan add L-9001 --budget B-0001 --commissioner ICB --stream nhs "
             "--purpose 'Night carer' --option direct-payment --amount 50 "
             "--frequency weekly --start 2026-05-04 --facts 'line.planned_cost=50.00' --as jo "
             "--credential-file jo.txt",
         .arguments = {plan_line,
                       line_facts,
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
         .example = "almoner plan change L-0001 --amount 220 --from 2026-05-04 --as jo "
                    "--credential-file jo.txt",
         .arguments = with_ground({plan_line,
                                   from_day,
                                   {"--amount", "amount", text, false, "£, each time"},
                                   {"--frequency", "frequency", text, false, "weekly, ..., yearly"},
                                   {"--purpose", "purpose", text, false, "What it is for"},
                                   {"--end", "end", text, false, "Last day"},
                                   replaces_later}),
         .run = {}},
        {.words = "plan end",
         .help = "Propose a plan line's last day",
         .example = "almoner plan end L-0002 --on 2026-09-30 --ground request "
                    "--ground-evidence 2 --as jo --credential-file jo.txt",
         .arguments =
             with_ground({plan_line, {"--on", "on", text, true, "The last day"}, replaces_later}),
         .run = {}},
        {.words = "uplift propose",
         .help = "Propose higher amounts for a stream, or for all lines at one rate",
         .example = "almoner uplift propose --stream social-care --percent 3.2 --from 2026-10-05 "
                    "--as jo --credential-file jo.txt",
         .arguments = {{"--stream", "stream", text, false, "The lines of this stream"},
                       {"--amount", "amount", text, false, "The lines at this rate, £"},
                       {"--frequency", "frequency", text, false, "The rate's frequency"},
                       {"--percent", "percent", text, false, "By how much, two decimals"},
                       {"--new-amount", "new_amount", text, false, "Or to what amount, £"},
                       {"--from", "from", text, true, "The first day, also inside a period"}},
         .run = {}},
        {.words = "uplift approve",
         .help = "Approve what another person proposed with 'uplift propose'",
         .example = "almoner uplift approve 22 --confirm 17:21159676 --as sam "
                    "--credential-file sam.txt",
         .arguments = {{"UPLIFT", "uplift", text, true, "Number of the proposal"}, confirmed},
         .run = {}},
    };
}

// What differs from the old agreement's terms is given, the rest is as it was.
std::vector<Argument> terms_that_differ() {
    std::vector<Argument> terms = agreement_terms(false);
    std::erase_if(terms, [](const Argument& each) { return each.field == "start"; });
    return terms;
}

std::vector<CommandSpec> option_specs() {
    return {
        {.words = "plan option",
         .help = "Propose that a plan line is managed another way from a day on",
         .example = "almoner plan option L-0001 --option managed-account --from 2026-05-04 "
                    "--payee support-service:ANCHOR --ground request --ground-evidence 2 --as jo "
                    "--credential-file jo.txt",
         .arguments = with(
             with_ground(
                 {plan_line,
                  {"--option", "option", text, true, "How the money is managed from then on"},
                  {"--from", "from", text, true, "The first day of it"},
                  line_facts,
                  {"--new-line", "new_plan_line", text, false, "The new line's reference"},
                  {"--amount", "amount", text, false, "£, each time, else as before"},
                  {"--purpose", "purpose", text, false, "What it is for, else as before"},
                  {"--agreement", "agreement", text, false, "The new agreement's reference"},
                  {"--signed-on", "signed_on", text, false, "The day on which that was signed"},
                  {"--evidence", "evidence", text, false, "Number of the signed document"}}),
             terms_that_differ()),
         .run = {}},
        {.words = "plan handed-over",
         .help = "Propose to book what an old holder gave a new one, where no statement shows it",
         .example = "almoner plan handed-over B-0001 --amount 280 --on 2026-04-02 --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"BUDGET", "budget", text, true, "The budget's reference"},
                       {"--amount", "amount", text, true, "How much, £"},
                       {"--on", "on", text, true, "The day on which it arrived"},
                       {"--option", "option", text, false, "How it was managed before"}},
         .run = {}},
    };
}

std::vector<CommandSpec> plan_stop_specs() {
    return {
        {.words = "plan sign",
         .help = "Record that the person signed the plan of a budget",
         .example = "almoner plan sign B-0001 --signed-on 2026-03-18 --evidence 2 --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"BUDGET", "budget", text, true, "The budget's reference"},
                       {"--signed-on", "signed_on", text, true, "The day of the signature"},
                       {"--evidence", "evidence", text, true, "Number of the signed plan"}},
         .run = {}},
        {.words = "plan submit",
         .help = "Submit the plan of a budget, for another person to approve",
         .example = "almoner plan submit B-0003 --evidence 1 --states "
                    "needs-and-outcomes,services,amount-and-intervals,coordinator,monitoring,"
                    "first-review,notice-period,risk-procedure --as jo --credential-file jo.txt",
         .arguments = {{"BUDGET", "budget", text, true, "The budget's reference"},
                       {"--evidence", "evidence", text, true, "Number of the plan"},
                       {"--states", "states", text, false, "What stands in it, with commas"}},
         .run = {}},
        {.words = "plan return",
         .help = "Give a submitted plan back, with what is missing",
         .example = "almoner plan return B-0003 --words 'Who monitors the epilepsy?' --as sam "
                    "--credential-file sam.txt",
         .arguments = {{"BUDGET", "budget", text, true, "The budget's reference"},
                       {"--words", "words", text, true, "What is missing"}},
         .run = {}},
        {.words = "plan approve",
         .help = "Approve a plan that another person submitted",
         .example = "almoner plan approve B-0003 --confirm 1:501280 --as sam --credential-file "
                    "sam.txt",
         .arguments = {{"BUDGET", "budget", text, true, "The budget's reference"},
                       {"--confirm", "confirm", text, true, "LINES:PENCE of a year, as shown"}},
         .run = {}},
        {.words = "plan hold",
         .help = "Leave a plan line out of the payments from a day on",
         .example = "almoner plan hold L-0052 --reason account --as jo --credential-file jo.txt",
         .arguments = {plan_line,
                       {"--reason", "reason", text, true, "review, account, concern or request"},
                       hold_request,
                       hold_until,
                       from_day},
         .run = {}},
        {.words = "plan resume",
         .help = "Propose that a plan line on hold goes on; what fell due meanwhile is then paid",
         .example = "almoner plan resume L-0052 --as jo --credential-file jo.txt",
         .arguments =
             with_ground({plan_line,
                          {"--from",
                           "from",
                           text,
                           false,
                           "The day from which it is paid again, else the first of the hold"}}),
         .run = {}},
    };
}

std::vector<CommandSpec> proposal_specs() {
    const Argument proposal{"PROPOSAL", "proposal", text, true, "Number of the proposal"};
    const Argument payee{"PAYEE", "payee", text, true, "A person, or provider:REF and the like"};
    const Argument account{
        "--payee-account", "payee_account", text, false, "Number, where there are several"};
    return {
        {.words = "proposal confirm",
         .help = "Let a change take effect that another person proposed",
         .example = "almoner proposal confirm 1 --confirm 1:260000 --as sam "
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
         .example = "almoner proposal refuse 2 --as sam --credential-file sam.txt",
         .arguments = {proposal},
         .run = {}},
        {.words = "payee change",
         .help = "Propose other bank details for somebody who is paid",
         .example = "almoner payee change P-0012 --sort-code 00-10-01 --account-number 00000008 "
                    "--account-name 'B Snead' --evidence 4 --as jo --credential-file jo.txt",
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
         .example = "almoner payee confirm P-0012 --confirm 1:514800 --as sam "
                    "--credential-file sam.txt",
         .arguments = {payee,
                       account,
                       {"--confirm", "confirm", text, false, "COUNT:TOTAL of a proposed change"},
                       {"--evidence", "evidence", text, false, "Number of the document"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> people_commands() {
    std::vector<CommandSpec> all = agreement_specs();
    for (const auto& part : {plan_specs(), option_specs(), plan_stop_specs(), proposal_specs()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

}  // namespace almoner::api
