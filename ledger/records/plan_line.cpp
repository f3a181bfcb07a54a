#include "ledger/records/plan_line.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/names.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr std::array plan_frequency_names{Named{PlanFrequency::weekly, "weekly"},
                                          Named{PlanFrequency::four_weekly, "four-weekly"},
                                          Named{PlanFrequency::monthly, "monthly"},
                                          Named{PlanFrequency::yearly, "yearly"},
                                          Named{PlanFrequency::one_off, "one-off"}};

constexpr char columns[] =
    "SELECT number, version, ref, from_on, budget, body, stream, option, purpose_private, "
    "amount, frequency, start_on, end_on FROM plan_line ";
constexpr auto plan_lines_of_text =
    joined(columns, "WHERE budget = $1 AND from_on <= $2 ORDER BY id");
const Query plan_lines_of_query{plan_lines_of_text.data()};
constexpr auto everything_text = joined(columns, "ORDER BY id");
const Query everything{everything_text.data()};
constexpr auto versions_between_text =
    joined(columns, "WHERE number BETWEEN $1 AND $2 ORDER BY number, version");
const Query versions_between{versions_between_text.data()};
const Query last_row{"SELECT COALESCE(MAX(id), 0) FROM plan_line"};
const Query last_version{"SELECT MAX(version) FROM plan_line WHERE number = $1"};

PlanLine read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .ref = rows.str(2),
        .from_on = rows.date(3),
        .budget = rows.integer(4),
        .body = rows.integer(5),
        .stream = rows.stream(6),
        .option = rows.option(7),
        .purpose_private = rows.maybe_integer(8),
        .amount = rows.money(9),
        .frequency = stored_name(plan_frequency_names, rows.text(10)),
        .start_on = rows.date(11),
        .end_on = rows.maybe_date(12),
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::string_view name_of(PlanFrequency value) {
    return name_in(plan_frequency_names, value);
}

std::optional<PlanFrequency> plan_frequency_named(std::string_view name) {
    return named_in(plan_frequency_names, name);
}

std::optional<PlanLine> plan_line_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<PlanLine> plan_line_by_ref(Database& database, std::string_view ref, Date on) {
    return Stored::by_ref(database, ref, on);
}

std::vector<PlanLine> plan_lines_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<PlanLine> plan_line_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::vector<PlanLine> plan_line_versions_between(Database& database, const Stretch& numbers) {
    return all_rows(database.select(versions_between, numbers.first, numbers.last), read);
}

std::vector<PlanLine> plan_lines_of(Database& database, std::int64_t budget, Date on) {
    return last_of_each(database.select(plan_lines_of_query, budget, on), read);
}

std::vector<PlanLine> every_plan_line_version(Database& database) {
    std::vector<PlanLine> all;
    {
        Rows rows = database.select(last_row);
        if (rows.next()) all.reserve(static_cast<std::size_t>(rows.integer(0)));
    }
    for (Rows rows = database.select(everything); rows.next();) all.push_back(read(rows));
    return all;
}

std::int64_t insert_plan_line(Work& work, PlanLine plan_line) {
    number_version(work, plan_line_table, last_version, plan_line);
    work.records().insert(plan_line_table,
                          plan_line.number,
                          plan_line.version,
                          plan_line.ref,
                          plan_line.from_on,
                          plan_line.budget,
                          plan_line.body,
                          plan_line.stream,
                          plan_line.option,
                          plan_line.purpose_private,
                          plan_line.amount,
                          name_of(plan_line.frequency),
                          plan_line.start_on,
                          plan_line.end_on);
    return plan_line.number;
}

}  // namespace almoner::ledger
