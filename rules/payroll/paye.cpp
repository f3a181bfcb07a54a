#include "rules/payroll/paye.h"

#include <algorithm>
#include <string>

namespace almoner::rules {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::int64_t whole_bp = 10'000;
constexpr HundredthsOfPenny pound = 10'000;
constexpr HundredthsOfPenny penny = 100;
constexpr int most_bands = 9;

std::string item_of(TaxRegime regime, std::string_view what, int band) {
    return "tax." + std::string(name_of(regime)) + "." + std::string(what) + "." +
           std::to_string(band);
}

RegimeRates read_regime(RatesOnDay& rates, TaxRegime regime) {
    RegimeRates read;
    std::int64_t up_to = 0;
    HundredthsOfPenny tax = 0;
    for (int band = 1; band <= most_bands && rates.has(item_of(regime, "rate", band)); ++band) {
        const std::int32_t rate_bp = rates.bp(item_of(regime, "rate", band));
        if (rates.has(item_of(regime, "width", band))) {
            const std::int64_t width = rates.money(item_of(regime, "width", band)).pence() / 100;
            up_to += width;
            tax += width * pound * rate_bp / whole_bp;
        }
        read.bands.push_back({up_to, tax, rate_bp});
    }
    const std::string basic = "tax." + std::string(name_of(regime)) + ".basic";
    if (!read.bands.empty()) read.basic = static_cast<std::size_t>(rates.number(basic)) - 1;
    return read;
}

// The part of the year that has gone, or that one payment stands for: n weeks of 52, n months
// of 12.
struct YearShare {
    std::int64_t n = 1;
    std::int64_t of = 12;

    [[nodiscard]] std::int64_t part(std::int64_t yearly) const { return yearly * n / of; }
};

YearShare share_of(const TaxPeriod& period, bool stands_alone) {
    const int weeks = weeks_in(period.frequency);
    if (weeks == 0) return {stands_alone ? 1 : period.number, 12};
    return {stands_alone ? weeks : period.week_no(), 52};
}

// For one week or month.
std::int64_t free_pence(const TaxRates& rates, std::int32_t number, std::int64_t base) {
    if (number == 0) return 0;
    const std::int64_t whole = (number - 1) / 500;
    const std::int64_t rest = (number - 1) % 500 + 1;
    const Money step = base == 52 ? rates.free_pay_weekly : rates.free_pay_monthly;
    return ((rest * 10 + 9) * 100 + base - 1) / base + whole * step.pence();
}

// Tax in pence on this much of taxable pay, which is above zero.
std::int64_t tax_by_bands(const RegimeRates& regime, const YearShare& share, std::int64_t pence) {
    const HundredthsOfPenny taxable = pence / 100 * pound;
    HundredthsOfPenny from = 0;
    HundredthsOfPenny tax_below = 0;
    for (std::size_t i = 0; i < regime.bands.size(); ++i) {
        const TaxBand& band = regime.bands[i];
        const HundredthsOfPenny end = share.part(band.up_to * pound);
        const std::int64_t end_in_pounds = (end + pound - 1) / pound;
        if (i + 1 == regime.bands.size() || pence <= end_in_pounds * 100) {
            return (tax_below + (taxable - from) * band.rate_bp / whole_bp) / penny;
        }
        from = end;
        tax_below = share.part(band.tax_up_to);
    }
    return 0;
}

struct Reckoning {
    const TaxRates& rates;
    const RegimeRates& regime;
    const TaxCode& code;
    YearShare share;

    // On this much pay; never below zero.
    [[nodiscard]] std::int64_t tax_on(std::int64_t pence) const {
        switch (code.kind) {
            case TaxCodeKind::no_tax: return 0;
            case TaxCodeKind::flat: {
                const auto at = regime.basic + static_cast<std::size_t>(code.above_basic);
                return pence / 100 * regime.bands[at].rate_bp / penny;
            }
            case TaxCodeKind::allowance:
            case TaxCodeKind::addition: break;
        }
        const std::int64_t adjustment = share.n * free_pence(rates, code.number, share.of);
        const std::int64_t taxable =
            code.kind == TaxCodeKind::addition ? pence + adjustment : pence - adjustment;
        return taxable <= 0 ? 0 : tax_by_bands(regime, share, taxable);
    }
};

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

// Whether the year has the rates that the code asks for.
std::optional<Refusal> no_such_rate(const TaxRates& rates, const TaxCode& code) {
    const RegimeRates& regime = rates.regimes[static_cast<std::size_t>(code.regime)];
    const std::size_t wanted = code.kind == TaxCodeKind::flat
                                   ? regime.basic + static_cast<std::size_t>(code.above_basic)
                                   : 0;
    if (wanted < regime.bands.size()) return std::nullopt;
    Refusal refusal = missing_rate(item_of(code.regime, "rate", static_cast<int>(wanted) + 1),
                                   rates.year.days().first);
    refusal.words = "In " + rates.year.name() + " no rate belongs to this tax code.";
    refusal.next =
        "Check the code against the code notice; its rate would be " + refusal.field + ".";
    return refusal;
}

std::optional<Refusal> fault_of(const TaxInput& input, bool stands_alone) {
    if (input.pay < Money{}) {
        return refuse("pay-below-zero",
                      "The pay is below zero.",
                      "Enter the pay of this payment as 0 or more; correct an earlier payment by a "
                      "reversal.",
                      "gross_period");
    }
    if (stands_alone) return std::nullopt;
    if (input.pay_to_date < input.pay) {
        return refuse("pay-to-date-below-pay",
                      "The pay to date is less than this payment.",
                      "Give the year's pay with this payment in it.",
                      "gross_to_date");
    }
    if (input.tax_before < Money{}) {
        return refuse("tax-before-below-zero",
                      "The tax paid before is below zero.",
                      "Give the year's tax before this payment, as 0 or more.",
                      "tax_to_date_before");
    }
    return std::nullopt;
}

}  // namespace

Outcome<TaxRates> tax_rates(const RateBook& book, TaxYear year) {
    RatesOnDay on_day(book, year.days().first);
    TaxRates rates{.year = year,
                   .limit_bp = on_day.bp("tax.limit"),
                   .free_pay_weekly = on_day.money("tax.free_pay_step.weekly"),
                   .free_pay_monthly = on_day.money("tax.free_pay_step.monthly"),
                   .regimes = {}};
    for (const TaxRegime regime : all_tax_regimes) {
        rates.regimes[static_cast<std::size_t>(regime)] = read_regime(on_day, regime);
    }
    if (rates.regimes[0].bands.empty()) on_day.number(item_of(TaxRegime::ruk, "rate", 1));
    return on_day.complete(std::move(rates));
}

Outcome<TaxDue> tax_due(const TaxRates& rates, const TaxInput& input) {
    const bool stands_alone = input.basis == TaxBasis::this_period || input.period.is_extra();
    if (auto fault = fault_of(input, stands_alone)) return *std::move(fault);
    if (auto fault = no_such_rate(rates, input.code)) return *std::move(fault);
    const Reckoning reckoning{rates,
                              rates.regimes[static_cast<std::size_t>(input.code.regime)],
                              input.code,
                              share_of(input.period, stands_alone)};
    const Money taxed = stands_alone ? input.pay : input.pay_to_date;
    const std::int64_t before = stands_alone ? 0 : input.tax_before.pence();
    const std::int64_t wanted = reckoning.tax_on(taxed.pence()) - before;
    const std::int64_t most = input.pay.pence() * rates.limit_bp / whole_bp;
    const Money tax = Money::from_pence(std::min(wanted, most));
    return TaxDue{tax, input.tax_before + tax, wanted > most};
}

Money free_pay(const TaxRates& rates, const TaxCode& code, PayFrequency frequency) {
    return Money::from_pence(free_pence(rates, code.number, weeks_in(frequency) == 0 ? 12 : 52));
}

}  // namespace almoner::rules
