#include "scheduler/commands/import_area_known.h"

#include "ledger/records/in_force.h"

#include <algorithm>
#include <initializer_list>

namespace almoner::scheduler {
namespace {

using ledger::Database;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::Organisation;
using ledger::OrganisationKind;

template <class Record>
Known<Record> known(Database& database, Date on, std::vector<Record> (*read)(Database&, Date)) {
    return {read(database, last_day_of_all), read(database, on)};
}

std::vector<Organisation> of_kinds(std::vector<Organisation> all,
                                   std::initializer_list<OrganisationKind> kinds) {
    std::erase_if(all, [&](const Organisation& each) {
        return std::ranges::find(kinds, each.kind) == kinds.end();
    });
    return all;
}

// One reference may stand for organisations of several kinds, but not for two of these.
Known<Organisation> known_organisations(Database& database,
                                        Date on,
                                        std::initializer_list<OrganisationKind> kinds) {
    return {of_kinds(ledger::organisations_on(database, last_day_of_all), kinds),
            of_kinds(ledger::organisations_on(database, on), kinds)};
}

}  // namespace

KnownArea::KnownArea(Database& database, Date on)
    : commissioners(
          known_organisations(database, on, {OrganisationKind::nhs, OrganisationKind::council})),
      support_services(known_organisations(database, on, {OrganisationKind::support_service})),
      third_parties(known_organisations(
          database, on, {OrganisationKind::individual_service_fund, OrganisationKind::trust})),
      providers(known_organisations(database, on, {OrganisationKind::provider})),
      bank_accounts(known(database, on, ledger::bank_accounts_on)),
      people(known(database, on, ledger::people_on)),
      budgets(known(database, on, ledger::budgets_on)),
      plan_lines(known(database, on, ledger::plan_lines_on)),
      agreements(known(database, on, ledger::agreements_on)) {}

}  // namespace almoner::scheduler
