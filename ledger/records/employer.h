// A budget holder as an employer of personal assistants: one PAYE scheme, its calendar, its duties.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// How far the scheme is with HMRC.
inline constexpr std::array<std::string_view, 4> hmrc_states{
    "none-needed", "asked", "registered", "agent-authorised"};
inline constexpr std::array<std::string_view, 2> hmrc_payments{"monthly", "quarterly"};
// As rules::name_of(PayFrequency) spells them, but with strokes; in the same order.
inline constexpr std::array<std::string_view, 4> pay_frequencies{
    "weekly", "two-weekly", "four-weekly", "monthly"};
inline constexpr std::array<std::string_view, 2> pension_reliefs{"at-source", "net-pay"};

struct Employer {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::int64_t budget = 0;                         // the holder's; a person is one employer
    std::int64_t service = 0;                        // a support service; 0: none
    std::optional<std::int64_t> paye_private{};      // reference, sealed: words_of() opens it
    std::optional<std::int64_t> accounts_private{};  // accounts office reference, sealed
    std::string hmrc{"none-needed"};                 // one of hmrc_states
    std::optional<Date> hmrc_on{};                   // since when
    std::optional<std::int64_t> hmrc_evidence{};     // the letter
    std::string pays_hmrc{"quarterly"};              // one of hmrc_payments
    std::string frequency{"four-weekly"};            // one of pay_frequencies
    Date first_payday{};                             // with first_last_on the anchor of all others
    Date first_last_on{};                            // the last day that the first payday pays for
    std::int64_t cut_off_days = 0;                   // working days before the payday
    std::optional<Date> pension_duties_on{};
    std::optional<std::int64_t> pension_private{};  // provider and scheme's reference, sealed
    std::int64_t pension_employee_bp = 500;
    std::int64_t pension_employer_bp = 300;
    std::string pension_relief{"at-source"};  // one of pension_reliefs
    std::optional<Date> insured_until{};
    std::optional<std::int64_t> insurance_evidence{};
    bool claims_allowance = false;  // Employment Allowance
    bool is_small = true;           // for the recovery of statutory pay
    std::optional<Date> end_on{};   // the last day as an employer

    friend bool operator==(const Employer&, const Employer&) = default;
};

// What stands sealed in pension_private.
struct PensionPlace {
    std::string provider{};
    std::string reference{};

    friend bool operator==(const PensionPlace&, const PensionPlace&) = default;
};
[[nodiscard]] std::string words_of_pension(const PensionPlace& place);
// Both empty for no row and for one that was erased.
[[nodiscard]] PensionPlace pension_place(Database& database, const Employer& employer);

[[nodiscard]] std::optional<Employer> employer_numbered(Database& database,
                                                        std::int64_t number,
                                                        Date on);
[[nodiscard]] std::optional<Employer> employer_by_ref(Database& database,
                                                      std::string_view ref,
                                                      Date on);
[[nodiscard]] std::vector<Employer> employers_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<Employer> employer_versions(Database& database,
                                                      std::int64_t number);  // first to last
[[nodiscard]] std::optional<Employer> employer_of_budget(Database& database,
                                                         std::int64_t budget,
                                                         Date on);
// Whose budget it is: the holder, under whose key its words are sealed.
[[nodiscard]] std::int64_t holder_of(Database& database, const Employer& employer);

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_employer(Work& work, Employer employer);

}  // namespace almoner::ledger
