#include "tests/bench/slips.h"

#include "rules/payroll/slip.h"
#include "tests/bench/measure.h"
#include "tests/support/files.h"

#include <cstdint>
#include <cstdio>
#include <vector>

namespace almoner::bench {
namespace {

using ledger::Money;

constexpr std::int64_t slips = 1'000'000;
constexpr double promised_a_second = 1'000'000;

// Four-weekly, cumulative, with a pension and a student loan; a year of 13 payments each.
Money all_net(const rules::SlipRates& rates, const rules::SlipTerms& usual) {
    rules::SlipTerms terms = usual;
    rules::SlipToDate to_date;
    Money net;
    for (std::int64_t i = 0; i < slips; ++i) {
        terms.period.number = static_cast<int>(i % 13) + 1;
        if (terms.period.number == 1) to_date = {};
        const Money gross = Money::from_pence(60'000 + i * 7'919 % 240'000);
        const rules::Slip slip = rules::slip_for(rates, terms, to_date, gross).value();
        to_date.taxable += slip.taxable;
        to_date.tax += slip.tax.tax;
        net += Money::from_pence(slip.net.pence() % 1'000);
    }
    return net;
}

}  // namespace

bool slip_figures(int repeats) {
    const auto paid_on = *ledger::Date::parse("2026-06-19");
    const auto book =
        rules::RateBook::parse(
            testing::read_whole(testing::project_path("ops/reference-data/payroll-rates.csv")))
            .value();
    const rules::SlipRates rates = rules::slip_rates(book, paid_on).value();
    const rules::SlipTerms terms{.paid_on = paid_on,
                                 .period = {rules::PayFrequency::four_weekly, 1},
                                 .code = rules::parse_tax_code("1257L").value(),
                                 .category = rules::ni_category("A").value(),
                                 .loans = rules::parse_loans("5").value(),
                                 .pension = rules::PensionScheme{}};
    std::vector<double> rates_seen;
    Money net;
    for (int i = 0; i < repeats; ++i) {
        const Stopwatch watch;
        net += all_net(rates, terms);
        rates_seen.push_back(static_cast<double>(slips) / watch.run().cpu_seconds);
    }
    const double a_second = median(rates_seen);
    const bool kept = a_second >= promised_a_second && !net.is_zero();
    std::printf("pay slips, arithmetic alone: %.2f million a second (at least 1) %s\n",
                a_second / 1e6,
                kept ? "kept" : "NOT KEPT");
    return kept;
}

}  // namespace almoner::bench
