#include "gateway/payroll_documents/employer_papers.h"

#include "gateway/payroll_documents/payroll_words.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <array>

namespace almoner::gateway {
namespace {

using ledger::Money;
using ledger::money_with_pence;
using ledger::Refusal;

constexpr std::array<std::string_view, 12> month_names{"6 April to 5 May",
                                                       "6 May to 5 June",
                                                       "6 June to 5 July",
                                                       "6 July to 5 August",
                                                       "6 August to 5 September",
                                                       "6 September to 5 October",
                                                       "6 October to 5 November",
                                                       "6 November to 5 December",
                                                       "6 December to 5 January",
                                                       "6 January to 5 February",
                                                       "6 February to 5 March",
                                                       "6 March to 5 April"};

Refusal refused(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

Money owed_before(const P32Month& month) {
    return month.tax + month.employee_ni + month.employer_ni + month.student_loans;
}

bool adds_up(const P32Month& month) {
    return month.tax_month >= 1 && month.tax_month <= 12 &&
           owed_before(month) - month.recovered - month.allowance == month.due;
}

std::string month_words(const P32Month& month) {
    return std::string(month_names.at(static_cast<std::size_t>(month.tax_month - 1)));
}

// A column of sums, which a row has as a member.
template <class Row>
struct SumColumn {
    const char* title;
    Money Row::* amount;
};

template <class Row>
Money sum_of(const std::vector<Row>& rows, Money Row::* amount) {
    Money sum;
    for (const Row& each : rows) sum += each.*amount;
    return sum;
}

struct TableHead {
    std::string caption{};
    std::string of_rows{};  // "Tax month"
};

// A row each, and what they come to.
template <class Row, std::size_t N>
PaperTable summed(const TableHead& head,
                  const std::array<SumColumn<Row>, N>& columns,
                  const std::vector<Row>& rows,
                  std::string (*name)(const Row&)) {
    PaperTable table{.caption = head.caption, .columns = {head.of_rows}, .last_is_total = true};
    for (const SumColumn<Row>& each : columns) table.columns.emplace_back(each.title);
    for (const Row& row : rows) {
        std::vector<std::string> cells{name(row)};
        for (const SumColumn<Row>& each : columns) {
            cells.push_back(money_with_pence(row.*each.amount));
        }
        table.rows.push_back(std::move(cells));
    }
    std::vector<std::string> sums{"Altogether"};
    for (const SumColumn<Row>& each : columns) {
        sums.push_back(money_with_pence(sum_of(rows, each.amount)));
    }
    table.rows.push_back(std::move(sums));
    return table;
}

PaperTable owed_table(const P32& record) {
    constexpr std::array columns{SumColumn{"Tax", &P32Month::tax},
                                 SumColumn{"Employee NI", &P32Month::employee_ni},
                                 SumColumn{"Employer NI", &P32Month::employer_ni},
                                 SumColumn{"Loans", &P32Month::student_loans}};
    return summed({"What was taken and what is added, by tax month", "Tax month"},
                  columns,
                  record.months,
                  month_words);
}

PaperTable due_table(const P32& record) {
    constexpr std::array columns{SumColumn{"Statutory pay back", &P32Month::recovered},
                                 SumColumn{"Allowance", &P32Month::allowance},
                                 SumColumn{"Due", &P32Month::due},
                                 SumColumn{"Paid", &P32Month::paid}};
    return summed({"What is taken off, and what is left to pay", "Tax month"},
                  columns,
                  record.months,
                  month_words);
}

PaperPart days_to_pay(const P32& record) {
    PaperPart part{.heading = "When to pay"};
    Money due;
    for (const P32Month& each : record.months) {
        due += each.due;
        if (!each.pay_by) continue;
        part.facts.push_back({"By " + each.pay_by->words(),
                              due < Money{} ? "nothing; HMRC owes " + ledger::money_words(-due)
                                            : money_with_pence(due)});
        due = Money{};
    }
    part.notes = {record.is_quarterly
                      ? "You pay HMRC every quarter. The money must be there by the 22nd."
                      : "You pay HMRC every month. The money must be there by the 22nd."};
    if (!record.ask.empty()) part.notes.push_back(record.ask);
    return part;
}

PaperTable p11_table(const P11& sheet) {
    PaperTable table{.caption = "Each payday, with the sums of the year so far",
                     .columns = {"Paid", "Pay", "Pay so far", "Tax", "Tax so far"},
                     .last_is_total = false};
    Money pay;
    Money tax;
    for (const P11Row& each : sheet.rows) {
        pay += each.pay;
        tax += each.tax;
        table.rows.push_back({each.paid_on.words() + " (" + each.period + ")",
                              money_with_pence(each.pay),
                              money_with_pence(pay),
                              money_with_pence(each.tax),
                              money_with_pence(tax)});
    }
    return table;
}

std::string payday_words(const P11Row& row) {
    return row.paid_on.words();
}

PaperTable p11_ni_table(const P11& sheet) {
    constexpr std::array columns{SumColumn{"Earnings for NI", &P11Row::ni_earnings},
                                 SumColumn{"Employee NI", &P11Row::employee_ni},
                                 SumColumn{"Employer NI", &P11Row::employer_ni},
                                 SumColumn{"Loans", &P11Row::student_loans},
                                 SumColumn{"Statutory pay", &P11Row::statutory_pay}};
    return summed({"National Insurance, loans and statutory pay of each payday", "Paid"},
                  columns,
                  sheet.rows,
                  payday_words);
}

}  // namespace

ledger::Outcome<Paper> p32_paper(const P32& record, LetterLook look) {
    if (record.months.empty()) {
        return refused(
            "p32-empty", "The record has no month.", "Choose a year with pay.", "months");
    }
    if (!std::ranges::all_of(record.months, adds_up)) {
        return refused("p32-does-not-add-up",
                       "What a month's parts come to is not what it says is due.",
                       "Work the month out anew.",
                       "months");
    }
    const Money due = sum_of(record.months, &P32Month::due);
    const Money paid = sum_of(record.months, &P32Month::paid);
    Paper paper{.title = "P32: what is owed to HMRC in " + record.tax_year,
                .look = look,
                .from = "Employer: " + record.employer,
                .given_on = "Tax year " + record.tax_year,
                .opening = "So far " + ledger::money_words(due) +
                           " is due for this tax year, and " + ledger::money_words(paid) +
                           " has been paid."};
    paper.parts = {{.heading = "The scheme",
                    .facts = {{"PAYE reference", record.paye_reference},
                              {"Accounts Office reference", record.accounts_office_reference}}},
                   {.heading = "Month by month", .tables = {owed_table(record), due_table(record)}},
                   days_to_pay(record)};
    return paper;
}

ledger::Outcome<Paper> p11_paper(const P11& sheet, LetterLook look) {
    if (sheet.rows.empty()) {
        return refused("p11-empty", "The sheet has no payday.", "Choose a year with pay.", "rows");
    }
    if (!std::ranges::is_sorted(sheet.rows, {}, &P11Row::paid_on)) {
        return refused("p11-order",
                       "The paydays are not in order, so their running sums mean nothing.",
                       "Give the oldest first.",
                       "rows");
    }
    const PayrollParties& parties = sheet.parties;
    Paper paper{.title = "P11: pay and deductions of " + parties.employee + " in " + sheet.tax_year,
                .look = look,
                .from = "Employer: " + parties.employer,
                .given_on = "Tax year " + sheet.tax_year};
    paper.parts = {{.heading = "Who this is about",
                    .facts = {{"Employee", parties.employee},
                              {"National Insurance number", nino_words(parties.nino)},
                              {"Payroll number", parties.pay_id},
                              {"Employer's PAYE reference", parties.paye_reference},
                              {"Tax code", sheet.tax_code},
                              {"National Insurance letter", std::string(1, sheet.ni_letter)}}},
                   {.heading = "Pay and tax", .tables = {p11_table(sheet)}},
                   {.heading = "The rest", .tables = {p11_ni_table(sheet)}}};
    return paper;
}

}  // namespace almoner::gateway
