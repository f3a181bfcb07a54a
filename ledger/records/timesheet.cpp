#include "ledger/records/timesheet.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/private_words.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT id, seq, employment, first_on, last_on, occurrence, source, file_sha256, recorded_on,"
    " recorded_by FROM timesheet ";
constexpr auto by_id_text = joined(columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto of_employment_text =
    joined(columns, "WHERE employment = $1 ORDER BY first_on, occurrence");
const Query of_employment{of_employment_text.data()};
constexpr auto last_of_period_text =
    joined(columns, "WHERE employment = $1 AND first_on = $2 ORDER BY occurrence DESC LIMIT 1");
const Query last_of_period{last_of_period_text.data()};
const Query lines_of_sheet{
    "SELECT day, kind, quantity FROM timesheet_line WHERE timesheet = $1 ORDER BY line"};
const Query steps_of_sheet{
    "SELECT id, seq, timesheet, step, state, done_on, actor, confirmer, representative, channel,"
    " evidence, decision, proposal, words_private FROM timesheet_step WHERE timesheet = $1"
    " ORDER BY step"};
const Query last_state{
    "SELECT state FROM timesheet_step WHERE timesheet = $1 ORDER BY step DESC LIMIT 1"};
const Query decided_how{
    "SELECT decision FROM timesheet_step WHERE timesheet = $1 AND state = 'decided'"
    " ORDER BY step DESC LIMIT 1"};
const Query of_jobs{
    "SELECT t.id, t.seq, t.employment, t.first_on, t.last_on, t.occurrence, t.source,"
    " t.file_sha256, t.recorded_on, t.recorded_by,"
    " (SELECT s.state FROM timesheet_step s WHERE s.timesheet = t.id ORDER BY s.step DESC LIMIT 1),"
    " (SELECT d.decision FROM timesheet_step d WHERE d.timesheet = t.id AND d.state = 'decided'"
    " ORDER BY d.step DESC LIMIT 1)"
    " FROM timesheet t WHERE t.employment BETWEEN $1 AND $2"
    " ORDER BY t.employment, t.first_on, t.occurrence"};
const Query lines_of_jobs{
    "SELECT t.employment, l.timesheet, l.day, l.kind, l.quantity FROM timesheet t"
    " JOIN timesheet_line l ON l.timesheet = t.id WHERE t.employment BETWEEN $1 AND $2"
    " AND t.last_on >= $3 ORDER BY t.employment, t.first_on, t.occurrence, l.line"};
const Query in_state{
    "SELECT s.timesheet FROM timesheet_step s WHERE s.state = $1 AND s.step ="
    " (SELECT MAX(l.step) FROM timesheet_step l WHERE l.timesheet = s.timesheet)"
    " ORDER BY s.timesheet"};

Timesheet read(const Rows& rows) {
    return {.id = rows.integer(0),
            .seq = rows.integer(1),
            .employment = rows.integer(2),
            .days = {rows.date(3), rows.date(4)},
            .occurrence = rows.integer(5),
            .source = rows.str(6),
            .file_sha256 = rows.str(7),
            .recorded_on = rows.date(8),
            .recorded_by = rows.integer(9)};
}

TimesheetStep read_step(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .seq = rows.integer(1),
            .timesheet = rows.integer(2),
            .step = rows.integer(3),
            .state = rows.str(4),
            .on = rows.date(5),
            .actor = rows.integer(6),
            .confirmer = rows.str(7),
            .representative = rows.integer(8),
            .channel = rows.str(9),
            .evidence = rows.maybe_integer(10),
            .decision = rows.str(11),
            .proposal = rows.integer(12),
            .words = words_of(database, rows.maybe_integer(13))};
}

std::string only_text(Rows rows) {
    return rows.next() ? rows.str(0) : std::string{};
}

}  // namespace

std::int64_t insert_timesheet(Work& work,
                              const Timesheet& sheet,
                              std::span<const TimesheetLine> lines) {
    const std::int64_t id = work.records().insert(timesheet_table,
                                                  sheet.employment,
                                                  sheet.days.first,
                                                  sheet.days.last,
                                                  sheet.occurrence,
                                                  sheet.source,
                                                  sheet.file_sha256,
                                                  sheet.recorded_on,
                                                  sheet.recorded_by);
    std::int64_t number = 0;
    for (const TimesheetLine& line : lines) {
        work.records().insert(
            timesheet_line_table, id, ++number, line.day, line.kind, line.quantity);
    }
    return id;
}

void insert_timesheet_step(Work& work, std::int64_t person, const TimesheetStep& step) {
    const auto words = insert_words(work, person, step.words);
    work.records().insert(timesheet_step_table,
                          step.timesheet,
                          step.step,
                          step.state,
                          step.on,
                          step.actor,
                          step.confirmer,
                          step.representative,
                          step.channel,
                          step.evidence,
                          step.decision,
                          step.proposal,
                          words);
}

std::optional<Timesheet> timesheet_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read);
}

std::vector<Timesheet> timesheets_of(Database& database, std::int64_t employment) {
    return all_rows(database.select(of_employment, employment), read);
}

std::optional<Timesheet> timesheet_in_force(Database& database,
                                            std::int64_t employment,
                                            Date first_on) {
    auto last = only_row(database.select(last_of_period, employment, first_on), read);
    if (last && timesheet_state(database, last->id) == "withdrawn") return std::nullopt;
    return last;
}

std::vector<TimesheetLine> lines_of_timesheet(Database& database, std::int64_t timesheet) {
    return all_rows(database.select(lines_of_sheet, timesheet), [](const Rows& rows) {
        return TimesheetLine{
            .day = rows.maybe_date(0), .kind = rows.str(1), .quantity = rows.integer(2)};
    });
}

std::vector<TimesheetStep> steps_of_timesheet(Database& database, std::int64_t timesheet) {
    return all_rows(database.select(steps_of_sheet, timesheet),
                    [&](const Rows& rows) { return read_step(database, rows); });
}

std::string timesheet_state(Database& database, std::int64_t timesheet) {
    return only_text(database.select(last_state, timesheet));
}

std::string late_decision(Database& database, std::int64_t timesheet) {
    return only_text(database.select(decided_how, timesheet));
}

std::vector<StandingSheet> sheets_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(of_jobs, jobs.first, jobs.last), [](const Rows& rows) {
        return StandingSheet{.sheet = read(rows),
                             .state = rows.is_null(10) ? std::string{} : rows.str(10),
                             .decision = rows.is_null(11) ? std::string{} : rows.str(11)};
    });
}

std::vector<LineOfSheet> sheet_lines_of_jobs(Database& database,
                                             const Stretch& jobs,
                                             Date ends_from) {
    return all_rows(
        database.select(lines_of_jobs, jobs.first, jobs.last, ends_from), [](const Rows& rows) {
            return LineOfSheet{
                .employment = rows.integer(0),
                .timesheet = rows.integer(1),
                .line = {
                    .day = rows.maybe_date(2), .kind = rows.str(3), .quantity = rows.integer(4)}};
        });
}

std::vector<std::int64_t> timesheets_in_state(Database& database, std::string_view state) {
    return all_rows(database.select(in_state, state),
                    [](const Rows& rows) { return rows.integer(0); });
}

}  // namespace almoner::ledger
