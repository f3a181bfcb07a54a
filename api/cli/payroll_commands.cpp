#include "api/cli/commands.h"
#include "api/cli/csv_problems.h"
#include "rules/payroll/rate_book.h"
#include "scheduler/payroll/calculate_file.h"
#include "scheduler/payroll/statutory_files.h"

#include <ostream>

namespace almoner::api {
namespace {

using ledger::Outcome;
using rules::RateBook;
using scheduler::PayrollFile;

using FileReckoner = Outcome<PayrollFile> (*)(std::string_view bytes, const RateBook& book);

// The rates that were given with --rates, else the program's own.
Outcome<RateBook> rates_for(const Program& program, const Call& call) {
    const auto given = call.fields.find("file:rates");
    return RateBook::parse(given == call.fields.end() ? program.payroll_rates
                                                      : std::string_view(given->second));
}

template <FileReckoner reckon>
int answer_file(const Program& program, Call& call) {
    const Outcome<RateBook> book = rates_for(program, call);
    if (!book.accepted()) return show_refusal(call, book.refusal());
    const Outcome<PayrollFile> file = reckon(call.fields["rows"], book.value());
    if (!file.accepted()) return show_refusal(call, file.refusal());
    *call.out << file.value().csv;
    for (const std::string& note : file.value().notes) *call.err << note << '\n';
    return show_problems(call, file.value().problems);
}

}  // namespace

std::vector<CommandSpec> payroll_commands() {
    using enum ArgumentKind;
    const Argument rates{
        "--rates", "file:rates", file, false, "A file of payroll rates, else the program's own"};
    const auto rows = [](std::string help) {
        return Argument{"FILE", "rows", file, true, std::move(help)};
    };
    return {
        {.words = "payroll calculate",
         .help = "Add tax, National Insurance and student loans to a file of wages",
         .example = "almoner payroll calculate wages.csv",
         .arguments = {rows("With tax_year, period_type, gross_period and tax_code, category or "
                            "plan; period_no counts paydays of the year: of 4W to 14, of 2W to 27, "
                            "never HMRC's week"),
                       rates},
         .run = answer_file<scheduler::calculate_payroll_file>},
        {.words = "payroll sick-pay",
         .help = "Add statutory sick pay to a file of spells of sickness",
         .example = "almoner payroll sick-pay spells.csv",
         .arguments = {rows("With sick_start, sick_end, weekdays_worked; awe, linked_start and "
                            "linked_end"),
                       rates},
         .run = answer_file<scheduler::sick_pay_file>},
        {.words = "payroll earnings",
         .help = "Add average weekly earnings to a file of earnings",
         .example = "almoner payroll earnings earnings.csv",
         .arguments = {rows("With pay_pattern, earnings, divisor; kind"), rates},
         .run = answer_file<scheduler::earnings_file>},
        {.words = "payroll holiday",
         .help = "Add the statutory holiday to a file of working weeks",
         .example = "almoner payroll holiday weeks.csv",
         .arguments = {rows("With kind, working_days_per_week or hours, and the days of starting "
                            "and leaving"),
                       rates},
         .run = answer_file<scheduler::holiday_file>},
        {.words = "payroll maternity",
         .help = "Add statutory maternity and other parents' pay to a file of leaves",
         .example = "almoner payroll maternity leaves.csv",
         .arguments = {rows("With kind, and tax_year or awe and leave_start"), rates},
         .run = answer_file<scheduler::family_pay_file>},
    };
}

}  // namespace almoner::api
