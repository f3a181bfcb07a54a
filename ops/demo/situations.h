// The situations that people of a demonstration are in, and how often each is met.
#pragma once

#include "gateway/area/area_rows.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace almoner::ops::demo {

enum class Situation : std::uint8_t {
    nhs_direct,
    nhs_monthly,
    nhs_with_one_off,
    council_net,      // the contribution is taken off the payment
    council_gross,    // the contribution is invoiced
    council_arrears,  // paid after the period
    represented,
    child,
    integrated,  // NHS and council money in one payment, the NHS body pays for both
    managed_nhs,
    managed_council,
    managed_integrated,
    fund,  // an individual service fund
    trust,
    notional,
    mixed,  // three options in one budget
};

// A plan line: between two amounts for each time, in whole pounds.
struct LineShape {
    std::string_view commissioner;
    ledger::Stream stream{};
    std::string_view purpose;
    ledger::Option option{};
    std::uint32_t from_pounds = 0;
    std::uint32_t to_pounds = 0;
    gateway::Frequency frequency = gateway::Frequency::weekly;
};

struct AgreementShape {
    ledger::Option option{};
    gateway::PayeeKind payee{};
    std::string_view paid_from;
    gateway::Frequency frequency = gateway::Frequency::four_weekly;
    gateway::Timing timing = gateway::Timing::advance;
    bool has_contribution = false;
    gateway::ContributionBasis basis = gateway::ContributionBasis::net;
};

struct SituationShape {
    Situation situation{};
    std::string_view words;
    std::span<const LineShape> lines;
    std::span<const AgreementShape> agreements;
};

[[nodiscard]] const SituationShape& shape_of(Situation situation);
[[nodiscard]] std::span<const SituationShape> all_situations();

// Of each twenty people in a row, so that a small area has every option as well. Constructed: most
// personal budgets are direct payments, and no source gives the rest by situation.
inline constexpr std::size_t deck_size = 20;
[[nodiscard]] const std::array<Situation, deck_size>& deck();

// References that the shapes name.
inline constexpr std::string_view icb = "ICB";
inline constexpr std::string_view council = "COUNCIL";
inline constexpr std::string_view icb_bank = "ICB-BACS";
inline constexpr std::string_view council_bank = "COUNCIL-BACS";
inline constexpr std::string_view support_service = "MILLPOND";
inline constexpr std::string_view client_bank = "MILLPOND-CLIENTS";

}  // namespace almoner::ops::demo
