#include "ledger/records/organisation.h"

#include "ledger/records/names.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr std::array organisation_kind_names{
    Named{OrganisationKind::nhs, "nhs"},
    Named{OrganisationKind::council, "council"},
    Named{OrganisationKind::support_service, "support-service"},
    Named{OrganisationKind::individual_service_fund, "individual-service-fund"},
    Named{OrganisationKind::trust, "trust"},
    Named{OrganisationKind::provider, "provider"}};

constexpr char columns[] =
    "SELECT number, version, ref, from_on, kind, name, streams, client_bank_account FROM "
    "organisation ";
constexpr auto by_ref_text = joined(columns, of_kind_and_ref_on_day);
const Query by_ref{by_ref_text.data()};
const Query last_version{"SELECT MAX(version) FROM organisation WHERE number = $1"};

Organisation read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .ref = rows.str(2),
        .from_on = rows.date(3),
        .kind = stored_name(organisation_kind_names, rows.text(4)),
        .name = rows.str(5),
        .streams = rows.str(6),
        .client_bank_account = rows.maybe_integer(7),
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::string_view name_of(OrganisationKind value) {
    return name_in(organisation_kind_names, value);
}

std::optional<OrganisationKind> organisation_kind_named(std::string_view name) {
    return named_in(organisation_kind_names, name);
}

std::optional<Organisation> organisation_numbered(Database& database,
                                                  std::int64_t number,
                                                  Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<Organisation> organisation_by_ref(Database& database,
                                                OrganisationKind kind,
                                                std::string_view ref,
                                                Date on) {
    return only_row(database.select(by_ref, ref, on, name_of(kind)), read);
}

std::vector<Organisation> organisations_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Organisation> organisation_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::int64_t insert_organisation(Work& work, Organisation organisation) {
    number_version(work, organisation_table, last_version, organisation);
    work.records().insert(organisation_table,
                          organisation.number,
                          organisation.version,
                          organisation.ref,
                          organisation.from_on,
                          name_of(organisation.kind),
                          organisation.name,
                          organisation.streams,
                          organisation.client_bank_account);
    return organisation.number;
}

}  // namespace almoner::ledger
