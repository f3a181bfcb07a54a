#include "scheduler/payroll/payroll_cells.h"

#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::Refusal;
using rules::PayFrequency;
using rules::TaxPeriod;
using rules::TaxYear;

constexpr std::size_t most_periods = 999;

Refusal differs_from_pay_date(std::string column, const std::string& by_date) {
    return {"pay-date-differs",
            "By its pay date the payment belongs to " + by_date + ".",
            "Correct the pay date or this cell, or leave one of them empty.",
            std::move(column),
            ""};
}

}  // namespace

Outcome<TaxYear> read_tax_year(std::string_view cell) {
    if (const auto year = TaxYear::parse(gateway::trimmed(cell))) return *year;
    return Refusal{"tax-year-unreadable",
                   "This is not a tax year.",
                   "Write it as 2026-27: the year from 6 April 2026 to 5 April 2027.",
                   "tax_year",
                   ""};
}

Outcome<PayFrequency> read_pay_frequency(std::string_view cell) {
    if (const auto frequency = rules::pay_frequency_of_letters(gateway::trimmed(cell))) {
        return *frequency;
    }
    return Refusal{"period-type-unreadable",
                   "This is not a length of pay period.",
                   "Write W, 2W, 4W or M.",
                   "period_type",
                   ""};
}

std::optional<TaxYear> take_tax_year(PayrollRow& row) {
    const auto paid_on = row.take_if_there("pay_date", gateway::read_date);
    if (!row.has("tax_year") && row.has("pay_date")) {
        return paid_on ? std::optional(TaxYear::of(*paid_on)) : std::nullopt;
    }
    const auto year = row.take("tax_year", read_tax_year);
    if (!year || !paid_on || TaxYear::of(*paid_on) == *year) return year;
    row.complain("tax_year", differs_from_pay_date("tax_year", TaxYear::of(*paid_on).name()));
    return std::nullopt;
}

std::optional<TaxPeriod> take_tax_period(PayrollRow& row, PayFrequency frequency) {
    const auto paid_on = row.has("pay_date") ? gateway::read_date(row.cell("pay_date"))
                                             : Outcome<ledger::Date>(Refusal{});
    if (!row.has("period_no") && row.has("pay_date")) {
        if (!paid_on.accepted()) return std::nullopt;  // take_tax_year has said so
        return rules::tax_period_of(paid_on.value(), frequency);
    }
    const auto number = row.take("period_no", [](std::string_view cell) {
        return gateway::read_whole_number(cell, most_periods);
    });
    if (!number) return std::nullopt;
    const auto period = row.value_or_complaint(
        "period_no", rules::tax_period(frequency, static_cast<std::int64_t>(*number)));
    if (!period || !paid_on.accepted()) return period;
    const TaxPeriod by_date = rules::tax_period_of(paid_on.value(), frequency);
    if (by_date == *period) return period;
    row.complain("period_no",
                 differs_from_pay_date("period_no", "period " + std::to_string(by_date.number)));
    return std::nullopt;
}

}  // namespace almoner::scheduler
