#include "rules/payroll/workings.h"

#include "rules/payroll/rate_items.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace almoner::rules {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;

constexpr std::int64_t whole_bp = 10'000;
constexpr std::int64_t pence_a_pound = 100;
constexpr HundredthsOfPenny pound = 10'000;
constexpr HundredthsOfPenny penny = 100;
constexpr std::string_view exact_percentage = "PAYE specification 4.3 (exact percentage method)";
constexpr std::string_view free_pay_rule = "PAYE specification 4.3.1";
constexpr std::string_view limit_rule = "SI 2003/2682 reg 2";
constexpr std::string_view insurance_rule = "SI 2001/1004 reg 12";
constexpr std::string_view loan_rule = "each payday by itself, in whole pounds";
constexpr std::string_view pension_rule = "Pensions Act 2008 (qualifying earnings)";
constexpr std::string_view scheme_rule = "the scheme's terms";

// What the steps are made of.
struct Reckoning {
    const RateBook& book;
    const SlipRates& rates;
    const SlipTerms& terms;
    const SlipToDate& before;
    const Slip& slip;

    [[nodiscard]] PayFrequency frequency() const { return terms.period.frequency; }
    [[nodiscard]] std::string period() const { return std::string(name_of(frequency())); }
    // Of the earnings period, earlier payments included.
    [[nodiscard]] Money together() const { return slip.gross + before.in_period.gross; }
};

class Steps {
  public:
    Steps(const RateBook& book, std::vector<WorkingStep>& into) : book_(book), into_(into) {}

    // What comes now leads to this sum; its rates are those of the day.
    void lead_to(std::string figure, Date day) {
        figure_ = std::move(figure);
        day_ = day;
    }
    void add(std::string words, Money amount, std::string_view rule = {}) {
        into_.push_back({.figure = figure_,
                         .words = std::move(words),
                         .amount = amount,
                         .rule = std::string(rule)});
    }
    void add(std::string words, Money amount, std::string_view rule, std::string item) {
        add(std::move(words), amount, rule);
        if (const RateFigure* const rate = book_.find(item, day_)) into_.back().rate = *rate;
        into_.back().item = std::move(item);
    }
    void unless_nil(std::string words, Money amount) {
        if (!amount.is_zero()) add(std::move(words), amount);
    }

  private:
    const RateBook& book_;
    std::vector<WorkingStep>& into_;
    std::string figure_;
    Date day_{};
};

std::string pounds_words(std::int64_t pence) {
    const std::int64_t rest = pence % pence_a_pound;
    return "£" + std::to_string(pence / pence_a_pound) + (rest < 10 ? ".0" : ".") +
           std::to_string(rest);
}

// Weeks or months that count: n of so many in a year.
struct Share {
    std::int64_t n = 1;
    std::int64_t of = 12;

    [[nodiscard]] std::string words() const {
        const std::string unit = of == 52 ? "week" : "month";
        return std::to_string(n) + " " + unit + (n == 1 ? "" : "s");
    }
};

class TaxSteps {
  public:
    TaxSteps(const Reckoning& in, Steps& steps)
        : in_(in),
          steps_(steps),
          stands_alone_(in.terms.basis == TaxBasis::this_period || in.terms.period.is_extra()) {}

    void all() {
        steps_.lead_to("tax", in_.rates.tax.year.days().first);
        const PaidInPeriod& period = in_.before.in_period;
        const Money earlier = stands_alone_ ? period.taxable : in_.before.taxable;
        const Money pay = in_.slip.taxable + earlier;
        steps_.add(stands_alone_ ? "taxable pay of this period alone"
                                 : "taxable pay of the year, with this payment",
                   pay,
                   exact_percentage);
        tax(pay);
        const Money of_all = tax_on(pay);
        steps_.add("tax on that", of_all, exact_percentage);
        const Money before = stands_alone_ ? period.tax : in_.before.tax;
        steps_.unless_nil("less what was taken before", -before);
        if (in_.slip.tax.limited) {
            const Money most =
                Money::from_pence(in_.slip.taxable.pence() * in_.rates.tax.limit_bp / whole_bp);
            steps_.add("at most this much of the payment", most, limit_rule, "tax.limit");
        }
        steps_.add("tax of this payment", in_.slip.tax.tax);
    }

  private:
    [[nodiscard]] Share share() const {
        const TaxPeriod& period = in_.terms.period;
        const int weeks = weeks_in(period.frequency);
        if (weeks == 0) return {stands_alone_ ? 1 : period.number, 12};
        return {stands_alone_ ? weeks : period.week_no(), 52};
    }

    void tax(Money pay) {
        const TaxCode& code = in_.terms.code;
        if (code.kind == TaxCodeKind::no_tax) {
            steps_.add("the code NT takes no tax", Money{}, exact_percentage);
            return;
        }
        if (code.kind == TaxCodeKind::flat) {
            const auto place = basic() + static_cast<std::size_t>(code.above_basic);
            steps_.add("taxed at one rate, in whole pounds",
                       whole_pounds(pay),
                       exact_percentage,
                       item(place));
            return;
        }
        const Money adjustment = adjusted();
        bands(std::max(pay + adjustment, Money{}));
    }

    // What the code adds to the pay, below zero where it frees some of it.
    Money adjusted() {
        const TaxCode& code = in_.terms.code;
        if (code.number == 0) return {};
        const bool adds = code.kind == TaxCodeKind::addition;
        const Money for_one = free_pay(in_.rates.tax, code, in_.frequency());
        const Money for_all = Money::from_pence(for_one.pence() * share().n);
        const Money adjustment = adds ? for_all : -for_all;
        const std::string words = (adds ? "added by the code, " : "free of tax by the code, ") +
                                  share().words() + " of " + pounds_words(for_one.pence());
        constexpr int one_step = 500;
        if (code.number > one_step) {
            const char* const unit = share().of == 52 ? "weekly" : "monthly";
            steps_.add(words, adjustment, free_pay_rule, "tax.free_pay_step." + std::string(unit));
        } else {
            steps_.add(words, adjustment, free_pay_rule);
        }
        return adjustment;
    }

    void bands(Money taxable) {
        const std::vector<TaxBand>& all = regime().bands;
        const HundredthsOfPenny taxed = whole_pounds(taxable).pence() * penny;
        HundredthsOfPenny from = 0;
        for (std::size_t i = 0; i < all.size() && !taxable.is_zero(); ++i) {
            const HundredthsOfPenny end = all[i].up_to * pound * share().n / share().of;
            const HundredthsOfPenny end_in_pounds = (end + pound - 1) / pound;
            const bool is_last =
                i + 1 == all.size() || taxable.pence() <= end_in_pounds * pence_a_pound;
            const HundredthsOfPenny within = (is_last ? taxed : end) - from;
            steps_.add(i == 0 ? "taxed at the first rate" : "taxed at the next rate",
                       Money::from_pence(within / penny),
                       exact_percentage,
                       item(i));
            if (is_last) return;
            from = end;
        }
    }

    [[nodiscard]] const RegimeRates& regime() const {
        return in_.rates.tax.regimes.at(static_cast<std::size_t>(in_.terms.code.regime));
    }
    [[nodiscard]] std::size_t basic() const { return regime().basic; }
    [[nodiscard]] std::string item(std::size_t band) const {
        return "tax." + std::string(name_of(in_.terms.code.regime)) + ".rate." +
               std::to_string(band + 1);
    }
    static Money whole_pounds(Money pay) {
        return Money::from_pence(pay.pence() / pence_a_pound * pence_a_pound);
    }

    // Without anything that was taken before, and without the limit.
    [[nodiscard]] Money tax_on(Money pay) const {
        TaxRates unlimited = in_.rates.tax;
        unlimited.limit_bp = 100 * static_cast<std::int32_t>(whole_bp);
        const auto due = tax_due(unlimited,
                                 {.code = in_.terms.code,
                                  .basis = in_.terms.basis,
                                  .period = in_.terms.period,
                                  .pay = pay,
                                  .pay_to_date = pay});
        return due.accepted() ? due.value().tax : Money{};
    }

    const Reckoning& in_;
    Steps& steps_;
    bool stands_alone_;
};

Money above(Money pay, Money threshold) {
    return std::max(pay - threshold, Money{});
}

std::string_view employee_rate(NiEmployeeRate kind) {
    switch (kind) {
        case NiEmployeeRate::main: return "ni.employee.main";
        case NiEmployeeRate::reduced: return "ni.employee.reduced";
        case NiEmployeeRate::deferred: return "ni.employee.deferred";
        case NiEmployeeRate::none: break;
    }
    return {};
}

void employee_ni_steps(const Reckoning& in, Steps& steps) {
    const NiThresholds& at = in.rates.ni.thresholds.at(static_cast<std::size_t>(in.frequency()));
    const Money pay = in.together();
    const std::string_view rate = employee_rate(in.terms.category.employee);
    steps.lead_to("national insurance", in.rates.ni.year.days().first);
    steps.add("earned in the period", pay, insurance_rule);
    if (rate.empty()) {
        steps.add("the letter takes none from the employee", Money{}, insurance_rule);
    } else {
        const Money capped = std::min(pay, at.upper_earnings_limit);
        const auto lower = ni_due(in.rates.ni, in.terms.category, in.frequency(), capped);
        const auto whole = ni_due(in.rates.ni, in.terms.category, in.frequency(), pay);
        const Money of_lower = lower.accepted() ? lower.value().employee : Money{};
        const Money of_all = whole.accepted() ? whole.value().employee : Money{};
        steps.add("above the primary threshold",
                  above(capped, at.primary),
                  insurance_rule,
                  "ni.pt." + in.period());
        steps.add("on that", of_lower, insurance_rule, std::string(rate));
        if (pay > at.upper_earnings_limit) {
            steps.add("above the upper earnings limit",
                      above(pay, at.upper_earnings_limit),
                      insurance_rule,
                      "ni.uel." + in.period());
            steps.add("on that", of_all - of_lower, insurance_rule, "ni.employee.top");
        }
    }
    steps.unless_nil("less what earlier payments of the period bore",
                     -in.before.in_period.ni.employee);
    steps.add("the employee's National Insurance", in.slip.ni.employee);
}

void employer_ni_steps(const Reckoning& in, Steps& steps) {
    const NiThresholds& at = in.rates.ni.thresholds.at(static_cast<std::size_t>(in.frequency()));
    steps.lead_to("employer's national insurance", in.rates.ni.year.days().first);
    const auto from = [&](std::string_view words, std::string_view item, Money threshold) {
        const auto whole = ni_due(in.rates.ni, in.terms.category, in.frequency(), in.together());
        steps.add(std::string(words),
                  above(in.together(), threshold),
                  insurance_rule,
                  std::string(item) + in.period());
        steps.add("on that",
                  whole.accepted() ? whole.value().employer : Money{},
                  insurance_rule,
                  "ni.employer");
    };
    switch (in.terms.category.employer) {
        case NiEmployerFrom::secondary:
            from("above the secondary threshold", "ni.st.", at.secondary);
            break;
        case NiEmployerFrom::upper_secondary:
            from("above the upper secondary threshold", "ni.ust.", at.upper_secondary);
            break;
        case NiEmployerFrom::zone_secondary:
            from("above the zone's secondary threshold", "ni.fust.", at.zone_secondary);
            break;
        case NiEmployerFrom::never:
            steps.add("the letter takes none from the employer", Money{}, insurance_rule);
            break;
    }
    steps.unless_nil("less what earlier payments of the period bore",
                     -in.before.in_period.ni.employer);
    steps.add("the employer's National Insurance", in.slip.ni.employer);
}

std::string loan_name(LoanPlan plan) {
    switch (plan) {
        case LoanPlan::plan_1: return "1";
        case LoanPlan::plan_2: return "2";
        case LoanPlan::plan_4: return "4";
        case LoanPlan::plan_5: return "5";
        case LoanPlan::postgraduate: break;
    }
    return "postgraduate";
}

void loan_steps(const Reckoning& in, LoanPlan plan, Money taken, Steps& steps) {
    const bool is_postgraduate = plan == LoanPlan::postgraduate;
    const LoanRate& rate = in.rates.loans.plans.at(static_cast<std::size_t>(plan));
    const int weeks = weeks_in(in.frequency());
    const Money threshold = weeks == 0 ? rate.yearly.mul_div(1, 12, ledger::Rounding::down)
                                       : rate.yearly.mul_div(weeks, 52, ledger::Rounding::down);
    const Loans only{.plan = is_postgraduate ? std::nullopt : std::optional(plan),
                     .postgraduate = is_postgraduate};
    const auto due = loan_due(in.rates.loans, only, in.frequency(), in.together());
    if (!due.accepted()) return;
    const Money whole = is_postgraduate ? due.value().postgraduate : due.value().plan;
    const Money before =
        is_postgraduate ? in.before.in_period.loans.postgraduate : in.before.in_period.loans.plan;
    steps.lead_to(is_postgraduate ? "postgraduate loan" : "student loan",
                  in.rates.loans.year.days().first);
    steps.add("above the period's part of the year's threshold",
              above(in.together(), threshold),
              loan_rule,
              "loan." + loan_name(plan) + ".yearly");
    steps.add(
        "on that", whole, loan_rule, is_postgraduate ? "loan.postgraduate.rate" : "loan.rate");
    steps.unless_nil("less what earlier payments of the period repaid", -before);
    steps.add("repaid with this payment", taken);
}

std::string per_cent(std::int32_t bp) {
    std::string words = std::to_string(bp / 100);
    const int rest = bp % 100;
    if (rest != 0) words += "." + std::string(rest < 10 ? "0" : "") + std::to_string(rest);
    while (rest != 0 && words.back() == '0') words.pop_back();
    return words + "%";
}

void pension_steps(const Reckoning& in, Steps& steps) {
    if (!in.terms.pension) return;
    const PensionScheme& scheme = *in.terms.pension;
    const PensionDue all = pension_due(in.rates.pension, scheme, in.frequency(), in.together());
    const PensionDue& earlier = in.before.in_period.pension;
    const auto qualifying = [&] {
        const auto& at = in.rates.pension.thresholds.at(static_cast<std::size_t>(in.frequency()));
        if (in.together() > at.upper) {
            steps.add("pay that counts, up to the upper limit",
                      at.upper,
                      pension_rule,
                      "pension.upper." + in.period());
        }
        steps.add("qualifying earnings, above the lower limit",
                  all.qualifying,
                  pension_rule,
                  "pension.lower." + in.period());
    };
    if (!in.slip.pension.employee.is_zero()) {
        steps.lead_to("pension", in.terms.paid_on);
        qualifying();
        steps.add(
            per_cent(scheme.employee_bp) + " of them", all.employee + all.relief, scheme_rule);
        if (scheme.relief == PensionRelief::at_source) {
            steps.add("less the tax relief that the scheme claims",
                      -all.relief,
                      pension_rule,
                      "pension.tax_relief");
        }
        steps.unless_nil("less what earlier payments of the period gave", -earlier.employee);
        steps.add("taken from this payment", in.slip.pension.employee);
    }
    if (in.slip.pension.employer.is_zero()) return;
    steps.lead_to("employer's pension", in.terms.paid_on);
    qualifying();
    steps.add(per_cent(scheme.employer_bp) + " of them", all.employer, scheme_rule);
    steps.unless_nil("less what earlier payments of the period gave", -earlier.employer);
    steps.add("the employer's contribution", in.slip.pension.employer);
}

}  // namespace

Outcome<SlipWorkings> slip_workings(const RateBook& book,
                                    const SlipTerms& terms,
                                    const SlipToDate& before,
                                    Money gross) {
    const auto rates = slip_rates(book, terms.paid_on);
    if (!rates.accepted()) return rates.refusal();
    auto slip = slip_for(rates.value(), terms, before, gross);
    if (!slip.accepted()) return slip.refusal();
    SlipWorkings workings{.slip = std::move(slip).value()};
    const Reckoning in{book, rates.value(), terms, before, workings.slip};
    Steps steps(book, workings.steps);
    TaxSteps(in, steps).all();
    employee_ni_steps(in, steps);
    const LoanDue& loans = workings.slip.loans;
    if (terms.loans.plan && !loans.plan.is_zero()) {
        loan_steps(in, *terms.loans.plan, loans.plan, steps);
    }
    if (!loans.postgraduate.is_zero()) {
        loan_steps(in, LoanPlan::postgraduate, loans.postgraduate, steps);
    }
    pension_steps(in, steps);
    employer_ni_steps(in, steps);
    return workings;
}

std::string rate_words(const std::string& item, const RateFigure& rate) {
    switch (unit_of_item(item).value_or(RateUnit::count)) {
        case RateUnit::pounds: return pounds_words(rate.value);
        case RateUnit::per_cent: return per_cent(static_cast<std::int32_t>(rate.value));
        case RateUnit::decimal: {
            std::string words = per_cent(static_cast<std::int32_t>(rate.value));
            words.pop_back();
            return words;
        }
        case RateUnit::yes_no: return rate.value != 0 ? "yes" : "no";
        case RateUnit::count: break;
    }
    return std::to_string(rate.value);
}

}  // namespace almoner::rules
