#include "rules/policy/parameters.h"

#include "ledger/values/money.h"
#include "rules/engine/words.h"

#include <algorithm>

namespace almoner::rules {
namespace {

using enum Unit;
using enum Mark;

constexpr std::array<std::string_view, 3> schedule_cycle_choices{
    "either", "four-weekly", "monthly"};
constexpr std::array<std::string_view, 2> schedule_timing_choices{"advance", "arrears"};
constexpr std::array<std::string_view, 2> schedule_due_date_roll_choices{"previous-working-day",
                                                                         "next-working-day"};
constexpr std::array<std::string_view, 2> emergency_approver_choices{"second-person", "manager"};
constexpr std::array<std::string_view, 2> contribution_basis_choices{"net", "gross"};

// A stop's notice: a longer suspension would be a stop without one (constructed).
constexpr std::int64_t longest_suspension = 28;

// clang-format off
constexpr std::array table{
    ParameterRow{Parameter::options_exempt_wheelchair, "options.exempt-wheelchair", "OPT-01", flag, 1, guidance, May::lower,
                 "Summary guide, Annex A 3.2", "a wheelchair budget need not be offered in all three ways"},
    ParameterRow{Parameter::options_exempt_maternity, "options.exempt-maternity", "OPT-01", flag, 1, guidance, May::lower,
                 "Summary guide, Annex A 3.2", "a maternity budget need not be offered in all three ways"},
    ParameterRow{Parameter::refusal_reconsider_months, "refusal.reconsider-months", "ELI-07", months, 6, law, May::lower,
                 "SI 2013/2354 reg 7(11) to (13)", "a refusal is reconsidered at most once in so many months"},
    ParameterRow{Parameter::capacity_unresolved_days, "capacity.unresolved-days", "CAP-02", days, 28, constructed, May::any,
                 "", "payments go on so long after a loss of capacity that is not settled", {}, 1},
    ParameterRow{Parameter::transition_lookahead_days, "transition.lookahead-days", "CAP-03", days, 90, constructed, May::any,
                 "", "so long before a birthday the review of the transition is due"},
    ParameterRow{Parameter::budget_free_reablement_weeks, "budget.free-reablement-weeks", "PLN-06", weeks, 6, law, May::raise,
                 "SI 2014/2672 reg 3", "so many weeks of reablement may not be charged for"},
    ParameterRow{Parameter::budget_free_adaptation, "budget.free-adaptation", "PLN-06", pence, 100000, law, May::raise,
                 "SI 2014/2672 reg 3", "aids and adaptations up to this cost are free"},
    ParameterRow{Parameter::sufficiency_employer_costs, "sufficiency.employer-costs", "SUF-02", flag, 1, guidance, May::raise,
                 "Care and support statutory guidance 12.27, 12.29", "the amount must cover an employer's costs"},
    ParameterRow{Parameter::one_off_max_items, "one-off.max-items", "ACC-03", count, 5, law, May::lower,
                 "SI 2013/1617 reg 10(8)", "a one-off payment is for at most so many items"},
    ParameterRow{Parameter::schedule_cycle, "schedule.cycle", "SCH-01", choice, 0, guidance, May::any,
                 "Summary guide 2.1.3", "the area's common cycle", schedule_cycle_choices},
    ParameterRow{Parameter::schedule_timing, "schedule.timing", "SCH-01", choice, 0, constructed, May::any, "", "when a period is paid", schedule_timing_choices},
    ParameterRow{Parameter::schedule_due_date_roll, "schedule.due-date-roll", "SCH-01", choice, 0, constructed, May::any,
                 "", "which working day is taken when the due day is none", schedule_due_date_roll_choices},
    ParameterRow{Parameter::emergency_cap_weeks, "emergency.cap-weeks", "EMG-01", weeks, 2, constructed, May::any,
                 "", "emergency payments of as many weeks are at most so many weeks of the budget", {}, 1},
    ParameterRow{Parameter::emergency_plan_update_working_days, "emergency.plan-update-working-days", "EMG-01", working_days, 5, constructed, May::any,
                 "", "the plan is updated so soon after an emergency payment"},
    ParameterRow{Parameter::emergency_approver, "emergency.approver", "EMG-01", choice, 0, constructed, May::any,
                 "", "who approves an emergency payment; a manager is a checker without a limit", emergency_approver_choices},
    ParameterRow{Parameter::contingency_weeks, "contingency.weeks", "EMG-02", weeks, 4, constructed, May::any,
                 "", "the contingency in an account is at most so many weeks of the budget"},
    ParameterRow{Parameter::contingency_returned_if_unused, "contingency.returned-if-unused", "EMG-02", flag, 0, local, May::any,
                 "Surrey Heartlands", "an unused contingency is expected back"},
    ParameterRow{Parameter::first_payment_days, "first-payment.days", "CLK-01", days, 28, constructed, May::any, "", "so long from the request to the first payment"},
    ParameterRow{Parameter::spending_tolerance_percent, "spending.tolerance-percent", "USE-01", percent, 0, constructed, May::any,
                 "", "spending may pass what a plan line has left by so much of it"},
    ParameterRow{Parameter::care_home_weeks, "care-home.weeks", "USE-04", weeks, 4, law, May::lower,
                 "SI 2014/2871 reg 6; SI 2009/1887 reg 13(3)", "a stay in a care home by direct payment is at most so long"},
    ParameterRow{Parameter::care_home_exempt_council, "care-home.exempt-council", "USE-04", flag, 0, law, May::any,
                 "SI 2014/2871 Schedule 2", "the council is one of the 15 of Schedule 2"},
    ParameterRow{Parameter::care_home_children_days, "care-home.children-days", "USE-04", days, 120, law, May::lower,
                 "SI 2009/1887 reg 13(3)", "a child's stays are at most so long in twelve months"},
    ParameterRow{Parameter::spending_approved_providers_only, "spending.approved-providers-only", "USE-05", flag, 0, guidance, May::any,
                 "Options for managing the money, section 6", "only approved providers may be used; warned of"},
    ParameterRow{Parameter::cards_block_gambling, "cards.block-gambling", "PPC-01", flag, 1, constructed, May::any, "", "cards may refuse gambling"},
    ParameterRow{Parameter::cards_block_tobacco, "cards.block-tobacco", "PPC-01", flag, 1, constructed, May::any, "", "cards may refuse tobacco"},
    ParameterRow{Parameter::cards_block_alcohol, "cards.block-alcohol", "PPC-01", flag, 1, constructed, May::any, "", "cards may refuse alcohol"},
    ParameterRow{Parameter::cards_block_debt, "cards.block-debt", "PPC-01", flag, 1, constructed, May::any, "", "cards may refuse repayments of debt"},
    ParameterRow{Parameter::review_nhs_first_months, "review.nhs-first-months", "REV-01", months, 3, law, May::lower,
                 "SI 2013/1617 reg 14(2)(a)", "the first review of NHS money is due within"},
    ParameterRow{Parameter::review_sen_first_months, "review.sen-first-months", "REV-01", months, 3, law, May::lower,
                 "SI 2014/1652 reg 11(2)(a)", "the first review of SEN money is due within"},
    ParameterRow{Parameter::review_asc_first_months, "review.asc-first-months", "REV-01", months, 6, law, May::lower,
                 "SI 2014/2871 reg 7(1)(a)", "the first review of adult social care money is due within"},
    ParameterRow{Parameter::review_children_first_months, "review.children-first-months", "REV-01", months, 0, constructed, May::any,
                 "", "the first review of children's money is due within; 0: none is set"},
    ParameterRow{Parameter::review_first_weeks, "review.first-weeks", "REV-01", weeks, 0, local, May::any,
                 "Gateshead", "the first review of any money is due within, where that is sooner; 0: not set"},
    ParameterRow{Parameter::review_nhs_next_months, "review.nhs-next-months", "REV-02", months, 12, law, May::lower,
                 "SI 2013/1617 reg 14(2)(b)", "the next review of NHS money is due within"},
    ParameterRow{Parameter::review_asc_next_months, "review.asc-next-months", "REV-02", months, 12, law, May::lower,
                 "SI 2014/2871 reg 7(1)(a)", "the next review of adult social care money is due within"},
    ParameterRow{Parameter::review_task_days, "review.task-days", "REV-01", days, 28, constructed, May::any, "", "so long before a review is due it becomes a task"},
    ParameterRow{Parameter::review_request_working_days, "review.request-working-days", "REV-06", working_days, 10, constructed, May::any,
                 "", "so soon it is decided whether to hold a review that was asked for"},
    ParameterRow{Parameter::monitoring_low_months, "monitoring.low-months", "MON-01", months, 12, constructed, May::any,
                 "", "returns in the low band are asked for every", {}, 1},
    ParameterRow{Parameter::monitoring_medium_months, "monitoring.medium-months", "MON-01", months, 6, constructed, May::any,
                 "", "returns in the medium band are asked for every", {}, 1},
    ParameterRow{Parameter::monitoring_high_months, "monitoring.high-months", "MON-01", months, 3, local, May::any,
                 "Haringey, St Helens", "returns in the high band are asked for every", {}, 1},
    ParameterRow{Parameter::monitoring_reminder_days, "monitoring.reminder-days", "MON-03", days, 14, constructed, May::any,
                 "", "a reminder of an overdue return is sent after"},
    ParameterRow{Parameter::monitoring_help_days, "monitoring.help-days", "MON-03", days, 28, constructed, May::any,
                 "", "help with an overdue return is offered after"},
    ParameterRow{Parameter::surplus_threshold_weeks, "surplus.threshold-weeks", "SRP-01", weeks, 8, local, May::any,
                 "St Helens, Haringey", "a free balance of more than so many weeks is asked about"},
    ParameterRow{Parameter::reduction_review_first, "reduction.review-first", "RED-01", flag, 1, guidance, May::raise,
                 "Options for managing the money, Annex A", "a review comes before every reduction and offset"},
    ParameterRow{Parameter::notice_floor_days, "notice.floor-days", "RED-02", days, 28, constructed, May::any, "", "notice of a reduction is never shorter", {}, 14},
    ParameterRow{Parameter::reduction_hold_while_reconsidering, "reduction.hold-while-reconsidering", "RED-06", flag, 1, constructed, May::any,
                 "", "an NHS reduction waits for the answer to a request to reconsider it"},
    ParameterRow{Parameter::reduction_consult_days, "reduction.consult-days", "RED-08", days, 14, constructed, May::any,
                 "", "the holder has so long to answer before a reduction or stop is decided", {}, 7},
    ParameterRow{Parameter::reclaim_days_to_repay, "reclaim.days-to-repay", "RCL-04", days, 28, local, May::any,
                 "St Helens gives two weeks", "a notice gives at least so long to repay", {}, 14},
    ParameterRow{Parameter::reclaim_hold_while_reconsidering, "reclaim.hold-while-reconsidering", "RCL-05", flag, 1, constructed, May::any,
                 "", "collecting waits for the answer to a request to reconsider it"},
    ParameterRow{Parameter::reclaim_limit_years, "reclaim.limit-years", "RCL-06", years, 6, law, May::lower,
                 "Care Act 2014 s 69(3)(a)", "a sum is recovered within so many years of falling due"},
    ParameterRow{Parameter::reclaim_sweep_without_notice, "reclaim.sweep-without-notice", "RCL-07", flag, 0, guidance, May::lower,
                 "Ombudsman 22 014 616, 18 012 467; SI 2013/1617 reg 15", "money is taken from a prepaid account before its notice has run"},
    ParameterRow{Parameter::stop_notice_floor_days, "stop.notice-floor-days", "STP-03", days, 28, constructed, May::any, "", "notice of a stop is never shorter", {}, 14},
    ParameterRow{Parameter::stop_immediate_for_fraud_or_safety, "stop.immediate-for-fraud-or-safety", "STP-03", flag, 1, local, May::any,
                 "Gloucestershire", "fraud or danger may stop a payment at once, when signed off"},
    ParameterRow{Parameter::suspension_max_days, "suspension.max-days", "STP-06", days, 14, constructed, May::any, "",
                 "a suspension is at most so long", {}, 1},
    ParameterRow{Parameter::exit_notice_days, "exit.notice-days", "STP-07", days, 28, local, May::any, "Gloucestershire 11.1, NHS Norfolk", "the holder's own notice"},
    ParameterRow{Parameter::hospital_review_days, "hospital.review-days", "HOS-01", days, 56, local, May::any, "Haringey", "a stay in hospital is reviewed after"},
    ParameterRow{Parameter::service_fund_carry_forward_weeks, "service-fund.carry-forward-weeks", "ISF-02", weeks, 4, local, May::any,
                 "Dorset", "a service fund keeps at most so many weeks"},
    ParameterRow{Parameter::service_fund_carry_forward_days, "service-fund.carry-forward-days", "ISF-02", days, 84, local, May::any,
                 "Dorset", "its oldest money is at most so old"},
    ParameterRow{Parameter::service_fund_portability_days, "service-fund.portability-days", "ISF-03", days, 28, constructed, May::any, "", "a fund moves within"},
    ParameterRow{Parameter::trust_min_trustees, "trust.min-trustees", "TRU-01", count, 3, constructed, May::any, "", "a trust has at least so many trustees", {}, 1},
    ParameterRow{Parameter::wheelchair_period_years, "wheelchair.period-years", "PWB-01", years, 5, local, May::any,
                 "Homerton: three to five", "a wheelchair budget is for so many years", {}, 1},
    ParameterRow{Parameter::contribution_upper_capital, "contribution.upper-capital", "CTB-02", pence, 2325000, law, May::raise,
                 "SI 2014/2672 reg 12", "above this capital the authority need not pay"},
    ParameterRow{Parameter::contribution_lower_capital, "contribution.lower-capital", "CTB-02", pence, 1425000, law, May::raise,
                 "SI 2014/2672 reg 25", "capital above this counts as tariff income"},
    ParameterRow{Parameter::contribution_tariff_step, "contribution.tariff-step", "CTB-02", pence, 25000, law, May::raise,
                 "SI 2014/2672 reg 25", "a pound a week for each such step or part of it"},
    ParameterRow{Parameter::contribution_basis, "contribution.basis", "CTB-05", choice, 0, local, May::any,
                 "Hampshire, Slough, Lincolnshire", "whether the contribution is taken off the payment or invoiced", contribution_basis_choices},
    ParameterRow{Parameter::contribution_reminder_days, "contribution.reminder-days", "CTB-06", days, 14, constructed, May::any,
                 "", "a missing contribution is written about after"},
    ParameterRow{Parameter::publish_smallest_group, "publish.smallest-group", "DAT-03", count, 5, constructed, May::raise,
                 "small-number suppression", "a public figure never shows a group smaller than"},
    ParameterRow{Parameter::retention_major_years, "retention.major-years", "DAT-04", years, 6, local, May::raise,
                 "CIPFA table, Warwickshire and Worcestershire", "major records are kept so many years beyond their own"},
    ParameterRow{Parameter::retention_everyday_years, "retention.everyday-years", "DAT-04", years, 1, local, May::raise,
                 "CIPFA table, Warwickshire and Worcestershire", "everyday receipts are kept so many years beyond their own"},
    ParameterRow{Parameter::retention_equipment_years, "retention.equipment-years", "DAT-04", years, 1, local, May::raise,
                 "CIPFA table, Warwickshire and Worcestershire", "records of major equipment are kept so many years beyond its life"},
    ParameterRow{Parameter::retention_employer_years, "retention.employer-years", "DAT-04", years, 3, local, May::raise,
                 "St Helens", "an employer's records are kept so many years beyond their own"},
};
// clang-format on
static_assert(table.size() == parameter_count);
static_assert(std::ranges::all_of(table, [](const ParameterRow& row) {
    return &row - table.data() == static_cast<std::ptrdiff_t>(row.parameter);
}));

}  // namespace

std::span<const ParameterRow> parameter_table() {
    return table;
}

const ParameterRow& row_of(Parameter parameter) {
    return table[static_cast<std::size_t>(parameter)];
}

const ParameterRow* parameter_by_key(std::string_view key) {
    const auto* const found = std::ranges::find(table, key, &ParameterRow::key);
    return found == table.end() ? nullptr : found;
}

std::int64_t most_of(const ParameterRow& row) {
    if (row.parameter == Parameter::suspension_max_days) return longest_suspension;
    switch (row.unit) {
        case flag: return 1;
        case choice: return static_cast<std::int64_t>(row.choices.size()) - 1;
        case Unit::count: return 1'000;
        case days:
        case working_days: return 1'830;
        case weeks: return 260;
        case months: return 60;
        case years:
        case percent: return 100;
        case pence: return 100'000'000;
    }
    return 0;
}

namespace {

// "28 days", "1 day".
std::string counted(std::int64_t value, std::string_view unit) {
    if (value == 1 && unit.ends_with('s')) unit.remove_suffix(1);
    return std::to_string(value) + " " + std::string(unit);
}

}  // namespace

std::string shown(const ParameterRow& row, std::int64_t value) {
    switch (row.unit) {
        case flag: return value == 0 ? "no" : "yes";
        case pence: return in_pounds(ledger::Money::from_pence(value));
        case choice: return std::string(row.choices[static_cast<std::size_t>(value)]);
        case Unit::count: return std::to_string(value);
        case days:
        case working_days:
        case weeks:
        case months:
        case years:
        case percent: return counted(value, name_of_value(row.unit));
    }
    return {};
}

}  // namespace almoner::rules
