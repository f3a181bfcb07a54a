#include "rules/payroll/tax_year.h"

#include <charconv>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Outcome;
using ledger::Refusal;

struct FrequencyFacts {
    std::string_view name;
    std::string_view letters;
    int weeks = 0;
    int periods = 0;  // with the extra payday
};

const FrequencyFacts& facts_of(PayFrequency frequency) {
    static constexpr std::array<FrequencyFacts, 4> facts = {{{"weekly", "W", 1, 53},
                                                             {"two_weekly", "2W", 2, 27},
                                                             {"four_weekly", "4W", 4, 14},
                                                             {"monthly", "M", 0, 12}}};
    return facts.at(static_cast<std::size_t>(frequency));
}

Date sixth_of_april(int year) {
    return *Date::from_ymd(year, 4, 6);
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') {
        return std::nullopt;
    }
    return value;
}

}  // namespace

TaxYear TaxYear::of(Date paid_on) {
    const int year = paid_on.year();
    return TaxYear(paid_on < sixth_of_april(year) ? year - 1 : year);
}

std::optional<TaxYear> TaxYear::parse(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    const auto first = digits(text.substr(0, 4));
    const auto second = digits(text.substr(5));
    if (!first || !second || *first < 1990 || *first > 2198) return std::nullopt;
    if ((*first + 1) % 100 != *second) return std::nullopt;
    return TaxYear(*first);
}

ledger::Period TaxYear::days() const {
    return {sixth_of_april(first_year_), sixth_of_april(first_year_ + 1) - 1};
}

std::string TaxYear::name() const {
    const int second = (first_year_ + 1) % 100;
    return std::to_string(first_year_) + (second < 10 ? "-0" : "-") + std::to_string(second);
}

int tax_week(Date paid_on) {
    return (paid_on - TaxYear::of(paid_on).days().first) / 7 + 1;
}

int tax_month(Date paid_on) {
    const int months = static_cast<int>(paid_on.month()) - 4 + (paid_on.day() >= 6 ? 1 : 0);
    return months > 0 ? months : months + 12;
}

std::string_view name_of(PayFrequency frequency) {
    return facts_of(frequency).name;
}

std::string_view letters_of(PayFrequency frequency) {
    return facts_of(frequency).letters;
}

std::optional<PayFrequency> pay_frequency_of_letters(std::string_view letters) {
    for (const PayFrequency each : all_pay_frequencies) {
        if (letters_of(each) == letters) return each;
    }
    return std::nullopt;
}

int weeks_in(PayFrequency frequency) {
    return facts_of(frequency).weeks;
}

int TaxPeriod::week_no() const {
    return number * weeks_in(frequency);
}

bool TaxPeriod::is_extra() const {
    return week_no() > 52;
}

TaxPeriod tax_period_of(Date paid_on, PayFrequency frequency) {
    const int weeks = weeks_in(frequency);
    if (weeks == 0) return {frequency, tax_month(paid_on)};
    return {frequency, (tax_week(paid_on) + weeks - 1) / weeks};
}

Outcome<TaxPeriod> tax_period(PayFrequency frequency, std::int64_t number) {
    const FrequencyFacts& facts = facts_of(frequency);
    if (number >= 1 && number <= facts.periods) {
        return TaxPeriod{frequency, static_cast<int>(number)};
    }
    const std::string weeks = std::to_string(facts.periods * facts.weeks);
    const std::string extra =
        facts.weeks == 0 ? "." : "; the last is HMRC's week " + weeks + ", a year's extra payday.";
    return Refusal{"tax-period-unknown",
                   "There is no such pay period in a tax year.",
                   "Number the paydays of " + std::string(facts.letters) + " from 1 to " +
                       std::to_string(facts.periods) + extra,
                   "period_no",
                   "PAYE70015"};
}

}  // namespace almoner::rules
