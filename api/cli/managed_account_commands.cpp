#include "api/cli/commands.h"
#include "api/cli/contributions_show.h"
#include "api/cli/fee_show.h"
#include "api/cli/invoice_show.h"
#include "api/cli/safeguarding_show.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

int contributions(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        return show_contributions(program, call, reading);
    });
}

int safeguarding(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_safeguarding(call, reading); });
}

int invoices(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return list_invoices(program, call, reading); });
}

int fees(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list_fees(call, reading); });
}

Argument invoice() {
    return {"INVOICE", "invoice", text, true, "The invoice, as INV-0001"};
}

Argument pay_on() {
    return {"--pay-on", "pay_on", text, false, "The day it arrives, else as soon as it can"};
}

std::vector<CommandSpec> invoice_specs() {
    return {
        {.words = "invoice list",
         .help = "Invoices of managed accounts and what became of them",
         .example = "almoner invoice list --budget B-0001 --as vi --credential-file vi.txt",
         .arguments = {{"--budget", "budget", text, false, "Of one budget alone"}},
         .run = invoices},
        {.words = "invoice pay",
         .help = "Propose an invoice's payment out of the person's balance at the client account",
         .example = "almoner invoice pay INV-0001 --as jo --credential-file jo.txt",
         .arguments = {invoice(),
                       {"--payee-account",
                        "payee_account",
                        text,
                        false,
                        "Number of the supplier's account, where it has several"},
                       pay_on()},
         .run = {}},
        {.words = "invoice record",
         .help = "Record what a supplier asks of a managed account, and the holder's instruction",
         .example = "almoner invoice record PR-3 --plan-line L-7 --number 4711 --dated 2026-05-02 "
                    "--amount 64.00 --evidence 31 --instruction 32 --as jo --credential-file "
                    "jo.txt",
         .arguments = {{"SUPPLIER", "supplier", text, true, "The provider's reference"},
                       {"--plan-line", "plan_line", text, true, "What it is for"},
                       {"--number", "number", text, true, "The supplier's own number of it"},
                       {"--dated", "dated_on", text, true, "The invoice's own date"},
                       {"--amount", "amount", text, true, "What it asks for"},
                       {"--evidence", "evidence", text, true, "Number of the invoice's document"},
                       {"--instruction",
                        "instruction",
                        text,
                        true,
                        "Number of the document with the holder's instruction"},
                       {"--again", "again", flag, false, "As high and of the same day as another"}},
         .run = {}},
        {.words = "invoice withdraw",
         .help = "Take back an invoice that was recorded wrongly, before it is paid",
         .example = "almoner invoice withdraw INV-0001 --as jo --credential-file jo.txt",
         .arguments = {invoice()},
         .run = {}},
    };
}

Argument service() {
    return {"SERVICE", "service", text, true, "The support service's reference"};
}

std::vector<CommandSpec> fee_specs() {
    return {
        {.words = "fee charge",
         .help = "Propose the fees of all periods that are over and were not charged",
         .example = "almoner fee charge CARE --until 2026-05-31 --as jo --credential-file jo.txt",
         .arguments = {service(),
                       {"--until", "until", text, false, "Periods that end by then; else today"}},
         .run = {}},
        {.words = "fee list",
         .help = "What agreements say of the support service's fee, and what was charged of it",
         .example = "almoner fee list --as vi --credential-file vi.txt",
         .arguments = {{"--budget", "budget", text, false, "Of one budget alone"}},
         .run = fees},
        {.words = "fee pay",
         .help = "Propose payments of the fees that were charged, to the service's own account",
         .example = "almoner fee pay CARE --as jo --credential-file jo.txt",
         .arguments = {service(),
                       {"--payee-account",
                        "payee_account",
                        text,
                        false,
                        "Number of the service's own account, where it has several"},
                       {"--paid-from",
                        "paid_from",
                        text,
                        false,
                        "The body's bank account, where it pays fees and has several"},
                       pay_on()},
         .run = {}},
        {.words = "fee set",
         .help = "Propose what an agreement says of the support service's fee",
         .example = "almoner fee set A-0026 --service CARE --amount 25.00 --frequency monthly "
                    "--paid-by budget --plan-line L-7 --from 2026-05-01 --evidence 7 --as jo "
                    "--credential-file jo.txt",
         .arguments =
             {{"AGREEMENT", "agreement", text, true, "Of the managed account"},
              {"--service", "service", text, true, "The support service"},
              {"--amount", "amount", text, true, "For each period; 0: none from then on"},
              {"--frequency", "frequency", text, true, "four-weekly or monthly"},
              {"--paid-by", "paid_by", text, true, "budget, or body: on top of the budget"},
              {"--plan-line", "plan_line", text, true, "Whose money it is; the fee's own line"},
              {"--from", "from_on", text, true, "The first day of its first period"},
              {"--evidence", "evidence", text, true, "Number of the document that says so"}},
         .run = {}},
    };
}

}  // namespace

std::vector<CommandSpec> managed_account_commands() {
    std::vector<CommandSpec> all{
        {.words = "opening pay",
         .help = "Propose what a managed account owed already when it was taken over",
         .example = "almoner opening pay 3 --payee-account 12 --reference 123PA000456782612 --as "
                    "jo --credential-file jo.txt",
         .arguments = {{"OPENING", "opening", text, true, "Its number in 'opening list'"},
                       {"--payee-account",
                        "payee_account",
                        text,
                        true,
                        "Number of the account that is paid"},
                       {"--amount", "amount", text, false, "Else all that is open"},
                       {"--reference", "reference", text, false, "By which the payee knows it"},
                       pay_on()},
         .run = {}},
        {.words = "payroll contributions",
         .help =
             "What goes to pension schemes beside the money of a run: whose contributions it is",
         .example = "almoner payroll contributions RUN-12 --csv --as jo --credential-file jo.txt",
         .arguments = {{"RUN", "run", text, true, "The payment run's reference"},
                       {"--payment", "payment", text, false, "One payment alone"}},
         .run = contributions},
        {.words = "safeguarding",
         .help = "Each client account: what its bank has against what each person holds there",
         .example = "almoner safeguarding --csv --as vi --credential-file vi.txt",
         .arguments = {{"--service", "service", text, false, "Of one support service"}},
         .run = safeguarding},
    };
    for (CommandSpec& each : fee_specs()) all.push_back(std::move(each));
    for (CommandSpec& each : invoice_specs()) all.push_back(std::move(each));
    return all;
}

}  // namespace almoner::api
