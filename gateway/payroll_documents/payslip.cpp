#include "gateway/payroll_documents/payslip.h"

#include "gateway/payroll_documents/payroll_words.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace almoner::gateway {
namespace {

using ledger::Money;
using ledger::money_with_pence;
using ledger::Refusal;

constexpr std::string_view law = "ERA 1996 s.8";

Refusal refused(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), std::string(law)};
}

Money gross_of(const Payslip& slip) {
    Money gross;
    for (const Earning& each : slip.earnings) gross += each.is_expense ? Money{} : each.amount;
    return gross;
}

// Mileage and what else is paid beside the pay.
Money expenses_of(const Payslip& slip) {
    Money total;
    for (const Earning& each : slip.earnings) total += each.is_expense ? each.amount : Money{};
    return total;
}

bool has_expenses(const Payslip& slip) {
    return std::ranges::any_of(slip.earnings, &Earning::is_expense);
}

Money deductions_of(const Payslip& slip) {
    Money total;
    for (const Deduction& each : slip.deductions) total += each.amount;
    return total;
}

std::optional<Refusal> wrong_with(const Payslip& slip) {
    if (slip.earnings.empty() && slip.in_place_of.empty()) {
        return refused("payslip-empty",
                       "The payslip has nothing that was earned.",
                       "Make no payslip where nobody was paid.",
                       "earnings");
    }
    const bool lacks_hours = std::ranges::any_of(slip.earnings, [](const Earning& each) {
        return each.is_by_time && !each.hours_hundredths;
    });
    if (lacks_hours) {
        return refused("payslip-hours-missing",
                       "Pay that depends on time needs its hours on the payslip.",
                       "Add the hours of each such line.",
                       "earnings");
    }
    Money parts;
    for (const PaidPart& each : slip.parts) parts += each.amount;
    if (gross_of(slip) - deductions_of(slip) + expenses_of(slip) != slip.net ||
        (!slip.parts.empty() && parts != slip.net)) {
        return refused("payslip-does-not-add-up",
                       "What was earned less what is taken off is not what is paid.",
                       "Work the payslip out anew.",
                       "net");
    }
    return std::nullopt;
}

std::string hours_cell(const Earning& earning) {
    return earning.hours_hundredths ? hours_words(*earning.hours_hundredths) : "";
}

// Columns for hours and rates only where some line has them.
PaperTable earnings_table(const Payslip& slip) {
    PaperTable table{.caption = "What you earned, line by line",
                     .columns = {"What", "Hours", "Rate", "Amount"},
                     .last_is_total = true};
    std::int64_t hours = 0;
    bool has_hours = false;
    for (const Earning& each : slip.earnings) {
        if (each.is_expense) continue;
        has_hours = has_hours || each.hours_hundredths.has_value();
        hours += each.is_by_time ? each.hours_hundredths.value_or(0) : 0;
        table.rows.push_back({each.words,
                              hours_cell(each),
                              each.rate ? money_with_pence(*each.rate) : "",
                              money_with_pence(each.amount)});
    }
    const std::string all_hours = hours == 0 ? "" : hours_words(hours);
    table.rows.push_back(
        {"Total pay before deductions", all_hours, "", money_with_pence(gross_of(slip))});
    if (has_hours) return table;
    table.columns = {"What", "Amount"};
    for (auto& row : table.rows) row = {row.front(), row.back()};
    return table;
}

PaperTable expenses_table(const Payslip& slip) {
    PaperTable table{.caption = "Paid beside your pay, without tax",
                     .columns = {"What", "Amount"},
                     .last_is_total = true};
    for (const Earning& each : slip.earnings) {
        if (each.is_expense) table.rows.push_back({each.words, money_with_pence(each.amount)});
    }
    table.rows.push_back({"Total beside your pay", money_with_pence(expenses_of(slip))});
    return table;
}

PaperPart earnings_part(const Payslip& slip) {
    if (slip.earnings.empty()) {
        return {
            .heading = "Your pay",
            .paragraphs = {"No pay is due for " + ledger::period_words(slip.worked) + ". Payslip " +
                           slip.in_place_of + " said otherwise, and does not count any more."}};
    }
    PaperPart part{.heading = "Your pay",
                   .paragraphs = {"For work from " + ledger::period_words(slip.worked) + "."},
                   .tables = {earnings_table(slip)}};
    if (has_expenses(slip)) part.tables.push_back(expenses_table(slip));
    const bool is_rolled_up = std::ranges::any_of(
        slip.earnings, [](const Earning& each) { return each.is_rolled_up_holiday; });
    if (is_rolled_up) {
        part.notes.emplace_back(
            "Your holiday pay is paid with your wages, on the line that says so. When you take "
            "time off you have had the pay for it already.");
    }
    return part;
}

PaperPart deductions_part(const Payslip& slip) {
    PaperPart part{.heading = "What is taken off"};
    if (slip.deductions.empty()) {
        part.paragraphs = {"Nothing is taken off this time."};
        return part;
    }
    PaperTable table{.caption = "Each deduction, with what it is for",
                     .columns = {"What", "Amount"},
                     .last_is_total = true};
    bool gives_back = false;
    for (const Deduction& each : slip.deductions) {
        gives_back = gives_back || each.amount < Money{};
        table.rows.push_back({each.words, money_with_pence(each.amount)});
    }
    table.rows.push_back({"Total taken off", money_with_pence(deductions_of(slip))});
    part.tables = {std::move(table)};
    if (gives_back) part.notes = {"An amount with a minus sign is money that you get back."};
    return part;
}

PaperPart received_part(const Payslip& slip) {
    PaperPart part{.heading = "What you receive"};
    if (has_expenses(slip)) {
        part.facts = {{"Total pay before deductions", money_with_pence(gross_of(slip))},
                      {"Total taken off", money_with_pence(deductions_of(slip))},
                      {"Total beside your pay", money_with_pence(expenses_of(slip))}};
    }
    if (slip.parts.empty()) {
        part.facts.push_back(
            {"Paid to you on " + slip.paid_on.words(), money_with_pence(slip.net)});
        return part;
    }
    PaperTable table{
        .caption = "How it reaches you", .columns = {"How", "Amount"}, .last_is_total = true};
    for (const PaidPart& each : slip.parts) {
        table.rows.push_back({each.words, money_with_pence(each.amount)});
    }
    table.rows.push_back({"Paid to you altogether", money_with_pence(slip.net)});
    part.tables = {std::move(table)};
    return part;
}

PaperPart to_date_part(const Payslip& slip) {
    const PayToDate& sums = slip.to_date;
    PaperTable table{.caption = "With this employer from 6 April, this payment included",
                     .columns = {"What", "So far"}};
    const auto add = [&](const char* words, Money amount, bool always) {
        if (always || !amount.is_zero()) table.rows.push_back({words, money_with_pence(amount)});
    };
    add("Total pay", sums.gross, true);
    add("Pay that tax is worked out on", sums.taxable, true);
    add("Income tax", sums.tax, true);
    add("National Insurance", sums.national_insurance, true);
    add("Your pension contributions", sums.pension, false);
    add("Student loans", sums.student_loans, false);
    add("Statutory pay (sick, maternity and the like)", sums.statutory_pay, false);
    return {.heading = "This tax year so far (" + slip.tax_year + ")",
            .tables = {std::move(table)}};
}

std::string left_words(const HolidayBalance& holiday) {
    if (holiday.job_ended_on) {
        return "Not taken when your job ended on " + holiday.job_ended_on->words();
    }
    return "Left until " + holiday.leave_year_ends_on.words();
}

PaperPart holiday_part(const HolidayBalance& holiday) {
    const std::string unit = holiday.is_in_hours ? " hours" : " days";
    const auto amount = [&](std::int64_t tenths) { return tenths_words(tenths) + unit; };
    return {.heading = "Your holiday",
            .facts = {{"Earned this leave year", amount(holiday.earned_tenths)},
                      {"Taken", amount(holiday.taken_tenths)},
                      {left_words(holiday), amount(holiday.left_tenths)}}};
}

PaperPart pension_part(const Payslip& slip) {
    PaperPart part{.heading = "Your pension", .paragraphs = {slip.pension_status}};
    if (!slip.employer_pension.is_zero()) {
        part.paragraphs.push_back("Your employer also pays " +
                                  ledger::money_words(slip.employer_pension) +
                                  " into it for this payslip; that is not taken from your pay.");
    }
    return part;
}

PaperPart details_part(const Payslip& slip) {
    const PayrollParties& parties = slip.parties;
    PaperPart part{.heading = "How it is worked out"};
    part.facts = {
        {"Tax code",
         slip.tax_code + (slip.each_period_by_itself ? ", each payment by itself (week 1/month 1)"
                                                     : ", on the whole year so far (cumulative)")},
        {"National Insurance letter", std::string(1, slip.ni_letter)},
        {"Period", slip.tax_period},
        {"National Insurance number", nino_words(parties.nino)},
        {"Payroll number", parties.pay_id}};
    if (!slip.number.empty()) part.facts.push_back({"Payslip number", slip.number});
    if (!parties.paye_reference.empty()) {
        part.facts.push_back({"Employer's PAYE reference", parties.paye_reference});
    }
    return part;
}

PaperPart questions_part(const Payslip& slip) {
    PaperPart part{.heading = "Questions", .paragraphs = slip.notes};
    part.paragraphs.push_back("If something looks wrong, say so as soon as you can. " +
                              slip.parties.ask);
    return part;
}

}  // namespace

ledger::Outcome<Paper> payslip_paper(const Payslip& slip, LetterLook look) {
    if (const auto wrong = wrong_with(slip)) return *wrong;
    const std::string opening =
        slip.earnings.empty()
            ? "Nothing was due to you on " + slip.paid_on.words() + "."
            : "You are paid " + ledger::money_words(slip.net) + " on " + slip.paid_on.words() + ".";
    Paper paper{.title = "Payslip for " + slip.parties.employee,
                .look = look,
                .from = "Employer: " + slip.parties.employer,
                .to = named_and_addressed(slip.parties),
                .given_on = "Payday: " + slip.paid_on.words(),
                .opening = opening};
    paper.parts = {
        earnings_part(slip), deductions_part(slip), received_part(slip), to_date_part(slip)};
    if (slip.holiday) paper.parts.push_back(holiday_part(*slip.holiday));
    if (!slip.pension_status.empty()) paper.parts.push_back(pension_part(slip));
    paper.parts.push_back(details_part(slip));
    paper.parts.push_back(questions_part(slip));
    return paper;
}

}  // namespace almoner::gateway
