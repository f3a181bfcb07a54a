#include "api/cli/commands.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

CommandSpec on_run(std::string words, std::string help, std::string example) {
    return {.words = std::move(words),
            .help = std::move(help),
            .example = std::move(example),
            .arguments = {{"RUN", "run", text, true, "The run, as RUN-12"}},
            .run = {}};
}

CommandSpec on_payment(std::string words, std::string help, std::string example) {
    return {.words = std::move(words),
            .help = std::move(help),
            .example = std::move(example),
            .arguments = {{"PAYMENT", "payment", text, true, "The payment's reference, ALM..."}},
            .run = {}};
}

std::vector<CommandSpec> run_commands() {
    return {
        {.words = "run propose",
         .help = "Propose every payment that is due and not proposed yet",
         .example = "almoner run propose --until 2026-12-04 --as jo",
         .arguments = {{"--until", "until", text, false, "Due up to this day; else the setting"},
                       {"--bank-account", "bank_account", text, false, "Only from this account"},
                       {"--stream", "stream", text, false, "Only agreements of this stream"},
                       {"--catch-up",
                        "catch_up",
                        flag,
                        false,
                        "A first run: also what fell due long ago was paid nowhere else"}},
         .run = {}},
        {.words = "run approve",
         .help = "Approve a run that another person proposed, with its count and total",
         .example = "almoner run approve RUN-12 --confirm 38:41250.00 --as sam",
         .arguments =
             {{"RUN", "run", text, true, "The run, as RUN-12"},
              {"--confirm", "confirm", text, true, "COUNT:TOTAL as 'run show' gives them"}},
         .run = {}},
        {.words = "run send",
         .help = "Put an approved run's files into the outbox",
         .example = "almoner run send RUN-12",
         .arguments = {{"RUN", "run", text, true, "The run, as RUN-12"},
                       {"--confirm",
                        "confirm",
                        text,
                        false,
                        "COUNT:TOTAL of what goes out, where some payments are held since"},
                       {"--other-bank",
                        "other_bank",
                        flag,
                        false,
                        "The usual rail is down: a list for the pages of another bank instead"}},
         .run = {}},
        on_run("run cancel", "Cancel a run before it is sent", "almoner run cancel RUN-12"),
        on_payment("run recall",
                   "Ask the bank to recall a payment (until 16:00 on processing day)",
                   "almoner run recall ALM0000001A5"),
        {.words = "run recall-confirmed",
         .help = "Note that the bank has recalled a payment: it is due again. Another person than "
                 "the one who asked for the recall, with what the bank wrote",
         .example = "almoner run recall-confirmed ALM0000001A5 --evidence 7 --as sam",
         .arguments = {{"PAYMENT", "payment", text, true, "The payment's reference, ALM..."},
                       {"--evidence", "evidence", text, true, "Number of the bank's letter"}},
         .run = {}},
        on_payment("run recall-refused",
                   "Note that the bank could not recall a payment",
                   "almoner run recall-refused ALM0000001A5"),
    };
}

CommandSpec emergency() {
    return {
        .words = "emergency",
        .help = "Propose one payment now by Faster Payments; another person approves it",
        .example =
            "almoner emergency --agreement A001 --amount 200 --reason card-failed"
            " --words 'Card supplier is down' --basis advance --as jo",
        .arguments = {{"--agreement", "agreement", text, true, "The agreement's reference"},
                      {"--amount", "amount", text, true, "In pounds, within the cap"},
                      {"--reason", "reason", text, true, "A reason code; a wrong one lists them"},
                      {"--words", "words", text, true, "Why, in words"},
                      {"--basis",
                       "basis",
                       text,
                       true,
                       "advance (of the next period) or addition (beside it)"},
                      {"--payee-account", "payee_account", text, false, "Another account's number"},
                      {"--evidence", "evidence", text, false, "The evidence for another account"},
                      {"--paid-from",
                       "paid_from",
                       text,
                       false,
                       "A bank account of the commissioner; else its one for Faster Payments"},
                      {"--again", "again", flag, false, "The same as one of today, and meant"}},
        .run = {}};
}

}  // namespace

std::vector<CommandSpec> payment_commands() {
    std::vector<CommandSpec> all = run_commands();
    all.push_back(emergency());
    return all;
}

}  // namespace almoner::api
