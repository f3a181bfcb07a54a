#include "scheduler/hmrc/prepare_filings.h"

#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_run.h"
#include "rules/payroll/tax_year.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/hmrc/filing_record.h"
#include "scheduler/hmrc/leavers.h"
#include "scheduler/hmrc/recovered_pay.h"
#include "scheduler/hmrc/rti_of_slips.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/pay_waiting.h"

#include <algorithm>
#include <set>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::hmrc::MarkedBody;
using ledger::Date;
using ledger::Employer;
using ledger::HmrcFiling;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::PaySlip;
using ledger::Refusal;
using nlohmann::json;

constexpr int months_a_year = 12;
constexpr int days_before_nil = 10;  // constructed: a month without pay is told from the 15th on
constexpr int first_year_known = 2024;
constexpr int state_aid_until = 2024;  // a claim says that its rules don't apply (unverified)

// One message: what was paid on a day, or corrections of it.
struct PaydayToTell {
    Date paid_on{};
    std::int64_t tax_year = 0;
    bool is_correction = false;
    std::vector<PaySlip> slips{};
    std::vector<ledger::Employment> leavers{};  // who are told of with no pay
};

Date day_of_month(int year, int tax_month, unsigned day) {
    const int month = 3 + tax_month;  // tax month 1 begins in April
    return Date::from_ymd(
               year + month / (months_a_year + 1), static_cast<unsigned>((month - 1) % 12 + 1), day)
        .value();
}

// From a 6th to a 5th.
ledger::Period days_of_month(int year, int tax_month) {
    return {day_of_month(year, tax_month, 6), day_of_month(year, tax_month + 1, 6) - 1};
}

bool is_of_same(const PaydayToTell& group, const PaySlip& slip, bool is_correction) {
    const bool is_there = std::ranges::any_of(
        group.slips, [&](const PaySlip& each) { return each.employment == slip.employment; });
    return group.paid_on == slip.paid_on && group.is_correction == is_correction && !is_there;
}

}  // namespace

// The messages of one scheme.
class SchemeFilings {
  public:
    SchemeFilings(FilingsMade& made, Asked& asked, const Employer& employer)
        : made_(made),
          wanted_(made.wanted_),
          database_(asked.work.database()),
          work_(asked.work),
          employer_(employer),
          today_(asked.work.today()),
          before_(ledger::filings_of_employer(database_, employer.number)),
          runs_(ledger::every_payroll_run(database_)),
          holidays_(loaded_holidays(database_).value_or(ledger::BankHolidays{})) {
        std::erase_if(before_,
                      [&](const HmrcFiling& each) { return is_turned_down(database_, each); });
        for (const auto& job :
             ledger::employments_of_employer(database_, employer.number, last_day_of_all)) {
            const auto of_job = ledger::slips_that_count(database_, job.number);
            slips_.insert(slips_.end(), of_job.begin(), of_job.end());
        }
        std::ranges::stable_sort(slips_, {}, &PaySlip::paid_on);
    }

    void all() {
        const std::vector<PaydayToTell> groups = to_tell();
        wait_for_paydays_of_year();
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const bool is_last = wanted_.last_of_year == groups[i].tax_year &&
                                 std::none_of(groups.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                              groups.end(),
                                              [&](const PaydayToTell& other) {
                                                  return other.tax_year == groups[i].tax_year;
                                              });
            tell(groups[i], is_last && !untold_ && !is_last_told());
        }
        months_without_pay();
        allowance();
        statutory_pay();
        if (!wanted_.last_of_year || is_last_told()) return;
        if (untold_) {
            made_.hold_out(employer_, "last-of-year", *untold_);
        } else {
            last_of_year();
        }
    }

  private:
    [[nodiscard]] std::vector<PaydayToTell> to_tell() {
        std::vector<PaydayToTell> groups;
        for (const PaySlip& slip : slips_) {
            if (slip.tax_year < first_year_known) continue;
            const auto told = ledger::as_told(database_, slip.id);
            ledger::FilingSlip now = figures_to_tell(database_, slip);
            if (told) now.filing = told->filing;
            const bool is_alike =
                told && *told == now && is_told_alike(database_, employer_, slip, told->filing);
            if (is_alike) continue;
            const bool is_correction = told || was_told(slip.corrects);
            const auto same = std::ranges::find_if(groups, [&](const PaydayToTell& each) {
                return is_of_same(each, slip, is_correction);
            });
            if (same != groups.end()) {
                same->slips.push_back(slip);
            } else {
                groups.push_back({slip.paid_on, slip.tax_year, is_correction, {slip}});
            }
        }
        add_leavers(groups);
        return groups;
    }

    // With the message of the last payday, or in one of their own.
    void add_leavers(std::vector<PaydayToTell>& groups) {
        for (const Leaver& each : untold_leavers(
                 database_, {employer_, holidays_, before_, {runs_, made_.book(), today_}})) {
            const int year = rules::TaxYear::of(each.paid_on).first_year();
            if (year < first_year_known) continue;
            const auto same = std::ranges::find_if(groups, [&](const PaydayToTell& group) {
                return group.paid_on == each.paid_on && !group.is_correction &&
                       std::ranges::find(group.slips, each.job.number, &PaySlip::employment) ==
                           group.slips.end();
            });
            if (same != groups.end()) {
                same->leavers.push_back(each.job);
            } else {
                groups.push_back({each.paid_on, year, today_ > each.paid_on, {}, {each.job}});
            }
        }
    }

    // A slip that others have taken the place of since.
    [[nodiscard]] bool was_told(std::int64_t slip) {
        while (slip != 0) {
            if (ledger::as_told(database_, slip)) return true;
            const auto wrong = ledger::pay_slip_by_id(database_, slip);
            slip = wrong ? wrong->corrects : 0;
        }
        return false;
    }

    // H corrects; the others are said by a person.
    [[nodiscard]] Outcome<std::string> late_reason(const PaydayToTell& group) const {
        if (today_ <= group.paid_on) return std::string{};
        if (group.is_correction) return std::string("H");
        if (!wanted_.late_reason.empty()) return wanted_.late_reason;
        return refused_in("late_reason",
                          "late-reason-missing",
                          "The payday of " + group.paid_on.words() +
                              " has gone by, and HMRC wants to know why it is told late.",
                          "Add --late-reason: A to G, of which G is a reasonable excuse.");
    }

    void tell(const PaydayToTell& group, bool is_last) {
        const char* const purpose = group.is_correction ? "corrected" : "paid";
        const Outcome<std::string> late = late_reason(group);
        if (!late.accepted()) return hold_out(group, purpose, late.refusal());
        gateway::hmrc::FullPaymentSubmission submission{
            .employer = rti_references(database_, employer_),
            .year = {static_cast<int>(group.tax_year)}};
        for (const PaySlip& slip : group.slips) {
            auto told = rti_employee(database_, employer_, slip, is_first(slip));
            if (!late.value().empty()) told.payment.late_reason = late.value().front();
            submission.employees.push_back(std::move(told));
        }
        for (const ledger::Employment& job : group.leavers) {
            auto told = rti_leaver(database_, employer_, job, group.paid_on);
            if (!late.value().empty()) told.payment.late_reason = late.value().front();
            submission.employees.push_back(std::move(told));
        }
        if (is_last) submission.last = last(group.tax_year);
        const auto id = made_.keep(employer_,
                                   {.employer = employer_.number,
                                    .purpose = purpose,
                                    .tax_year = group.tax_year,
                                    .tax_month = rules::tax_month(group.paid_on),
                                    .about = group.paid_on.days(),
                                    .says_yes = is_last,
                                    .late_reason = late.value()},
                                   marked_body(submission, wanted_.sender));
        if (!id) return keep_back(group);
        if (is_last) last_told_ = true;
        for (const auto& each : submission.employees) {
            if (each.left_on) made_.name_open_end(employer_, each.pay_id);
        }
        for (const PaySlip& slip : group.slips) {
            told_now_.insert(slip.employment);
            ledger::FilingSlip told = figures_to_tell(database_, slip);
            told.filing = *id;
            ledger::insert_filing_slip(work_, told);
        }
    }

    void hold_out(const PaydayToTell& group, std::string_view purpose, const Refusal& why) {
        made_.hold_out(employer_, purpose, why);
        keep_back(group);
    }

    // Nothing more comes of a year only after all that did is told.
    void keep_back(const PaydayToTell& group) {
        if (group.tax_year != wanted_.last_of_year) return;
        untold_ = refused_in("last_of_year",
                             "payday-held-out",
                             "The payday of " + group.paid_on.words() +
                                 " could not be told, so the year is not complete.",
                             "Put right why it was held out, and submit again.");
    }

    // Of a payday that may still pay somebody more of the year comes.
    void wait_for_paydays_of_year() {
        if (!wanted_.last_of_year || is_last_told()) return;
        const int year = static_cast<int>(*wanted_.last_of_year);
        const auto payday = payday_that_waits(rules::TaxYear::starting_in(year).days());
        if (!payday) return;
        untold_ = refused_in("last_of_year",
                             "payday-waits",
                             "Somebody may still be paid for the payday of " + payday->words() +
                                 ", so the year is not complete.",
                             "Pay it with 'almoner payroll run', or cancel the run, withdraw the "
                             "hours or decide them; then submit again. HMRC has to be told by 19 "
                             "April.");
    }

    // HMRC has had the start of this job by no message that it has not turned down.
    [[nodiscard]] bool is_first(const PaySlip& slip) const {
        if (told_now_.contains(slip.employment)) return false;
        return std::ranges::none_of(before_, [&](const HmrcFiling& each) {
            return each.kind == "fps" && was_starter_told(database_, each.id, slip.employment);
        });
    }

    [[nodiscard]] bool is_told(std::string_view purpose,
                               std::int64_t year,
                               std::int64_t month) const {
        return std::ranges::any_of(before_, [&](const HmrcFiling& each) {
            return each.purpose == purpose && each.tax_year == year && each.tax_month == month;
        });
    }

    [[nodiscard]] bool is_last_told() const {
        return last_told_ || std::ranges::any_of(before_, [&](const HmrcFiling& each) {
                   const bool says_so =
                       each.purpose == "last-of-year" || (each.kind == "fps" && each.says_yes);
                   return says_so && each.tax_year == wanted_.last_of_year;
               });
    }

    [[nodiscard]] gateway::hmrc::FinalSubmission last(std::int64_t year) const {
        const ledger::Period days = rules::TaxYear::starting_in(static_cast<int>(year)).days();
        gateway::hmrc::FinalSubmission last{.is_last_of_year = true};
        if (employer_.end_on && days.holds(*employer_.end_on)) {
            last.scheme_ceased_on = employer_.end_on;
        }
        return last;
    }

    void summarise(gateway::hmrc::EmployerPaymentSummary summary, const HmrcFiling& filing) {
        summary.employer = rti_references(database_, employer_);
        summary.year = {static_cast<int>(filing.tax_year)};
        (void)made_.keep(employer_, filing, marked_body(summary, wanted_.sender));
    }

    // The first payday of those days that may still pay somebody: by a run that is open, or of the
    // calendar and not over.
    [[nodiscard]] std::optional<Date> payday_that_waits(const ledger::Period& days) const {
        for (const ledger::PayrollRun& each : runs_) {
            if (days.holds(each.payday) && is_in_open_run(database_, employer_, each)) {
                return each.payday;
            }
        }
        const PaydayQuestion question{runs_, made_.book(), today_};
        for (std::int64_t index = 0;; ++index) {
            const EmployerPeriod period = employer_period(employer_, index, holidays_);
            const bool is_ended = employer_.end_on && period.days.first > *employer_.end_on;
            if (is_ended || period.regular_payday > days.last) return std::nullopt;
            const bool waits = days.holds(period.regular_payday) &&
                               !is_payday_over(database_, employer_, period, question);
            if (waits) return period.regular_payday;
        }
    }

    void hold_month_out(const ledger::Period& days, Date payday) {
        made_.hold_out(
            employer_,
            "nobody-paid",
            refused_in("payday",
                       "payday-waits",
                       "From " + days.first.words() + " to " + days.last.words() +
                           " nobody was paid, and somebody may still be for the payday of " +
                           payday.words() + ".",
                       "Pay it with 'almoner payroll run', or cancel the run, withdraw the hours "
                       "or decide them; then submit again. HMRC has to be told by the 19th."));
    }

    // From the tax month of the first payday on, and since HMRC has the scheme. HMRC has until the
    // 19th; four days before that are constructed.
    [[nodiscard]] bool was_without_pay(const ledger::Period& days) const {
        const Date since = std::max(employer_.first_payday, employer_.hmrc_on.value_or(Date{}));
        const bool is_over = days.last + days_before_nil <= today_ && since <= days.last;
        const bool goes_on = !employer_.end_on || days.first <= *employer_.end_on;
        return is_over && goes_on && std::ranges::none_of(slips_, [&](const PaySlip& each) {
                   return days.holds(each.paid_on);
               });
    }

    // Of this tax year and the one before.
    void months_without_pay() {
        const int this_year = rules::TaxYear::of(today_).first_year();
        for (int year = std::max(this_year - 1, first_year_known); year <= this_year; ++year) {
            for (int month = 1; month <= months_a_year; ++month) {
                const ledger::Period days = days_of_month(year, month);
                if (!was_without_pay(days) || is_told("nobody-paid", year, month)) continue;
                if (const auto payday = payday_that_waits(days)) {
                    hold_month_out(days, *payday);
                    continue;
                }
                summarise({.nobody_paid = days},
                          {.employer = employer_.number,
                           .purpose = "nobody-paid",
                           .tax_year = year,
                           .tax_month = month});
            }
        }
    }

    // Told once in a year, and again when it changes; of the year before as its last day had it.
    void allowance() {
        const int this_year = rules::TaxYear::of(today_).first_year();
        const auto then = ledger::employer_numbered(
            database_, employer_.number, rules::TaxYear::starting_in(this_year - 1).days().last);
        if (then) allowance_of(this_year - 1, then->claims_allowance);
        allowance_of(this_year, employer_.claims_allowance);
    }

    void allowance_of(int year, bool is_claimed) {
        bool was_claimed = false;
        for (const HmrcFiling& each : before_) {
            const bool is_claim = each.purpose == "allowance" && each.tax_month == 0;
            if (is_claim && each.tax_year == year) was_claimed = each.says_yes;
        }
        const auto last =
            std::ranges::find(slips_.rbegin(), slips_.rend(), year, &PaySlip::tax_year);
        if (was_claimed == is_claimed || last == slips_.rend()) return;
        const gateway::hmrc::EmployerPaymentSummary summary{
            .employer = rti_references(database_, employer_),
            .claims_employment_allowance = is_claimed,
            .is_outside_state_aid = is_claimed && year <= state_aid_until,
            .year = {year}};
        (void)made_.keep(employer_,
                         {.employer = employer_.number,
                          .purpose = "allowance",
                          .tax_year = year,
                          .says_yes = is_claimed},
                         claim_unlike_earlier(summary, year, rules::tax_month(last->paid_on)));
    }

    // A claim that is made again reads as the first one, which HMRC would turn down as a duplicate:
    // then what statutory pay takes off is told with it, if it is nothing as sums that are zero.
    [[nodiscard]] Outcome<MarkedBody> claim_unlike_earlier(
        gateway::hmrc::EmployerPaymentSummary summary, int year, int month) const {
        auto body = marked_body(summary, wanted_.sender);
        if (!body.accepted() || !is_told_mark(body.value().mark.base64)) return body;
        summary.recoverable =
            recovered_to_date(
                database_, slips_, {employer_.number, year, statutory_pay_told(year).month}, today_)
                .value_or(gateway::hmrc::RecoverableAmounts{.tax_month = month, .zeros_told = 1});
        return body_unlike_earlier(summary, {}).value_or(std::move(body));
    }
    [[nodiscard]] bool is_told_mark(const std::string& mark) const {
        return std::ranges::find(before_, mark, &HmrcFiling::mark) != before_.end();
    }

    struct StatutoryPayTold {
        std::int64_t month = 0;  // the last up to which HMRC was told of it; 0: none
        std::string mark{};      // of the newest: a sum may go back to an earlier one
    };
    [[nodiscard]] StatutoryPayTold statutory_pay_told(int year) const {
        StatutoryPayTold told;
        for (const HmrcFiling& each : before_) {
            const bool is_it = each.purpose == "allowance" && each.tax_year == year;
            if (!is_it || each.tax_month == 0) continue;
            told.month = std::max(told.month, each.tax_month);
            told.mark = each.mark;
        }
        return told;
    }

    // What statutory pay takes off, of this tax year and the one before, once a month of it is over
    // and again when it changes. Filed with the allowance: both lower what is owed.
    void statutory_pay() {
        const int this_year = rules::TaxYear::of(today_).first_year();
        for (int year = std::max(this_year - 1, first_year_known); year <= this_year; ++year) {
            const StatutoryPayTold told = statutory_pay_told(year);
            const auto amounts =
                recovered_to_date(database_, slips_, {employer_.number, year, told.month}, today_);
            if (!amounts) continue;
            const auto body = body_unlike_earlier({.employer = rti_references(database_, employer_),
                                                   .recoverable = amounts,
                                                   .year = {year}},
                                                  told.mark);
            if (!body) continue;
            (void)made_.keep(employer_,
                             {.employer = employer_.number,
                              .purpose = "allowance",
                              .tax_year = year,
                              .tax_month = amounts->tax_month},
                             *body);
        }
    }

    // HMRC turns down as a duplicate what it had before, also where the sums went back to it: then
    // one sum more that is zero is told. Nothing: the newest message says these sums.
    [[nodiscard]] std::optional<Outcome<MarkedBody>> body_unlike_earlier(
        gateway::hmrc::EmployerPaymentSummary summary, const std::string& newest) const {
        std::optional<Outcome<MarkedBody>> unlike;
        for (int zeros = summary.recoverable->zeros_told;
             zeros <= gateway::hmrc::most_recoverable_sums;
             ++zeros) {
            summary.recoverable->zeros_told = zeros;
            auto body = marked_body(summary, wanted_.sender);
            if (!body.accepted()) return body;
            const std::string& mark = body.value().mark.base64;
            if (mark == newest) return std::nullopt;
            if (!unlike && !is_told_mark(mark)) {
                unlike = std::move(body);
            }
        }
        return unlike;
    }

    void last_of_year() {
        summarise({.last = last(*wanted_.last_of_year)},
                  {.employer = employer_.number,
                   .purpose = "last-of-year",
                   .tax_year = *wanted_.last_of_year,
                   .says_yes = true});
    }

    FilingsMade& made_;
    const FilingsWanted& wanted_;
    ledger::Database& database_;
    ledger::Work& work_;
    const Employer& employer_;
    Date today_;
    std::vector<HmrcFiling> before_;  // that HMRC has not turned down
    std::vector<ledger::PayrollRun> runs_;
    ledger::BankHolidays holidays_;
    std::vector<PaySlip> slips_;  // that count, by payday
    std::set<std::int64_t> told_now_;
    bool last_told_ = false;
    std::optional<Refusal> untold_{};  // a payday of the year that is to be the last
};

void FilingsMade::prepare(const Employer& employer) {
    if (employer.hmrc == "none-needed") return hold_out_without_scheme(employer);
    if (employer.hmrc == "asked") {
        return hold_out(employer,
                        "paid",
                        refused_in("employer",
                                   "scheme-missing",
                                   "HMRC has not registered this employer yet.",
                                   "Record the scheme with 'almoner employer change' once its "
                                   "letter has come."));
    }
    SchemeFilings(*this, asked_, employer).all();
}

}  // namespace almoner::scheduler
