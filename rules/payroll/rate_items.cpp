#include "rules/payroll/rate_items.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace almoner::rules {
namespace {

struct ItemPattern {
    std::string_view pattern;
    RateUnit unit = RateUnit::pounds;
};

// `*period` stands for a length of pay period, `*regime` for a country's rates, `*n` for a digit.
constexpr std::array items = {
    ItemPattern{"tax.allowance", RateUnit::pounds},
    ItemPattern{"tax.emergency_number", RateUnit::count},
    ItemPattern{"tax.limit", RateUnit::per_cent},
    ItemPattern{"tax.free_pay_step.weekly", RateUnit::pounds},
    ItemPattern{"tax.free_pay_step.monthly", RateUnit::pounds},
    ItemPattern{"tax.*regime.width.*n", RateUnit::pounds},
    ItemPattern{"tax.*regime.rate.*n", RateUnit::per_cent},
    ItemPattern{"tax.*regime.basic", RateUnit::count},
    ItemPattern{"ni.lel.*period", RateUnit::pounds},
    ItemPattern{"ni.pt.*period", RateUnit::pounds},
    ItemPattern{"ni.st.*period", RateUnit::pounds},
    ItemPattern{"ni.uel.*period", RateUnit::pounds},
    ItemPattern{"ni.ust.*period", RateUnit::pounds},
    ItemPattern{"ni.fust.*period", RateUnit::pounds},
    ItemPattern{"ni.employee.main", RateUnit::per_cent},
    ItemPattern{"ni.employee.reduced", RateUnit::per_cent},
    ItemPattern{"ni.employee.deferred", RateUnit::per_cent},
    ItemPattern{"ni.employee.top", RateUnit::per_cent},
    ItemPattern{"ni.employer", RateUnit::per_cent},
    ItemPattern{"ni.employment_allowance", RateUnit::pounds},
    ItemPattern{"loan.*n.yearly", RateUnit::pounds},
    ItemPattern{"loan.rate", RateUnit::per_cent},
    ItemPattern{"loan.postgraduate.yearly", RateUnit::pounds},
    ItemPattern{"loan.postgraduate.rate", RateUnit::per_cent},
    ItemPattern{"ssp.weekly", RateUnit::pounds},
    ItemPattern{"ssp.waiting_days", RateUnit::count},
    ItemPattern{"ssp.shortest_spell_days", RateUnit::count},
    ItemPattern{"ssp.earnings_share", RateUnit::per_cent},
    ItemPattern{"ssp.needs_lower_earnings_limit", RateUnit::yes_no},
    ItemPattern{"ssp.most_weeks", RateUnit::count},
    ItemPattern{"ssp.linking_days", RateUnit::count},
    ItemPattern{"family.weekly", RateUnit::pounds},
    ItemPattern{"family.least_earnings", RateUnit::pounds},
    ItemPattern{"family.share", RateUnit::per_cent},
    ItemPattern{"family.higher_weeks", RateUnit::count},
    ItemPattern{"family.maternity_weeks", RateUnit::count},
    ItemPattern{"family.paternity_weeks", RateUnit::count},
    ItemPattern{"family.bereavement_weeks", RateUnit::count},
    ItemPattern{"family.service_weeks", RateUnit::count},
    ItemPattern{"family.neonatal", RateUnit::yes_no},
    ItemPattern{"family.neonatal_weeks", RateUnit::count},
    ItemPattern{"family.neonatal_least_days", RateUnit::count},
    ItemPattern{"family.neonatal_born_within_days", RateUnit::count},
    ItemPattern{"recovery.normal", RateUnit::per_cent},
    ItemPattern{"recovery.small", RateUnit::per_cent},
    ItemPattern{"recovery.small_limit", RateUnit::pounds},
    ItemPattern{"pension.trigger.*period", RateUnit::pounds},
    ItemPattern{"pension.lower.*period", RateUnit::pounds},
    ItemPattern{"pension.upper.*period", RateUnit::pounds},
    ItemPattern{"pension.least_total", RateUnit::per_cent},
    ItemPattern{"pension.least_employer", RateUnit::per_cent},
    ItemPattern{"pension.tax_relief", RateUnit::per_cent},
    ItemPattern{"pension.trigger_counts_when_equal", RateUnit::yes_no},
    ItemPattern{"pension.from_age", RateUnit::count},
    ItemPattern{"pension.lowest_age", RateUnit::count},
    ItemPattern{"pension.highest_age", RateUnit::count},
    ItemPattern{"pension.postponement_months", RateUnit::count},
    ItemPattern{"pension.opt_out_months", RateUnit::count},
    ItemPattern{"pension.notice_weeks", RateUnit::count},
    ItemPattern{"pension.reenrolment_years", RateUnit::count},
    ItemPattern{"pension.reenrolment_window_months", RateUnit::count},
    ItemPattern{"pension.recent_opt_out_months", RateUnit::count},
    ItemPattern{"pension.declaration_months", RateUnit::count},
    ItemPattern{"nmw.adult", RateUnit::pounds},
    ItemPattern{"nmw.18_to_20", RateUnit::pounds},
    ItemPattern{"nmw.under_18", RateUnit::pounds},
    ItemPattern{"nmw.apprentice", RateUnit::pounds},
    ItemPattern{"nmw.accommodation_day", RateUnit::pounds},
    ItemPattern{"nmw.adult_age", RateUnit::count},
    ItemPattern{"nmw.rate_of_period_start", RateUnit::yes_no},
    ItemPattern{"nmw.age_of_period_start", RateUnit::yes_no},
    ItemPattern{"holiday.weeks", RateUnit::decimal},
    ItemPattern{"holiday.most_days", RateUnit::count},
    ItemPattern{"holiday.irregular_share", RateUnit::per_cent},
    ItemPattern{"holiday.average_weeks", RateUnit::count},
    ItemPattern{"holiday.look_back_weeks", RateUnit::count},
    ItemPattern{"redundancy.week_limit", RateUnit::pounds},
    ItemPattern{"redundancy.least_years", RateUnit::count},
    ItemPattern{"redundancy.most_years", RateUnit::count},
    ItemPattern{"redundancy.full_week_age", RateUnit::count},
    ItemPattern{"redundancy.higher_age", RateUnit::count},
    ItemPattern{"redundancy.tax_free", RateUnit::pounds},
    ItemPattern{"leaving.average_weeks", RateUnit::count},
    ItemPattern{"notice.most_weeks", RateUnit::count},
};

constexpr std::array<std::string_view, 5> periods = {
    "weekly", "two_weekly", "four_weekly", "monthly", "yearly"};
constexpr std::array<std::string_view, 3> regimes = {"ruk", "wales", "scotland"};

bool word_fits(std::string_view pattern, std::string_view word) {
    if (pattern == "*period") return std::ranges::find(periods, word) != periods.end();
    if (pattern == "*regime") return std::ranges::find(regimes, word) != regimes.end();
    if (pattern == "*n") return word.size() == 1 && word[0] >= '1' && word[0] <= '9';
    return pattern == word;
}

bool fits(std::string_view pattern, std::string_view item) {
    while (true) {
        const std::size_t pattern_end = pattern.find('.');
        const std::size_t item_end = item.find('.');
        if (!word_fits(pattern.substr(0, pattern_end), item.substr(0, item_end))) return false;
        const bool last = pattern_end == std::string_view::npos;
        if (last != (item_end == std::string_view::npos)) return false;
        if (last) return true;
        pattern.remove_prefix(pattern_end + 1);
        item.remove_prefix(item_end + 1);
    }
}

}  // namespace

std::optional<RateUnit> unit_of_item(std::string_view item) {
    const auto* const found = std::ranges::find_if(
        items, [&](const ItemPattern& each) { return fits(each.pattern, item); });
    if (found == items.end()) return std::nullopt;
    return found->unit;
}

}  // namespace almoner::rules
