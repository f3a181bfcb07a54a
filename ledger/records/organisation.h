// Commissioners, support services, third parties and providers: dated versions.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

enum class OrganisationKind : std::uint8_t {
    nhs = 1,
    council = 2,
    support_service = 3,
    individual_service_fund = 4,
    trust = 5,
    provider = 6
};
[[nodiscard]] std::string_view name_of(OrganisationKind value);
[[nodiscard]] std::optional<OrganisationKind> organisation_kind_named(std::string_view name);

struct Organisation {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    OrganisationKind kind = OrganisationKind::nhs;
    std::string name{};
    std::string streams{};                              // names with commas: "nhs,social-care"
    std::optional<std::int64_t> client_bank_account{};  // a support service's

    friend bool operator==(const Organisation&, const Organisation&) = default;
};

[[nodiscard]] std::optional<Organisation> organisation_numbered(Database& database,
                                                                std::int64_t number,
                                                                Date on);
// Several kinds of organisation may use one reference.
[[nodiscard]] std::optional<Organisation> organisation_by_ref(Database& database,
                                                              OrganisationKind kind,
                                                              std::string_view ref,
                                                              Date on);
[[nodiscard]] std::vector<Organisation> organisations_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<Organisation> organisation_versions(
    Database& database, std::int64_t number);  // first to last

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_organisation(Work& work, Organisation organisation);

}  // namespace almoner::ledger
