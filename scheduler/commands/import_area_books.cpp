#include "scheduler/commands/import_area_books.h"

#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "ledger/values/invariant.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AgreementStatus;
using ledger::Database;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::Organisation;
using ledger::OrganisationKind;

using RefByNumber = std::unordered_map<std::int64_t, std::string>;

// Words that the books and the files share.
template <class Kind>
Kind named(std::string_view word, Kind last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (gateway::name_of(static_cast<Kind>(i)) == word) return static_cast<Kind>(i);
    }
    throw ledger::InvariantBroken("a word of the books that no file knows");
}

std::vector<ledger::Stream> streams_in(std::string_view names) {
    std::vector<ledger::Stream> streams;
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(','), names.size());
        if (const auto stream = ledger::stream_named(names.substr(0, end))) {
            streams.push_back(*stream);
        }
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return streams;
}

class Books {
  public:
    explicit Books(Database& database) : database_(database) {}

    gateway::AreaFiles read() {
        read_organisations();
        read_bank_accounts();
        read_people();
        read_budgets();
        read_plan_lines();
        read_agreements();
        return std::move(rows_);
    }

  private:
    void read_organisations() {
        for (const Organisation& each : ledger::organisations_on(database_, last_day_of_all)) {
            organisations_.emplace(each.number, each);
            switch (each.kind) {
                case OrganisationKind::nhs:
                case OrganisationKind::council:
                    rows_.commissioners.push_back(
                        {.commissioner = each.ref, .streams = streams_in(each.streams)});
                    break;
                case OrganisationKind::support_service: break;  // once their accounts have names
                case OrganisationKind::individual_service_fund:
                case OrganisationKind::trust:
                    rows_.third_parties.push_back({.third_party = each.ref});
                    break;
                case OrganisationKind::provider:
                    rows_.providers.push_back({.provider = each.ref});
                    break;
            }
        }
    }

    void read_bank_accounts() {
        for (const auto& each : ledger::bank_accounts_on(database_, last_day_of_all)) {
            bank_accounts_.emplace(each.number, each.ref);
            const Organisation& owner = organisations_.at(each.owner);
            rows_.bank_accounts.push_back(
                {.bank_account = each.ref,
                 .owner = owner.ref,
                 .owned_by_support_service = owner.kind == OrganisationKind::support_service});
        }
        for (const auto& [number, each] : organisations_) {
            if (each.kind != OrganisationKind::support_service) continue;
            const auto account = bank_accounts_.find(each.client_bank_account.value_or(0));
            rows_.support_services.push_back({.support_service = each.ref,
                                              .client_bank_account = account == bank_accounts_.end()
                                                                         ? std::string{}
                                                                         : account->second});
        }
    }

    void read_people() {
        // Of somebody whose details were erased nothing is known that a date could be held against.
        const Date long_ago = Date::parse("1900-01-01").value();
        for (const auto& each : ledger::people_on(database_, last_day_of_all)) {
            people_.emplace(each.number, each.ref);
            const auto details = ledger::person_private(database_, each.personal);
            const bool is_told = details && details->date_of_birth;
            const Date born = is_told ? *details->date_of_birth : long_ago;
            rows_.people.push_back({.person = each.ref, .date_of_birth = born});
        }
        for (const auto& each : ledger::representatives_on(database_, last_day_of_all)) {
            rows_.representatives.push_back(
                {.person = people_.at(each.person),
                 .role = named(name_of(each.role), gateway::RepresentativeRole::attorney),
                 .start = each.start_on,
                 .end = each.end_on});
        }
    }

    void read_budgets() {
        for (const auto& each : ledger::budgets_on(database_, last_day_of_all)) {
            budgets_.emplace(each.number, each.ref);
            rows_.budgets.push_back({.budget = each.ref,
                                     .person = people_.at(each.person),
                                     .lead_commissioner = organisations_.at(each.lead).ref,
                                     .start = each.start_on,
                                     .end = each.end_on});
        }
    }

    void read_plan_lines() {
        for (const auto& each : ledger::plan_lines_on(database_, last_day_of_all)) {
            rows_.plan_lines.push_back(
                {.plan_line = each.ref,
                 .budget = budgets_.at(each.budget),
                 .commissioner = organisations_.at(each.body).ref,
                 .stream = each.stream,
                 .option = each.option,
                 .frequency = named(name_of(each.frequency), gateway::Frequency::one_off)});
        }
    }

    void read_agreements() {
        for (const auto& each : ledger::agreements_on(database_, last_day_of_all)) {
            const bool is_draft = each.status == AgreementStatus::draft;
            std::optional<Date> end = each.end_on;
            if (!end && each.status == AgreementStatus::ended) end = each.from_on - 1;
            rows_.agreements.push_back(
                {.agreement = each.ref,
                 .budget = budgets_.at(each.budget),
                 .option = each.option,
                 .frequency = named(name_of(each.frequency), gateway::Frequency::one_off),
                 .start = each.start_on,
                 .end = end,
                 .status = is_draft ? gateway::AgreementStatus::draft
                                    : gateway::AgreementStatus::active});
        }
    }

    Database& database_;
    gateway::AreaFiles rows_;
    std::unordered_map<std::int64_t, Organisation> organisations_;
    RefByNumber bank_accounts_;
    RefByNumber people_;
    RefByNumber budgets_;
};

}  // namespace

gateway::AreaFiles rows_of_books(Database& database) {
    return Books(database).read();
}

}  // namespace almoner::scheduler
