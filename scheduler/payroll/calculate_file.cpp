#include "scheduler/payroll/calculate_file.h"

#include "rules/payroll/national_insurance.h"
#include "rules/payroll/paye.h"
#include "rules/payroll/student_loan.h"
#include "scheduler/payroll/payroll_cells.h"

#include <map>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;
using rules::PayFrequency;
using rules::RateBook;
using rules::TaxYear;

enum Answer : std::size_t { tax, employee_ni, employer_ni, at_lel, lel_pt, pt_uel, student_loan };

const PayrollColumns& columns() {
    static const PayrollColumns columns{
        .needed = {"period_type", "gross_period"},
        .answers = {
            "tax", "employee_ni", "employer_ni", "at_lel", "lel_pt", "pt_uel", "student_loan"}};
    return columns;
}

// The rates of each year that a file names, read once.
template <class Rates>
class RatesByYear {
  public:
    using Reader = Outcome<Rates> (*)(const RateBook&, TaxYear);
    RatesByYear(const RateBook& book, Reader reader) : book_(book), reader_(reader) {}

    const Outcome<Rates>& of(TaxYear year) {
        const auto found = known_.find(year);
        return found != known_.end() ? found->second
                                     : known_.emplace(year, reader_(book_, year)).first->second;
    }

  private:
    const RateBook& book_;
    Reader reader_;
    std::map<TaxYear, Outcome<Rates>> known_;
};

// What every answer needs.
struct Payment {
    TaxYear year;
    PayFrequency frequency = PayFrequency::monthly;
    Money gross;
};

class Calculator {
  public:
    explicit Calculator(const RateBook& book)
        : tax_(book, rules::tax_rates),
          ni_(book, rules::ni_rates),
          loans_(book, rules::loan_rates) {}

    PayrollAnswers answers_for(PayrollRow& row) {
        PayrollAnswers answers(columns().answers.size());
        if (!row.has("tax_code") && !row.has("category") && !row.has("plan")) {
            row.complain("",
                         {"payroll-nothing-asked",
                          "The row has no tax code, category letter or loan plan.",
                          "Fill tax_code, category or plan.",
                          "",
                          ""});
            return answers;
        }
        const auto payment = payment_of(row);
        if (!payment) return answers;
        if (row.has("tax_code")) add_tax(row, *payment, answers);
        if (row.has("category")) add_ni(row, *payment, answers);
        if (row.has("plan")) add_loan(row, *payment, answers);
        return answers;
    }

  private:
    static std::optional<Payment> payment_of(PayrollRow& row) {
        const auto year = take_tax_year(row);
        const auto frequency = row.take("period_type", read_pay_frequency);
        const auto gross = row.take("gross_period", gateway::read_money);
        if (!year || !frequency || !gross) return std::nullopt;
        return Payment{*year, *frequency, *gross};
    }

    static std::optional<rules::TaxInput> tax_input(PayrollRow& row, const Payment& payment) {
        const auto code = row.take("tax_code", rules::parse_tax_code);
        const auto basis = row.take("basis", rules::parse_tax_basis);
        const auto period = take_tax_period(row, payment.frequency);
        const bool alone = basis == rules::TaxBasis::this_period;
        const auto take_money = [&](std::string_view column) {
            return alone ? row.take_if_there(column, gateway::read_money)
                         : row.take(column, gateway::read_money);
        };
        const auto to_date = take_money("gross_to_date");
        const auto before = take_money("tax_to_date_before");
        if (!row.is_sound() || !code || !basis || !period) return std::nullopt;
        return rules::TaxInput{.code = *code,
                               .basis = *basis,
                               .period = *period,
                               .pay = payment.gross,
                               .pay_to_date = to_date.value_or(payment.gross),
                               .tax_before = before.value_or(Money{})};
    }

    void add_tax(PayrollRow& row, const Payment& payment, PayrollAnswers& answers) {
        const auto input = tax_input(row, payment);
        const Outcome<rules::TaxRates>& rates = tax_.of(payment.year);
        if (!rates.accepted()) return row.complain("tax_year", rates.refusal());
        if (!input) return;
        const auto due = row.value_or_complaint("tax_code", rules::tax_due(rates.value(), *input));
        if (due) answers[Answer::tax] = payroll_pounds(due->tax);
    }

    void add_ni(PayrollRow& row, const Payment& payment, PayrollAnswers& answers) {
        const auto category = row.take("category", rules::ni_category);
        const Outcome<rules::NiRates>& rates = ni_.of(payment.year);
        if (!rates.accepted()) return row.complain("tax_year", rates.refusal());
        if (!category) return;
        const auto due = row.value_or_complaint(
            "category", rules::ni_due(rates.value(), *category, payment.frequency, payment.gross));
        if (!due) return;
        answers[Answer::employee_ni] = payroll_pounds(due->employee);
        answers[Answer::employer_ni] = payroll_pounds(due->employer);
        answers[Answer::at_lel] = payroll_pounds(due->at_lel);
        answers[Answer::lel_pt] = payroll_pounds(due->lel_to_pt);
        answers[Answer::pt_uel] = payroll_pounds(due->pt_to_uel);
    }

    void add_loan(PayrollRow& row, const Payment& payment, PayrollAnswers& answers) {
        const auto loans = row.take("plan", rules::parse_loans);
        const Outcome<rules::LoanRates>& rates = loans_.of(payment.year);
        if (!rates.accepted()) return row.complain("tax_year", rates.refusal());
        if (!loans) return;
        const auto due = row.value_or_complaint(
            "plan", rules::loan_due(rates.value(), *loans, payment.frequency, payment.gross));
        if (due) answers[Answer::student_loan] = payroll_pounds(due->plan + due->postgraduate);
    }

    RatesByYear<rules::TaxRates> tax_;
    RatesByYear<rules::NiRates> ni_;
    RatesByYear<rules::LoanRates> loans_;
};

}  // namespace

Outcome<PayrollFile> calculate_payroll_file(std::string_view bytes, const RateBook& book) {
    Calculator calculator(book);
    return with_answers(
        bytes, columns(), [&](PayrollRow& row) { return calculator.answers_for(row); });
}

}  // namespace almoner::scheduler
