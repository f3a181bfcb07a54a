#include "ledger/records/person.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT number, version, ref, from_on, personal, information_format, died_on FROM person ";
const Query personal_rows{
    "SELECT number, personal FROM person WHERE number BETWEEN $1 AND $2 ORDER BY number, version"};
const Query last_version{"SELECT MAX(version) FROM person WHERE number = $1"};

Person read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .ref = rows.str(2),
        .from_on = rows.date(3),
        .personal = rows.integer(4),
        .information_format = rows.str(5),
        .died_on = rows.maybe_date(6),
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::optional<Person> person_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<Person> person_by_ref(Database& database, std::string_view ref, Date on) {
    return Stored::by_ref(database, ref, on);
}

std::vector<Person> people_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Person> person_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::vector<PersonalRow> personal_rows_between(Database& database, const Stretch& people) {
    return last_of_each(
        database.select(personal_rows, people.first, people.last), [](const Rows& rows) {
            return PersonalRow{.number = rows.integer(0), .personal = rows.integer(1)};
        });
}

std::int64_t insert_person(Work& work, Person person) {
    number_version(work, person_table, last_version, person);
    work.records().insert(person_table,
                          person.number,
                          person.version,
                          person.ref,
                          person.from_on,
                          person.personal,
                          person.information_format,
                          person.died_on);
    return person.number;
}

}  // namespace almoner::ledger
