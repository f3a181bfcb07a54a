#include "ledger/calendar/bank_holidays.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace almoner::ledger {
namespace {

// No year since 1978 has had fewer, so fewer means that a file was cut off.
constexpr int fewest_in_a_year = 8;

bool is_weekend(Date day) {
    return day.iso_weekday() > 5;
}

bool earlier(const BankHoliday& a, const BankHoliday& b) {
    return a.on < b.on;
}

std::optional<Refusal> incomplete_year(const std::vector<BankHoliday>& days) {
    for (int year = days.front().on.year(); year <= days.back().on.year(); ++year) {
        const auto count = std::count_if(days.begin(), days.end(), [&](const BankHoliday& day) {
            return day.on.year() == year;
        });
        if (count >= fewest_in_a_year) continue;
        return Refusal{"bank-holidays-year-incomplete",
                       std::to_string(year) + " has " + std::to_string(count) +
                           " bank holidays; England and Wales have at least eight in every year.",
                       "Add the missing days, or take the whole year out.",
                       "date",
                       ""};
    }
    return std::nullopt;
}

}  // namespace

Outcome<BankHolidays> BankHolidays::make(std::vector<BankHoliday> days, BankHolidaySource from) {
    if (days.empty()) {
        return Refusal{"bank-holidays-empty",
                       "The list has no bank holidays.",
                       "Load a list with at least one whole year.",
                       "",
                       ""};
    }
    std::sort(days.begin(), days.end(), earlier);
    const auto twice = std::adjacent_find(
        days.begin(), days.end(), [](const auto& a, const auto& b) { return a.on == b.on; });
    if (twice != days.end()) {
        return Refusal{"bank-holiday-twice",
                       twice->on.words() + " is in the list twice.",
                       "Keep one row for each day.",
                       "date",
                       ""};
    }
    const auto weekend = std::find_if(
        days.begin(), days.end(), [](const BankHoliday& day) { return is_weekend(day.on); });
    if (weekend != days.end()) {
        return Refusal{"bank-holiday-on-a-weekend",
                       weekend->on.words() + " is a Saturday or Sunday.",
                       "Give the substitute day on which the banks are closed.",
                       "date",
                       ""};
    }
    if (auto refusal = incomplete_year(days)) return *std::move(refusal);
    BankHolidays list;
    list.days_ = std::move(days);
    list.from_ = std::move(from);
    return list;
}

std::optional<std::string_view> BankHolidays::name_on(Date day) const {
    const auto found = std::lower_bound(
        days_.begin(), days_.end(), day, [](const BankHoliday& a, Date b) { return a.on < b; });
    if (found == days_.end() || found->on != day) return std::nullopt;
    return found->name;
}

bool BankHolidays::covers(Date day) const {
    return !days_.empty() && days_.front().on.year() <= day.year() &&
           day.year() <= days_.back().on.year();
}

std::optional<CalendarWarning> BankHolidays::warning_for(const Period& period) const {
    if (covers(period.first) && covers(period.last)) return std::nullopt;
    const Date outside = covers(period.first) ? period.last : period.first;
    const std::string known = days_.empty() ? std::string("No list of bank holidays is loaded")
                                            : "The list of bank holidays runs from " +
                                                  std::to_string(days_.front().on.year()) + " to " +
                                                  std::to_string(days_.back().on.year());
    return CalendarWarning{
        "bank-holidays-unknown",
        known + ", so a bank holiday in " + std::to_string(outside.year()) + " is not known.",
        "Load a list that holds " + std::to_string(outside.year()) + "."};
}

BankHolidayChanges changes_between(const BankHolidays& before, const BankHolidays& after) {
    BankHolidayChanges changes;
    std::set_difference(after.days().begin(),
                        after.days().end(),
                        before.days().begin(),
                        before.days().end(),
                        std::back_inserter(changes.added),
                        earlier);
    std::set_difference(before.days().begin(),
                        before.days().end(),
                        after.days().begin(),
                        after.days().end(),
                        std::back_inserter(changes.removed),
                        earlier);
    return changes;
}

}  // namespace almoner::ledger
