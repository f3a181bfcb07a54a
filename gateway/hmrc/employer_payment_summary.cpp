#include "gateway/hmrc/employer_payment_summary.h"

#include "gateway/hmrc/rti_elements.h"
#include "gateway/text/transliterate.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace almoner::gateway::hmrc {
namespace {

constexpr int first_year_of_neonatal = 2025;

bool all_digits(std::string_view text, std::size_t width) {
    return text.size() == width &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool says_nothing(const EmployerPaymentSummary& summary) {
    return !summary.nobody_paid && !summary.inactivity && !summary.claims_employment_allowance &&
           !summary.recoverable && !summary.last;
}

void check_months(RtiCheck& form, const ledger::Period& period, const char* field) {
    form.must(period.first.day() == 6 && period.last.day() == 5 && period.first < period.last,
              field,
              {"not-tax-months",
               "HMRC counts in tax months, from a 6th to a 5th.",
               "Begin on the 6th of a month and end on the 5th of a later one."});
}

void check_recoverable(RtiCheck& form, const EmployerPaymentSummary& summary) {
    const RecoverableAmounts& amounts = *summary.recoverable;
    form.must(amounts.tax_month >= 1 && amounts.tax_month <= 12,
              "recoverable.tax_month",
              {"tax-month-unknown", "Tax months are 1 to 12.", "April's is 1, March's is 12."});
    const bool has_neonatal =
        !amounts.recovered.neonatal.is_zero() || !amounts.compensation.neonatal.is_zero();
    form.must(!has_neonatal || summary.year.first_year >= first_year_of_neonatal,
              "recoverable.recovered.neonatal",
              {"neonatal-not-yet",
               "Neonatal care pay began on 6 April 2025.",
               "Look at which kind of pay it was."});
}

void check_refund(RtiCheck& form, const RefundAccount& refund) {
    form.must(!refund.holder.empty() && refund.holder.size() <= 28 &&
                  written_in(CharacterSet::latin, refund.holder),
              "refund_to.holder",
              {"account-holder-form",
               "The name of the account's holder has 1 to 28 plain letters.",
               "Write it as the bank does, without accents."});
    form.must(all_digits(refund.account_number, 8),
              "refund_to.account_number",
              {"account-number-form",
               "An account number has eight digits.",
               "Put zeros in front of a shorter one."});
    form.must(all_digits(refund.sort_code, 6),
              "refund_to.sort_code",
              {"sort-code-form", "A sort code has six digits.", "Leave the dashes out."});
}

void write_period(XmlWriter& xml, std::string_view name, const ledger::Period& period) {
    xml.open(name).day("From", period.first).day("To", period.last).close(name);
}

// The elements for neonatal care came after the last schema that we have: not verified.
void write_recoverable(XmlWriter& xml, const RecoverableAmounts& amounts) {
    const StatutoryPayToDate& back = amounts.recovered;
    const StatutoryPayToDate& more = amounts.compensation;
    const std::array<std::pair<std::string_view, ledger::Money>, most_recoverable_sums> sums{
        {{"SMPRecovered", back.maternity},
         {"SPPRecovered", back.paternity},
         {"SAPRecovered", back.adoption},
         {"ShPPRecovered", back.shared_parental},
         {"SPBPRecovered", back.bereavement},
         {"SNCPRecovered", back.neonatal},
         {"NICCompensationOnSMP", more.maternity},
         {"NICCompensationOnSPP", more.paternity},
         {"NICCompensationOnSAP", more.adoption},
         {"NICCompensationOnShPP", more.shared_parental},
         {"NICCompensationOnSPBP", more.bereavement},
         {"NICCompensationOnSNCP", more.neonatal}}};
    int zeros = amounts.zeros_told;
    xml.open("RecoverableAmountsYTD").number("TaxMonth", amounts.tax_month);
    for (const auto& [name, sum] : sums) {
        if (sum.is_zero() && zeros-- <= 0) continue;
        xml.money(name, sum);
    }
    xml.close("RecoverableAmountsYTD");
}

void write_refund(XmlWriter& xml, const RefundAccount& refund) {
    xml.open("Account")
        .text("AccountHoldersName", refund.holder)
        .text("AccountNo", refund.account_number)
        .text("SortCode", refund.sort_code)
        .given("BuildingSocRef", refund.building_society_reference)
        .close("Account");
}

}  // namespace

std::vector<ledger::Refusal> check(const EmployerPaymentSummary& summary) {
    RtiCheck form;
    form.employer(summary.employer);
    form.year(summary.year);
    form.must(!says_nothing(summary),
              "",
              {"eps-empty",
               "The employer payment summary says nothing.",
               "Send none, or say that nobody was paid."});
    if (summary.nobody_paid) check_months(form, *summary.nobody_paid, "nobody_paid");
    if (summary.inactivity) check_months(form, *summary.inactivity, "inactivity");
    if (summary.recoverable) check_recoverable(form, summary);
    if (summary.refund_to) check_refund(form, *summary.refund_to);
    if (summary.last) check_last(form, *summary.last, summary.year);
    return std::move(form).take();
}

std::string write_employer_payment_summary(const EmployerPaymentSummary& summary) {
    XmlWriter xml;
    xml.open("EmployerPaymentSummary");
    write_employer(xml, summary.employer);
    xml.yes("NoPaymentForPeriod", summary.nobody_paid.has_value());
    if (summary.nobody_paid) write_period(xml, "NoPaymentDates", *summary.nobody_paid);
    if (summary.inactivity) write_period(xml, "PeriodOfInactivity", *summary.inactivity);
    if (summary.claims_employment_allowance) {
        xml.text("EmpAllceInd", *summary.claims_employment_allowance ? "yes" : "no");
    }
    if (summary.is_outside_state_aid) {
        xml.open("DeMinimisStateAid").text("NA", "yes").close("DeMinimisStateAid");
    }
    if (summary.recoverable) write_recoverable(xml, *summary.recoverable);
    if (summary.refund_to) write_refund(xml, *summary.refund_to);
    xml.text("RelatedTaxYear", summary.year.name());
    if (summary.last) write_last(xml, *summary.last);
    xml.close("EmployerPaymentSummary");
    return std::move(xml).take();
}

}  // namespace almoner::gateway::hmrc
