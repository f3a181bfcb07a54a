// The parameters of the catalogue: default, unit, where it comes from and how far it may be
// changed.
#pragma once

#include "rules/engine/kinds.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace almoner::rules {

enum class Parameter : std::uint8_t {
    options_exempt_wheelchair,
    options_exempt_maternity,
    refusal_reconsider_months,
    capacity_unresolved_days,
    transition_lookahead_days,
    budget_free_reablement_weeks,
    budget_free_adaptation,
    sufficiency_employer_costs,
    one_off_max_items,
    schedule_cycle,
    schedule_timing,
    schedule_due_date_roll,
    emergency_cap_weeks,
    emergency_plan_update_working_days,
    emergency_approver,
    contingency_weeks,
    contingency_returned_if_unused,
    first_payment_days,
    spending_tolerance_percent,
    care_home_weeks,
    care_home_exempt_council,
    care_home_children_days,
    spending_approved_providers_only,
    cards_block_gambling,
    cards_block_tobacco,
    cards_block_alcohol,
    cards_block_debt,
    review_nhs_first_months,
    review_sen_first_months,
    review_asc_first_months,
    review_children_first_months,
    review_first_weeks,
    review_nhs_next_months,
    review_asc_next_months,
    review_task_days,
    review_request_working_days,
    monitoring_low_months,
    monitoring_medium_months,
    monitoring_high_months,
    monitoring_reminder_days,
    monitoring_help_days,
    surplus_threshold_weeks,
    reduction_review_first,
    notice_floor_days,
    reduction_hold_while_reconsidering,
    reduction_consult_days,
    reclaim_days_to_repay,
    reclaim_hold_while_reconsidering,
    reclaim_limit_years,
    reclaim_sweep_without_notice,
    stop_notice_floor_days,
    stop_immediate_for_fraud_or_safety,
    suspension_max_days,
    exit_notice_days,
    hospital_review_days,
    service_fund_carry_forward_weeks,
    service_fund_carry_forward_days,
    service_fund_portability_days,
    trust_min_trustees,
    wheelchair_period_years,
    contribution_upper_capital,
    contribution_lower_capital,
    contribution_tariff_step,
    contribution_basis,
    contribution_reminder_days,
    publish_smallest_group,
    retention_major_years,
    retention_everyday_years,
    retention_equipment_years,
    retention_employer_years,
};
inline constexpr std::size_t parameter_count = 70;

enum class Unit : std::uint8_t {
    flag,
    count,
    days,
    working_days,
    weeks,
    months,
    years,
    percent,
    pence,
    choice
};
constexpr auto names_of(Unit /*list*/) {
    return std::array<std::string_view, 10>{"yes or no",
                                            "count",
                                            "days",
                                            "working days",
                                            "weeks",
                                            "months",
                                            "years",
                                            "percent",
                                            "pence",
                                            "one of"};
}

// In which direction a local policy may go from the default without loosening what stands.
enum class May : std::uint8_t { any, lower, raise };
constexpr auto names_of(May /*list*/) {
    return std::array<std::string_view, 3>{"be set freely", "only be lowered", "only be raised"};
}

struct ParameterRow {
    Parameter parameter{};
    std::string_view key{};  // as a policy file names it
    std::string_view rule{};
    Unit unit = Unit::count;
    std::int64_t fallback = 0;  // a flag: 0 or 1; a choice: its place in the list
    Mark mark = Mark::constructed;
    May may = May::any;
    std::string_view citation{};
    std::string_view words{};
    std::span<const std::string_view> choices{};
    std::int64_t least = 0;  // that a local policy may give (constructed)
};

[[nodiscard]] std::span<const ParameterRow> parameter_table();
[[nodiscard]] const ParameterRow& row_of(Parameter parameter);
[[nodiscard]] const ParameterRow* parameter_by_key(std::string_view key);  // null: there is none
// The most that a local policy may give, by its unit: five years of days, weeks or months, a
// century, a hundred percent, a million pounds (constructed).
[[nodiscard]] std::int64_t most_of(const ParameterRow& row);
// "28 days", "yes", "four-weekly".
[[nodiscard]] std::string shown(const ParameterRow& row, std::int64_t value);

}  // namespace almoner::rules
