#include "scheduler/payroll/statutory_files.h"

#include "rules/payroll/earnings.h"
#include "rules/payroll/family_pay.h"
#include "rules/payroll/holiday.h"
#include "rules/payroll/sick_pay.h"
#include "scheduler/payroll/payroll_cells.h"

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Outcome;
using ledger::Period;
using ledger::Refusal;
using rules::RateBook;
using rules::WeeklyEarnings;

constexpr std::size_t most_weeks = 99;

Outcome<WeeklyEarnings> read_earnings(std::string_view cell) {
    const auto decimals = read_decimal(cell, 7);
    if (!decimals.accepted()) return decimals.refusal();
    return WeeklyEarnings::from_decimals(decimals.value());
}

Outcome<std::int64_t> read_hundredths(std::string_view cell) {
    return read_decimal(cell, 2);
}

Refusal unknown_kind(std::string next) {
    return {
        "payroll-kind-unknown", "The kind is not one that is known.", std::move(next), "kind", ""};
}

// Both days, or neither.
std::optional<Period> take_period(PayrollRow& row, std::string_view first, std::string_view last) {
    if (!row.has(first) && !row.has(last)) return std::nullopt;
    const auto from = row.take(first, gateway::read_date);
    const auto until = row.take(last, gateway::read_date);
    if (!from || !until) return std::nullopt;
    return Period{*from, *until};
}

std::string_view words_for(rules::NoSickPay reason) {
    switch (reason) {
        case rules::NoSickPay::spell_too_short: return "spell too short";
        case rules::NoSickPay::earnings_too_low: return "earnings too low";
        case rules::NoSickPay::all_paid_before: return "all paid before";
        case rules::NoSickPay::only_waiting_days: return "only waiting days";
        case rules::NoSickPay::no_working_days: break;
    }
    return "no working days";
}

void warn_of_a_long_gap(const RateBook& book, const rules::SickSpell& spell, PayrollRow& row) {
    if (!spell.linked) return;
    const auto links = rules::spells_link(book, *spell.linked, spell.days);
    if (!links.accepted() || links.value()) return;
    row.warn("linked_end",
             {"sick-pay-gap",
              "More than eight weeks lie between the two spells, and they were counted as one.",
              "Leave linked_start and linked_end empty unless spells between them link the two.",
              "",
              ""});
}

PayrollAnswers sick_pay_answers(const RateBook& book, PayrollRow& row) {
    PayrollAnswers answers(4);
    const auto first = row.take("sick_start", gateway::read_date);
    const auto last = row.take("sick_end", gateway::read_date);
    const auto worked = row.take("weekdays_worked", rules::parse_weekdays);
    const auto linked = take_period(row, "linked_start", "linked_end");
    const auto earnings = row.take_if_there("awe", read_earnings);
    if (!row.is_sound() || !first || !last || !worked) return answers;
    const rules::SickSpell spell{{*first, *last}, *worked, linked, earnings};
    const auto pay = row.value_or_complaint("sick_start", rules::sick_pay(book, spell));
    if (!pay) return answers;
    int days = 0;
    for (const rules::SickWeek& week : pay->weeks) days += week.days;
    answers[0] = payroll_pounds(pay->total);
    answers[1] = std::to_string(days);
    answers[2] = std::to_string(pay->waiting_days);
    if (pay->nothing_because) answers[3] = words_for(*pay->nothing_because);
    warn_of_a_long_gap(book, spell, row);
    return answers;
}

PayrollAnswers earnings_answers(PayrollRow& row) {
    const auto pattern = row.take("pay_pattern", rules::parse_earnings_pattern);
    const auto earnings = row.take("earnings", gateway::read_money);
    const auto divisor = row.take("divisor", [](std::string_view cell) {
        return gateway::read_whole_number(cell, 1'000'000);
    });
    const bool for_sick_pay = row.cell("kind").starts_with("SSP");
    if (!pattern || !earnings || !divisor) return {""};
    const auto average = row.value_or_complaint(
        "earnings",
        rules::average_weekly_earnings(*pattern, *earnings, static_cast<std::int64_t>(*divisor)));
    if (!average) return {""};
    if (for_sick_pay) return {decimal_text(average->nearest_penny().pence(), 2)};
    return {decimal_text(average->decimals(), 7)};
}

// The day whose rates hold: one of the row's own, else the last that the book knows.
Date day_of_holiday(const RateBook& book, const rules::LeaveYear& year) {
    for (const auto& day : {year.left_on, year.started_on, year.begins_on}) {
        if (day) return *day;
    }
    const auto weeks = book.all().find("holiday.weeks");
    return weeks == book.all().end() ? Date{} : weeks->second.back().days.last;
}

PayrollAnswers irregular_answers(const RateBook& book, Date day, PayrollRow& row) {
    const auto worked = row.take("hours_in_pay_period", read_hundredths);
    if (!worked) return {""};
    const auto hours = row.value_or_complaint("hours_in_pay_period",
                                              rules::irregular_holiday_hours(book, day, *worked));
    return {hours ? std::to_string(*hours) : ""};
}

PayrollAnswers holiday_answers(const RateBook& book, PayrollRow& row) {
    const rules::LeaveYear year{
        .started_on = row.take_if_there("start_date", gateway::read_date),
        .left_on = row.take_if_there("leaving_date", gateway::read_date),
        .begins_on = row.take_if_there("leave_year_start_date", gateway::read_date)};
    if (!row.is_sound()) return {""};
    const std::string_view kind = row.cell("kind");
    const Date day = day_of_holiday(book, year);
    if (kind == "irregular_hours") return irregular_answers(book, day, row);
    if (kind != "days" && kind != "hours") {
        row.complain("kind", unknown_kind("Write days, hours or irregular_hours."));
        return {""};
    }
    const bool in_hours = kind == "hours";
    const auto days = row.take("working_days_per_week", read_hundredths);
    const auto hours = in_hours ? row.take("hours_per_week", read_hundredths) : std::optional(0L);
    const auto rates = row.value_or_complaint("kind", rules::holiday_rates(book, day));
    if (!days || !hours || !rates) return {""};
    const rules::WorkingWeek week{*days, *hours};
    const auto tenths = row.value_or_complaint("kind",
                                               in_hours ? rules::holiday_hours(*rates, week, year)
                                                        : rules::holiday_days(*rates, week, year));
    return {tenths ? decimal_text(*tenths, 1) : ""};
}

PayrollAnswers leave_pay_answers(const RateBook& book, rules::FamilyPayKind kind, PayrollRow& row) {
    rules::FamilyLeave leave{.kind = kind};
    const auto starts_on = row.take("leave_start", gateway::read_date);
    const auto earnings = row.take("awe", read_earnings);
    const auto period = take_period(row, "period_start", "period_end");
    const auto weeks = row.take_if_there("weeks", [](std::string_view cell) {
        return gateway::read_whole_number(cell, most_weeks);
    });
    if (!row.is_sound() || !starts_on || !earnings) return {""};
    leave.starts_on = *starts_on;
    leave.earnings = *earnings;
    const auto usual = row.value_or_complaint(
        "leave_start", rules::most_weeks_of_family_pay(book, kind, *starts_on));
    if (!usual) return {""};
    leave.weeks = weeks ? static_cast<int>(*weeks) : *usual;
    const auto amount = row.value_or_complaint(
        "leave_start", rules::family_pay(book, leave, period.value_or(rules::paid_days(leave))));
    return {amount ? payroll_pounds(*amount) : ""};
}

PayrollAnswers family_pay_answers(const RateBook& book, PayrollRow& row) {
    if (row.cell("kind") == "flat_weekly_rate") {
        const auto year = take_tax_year(row);
        if (!year) return {""};
        const auto flat = row.value_or_complaint("tax_year", rules::flat_weekly_rate(book, *year));
        return {flat ? payroll_pounds(*flat) : ""};
    }
    if (const auto kind = rules::family_pay_kind(row.cell("kind"))) {
        return leave_pay_answers(book, *kind, row);
    }
    row.complain("kind",
                 unknown_kind("Write flat_weekly_rate, maternity, adoption, paternity, "
                              "shared_parental, bereavement or neonatal."));
    return {""};
}

}  // namespace

Outcome<PayrollFile> sick_pay_file(std::string_view bytes, const RateBook& book) {
    return with_answers(bytes,
                        {.needed = {"sick_start", "sick_end", "weekdays_worked"},
                         .answers = {"ssp", "days_paid", "waiting_days", "nothing_because"}},
                        [&](PayrollRow& row) { return sick_pay_answers(book, row); });
}

Outcome<PayrollFile> earnings_file(std::string_view bytes, const RateBook& /*book*/) {
    return with_answers(bytes,
                        {.needed = {"pay_pattern", "earnings", "divisor"}, .answers = {"average"}},
                        earnings_answers);
}

Outcome<PayrollFile> holiday_file(std::string_view bytes, const RateBook& book) {
    return with_answers(bytes,
                        {.needed = {"kind"}, .answers = {"entitlement"}},
                        [&](PayrollRow& row) { return holiday_answers(book, row); });
}

Outcome<PayrollFile> family_pay_file(std::string_view bytes, const RateBook& book) {
    return with_answers(bytes, {.needed = {"kind"}, .answers = {"amount"}}, [&](PayrollRow& row) {
        return family_pay_answers(book, row);
    });
}

}  // namespace almoner::scheduler
