#include "ledger/records/representative.h"

#include "ledger/records/names.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr std::array representative_role_names{
    Named{RepresentativeRole::representative, "representative"},
    Named{RepresentativeRole::nominee, "nominee"},
    Named{RepresentativeRole::parent, "parent"},
    Named{RepresentativeRole::deputy, "deputy"},
    Named{RepresentativeRole::attorney, "attorney"}};

constexpr char columns[] =
    "SELECT number, version, from_on, person, role, name_private, start_on, end_on FROM "
    "representative ";
constexpr auto representatives_of_text =
    joined(columns, "WHERE person = $1 AND from_on <= $2 ORDER BY id");
const Query representatives_of_query{representatives_of_text.data()};
const Query last_version{"SELECT MAX(version) FROM representative WHERE number = $1"};

Representative read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .from_on = rows.date(2),
        .person = rows.integer(3),
        .role = stored_name(representative_role_names, rows.text(4)),
        .name_private = rows.integer(5),
        .start_on = rows.date(6),
        .end_on = rows.maybe_date(7),
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::string_view name_of(RepresentativeRole value) {
    return name_in(representative_role_names, value);
}

std::optional<RepresentativeRole> representative_role_named(std::string_view name) {
    return named_in(representative_role_names, name);
}

std::optional<Representative> representative_numbered(Database& database,
                                                      std::int64_t number,
                                                      Date on) {
    return Stored::numbered(database, number, on);
}

std::vector<Representative> representatives_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Representative> representative_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::vector<Representative> representatives_of(Database& database, std::int64_t person, Date on) {
    return last_of_each(database.select(representatives_of_query, person, on), read);
}

std::int64_t insert_representative(Work& work, Representative representative) {
    number_version(work, representative_table, last_version, representative);
    work.records().insert(representative_table,
                          representative.number,
                          representative.version,
                          representative.from_on,
                          representative.person,
                          name_of(representative.role),
                          representative.name_private,
                          representative.start_on,
                          representative.end_on);
    return representative.number;
}

}  // namespace almoner::ledger
