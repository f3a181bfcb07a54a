#include "scheduler/payroll/year_end.h"

#include "ledger/records/assistant.h"
#include "ledger/records/code_notice.h"
#include "ledger/records/employment.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_paper.h"
#include "ledger/records/payroll_run.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "rules/payroll/minimum_wage.h"
#include "rules/payroll/pension_duties.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/code_row.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/pay_waiting.h"

#include <algorithm>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Employer;
using ledger::Employment;
using ledger::PaySlip;
using rules::TaxYear;

constexpr std::string_view emergency_number = "tax.emergency_number";

std::string listed(const std::set<std::string>& refs) {
    std::string all;
    for (const std::string& each : refs) all += (all.empty() ? "" : ", ") + each;
    return all;
}

Date first_of_april(TaxYear next) {
    return *Date::from_ymd(next.first_year(), 4, 1);
}

// How many figures hold on a day and have no row for the next.
std::int64_t ending_with(const rules::RateBook& book, Date day, std::string_view beginning) {
    std::int64_t ending = 0;
    for (const auto& [item, figures] : book.all()) {
        const bool is_asked = beginning.empty() || item.starts_with(beginning);
        if (is_asked && book.find(item, day) != nullptr && book.find(item, day + 1) == nullptr) {
            ++ending;
        }
    }
    return ending;
}

YearEndItem of_rates(std::string step, std::int64_t missing, Date from) {
    YearEndItem item{.step = std::move(step), .is_done = missing == 0, .due_by = from};
    item.words = missing == 0 ? "The program's rates go on from " + from.words() + "."
                              : std::to_string(missing) + " figures end on " + (from - 1).words() +
                                    ": take a program whose rates go on, before the first payday.";
    return item;
}

class EmployersYear {
  public:
    EmployersYear(ledger::Database& database,
                  const rules::RateBook& book,
                  const Employer& employer,
                  TaxYear year,
                  Date today)
        : database_(database),
          book_(book),
          employer_(employer),
          year_(year),
          today_(today),
          next_(TaxYear::starting_in(year.first_year() + 1)),
          holidays_(loaded_holidays(database).value_or(ledger::BankHolidays{})) {
        for (const Employment& job :
             ledger::employments_of_employer(database, employer.number, ledger::last_day_of_all)) {
            const Date last = year.days().last;
            if (job.start_on <= last && (!job.end_on || *job.end_on >= last)) {
                stay_.push_back(job);
            }
            for (const PaySlip& slip : ledger::slips_that_count(database, job.number)) {
                if (slip.tax_year == year.first_year()) slips_.push_back(slip);
            }
        }
    }

    std::vector<YearEndItem> all() {
        look_at_paydays();
        look_at_what_hmrc_was_told();
        look_at_p60s();
        if (!employer_.end_on || *employer_.end_on > year_.days().last) look_at_the_new_year();
        return std::move(items_);
    }

  private:
    void add(std::string step, bool is_done, std::optional<Date> due_by, std::string words) {
        items_.push_back({.step = std::move(step),
                          .is_done = is_done,
                          .due_by = due_by,
                          .words = std::move(words)});
    }

    // Of the year, from the first one that this program knows of.
    [[nodiscard]] std::vector<EmployerPeriod> paydays() const {
        std::vector<EmployerPeriod> all;
        for (std::int64_t index = 0;; ++index) {
            const EmployerPeriod period = employer_period(employer_, index, holidays_);
            if (period.regular_payday > year_.days().last) return all;
            if (employer_.end_on && period.days.first > *employer_.end_on) return all;
            if (year_.days().holds(period.regular_payday)) all.push_back(period);
        }
    }

    void look_at_paydays() {
        std::set<std::string> open;
        const auto days = paydays();
        const auto runs = ledger::every_payroll_run(database_);
        const PaydayQuestion question{runs, &book_, today_};
        for (const EmployerPeriod& each : days) {
            if (!is_payday_over(database_, employer_, each, question)) {
                open.insert(each.regular_payday.iso());
            }
        }
        add("paydays",
            open.empty(),
            year_.days().last,
            open.empty()
                ? "All " + std::to_string(days.size()) +
                      " paydays are in the books, or over with nobody to pay."
                : "Not in the books: " + listed(open) + ". Run them with 'almoner payroll run'.");
    }

    // What HMRC calls a duplicate it had accepted before.
    [[nodiscard]] bool hmrc_has(std::int64_t filing) const {
        const std::string state = ledger::last_step_of_filing(database_, filing).state;
        return state == "accepted" || state == "duplicate";
    }

    void look_at_what_hmrc_was_told() {
        if (slips_.empty()) return;
        std::set<std::string> untold;
        Date last = year_.days().first;
        for (const PaySlip& each : slips_) {
            last = std::max(last, each.paid_on);
            const auto told = ledger::as_told(database_, each.id);
            if (!told || !hmrc_has(told->filing)) untold.insert(std::to_string(each.id));
        }
        add("told",
            untold.empty(),
            last,
            untold.empty() ? "HMRC has accepted what it was told of every slip."
                           : "HMRC has not accepted a submission of slips " + listed(untold) +
                                 ": see 'almoner payroll submit'.");
        const bool is_closed = std::ranges::any_of(
            ledger::filings_of_employer(database_, employer_.number),
            [&](const ledger::HmrcFiling& each) {
                const bool says_so =
                    each.purpose == "last-of-year" || (each.kind == "fps" && each.says_yes);
                return each.tax_year == year_.first_year() && says_so && hmrc_has(each.id);
            });
        // From memory, not verified: the 19th after the year.
        add("last-of-year",
            is_closed,
            Date::from_ymd(next_.first_year(), 4, 19),
            is_closed ? "HMRC knows that the year is complete."
                      : "HMRC has not accepted the year's last submission: 'almoner payroll "
                        "submit' with what says that the year is complete.");
    }

    void look_at_p60s() {
        std::set<std::string> without;
        std::size_t wanted = 0;
        for (const Employment& each : stay_) {
            const bool is_paid = std::ranges::any_of(
                slips_, [&](const PaySlip& slip) { return slip.employment == each.number; });
            if (!is_paid) continue;
            ++wanted;
            const auto paper = ledger::newest_payroll_paper(database_,
                                                            {.kind = "p60",
                                                             .employer = employer_.number,
                                                             .employment = each.number,
                                                             .tax_year = year_.first_year()});
            if (!paper) without.insert(each.ref);
        }
        if (wanted == 0) return;
        add("p60",
            without.empty(),
            Date::from_ymd(next_.first_year(), 5, 31),
            without.empty() ? "Everybody who is employed on 5 April has a P60."
                            : "No P60 yet: " + listed(without) +
                                  ". Make them with 'almoner payroll documents'.");
    }

    [[nodiscard]] Date first_payday() const {
        std::int64_t index = 0;
        EmployerPeriod period = employer_period(employer_, index, holidays_);
        while (period.regular_payday < next_.days().first) {
            period = employer_period(employer_, ++index, holidays_);
        }
        return period.regular_payday;
    }

    void look_at_the_new_year() {
        if (!stay_.empty()) {
            look_at_codes();
            look_at_week_1();
            look_at_wages();
        }
        look_at_allowance();
        look_at_pension();
    }

    [[nodiscard]] std::string code_before(const Employment& job) const {
        const auto notice = ledger::code_notice_on(database_, job.number, year_.days().last);
        return notice ? notice->tax_code : job.tax_code;
    }

    // What a year's emergency code is raised by is what codes with an L are raised by.
    void look_at_codes() {
        const rules::RateFigure* before = book_.find(emergency_number, year_.days().last);
        const rules::RateFigure* after = book_.find(emergency_number, next_.days().first);
        if (before == nullptr || after == nullptr) {
            add("codes",
                false,
                first_payday(),
                "The new year's rates are needed first; then codes are carried on or raised.");
            return;
        }
        const std::int64_t raised = after->value - before->value;
        std::set<std::string> open;
        for (const Employment& each : stay_) {
            const auto notices = ledger::code_notices_of(database_, each.number);
            const bool has_new = std::ranges::any_of(
                notices, [&](const auto& notice) { return notice.from_on >= next_.days().first; });
            const bool is_raised =
                raised > 0 && !uplifted_code(code_before(each), 'L', raised).empty();
            if (is_raised && !has_new) open.insert(each.ref);
        }
        add("codes",
            open.empty(),
            first_payday(),
            open.empty()
                ? "Every code goes on as it is, or has its notice for the new year."
                : "Codes with an L rise by " + std::to_string(raised) + ": " + listed(open) +
                      ". 'almoner code uplift --letter L --add " + std::to_string(raised) +
                      " --from " + next_.days().first.iso() + "'.");
    }

    // The rules do that by themselves (payroll.md, section 1: memory, not verified).
    void look_at_week_1() {
        std::set<std::string> taken_off;
        for (const Employment& each : stay_) {
            const auto notice = ledger::code_notice_on(database_, each.number, year_.days().last);
            if ((notice ? notice->tax_basis : each.tax_basis) == "N") taken_off.insert(each.ref);
        }
        if (taken_off.empty()) return;
        add("week-1",
            true,
            first_payday(),
            "Week 1 or month 1 is taken off from the first payday of the year: " +
                listed(taken_off) + ".");
    }

    [[nodiscard]] std::optional<Date> born_on(const Employment& job) const {
        const auto assistant =
            ledger::assistant_numbered(database_, job.assistant, ledger::last_day_of_all);
        const auto person = assistant ? ledger::person_numbered(
                                            database_, assistant->person, ledger::last_day_of_all)
                                      : std::nullopt;
        const auto details =
            person ? ledger::person_private(database_, person->personal) : std::nullopt;
        return details ? details->date_of_birth : std::nullopt;
    }

    void look_at_wages() {
        const Date day = first_of_april(next_);
        std::set<std::string> below;
        for (const Employment& each : stay_) {
            const auto rate = ledger::rate_on(ledger::rates_of(database_, each.number), "day", day);
            const auto born = born_on(each);
            if (!rate || !born) continue;
            const auto least = rules::minimum_rate(book_, day, rules::age_on(*born, day), false);
            if (!least.accepted()) {
                add("minimum-wage",
                    false,
                    day,
                    "The minimum wage from " + day.words() + " is not among the program's rates.");
                return;
            }
            if (*rate < least.value()) below.insert(each.ref);
        }
        add("minimum-wage",
            below.empty(),
            day,
            below.empty()
                ? "Nobody's rate by day is below the minimum wage from " + day.words() + "."
                : "Below the minimum wage from " + day.words() + ": " + listed(below) +
                      ". 'almoner rate set'.");
    }

    // From memory, not verified: the claim is made anew for each year.
    void look_at_allowance() {
        if (!employer_.claims_allowance) return;
        const bool is_claimed = std::ranges::any_of(
            ledger::filings_of_employer(database_, employer_.number),
            [&](const ledger::HmrcFiling& each) {
                return each.tax_year == next_.first_year() && each.purpose == "allowance" &&
                       each.says_yes &&
                       ledger::last_step_of_filing(database_, each.id).state == "accepted";
            });
        add("allowance",
            is_claimed,
            first_payday(),
            is_claimed ? "Employment Allowance is claimed for " + next_.name() + "."
                       : "Employment Allowance is not claimed for " + next_.name() +
                             " yet: 'almoner payroll submit'.");
    }

    void look_at_pension() {
        if (!employer_.pension_duties_on) return;
        const auto cycle =
            rules::next_reenrolment(book_, *employer_.pension_duties_on, next_.days().first);
        // Without the figures of the new year those of the old one say when.
        const auto known =
            cycle.accepted()
                ? cycle
                : rules::next_reenrolment(book_, *employer_.pension_duties_on, year_.days().last);
        if (!known.accepted() || known.value().window.first > next_.days().last) return;
        add("re-enrolment",
            false,
            known.value().window.last,
            "Those who left the pension are assessed again on a day from " +
                known.value().window.first.words() + " to " + known.value().window.last.words() +
                "; declared to The Pensions Regulator by " + known.value().declare_by.words() +
                ".");
    }

    ledger::Database& database_;
    const rules::RateBook& book_;
    const Employer& employer_;
    TaxYear year_;
    Date today_;
    TaxYear next_;
    ledger::BankHolidays holidays_;
    std::vector<Employment> stay_{};  // employed on the year's last day
    std::vector<PaySlip> slips_{};
    std::vector<YearEndItem> items_{};
};

}  // namespace

std::vector<YearEndItem> year_end_of_area(const rules::RateBook& book, TaxYear year) {
    const Date first = year.days().last + 1;
    const Date april = first_of_april(TaxYear::starting_in(year.first_year() + 1));
    return {of_rates("rates", ending_with(book, first - 1, ""), first),
            of_rates("minimum-wage-rates", ending_with(book, april - 1, "nmw."), april)};
}

std::vector<YearEndItem> year_end_of_employer(ledger::Database& database,
                                              const rules::RateBook& book,
                                              const Employer& employer,
                                              TaxYear year,
                                              Date today) {
    return EmployersYear(database, book, employer, year, today).all();
}

}  // namespace almoner::scheduler
