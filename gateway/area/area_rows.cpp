#include "gateway/area/area_rows.h"

#include "ledger/values/invariant.h"

#include <array>
#include <string_view>

namespace almoner::gateway {
namespace {

template <class Kind, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& words, Kind kind) {
    const auto index = static_cast<std::size_t>(kind);
    if (index >= N) throw ledger::InvariantBroken("unlisted word of an area file");
    return words[index];
}

}  // namespace

std::string_view name_of(CommissionerKind kind) {
    return word(std::to_array<std::string_view>({"nhs", "council"}), kind);
}

std::string_view name_of(Rail rail) {
    return word(std::to_array<std::string_view>({"bacs", "faster-payments"}), rail);
}

std::string_view name_of(ThirdPartyKind kind) {
    return word(std::to_array<std::string_view>({"individual-service-fund", "trust"}), kind);
}

std::string_view name_of(InformationFormat format) {
    return word(std::to_array<std::string_view>(
                    {"standard", "large-print", "easy-read", "plain-text", "other-language"}),
                format);
}

std::string_view name_of(RepresentativeRole role) {
    return word(std::to_array<std::string_view>(
                    {"representative", "nominee", "parent", "deputy", "attorney"}),
                role);
}

std::string_view name_of(Frequency frequency) {
    return word(
        std::to_array<std::string_view>({"weekly", "four-weekly", "monthly", "yearly", "one-off"}),
        frequency);
}

std::string_view name_of(Timing timing) {
    return word(std::to_array<std::string_view>({"advance", "arrears"}), timing);
}

std::string_view name_of(ContributionBasis basis) {
    return word(std::to_array<std::string_view>({"net", "gross"}), basis);
}

std::string_view name_of(AgreementStatus status) {
    return word(std::to_array<std::string_view>({"draft", "active"}), status);
}

std::string_view name_of(BalanceKind kind) {
    return word(
        std::to_array<std::string_view>({"bank", "undrawn", "held", "owed", "contribution-due"}),
        kind);
}

std::string_view name_of(OwedTo owed_to) {
    return word(std::to_array<std::string_view>(
                    {"net-pay", "hmrc", "pension", "attachment", "fee", "refund"}),
                owed_to);
}

}  // namespace almoner::gateway
