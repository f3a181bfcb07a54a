#include "ledger/posting/account.h"

#include "ledger/values/invariant.h"

#include <array>
#include <utility>

namespace almoner::ledger {
namespace {

constexpr std::array<std::pair<AccountName, std::string_view>, 26> names{{
    {AccountName::funding, "funding"},
    {AccountName::allocation, "allocation"},
    {AccountName::undrawn, "undrawn"},
    {AccountName::fund, "fund"},
    {AccountName::payable_net_pay, "payable:net-pay"},
    {AccountName::payable_hmrc, "payable:hmrc"},
    {AccountName::payable_pension, "payable:pension"},
    {AccountName::payable_attachment, "payable:attachment"},
    {AccountName::payable_fee, "payable:fee"},
    {AccountName::payable_reclaim, "payable:reclaim"},
    {AccountName::payable_refund, "payable:refund"},
    {AccountName::payable_supplier, "payable:supplier"},
    {AccountName::payable_body, "payable:body"},
    {AccountName::payable_partner, "payable:partner"},
    {AccountName::suspense, "suspense"},
    {AccountName::written_off, "written-off"},
    {AccountName::held, "held"},
    {AccountName::in_flight, "in-flight"},
    {AccountName::bank, "bank"},
    {AccountName::transit, "transit"},
    {AccountName::receivable_contribution, "receivable:contribution"},
    {AccountName::receivable_overpaid_pay, "receivable:overpaid-pay"},
    {AccountName::receivable_contribution_gross, "receivable:contribution-gross"},
    {AccountName::receivable_reclaim, "receivable:reclaim"},
    {AccountName::receivable_partner, "receivable:partner"},
    {AccountName::receivable_shortfall, "receivable:shortfall"},
}};

bool is_payable(AccountName name) {
    return name >= AccountName::payable_net_pay && name <= AccountName::payable_partner;
}

}  // namespace

Side side_of(AccountName name) {
    return name >= AccountName::held ? Side::asset : Side::claim;
}

Floor floor_of(const AccountKey& key) {
    if (key.name == AccountName::undrawn || key.name == AccountName::fund) return Floor::claim;
    if (is_payable(key.name)) {
        const bool others_owe_us_at_times =
            key.name == AccountName::payable_hmrc || key.name == AccountName::payable_partner;
        return others_owe_us_at_times ? Floor::none : Floor::claim;
    }
    if (key.name != AccountName::held || key.option == Option::direct_payment) return Floor::none;
    // A contribution that is £20 late must not stop a wage.
    const bool joint = key.stream == Stream::social_care || key.stream == Stream::person;
    return joint ? Floor::joint_held : Floor::asset;
}

std::string_view name_of(AccountName name) {
    for (const auto& [listed, text] : names) {
        if (listed == name) return text;
    }
    throw InvariantBroken("unlisted account name");
}

std::optional<AccountName> account_named(std::string_view name) {
    for (const auto& [listed, text] : names) {
        if (text == name) return listed;
    }
    return std::nullopt;
}

}  // namespace almoner::ledger
