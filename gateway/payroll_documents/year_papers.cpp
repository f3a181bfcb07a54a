#include "gateway/payroll_documents/year_papers.h"

#include "gateway/payroll_documents/payroll_words.h"
#include "ledger/views/words.h"

namespace almoner::gateway {
namespace {

using ledger::money_with_pence;
using ledger::Refusal;

std::string basis_words(bool each_period_by_itself) {
    return each_period_by_itself ? ", week 1/month 1" : ", cumulative";
}

PaperPart about_the_job(const PayrollParties& parties) {
    return {.heading = "Who this is about",
            .facts = {{"Employee", parties.employee},
                      {"National Insurance number", nino_words(parties.nino)},
                      {"Payroll number", parties.pay_id},
                      {"Employer", parties.employer},
                      {"Employer's PAYE reference", parties.paye_reference}}};
}

std::optional<Refusal> wrong_with(const P45& certificate) {
    if (!certificate.each_period_by_itself && !certificate.year_to_date) {
        return Refusal{"p45-to-date-missing",
                       "A P45 with a cumulative code hands on the pay and tax of the year.",
                       "Add the sums of the year so far.",
                       "year_to_date",
                       ""};
    }
    if (certificate.year_to_date && certificate.year_to_date->pay < certificate.this_job.pay) {
        return Refusal{"p45-does-not-add-up",
                       "The pay of this job is more than that of the whole year.",
                       "Add a job before to the year's sums, never take one off.",
                       "year_to_date",
                       ""};
    }
    return std::nullopt;
}

PaperPart sums_of(const P45& certificate) {
    PaperPart part{.heading = "Pay and tax"};
    PaperTable table{.caption = "Pay that tax is worked out on, and the tax taken from it",
                     .columns = {"What", "Pay", "Tax"}};
    if (certificate.year_to_date && !certificate.each_period_by_itself) {
        table.rows.push_back({"This tax year so far, all jobs",
                              money_with_pence(certificate.year_to_date->pay),
                              money_with_pence(certificate.year_to_date->tax)});
    } else {
        part.paragraphs.emplace_back(
            "The sums of the year are left blank: your code was used for each payment by itself.");
    }
    table.rows.push_back({"In this job",
                          money_with_pence(certificate.this_job.pay),
                          money_with_pence(certificate.this_job.tax)});
    part.tables = {std::move(table)};
    return part;
}

std::string loan_words(const P45& certificate) {
    if (certificate.has_student_loan && certificate.has_postgraduate_loan) {
        return "Yes: student loan and postgraduate loan";
    }
    if (certificate.has_student_loan) return "Yes: student loan";
    return certificate.has_postgraduate_loan ? "Yes: postgraduate loan" : "No";
}

PaperTable ni_table(const std::vector<P60Ni>& letters) {
    PaperTable table{.caption = "Earnings in each band, and what you paid",
                     .columns = {"Letter",
                                 "At the lower earnings limit",
                                 "Up to the primary threshold",
                                 "Up to the upper earnings limit",
                                 "Your contributions"}};
    for (const P60Ni& each : letters) {
        table.rows.push_back({"Letter " + std::string(1, each.letter),
                              money_with_pence(each.at_lel),
                              money_with_pence(each.lel_to_pt),
                              money_with_pence(each.pt_to_uel),
                              money_with_pence(each.employee)});
    }
    return table;
}

PaperPart year_sums_of(const P60& certificate) {
    const PayAndTax& before = certificate.before;
    const PayAndTax& here = certificate.this_job;
    PaperTable table{.caption = "Pay that tax is worked out on, and the tax taken from it",
                     .columns = {"What", "Pay", "Tax"},
                     .last_is_total = true};
    if (!before.pay.is_zero() || !before.tax.is_zero()) {
        table.rows.push_back({"In jobs before this one",
                              money_with_pence(before.pay),
                              money_with_pence(before.tax)});
    }
    table.rows.push_back({"In this job", money_with_pence(here.pay), money_with_pence(here.tax)});
    table.rows.push_back({"In the whole year",
                          money_with_pence(before.pay + here.pay),
                          money_with_pence(before.tax + here.tax)});
    return {
        .heading = "Pay and tax",
        .facts = {{"Final tax code",
                   certificate.final_tax_code + basis_words(certificate.each_period_by_itself)}},
        .tables = {std::move(table)}};
}

PaperPart other_sums_of(const P60& certificate) {
    PaperPart part{.heading = "Other amounts of the year"};
    for (const StatutoryPaid& each : certificate.statutory_pay) {
        part.facts.push_back({each.words, money_with_pence(each.amount)});
    }
    if (!certificate.student_loans.is_zero()) {
        part.facts.push_back({"Student loan repaid", money_with_pence(certificate.student_loans)});
    }
    if (!certificate.postgraduate_loans.is_zero()) {
        part.facts.push_back(
            {"Postgraduate loan repaid", money_with_pence(certificate.postgraduate_loans)});
    }
    return part;
}

}  // namespace

ledger::Outcome<Paper> p45_paper(const P45& certificate, LetterLook look) {
    if (const auto wrong = wrong_with(certificate)) return *wrong;
    const PayrollParties& parties = certificate.parties;
    Paper paper{.title = "P45: " + parties.employee + " has left this job",
                .look = look,
                .from = "Employer: " + parties.employer,
                .to = named_and_addressed(parties),
                .given_on = "Left on " + certificate.left_on.words(),
                .opening =
                    "Keep this paper, and show it to your next employer. It says how much "
                    "you have been paid and how much tax you have paid."};
    paper.parts = {about_the_job(parties)};
    if (certificate.born_on) {
        paper.parts.front().facts.push_back({"Date of birth", certificate.born_on->words()});
    }
    paper.parts.push_back(
        {.heading = "How the job ended",
         .facts = {{"Leaving date", certificate.left_on.words()},
                   {"Tax code at leaving",
                    certificate.tax_code + basis_words(certificate.each_period_by_itself)},
                   {"Last tax week or month", certificate.tax_period},
                   {"Loan deductions to go on", loan_words(certificate)}}});
    paper.parts.push_back(sums_of(certificate));
    paper.parts.push_back(
        {.heading = "What to do with it",
         .paragraphs = {"Give it to your next employer on your first day. If you claim a benefit, "
                        "take it to your appointment. Keep it safe.",
                        parties.ask}});
    return paper;
}

ledger::Outcome<Paper> p60_paper(const P60& certificate, LetterLook look) {
    if (certificate.ni.empty()) {
        return Refusal{"p60-ni-missing",
                       "A P60 has at least one National Insurance letter.",
                       "Add the letter that the employee had, also where nothing was paid.",
                       "ni",
                       ""};
    }
    const PayrollParties& parties = certificate.parties;
    Paper paper{.title = "P60: your pay and tax in " + certificate.tax_year,
                .look = look,
                .from = "Employer: " + parties.employer,
                .to = named_and_addressed(parties),
                .given_on = "Tax year to " + certificate.year_ends_on.words(),
                .opening = "In this tax year you were paid " +
                           ledger::money_words(certificate.this_job.pay) + " in this job, and " +
                           ledger::money_words(certificate.this_job.tax) +
                           " of tax was taken from it."};
    paper.parts = {about_the_job(parties),
                   year_sums_of(certificate),
                   {.heading = "National Insurance", .tables = {ni_table(certificate.ni)}}};
    PaperPart others = other_sums_of(certificate);
    if (!others.facts.empty()) paper.parts.push_back(std::move(others));
    paper.parts.push_back(
        {.heading = "Keep this paper",
         .paragraphs = {"You need it to claim tax back, to apply for a loan or a benefit, and to "
                        "prove what you earned.",
                        parties.ask}});
    return paper;
}

}  // namespace almoner::gateway
