// One job's pay on one payday: its lines, what the law takes of them, and what a person should see.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "rules/payroll/minimum_wage.h"
#include "rules/payroll/ni_letter.h"
#include "rules/payroll/pension_duties.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/slip.h"
#include "rules/payroll/tax_code.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace almoner::rules {

// What a line of pay counts as.
enum class PayCounts : std::uint8_t {
    wage,     // for hours that were worked: taxed, and held against the minimum wage
    pay,      // taxed, and no wage for hours: holiday, sick pay, a night that was slept through
    expense,  // paid beside the wages and not taxed: mileage (memory, not verified)
};

struct PayLine {
    std::string kind{};         // "day", "mileage", "sick-pay", "rolled-up-holiday"
    std::int64_t quantity = 0;  // minutes, nights or miles; 0: a sum
    ledger::Money rate{};       // for an hour, a night or a mile
    ledger::Money amount{};
    ledger::Money counted{};  // of a wage: what the minimum wage counts, premiums left out
    PayCounts counts = PayCounts::wage;
    std::string rule{};          // where the rate or the sum is from: "rate from 2026-04-01"
    std::int64_t timesheet = 0;  // 0: from none
    std::optional<ledger::Period> worked{};  // of another pay reference period than the payday's

    friend bool operator==(const PayLine&, const PayLine&) = default;
};

// `minutes` at an hour's rate, to the nearest penny. Above `basic` the rate holds a premium.
[[nodiscard]] PayLine wage_line(std::string kind,
                                std::int64_t minutes,
                                ledger::Money rate,
                                ledger::Money basic);
// So many nights or miles.
[[nodiscard]] PayLine counted_line(std::string kind,
                                   std::int64_t quantity,
                                   ledger::Money rate,
                                   PayCounts counts);
[[nodiscard]] PayLine sum_line(std::string kind, ledger::Money amount, std::string rule);

// The terms of a job on the payday.
struct PaydayTerms {
    ledger::Date paid_on{};
    ledger::Period worked{};
    PayFrequency frequency = PayFrequency::four_weekly;
    NiFacts about{};  // the birth, and the letter of the papers
    bool is_apprentice = false;
    // After the slip in which the job ended: tax code 0T, this payment by itself.
    bool is_after_leaving = false;
    TaxCode code{};
    TaxBasis basis = TaxBasis::cumulative;
    Loans loans{};
    PensionScheme scheme{};  // of the employer
    PensionRecord pension{};
    bool joined_without_employer = false;  // an entitled worker: the employer need not pay
    std::vector<AttachmentOrder> orders{};
    ledger::Money to_recover{};  // overpaid before, as agreed for this payment
};

struct Payday {
    std::vector<PayLine> lines{};
    TaxPeriod period{};
    TaxCode code{};  // as it was used
    TaxBasis basis = TaxBasis::cumulative;
    char ni_letter = 'A';
    Slip slip{};
    ledger::Money expenses{};
    ledger::Money recovered{};
    WageFinding wage{};  // over all pay reference periods; what one has over helps no other
    WorkerKind worker = WorkerKind::outside;
    PensionAction action = PensionAction::nothing;

    // What reaches the assistant's account.
    [[nodiscard]] ledger::Money paid() const { return slip.net + expenses - recovered; }
};

// A book with what it comes to on a payday, looked up once for all who are paid on it.
class PaydayRates {
  public:
    explicit PaydayRates(const RateBook& book) : book_(&book) {}

    [[nodiscard]] const RateBook& book() const { return *book_; }
    // Refused: `payroll-rate-missing`.
    [[nodiscard]] const ledger::Outcome<SlipRates>& on(ledger::Date paid_on);

  private:
    const RateBook* book_;
    ledger::Date day_{};
    std::optional<ledger::Outcome<SlipRates>> rates_{};
};

// Refused: what the parts refuse.
[[nodiscard]] ledger::Outcome<Payday> payday_for(PaydayRates& rates,
                                                 const PaydayTerms& terms,
                                                 const SlipToDate& before,
                                                 std::vector<PayLine> lines);
[[nodiscard]] ledger::Outcome<Payday> payday_for(const RateBook& book,
                                                 const PaydayTerms& terms,
                                                 const SlipToDate& before,
                                                 std::vector<PayLine> lines);

// What a slip makes the employer owe, before it is told apart by stream.
struct SlipCost {
    ledger::Money net_pay{};     // wages and expenses, before what is recovered
    ledger::Money hmrc{};        // below zero: a refund of tax above all that is due
    ledger::Money pension{};     // both sides
    ledger::Money attachment{};  // orders

    [[nodiscard]] ledger::Money total() const { return net_pay + hmrc + pension + attachment; }
    friend bool operator==(const SlipCost&, const SlipCost&) = default;
};

// `allowance`: of the employer's National Insurance, what Employment Allowance meets.
[[nodiscard]] SlipCost cost_of(const Payday& payday, ledger::Money allowance);

// In proportion to the weights, each of the four sums by largest remainder; ties go to the earlier
// weight. The parts add up to the whole.
[[nodiscard]] std::vector<SlipCost> split_cost(const SlipCost& whole,
                                               std::span<const std::int64_t> weights);

}  // namespace almoner::rules
