// Who is paid for a budget, on which account, how often and on what terms.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/calendar/schedule.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

enum class ContributionBasis : std::uint8_t { none = 0, net = 1, gross = 2 };
enum class AgreementStatus : std::uint8_t { draft = 1, active = 2, held = 3, ended = 4 };
[[nodiscard]] std::string_view name_of(ContributionBasis value);
[[nodiscard]] std::optional<ContributionBasis> contribution_basis_named(std::string_view name);
[[nodiscard]] std::string_view name_of(AgreementStatus value);
[[nodiscard]] std::optional<AgreementStatus> agreement_status_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Frequency value);
[[nodiscard]] std::optional<Frequency> frequency_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Timing value);
[[nodiscard]] std::optional<Timing> timing_named(std::string_view name);

struct Agreement {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::int64_t budget = 0;
    Option option = Option::none;
    std::string payee{};  // "holder", "representative", "provider:REF", ... as in the import files
    std::int64_t payee_account = 0;
    std::int64_t paid_from = 0;  // a bank_account
    Frequency frequency = Frequency::four_weekly;
    Date anchor_on{};
    std::optional<std::int64_t> monthly_day{};  // 1 to 31, monthly only; else the anchor's day
    Date start_on{};
    std::optional<Date> end_on{};
    Timing timing = Timing::advance;
    Money contribution{};  // per period; zero when there is none
    ContributionBasis contribution_basis = ContributionBasis::none;
    AgreementStatus status = AgreementStatus::draft;
    std::optional<Date> signed_on{};
    std::optional<std::int64_t> evidence{};

    friend bool operator==(const Agreement&, const Agreement&) = default;
};

[[nodiscard]] std::optional<Agreement> agreement_numbered(Database& database,
                                                          std::int64_t number,
                                                          Date on);
[[nodiscard]] std::optional<Agreement> agreement_by_ref(Database& database,
                                                        std::string_view ref,
                                                        Date on);
[[nodiscard]] std::vector<Agreement> agreements_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<Agreement> agreement_versions(Database& database,
                                                        std::int64_t number);  // first to last
[[nodiscard]] std::vector<Agreement> agreements_of(Database& database,
                                                   std::int64_t budget,
                                                   Date on);
// Every version of all of them, in the order in which they were written.
[[nodiscard]] std::int64_t agreement_rows(Database& database);  // of every version; at most
[[nodiscard]] std::vector<Agreement> every_agreement_version(Database& database);

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_agreement(Work& work, Agreement agreement);

}  // namespace almoner::ledger
