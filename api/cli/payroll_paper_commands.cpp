#include "api/cli/commands.h"
#include "api/cli/filing_show.h"
#include "api/cli/payroll_paper_show.h"
#include "api/cli/spec_words.h"

namespace almoner::api {
namespace {

int papers(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        return call.fields.contains("to") ? export_payroll_papers(program, call, reading)
                                          : list_payroll_papers(call, reading);
    });
}

int filings(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return list_filings(call, reading); });
}

int filing(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_filing(program, call, reading); });
}

}  // namespace

std::vector<CommandSpec> payroll_paper_commands() {
    return {
        {.words = "payroll documents",
         .help = "Make the payslips of a run, or other papers: P45, P60, P32, P11, SSP1, SMP1, "
                 "pension letters",
         .example = "almoner payroll documents PR-0001 --channel post --as jo --credential-file "
                    "jo.txt",
         .arguments =
             {{"RUN", "run", ArgumentKind::text, false, "The run whose payslips are meant"},
              may("--paper", "p60, p32, p11, p45, ssp1, smp1 or pension"),
              may("--job", "Of one job"),
              may("--employer", "Of one employer"),
              may("--service", "Of all employers of a support service"),
              may("--year", "Of p60, p32, p11: the tax year, 2026-27"),
              may("--absence", "Of ssp1 and smp1: number of the absence"),
              may("--reason", "Of smp1: notice-too-late or proof-missing"),
              may("--channel", "portal, email or post; else portal")},
         .run = {}},
        {.words = "payroll filing",
         .help = "Each step of a message to HMRC, and what HMRC said of it",
         .example = "almoner payroll filing 1 --as jo --credential-file jo.txt",
         .arguments = {must("FILING", "Number of the filing"),
                       flagged("--xml", "The message itself, as it is sent")},
         .run = filing},
        {.words = "payroll filings",
         .help = "What HMRC was told, is being told and waits to be told",
         .example = "almoner payroll filings --employer E-0001 --as jo --credential-file jo.txt",
         .arguments = {may("--employer", "Of one employer")},
         .run = filings},
        {.words = "payroll paper-sent",
         .help = "Record what became of a paper: sent, returned, served again, delivered",
         .example = "almoner payroll paper-sent 1 --state sent --channel post --as jo "
                    "--credential-file jo.txt",
         .arguments = {must("PAPER", "Number of the paper"),
                       must("--state", "sent, returned, served-again, delivered"),
                       must("--channel", "post, email, by-hand, online"),
                       may("--on", "The day, else today"),
                       may("--words", "What is to be noted")},
         .run = {}},
        {.words = "payroll papers",
         .help = "Papers of payroll and where they stand; with --to, files of those not sent",
         .example = "almoner payroll papers --as jo --credential-file jo.txt",
         .arguments = {may("--run", "Of one run"),
                       may("--job", "Of one job"),
                       may("--channel", "With --to: email or post"),
                       may("--to", "A folder for a file of each, and papers.csv")},
         .run = papers},
    };
}

}  // namespace almoner::api
