#include "api/cli/commands.h"
#include "api/cli/first_payment_show.h"
#include "api/cli/ground_arguments.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int budget_waiting(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_first_payments(call, reading); });
}

const Argument from_day{"--from", "from", text, false, "The day from which it counts, else today"};
const Argument replaces_later{"--replaces-later",
                              "replaces_later",
                              flag,
                              false,
                              "Drop the changes that are recorded from a later day"};

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

std::vector<Argument> changed_details() {
    std::vector<Argument> all = person_details(false);
    all.push_back(from_day);
    return all;
}

std::vector<CommandSpec> person_specs() {
    return {
        {.words = "person add",
         .help = "Add a person, who may then have a budget",
         .example = "almoner person add P-9001 --given-name Dee --family-name Nine "
                    "--date-of-birth 1990-02-28 --information-format standard --as jo "
                    "--credential-file jo.txt",
         .arguments = person_details(true),
         .run = {}},
        {.words = "person change",
         .help = "Change what is known of a person, from a day",
         .example = "almoner person change P-9001 --phone '01632 960009' --as jo "
                    "--credential-file jo.txt",
         .arguments = changed_details(),
         .run = {}},
        {.words = "erase",
         .help = "Propose to make all that is known of a person unreadable, once it need not be "
                 "kept",
         .example = "almoner erase P-0009 --as jo --credential-file jo.txt",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"}},
         .run = {}},
        {.words = "person alive",
         .help = "Propose that a recorded death did not happen: what it held back is due again",
         .example = "almoner person alive P-0009 --evidence 3 --as jo --credential-file jo.txt",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                       {"--evidence", "evidence", text, true, "Number of the document"}},
         .run = {}},
        {.words = "person died",
         .help = "Record a death: later runs hold the payments, and somebody closes the budget",
         .example = "almoner person died P-0009 --on 2026-03-30 --as jo --credential-file jo.txt",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                       {"--on", "on", text, true, "The day of the death"}},
         .run = {}},
    };
}

std::vector<CommandSpec> person_stop_specs() {
    const Argument person{"PERSON", "person", text, true, "The person's reference"};
    return {
        {.words = "person hold",
         .help = "Stop the payments of all of a person's agreements",
         .example = "almoner person hold P-0039 --reason concern --as jo --credential-file jo.txt",
         .arguments = {person,
                       {"--reason", "reason", text, true, "review, account, concern or request"},
                       hold_request,
                       hold_until,
                       from_day,
                       replaces_later},
         .run = {}},
        {.words = "person resume",
         .help = "Propose that a person's agreements on hold pay again",
         .example = "almoner person resume P-0039 --as jo --credential-file jo.txt",
         .arguments = {person},
         .run = {}},
        {.words = "person end",
         .help = "Propose the last day of all of a person's agreements and budgets",
         .example = "almoner person end P-0014 --on 2026-05-31 --ground error "
                    "--ground-evidence 6 --as jo --credential-file jo.txt",
         .arguments =
             with_ground({person, {"--on", "on", text, true, "The last day"}, replaces_later}),
         .run = {}},
    };
}

std::vector<CommandSpec> representative_specs() {
    const Argument best_interests{"--best-interests",
                                  "best_interests",
                                  text,
                                  false,
                                  "Number of the record of the best-interests decision"};
    return {
        {.words = "representative add",
         .help = "Add who acts for a person; another person confirms it where they are paid",
         .example = "almoner representative add P-0001 --name 'Ida Tollemarsh' --role nominee "
                    "--start 2026-05-01 --as jo --credential-file jo.txt",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                       {"--name", "name", text, true, "Who acts for them"},
                       {"--role", "role", text, true, "representative, nominee, parent, ..."},
                       {"--start", "start", text, true, "First day"},
                       {"--end", "end", text, false, "Last day"},
                       {"--evidence", "evidence", text, false, "Number of the document"},
                       {"--authority", "authority", text, false, "By what they are appointed"},
                       {"--agreed-on", "agreed_on", text, false, "When they agreed to act"},
                       best_interests},
         .run = {}},
        {.words = "representative appoint",
         .help = "Record who was appointed to act for somebody without capacity, and the decision",
         .example = "almoner representative appoint 4 --authority parental-responsibility "
                    "--agreed-on 2026-03-30 --as jo --credential-file jo.txt",
         .arguments = {{"REPRESENTATIVE",
                        "representative",
                        text,
                        true,
                        "The number, as 'person show' gives it"},
                       {"--authority",
                        "authority",
                        text,
                        true,
                        "deputy, attorney, parental-responsibility, nhs-appointee, ..."},
                       {"--agreed-on", "agreed_on", text, true, "When they agreed to act"},
                       best_interests},
         .run = {}},
        {.words = "representative end",
         .help = "Give a representative or nominee a last day",
         .example = "almoner representative end 1 --on 2026-06-30 --as jo --credential-file jo.txt",
         .arguments = {{"REPRESENTATIVE",
                        "representative",
                        text,
                        true,
                        "The number, as 'person show' gives it"},
                       {"--on", "on", text, true, "The last day"}},
         .run = {}},
    };
}

CommandSpec budget_change() {
    return {
        .words = "budget change",
        .help = "Propose a budget's other dates, or change what it keeps for emergencies",
        .example =
            "almoner budget change B-0041 --end 2027-03-31 --ground error --ground-evidence 7 --as "
            "jo "
            "--credential-file jo.txt",
        .arguments = with_ground({{"BUDGET", "budget", text, true, "The budget's reference"},
                                  {"--start", "start", text, false, "First day"},
                                  {"--end", "end", text, false, "Last day, or none"},
                                  {"--contingency", "contingency", text, false, "Kept back, £"}}),
        .run = {}};
}

std::vector<CommandSpec> budget_clock_specs() {
    return {
        {.words = "budget asked",
         .help = "Record when a budget was asked for: the clock to its first payment runs",
         .example = "almoner budget asked B-0041 --on 2026-03-02 --as jo --credential-file jo.txt",
         .arguments = {{"BUDGET", "budget", text, true, "The budget's reference"},
                       {"--on", "on", text, true, "The day of the request"},
                       {"--evidence", "evidence", text, false, "Number of the letter"}},
         .run = {}},
        {.words = "budget offer",
         .help = "Record that a budget was offered: how much, in which ways, to which accounts",
         .example = "almoner budget offer B-0003 --amount 96.40 --frequency weekly "
                    "--ways notional,third-party,direct-payment --accounts bank-account,card "
                    "--evidence 1 --as jo --credential-file jo.txt",
         .arguments = {{"BUDGET", "budget", text, true, "The budget's reference"},
                       {"--amount", "amount", text, true, "All of its lines, £, each time"},
                       {"--frequency", "frequency", text, true, "weekly, ..., one-off"},
                       {"--ways", "ways", text, true, "notional,third-party,direct-payment"},
                       {"--accounts", "accounts", text, false, "bank-account,card,marketplace"},
                       {"--streams", "streams", text, false, "nhs,social-care,..., else all"},
                       {"--evidence", "evidence", text, true, "Number of the letter"},
                       {"--on", "on", text, false, "The day of the letter, else today"}},
         .run = {}},
        {.words = "budget refuse",
         .help = "Record that a budget was refused, with the letter and its reasons",
         .example = "almoner budget refuse B-0003 --reasons 'The needs are met by the ward.' "
                    "--challenge 'Write to us within 28 days: we look at it again.' "
                    "--evidence 1 --as jo --credential-file jo.txt",
         .arguments = {{"BUDGET", "budget", text, true, "The budget's reference"},
                       {"--reasons", "reasons", text, false, "Why, as the letter says it"},
                       {"--challenge", "challenge", text, false, "How it is looked at again"},
                       {"--evidence", "evidence", text, false, "Number of the letter"},
                       {"--streams", "streams", text, false, "nhs,social-care,..., else all"},
                       {"--on", "on", text, false, "The day of the letter, else today"}},
         .run = {}},
        {.words = "budget waiting",
         .help = "How long each budget took, or takes, from its request to its first payment",
         .example = "almoner budget waiting --as jo --credential-file jo.txt",
         .arguments = {},
         .run = budget_waiting},
    };
}

}  // namespace

std::vector<CommandSpec> person_commands() {
    std::vector<CommandSpec> all = person_specs();
    for (const auto& part : {person_stop_specs(), representative_specs(), budget_clock_specs()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    all.push_back(budget_change());
    return all;
}

}  // namespace almoner::api
