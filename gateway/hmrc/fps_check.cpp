#include "gateway/hmrc/full_payment_submission.h"
#include "gateway/hmrc/rti_elements.h"

#include <algorithm>

namespace almoner::gateway::hmrc {
namespace {

constexpr std::string_view ni_letters = "ABCJHMVZFILSDEKNX";
constexpr int first_year_of_plan_5 = 2026;
constexpr int first_year_of_neonatal = 2025;

bool is_one_of(char c, std::string_view letters) {
    return letters.find(c) != letters.npos;
}

bool are_digits(std::string_view text, std::size_t most) {
    return !text.empty() && text.size() <= most && text.front() != '0' &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_tax_code(std::string_view code) {
    if (code == "BR" || code == "NT" || code == "0T") return true;
    if (code.size() == 2 && code.front() == 'D') return is_one_of(code.back(), "0123");
    if (code.starts_with('K')) return are_digits(code.substr(1), 6);
    return !code.empty() && is_one_of(code.back(), "LMNTPY") &&
           are_digits(code.substr(0, code.size() - 1), 6);
}

// HMRC's week: every week to 53, every second to 54, every fourth to 56.
bool is_period_number(RtiFrequency frequency, int number) {
    switch (frequency) {
        case RtiFrequency::weekly: return number >= 1 && number <= 53;
        case RtiFrequency::two_weekly: return number >= 2 && number <= 54 && number % 2 == 0;
        case RtiFrequency::four_weekly: return number >= 4 && number <= 56 && number % 4 == 0;
        case RtiFrequency::monthly: break;
    }
    return number >= 1 && number <= 12;
}

class EmployeeCheck {
  public:
    EmployeeCheck(RtiCheck& form, const FullPaymentSubmission& submission, std::size_t index)
        : form_(form),
          year_(submission.year),
          employee_(submission.employees[index]),
          payment_(employee_.payment),
          place_(at("employees", index)) {}

    void all() {
        form_.person(employee_.person, place_ + ".person");
        starter();
        form_.pay_id(employee_.pay_id, place_);
        figures_to_date();
        when();
        how_much();
        loans();
        ni();
    }

  private:
    void starter() {
        if (!employee_.starter) return;
        form_.must(
            !employee_.starter->declaration || is_one_of(*employee_.starter->declaration, "ABC"),
            place_ + ".starter.declaration",
            {"starter-declaration",
             "A starter declares A, B or C.",
             "Look at the starter checklist, or leave it out with a P45."});
        form_.must(!employee_.left_on || employee_.starter->started_on <= *employee_.left_on,
                   place_ + ".left_on",
                   {"left-before-start",
                    "The employee left before the first day of work.",
                    "Look at both dates."});
    }

    void figures_to_date() {
        const std::string place = place_ + ".to_date";
        whole(employee_.to_date.student_loans, place + ".student_loans");
        whole(employee_.to_date.postgraduate_loans, place + ".postgraduate_loans");
    }

    void when() {
        const std::string place = place_ + ".payment";
        form_.must(!year_.is_known() || year_.days().holds(payment_.paid_on),
                   place + ".paid_on",
                   {"payment-outside-year",
                    "The payment's date lies in another tax year than the submission's.",
                    "Send it with the year of its date."});
        form_.must(!payment_.late_reason || is_one_of(*payment_.late_reason, "ABCDEFGH"),
                   place + ".late_reason",
                   {"late-reason-unknown",
                    "HMRC's reasons for a late report are the letters A to H.",
                    "Use G for a reasonable excuse, H for a correction."});
        form_.must(is_period_number(payment_.frequency, payment_.period_number),
                   place + ".period_number",
                   {"period-number-unknown",
                    "There is no such week or month for this frequency of pay.",
                    "Months are 1 to 12, weeks 1 to 53; two-weekly pay has 2, 4 ... 54, "
                    "four-weekly pay 4, 8 ... 56."});
        form_.must(payment_.periods_covered >= 0 && payment_.periods_covered <= 53,
                   place + ".periods_covered",
                   {"periods-covered",
                    "A payment covers 0 to 53 periods.",
                    "Count the regular periods that it is for: usually 1."});
        form_.must(is_one_of(payment_.hours_band, "ABCDE"),
                   place + ".hours_band",
                   {"hours-band-unknown",
                    "HMRC's bands of weekly hours are A to E.",
                    "A is under 16, B under 24, C under 30, D 30 and over, E anything else."});
    }

    void how_much() {
        const std::string place = place_ + ".payment.tax_code";
        form_.must(is_tax_code(payment_.tax_code.code),
                   place + ".code",
                   {"tax-code-form",
                    "HMRC doesn't know such a tax code.",
                    "Write 1257L, K475, BR, D0, 0T or NT; S, C and week 1 stand apart from it."});
        form_.must(
            !payment_.tax_code.regime_prefix || is_one_of(*payment_.tax_code.regime_prefix, "SC"),
            place + ".regime_prefix",
            {"tax-regime-unknown",
             "The letter in front of a tax code is S or C.",
             "Leave it out for England and Northern Ireland."});
        form_.must(
            payment_.statutory_pay.neonatal.is_zero() || year_.first_year >= first_year_of_neonatal,
            place_ + ".payment.statutory_pay.neonatal",
            {"neonatal-not-yet",
             "Neonatal care pay began on 6 April 2025.",
             "Look at which kind of pay it was."});
    }

    void loans() {
        const std::string place = place_ + ".payment";
        whole(payment_.postgraduate_loan, place + ".postgraduate_loan");
        if (!payment_.student_loan) return;
        const std::string& plan = payment_.student_loan->plan;
        const bool is_known = plan == "01" || plan == "02" || plan == "04" ||
                              (plan == "05" && year_.first_year >= first_year_of_plan_5);
        form_.must(is_known,
                   place + ".student_loan.plan",
                   {"student-loan-plan",
                    "HMRC's plans are 01, 02, 04, and 05 from 2026-27.",
                    "Copy it from the notice to start deductions."});
        form_.whole_pounds(payment_.student_loan->amount, place + ".student_loan.amount");
    }

    void ni() {
        form_.must(employee_.ni.size() <= 4,
                   place_ + ".ni",
                   {"ni-letters-too-many",
                    "HMRC takes four National Insurance letters for a person at most.",
                    "Ask HMRC how to report the fifth."});
        std::string seen;
        for (std::size_t i = 0; i < employee_.ni.size(); ++i) {
            const NiLetterValues& each = employee_.ni[i];
            const std::string place = place_ + "." + at("ni", i);
            form_.must(is_one_of(each.letter, ni_letters),
                       place + ".letter",
                       {"ni-letter-unknown",
                        "HMRC doesn't know this National Insurance letter.",
                        "Most people have A; H, M and Z are for the young, C from pension age."});
            form_.must(seen.find(each.letter) == seen.npos,
                       place + ".letter",
                       {"ni-letter-again",
                        "A National Insurance letter stands twice for one person.",
                        "Add the figures of a letter together."});
            seen += each.letter;
            form_.whole_pounds(each.at_lel_to_date, place + ".at_lel_to_date");
        }
    }

    void whole(const std::optional<Money>& amount, const std::string& field) {
        if (amount) form_.whole_pounds(*amount, field);
    }

    RtiCheck& form_;
    RtiYear year_;
    const RtiEmployee& employee_;
    const RtiPayment& payment_;
    std::string place_;
};

}  // namespace

std::vector<ledger::Refusal> check(const FullPaymentSubmission& submission) {
    RtiCheck form;
    form.employer(submission.employer);
    form.year(submission.year);
    form.must(!submission.employees.empty(),
              "employees",
              {"fps-empty",
               "A full payment submission has at least one employee.",
               "Where nobody was paid, send an employer payment summary that says so."});
    for (std::size_t i = 0; i < submission.employees.size(); ++i) {
        EmployeeCheck(form, submission, i).all();
    }
    if (submission.last) check_last(form, *submission.last, submission.year);
    return std::move(form).take();
}

}  // namespace almoner::gateway::hmrc
