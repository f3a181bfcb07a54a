#include "ledger/records/absence.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/versioned.h"

#include <algorithm>
#include <map>

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT number, version, employment, kind, first_on, last_on, minutes, event_on, evidence,"
    " is_withdrawn, recorded_on, recorded_by, seq FROM absence ";
constexpr auto numbered_text = joined(columns, "WHERE number = $1 ORDER BY version DESC LIMIT 1");
const Query numbered{numbered_text.data()};
constexpr auto of_employment_text = joined(columns, "WHERE employment = $1 ORDER BY id");
const Query of_employment{of_employment_text.data()};
constexpr auto of_jobs_text =
    joined(columns, "WHERE employment BETWEEN $1 AND $2 ORDER BY employment, id");
const Query of_jobs{of_jobs_text.data()};
const Query last_version{"SELECT MAX(version) FROM absence WHERE number = $1"};

Absence read(const Rows& rows) {
    return {.number = rows.integer(0),
            .version = rows.integer(1),
            .employment = rows.integer(2),
            .kind = rows.str(3),
            .first_on = rows.date(4),
            .last_on = rows.maybe_date(5),
            .minutes = rows.integer(6),
            .event_on = rows.maybe_date(7),
            .evidence = rows.maybe_integer(8),
            .is_withdrawn = rows.integer(9) != 0,
            .recorded_on = rows.date(10),
            .recorded_by = rows.integer(11)};
}

AbsenceVersion read_version(const Rows& rows) {
    return {.seq = rows.integer(12), .absence = read(rows)};
}

}  // namespace

std::int64_t insert_absence(Work& work, Absence absence) {
    number_version(work, absence_table, last_version, absence);
    work.records().insert(absence_table,
                          absence.number,
                          absence.version,
                          absence.employment,
                          absence.kind,
                          absence.first_on,
                          absence.last_on,
                          absence.minutes,
                          absence.event_on,
                          absence.evidence,
                          absence.is_withdrawn,
                          absence.recorded_on,
                          absence.recorded_by);
    return absence.number;
}

std::optional<Absence> absence_numbered(Database& database, std::int64_t number) {
    return only_row(database.select(numbered, number), read);
}

std::vector<Absence> absences_of(Database& database, std::int64_t employment) {
    return absences_in(absence_versions_of(database, employment));
}

std::vector<Absence> absences_in(std::span<const AbsenceVersion> versions) {
    std::map<std::int64_t, const Absence*> last;
    for (const AbsenceVersion& each : versions) last[each.absence.number] = &each.absence;
    std::vector<Absence> all;
    for (const auto& [number, absence] : last) {
        if (!absence->is_withdrawn) all.push_back(*absence);
    }
    std::ranges::stable_sort(all, {}, &Absence::first_on);
    return all;
}

std::vector<AbsenceVersion> absence_versions_of(Database& database, std::int64_t employment) {
    return all_rows(database.select(of_employment, employment), read_version);
}

std::vector<AbsenceVersion> absence_versions_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(of_jobs, jobs.first, jobs.last), read_version);
}

}  // namespace almoner::ledger
