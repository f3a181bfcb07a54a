#include "api/cli/commands.h"
#include "api/cli/csv_problems.h"
#include "api/cli/reading.h"
#include "api/cli/statement_read.h"
#include "api/render/answer_words.h"
#include "api/render/figures.h"
#include "gateway/area/account_check.h"
#include "gateway/csv/cells.h"
#include "gateway/csv/csv_reader.h"
#include "gateway/csv/csv_writer.h"
#include "gateway/csv/every_row.h"
#include "ledger/calendar/bacs_cycle.h"
#include "ledger/calendar/schedule.h"
#include "ledger/records/agreement.h"
#include "scheduler/jobs/loaded_holidays.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace almoner::api {
namespace {

using ledger::BankHolidays;
using ledger::Date;
using ledger::Outcome;

constexpr std::size_t dates_shown = 13;  // a year of four-weekly payments

struct Holidays {
    BankHolidays list;
    std::string note{};  // which list it is, where nobody chose it
};

// The list that the area has loaded; without an area, or before it loaded one, the program's own.
Outcome<Holidays> holidays_for(const Program& program, const Call& call) {
    const auto given = call.fields.find("file:holidays");
    const bool is_given = given != call.fields.end();
    if (!is_given && call.store.has_area()) {
        const auto database = call.store.open_reader();
        if (auto loaded = scheduler::loaded_holidays(*database))
            return Holidays{*std::move(loaded)};
    }
    auto list = ledger::parse_bank_holidays(is_given ? given->second : program.bank_holidays);
    if (!list.accepted()) return list.refusal();
    Holidays holidays{std::move(list).value()};
    if (!is_given && call.store.has_area()) {
        holidays.note =
            "The area has loaded no list of bank holidays: these days are by the list that Almoner "
            "brings, and nothing is paid before one is loaded with 'almoner calendar load'.";
    }
    return holidays;
}

int show_figures(const Call& call, const Figures& figures) {
    switch (call.output) {
        case Call::Output::words: *call.out << terminal_table(figures); break;
        case Call::Output::json: *call.out << json_text(figures) << '\n'; break;
        case Call::Output::csv: *call.out << csv_text(figures); break;
    }
    return exit_ok;
}

ledger::Schedule schedule_of(const ledger::Agreement& agreement) {
    return {.frequency = agreement.frequency,
            .timing = agreement.timing,
            .anchor_on = agreement.anchor_on,
            .policy_day =
                static_cast<unsigned>(agreement.monthly_day.value_or(agreement.anchor_on.day())),
            .starts_on = agreement.start_on,
            .ends_on = agreement.end_on};
}

Figures figures_of(const ledger::Agreement& agreement,
                   const std::vector<ledger::PaymentDate>& dates) {
    Figures figures{.name = "dates",
                    .title = "The next payments of " + agreement.ref,
                    .columns = {{"nominal_on", "Due", Kind::date},
                                {"entry_on", "Arrives", Kind::date},
                                {"processing_on", "Processing", Kind::date},
                                {"latest_input_on", "File by", Kind::date},
                                {"period_first", "For", Kind::date},
                                {"period_last", "to", Kind::date},
                                {"moved_because", "Moved because", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::PaymentDate& date : dates) {
        figures.rows.push_back({date.dates.nominal_on,
                                date.dates.entry_on,
                                date.dates.processing_on,
                                date.dates.latest_input_on,
                                date.period.covered.first,
                                date.period.covered.last,
                                date.dates.moved_because});
        if (date.dates.warning && figures.notes.empty()) {
            figures.notes.push_back(date.dates.warning->words + " " + date.dates.warning->next);
        }
    }
    if (dates.empty()) {
        figures.notes.push_back(
            "No more payments come" +
            (agreement.end_on ? ": the agreement's last day is " + agreement.end_on->words() + "."
                              : std::string(".")));
    }
    if (agreement.status != ledger::AgreementStatus::active) {
        figures.notes.push_back("This agreement is " +
                                std::string(ledger::name_of(agreement.status)) +
                                ": nothing is paid until it is active.");
    }
    return figures;
}

int show_dates(const Call& call, Reading& reading, const Holidays& holidays) {
    const auto agreement =
        ledger::agreement_by_ref(*reading.database, call.fields.at("agreement"), reading.day);
    if (!agreement) {
        return show_refusal(
            call,
            {.code = "agreement-unknown",
             .words = "No agreement has this reference on " + reading.day.words() + ".",
             .next = "Take the reference from the agreements that were imported.",
             .field = "AGREEMENT",
             .citation = ""});
    }
    Figures figures = figures_of(
        *agreement,
        ledger::next_dates(schedule_of(*agreement), reading.day - 1, dates_shown, holidays.list));
    if (!holidays.note.empty()) figures.notes.push_back(holidays.note);
    return show_figures(call, figures);
}

int calendar_show(const Program& program, Call& call) {
    if (!call.fields.contains("agreement")) {
        *call.err << "almoner: calendar: name the AGREEMENT, or see 'almoner calendar --help'\n";
        return exit_usage;
    }
    const Outcome<Holidays> holidays = holidays_for(program, call);
    if (!holidays.accepted()) return show_refusal(call, holidays.refusal());
    return read_area(
        program,
        call,
        [&](Reading& reading) { return show_dates(call, reading, holidays.value()); },
        Days::to_come_too);
}

// A file that was given with more columns: as CSV, or its rows as JSON.
void show_file(const Call& call, const std::string& csv) {
    if (call.output != Call::Output::json) {
        *call.out << csv;
        return;
    }
    const auto table = gateway::read_csv(csv);
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (gateway::KindedRow& each : gateway::every_row(table.value())) {
        nlohmann::ordered_json one = nlohmann::ordered_json::object();
        each.row.cells.resize(table.value().header.size());
        for (std::size_t i = 0; i < each.row.cells.size(); ++i) {
            one[table.value().header[i]] = std::move(each.row.cells[i]);
        }
        rows.push_back(std::move(one));
    }
    const nlohmann::ordered_json answer{{"version", 1}, {"rows", std::move(rows)}};
    *call.out << answer.dump(2) << '\n';
}

// The row with its three days; they stay empty where the date can't be read, which is a problem.
std::vector<std::string> with_days(const gateway::CsvRow& row,
                                   std::size_t nominal_at,
                                   const BankHolidays& holidays,
                                   std::vector<gateway::CsvProblem>& problems) {
    std::vector<std::string> cells;
    cells.reserve(row.cells.size());
    for (const std::string& cell : row.cells) {
        cells.emplace_back(gateway::without_apostrophe(cell));
    }
    const Outcome<Date> nominal = gateway::read_date(row.cells[nominal_at]);
    if (!nominal.accepted()) {
        problems.push_back({row.row,
                            "nominal_payment_date",
                            nominal.refusal().code,
                            nominal.refusal().words,
                            nominal.refusal().next});
        cells.resize(cells.size() + 3);
        return cells;
    }
    const ledger::BacsCycle cycle = ledger::bacs_cycle_for(nominal.value(), holidays);
    if (cycle.warning) {
        problems.push_back({row.row,
                            "nominal_payment_date",
                            cycle.warning->code,
                            cycle.warning->words,
                            cycle.warning->next});
    }
    for (const Date day : {cycle.entry_on, cycle.processing_on, cycle.latest_input_on}) {
        cells.push_back(day.iso());
    }
    return cells;
}

int calendar_dates(const Program& program, Call& call) {
    const Outcome<Holidays> holidays = holidays_for(program, call);
    if (!holidays.accepted()) return show_refusal(call, holidays.refusal());
    const auto read = gateway::read_csv(call.fields["dates"]);
    if (!read.accepted()) return show_refusal(call, read.refusal());
    const gateway::CsvTable& table = read.value();
    const auto nominal_at = table.column("nominal_payment_date");
    if (!nominal_at) {
        return show_refusal(call,
                            {.code = "csv-missing-column",
                             .words = "The column nominal_payment_date is missing.",
                             .next = "Name it in the first row.",
                             .field = "nominal_payment_date",
                             .citation = ""});
    }
    std::vector<std::string> header = table.header;
    for (const char* name : {"entry_day", "processing_day", "latest_input_day"}) {
        header.emplace_back(name);
    }
    gateway::CsvWriter writer(header);
    std::vector<gateway::CsvProblem> problems = table.problems;
    // A row that has no days keeps its place.
    for (gateway::KindedRow& each : gateway::every_row(table)) {
        if (each.kind == gateway::RowKind::read) {
            writer.row(with_days(each.row, *nominal_at, holidays.value().list, problems));
        } else {
            each.row.cells.resize(header.size());
            writer.row(each.row.cells);
        }
    }
    show_file(call, writer.bytes());
    if (!holidays.value().note.empty()) *call.err << holidays.value().note << '\n';
    return show_problems(call, problems);
}

int check_accounts(const Program& /*program*/, Call& call) {
    const auto table = ledger::ModulusTable::parse(
        call.fields["file:modulus"], call.fields["file:substitution"], {"as given", Date{}});
    if (!table.accepted()) return show_refusal(call, table.refusal());
    const auto checked = gateway::check_accounts_csv(call.fields["accounts"], table.value());
    if (!checked.accepted()) return show_refusal(call, checked.refusal());
    show_file(call, checked.value().csv);
    for (const std::string& note : checked.value().notes) *call.err << note << '\n';
    *call.err << checked.value().valid << " valid, " << checked.value().invalid << " invalid, "
              << checked.value().uncheckable << " can't be checked";
    if (checked.value().blank > 0) *call.err << ", " << checked.value().blank << " blank";
    if (checked.value().unread > 0) {
        *call.err << ", " << checked.value().unread << " could not be read (invalid)";
    }
    *call.err << '\n';
    return show_problems(call, checked.value().problems);
}

}  // namespace

std::vector<CommandSpec> calendar_commands() {
    using enum ArgumentKind;
    const Argument holidays{
        "--holidays", "file:holidays", file, false, "A list of bank holidays, else the area's"};
    return {
        {.words = "calendar",
         .help = "The next 13 payments of an agreement, and why one moved",
         .example = "almoner calendar A-0001 --as vi --credential-file vi.txt",
         .arguments = {{"AGREEMENT", "agreement", text, false, "The agreement's reference"},
                       holidays},
         .run = calendar_show},
        {.words = "calendar show",
         .help = "The same as 'almoner calendar AGREEMENT'",
         .example = "almoner calendar show A-0001 --as vi --credential-file vi.txt",
         .arguments = {{"AGREEMENT", "agreement", text, true, "The agreement's reference"},
                       holidays},
         .run = calendar_show},
        {.words = "calendar dates",
         .help = "Add the Bacs days to a file with a column nominal_payment_date",
         .example = "almoner calendar dates dates.csv",
         .arguments = {{"FILE", "dates", file, true, "The file"}, holidays},
         .run = calendar_dates},
        {.words = "check accounts",
         .help = "Check sort codes and account numbers by their modulus",
         .example = "almoner check accounts accounts.csv --modulus valacdos.txt --substitution "
                    "scsubtab.txt",
         .arguments = {{"FILE", "accounts", file, true, "With sort_code and account_number"},
                       {"--modulus", "file:modulus", file, true, "The table of weights"},
                       {"--substitution", "file:substitution", file, true, "The substitutions"}},
         .run = check_accounts},
        {.words = "statement read",
         .help = "Show what a bank's statement file says, and store nothing",
         .example = "almoner statement read statement.xml --json",
         .arguments = {{"FILE", "statement", file, true, "camt.053 of any version"}},
         .run = statement_read},
    };
}

}  // namespace almoner::api
