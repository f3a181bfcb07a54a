#include "scheduler/payroll/leaving_trace.h"

#include "ledger/records/job_ends.h"
#include "ledger/views/words.h"
#include "rules/payroll/leaving.h"
#include "scheduler/payroll/average_earnings.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/leaving_pay.h"

#include <string>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaySlipLine;
using rules::WorkingStep;

class LeavingSteps {
  public:
    LeavingSteps(ledger::Database& database,
                 const rules::RateBook& book,
                 const JobRecords& job,
                 const PaySlipLine& line)
        : database_(database), book_(book), job_(job), line_(line) {}

    std::vector<WorkingStep> of_holiday() {
        const auto known = holiday_hour(database_, job_);
        if (known && known->slips.empty()) {
            add("an hour: nothing was paid before", known->hour, "the job's rate", "");
        }
        if (known && !known->slips.empty()) {
            std::string slips;
            for (const std::int64_t each : known->slips) {
                slips += (slips.empty() ? "" : ", ") + std::to_string(each);
            }
            add("an hour: wages of " + ledger::money_words(known->wages) + " for " +
                    hours_and_minutes(known->minutes) + " hours, on slips " + slips,
                known->hour,
                "the average of the weeks before",
                "holiday.average_weeks");
        }
        if (line_.kind == holiday_left_kind) add_decision("holiday");
        return std::move(steps_);
    }
    std::vector<WorkingStep> of_notice() {
        if (!job_.job.end_on) return {};
        add(service_words(), Money{}, "a week for each: ERA 1996 s.86", "notice.most_weeks");
        add_week("notice");
        return std::move(steps_);
    }
    std::vector<WorkingStep> of_redundancy() {
        if (!job_.job.end_on) return {};
        add(service_words(),
            Money{},
            "half a week, a week or one and a half by the age in each: ERA 1996 s.162",
            "redundancy.higher_age");
        add_week("redundancy");
        add("the most that counts of a week, and the week that counts",
            line_.rate,
            "ERA 1996 s.227",
            "redundancy.week_limit");
        add("no tax and no National Insurance up to the limit",
            line_.amount,
            "ITEPA 2003 s.403",
            "redundancy.tax_free");
        return std::move(steps_);
    }

  private:
    void add(std::string words, Money amount, std::string rule, const std::string& item) {
        WorkingStep step{.figure = line_.kind,
                         .words = std::move(words),
                         .amount = amount,
                         .rule = std::move(rule)};
        const ledger::Date day = job_.job.end_on.value_or(job_.wanted.paid_on);
        const rules::RateFigure* const rate = item.empty() ? nullptr : book_.find(item, day);
        if (rate != nullptr) {
            step.item = item;
            step.rate = *rate;
        }
        steps_.push_back(std::move(step));
    }
    void add_decision(std::string_view part) {
        const auto* const decision = ledger::leaving_decision_in(job_.facts.leaving, part);
        if (decision == nullptr) return;
        add("it is due", line_.amount, "the decision of " + decision->decided_on.words(), "");
    }
    void add_week(std::string_view part) {
        const auto* const decision = ledger::leaving_decision_in(job_.facts.leaving, part);
        if (decision != nullptr && !decision->week.is_zero()) {
            add("a week's pay, as it was given",
                decision->week,
                "the decision of " + decision->decided_on.words(),
                "");
            return;
        }
        const auto week = week_at_the_end(database_, book_, job_);
        if (!week.accepted() || !week.value()) return;
        const bool is_fixed = job_.job.has_fixed_hours && job_.job.weekly_minutes != 0;
        add(is_fixed ? "a week's pay: the usual hours at the rate"
                     : "a week's pay: the average of the pay periods before the last one",
            *week.value(),
            is_fixed ? "the job's terms" : "ERA 1996 s.224",
            is_fixed ? "" : "leaving.average_weeks");
        add_decision(part);
    }
    [[nodiscard]] std::string service_words() const {
        const rules::Service service{.began_on = job_.job.start_on, .ends_on = *job_.job.end_on};
        const int years = service.whole_years();
        return std::to_string(years) + (years == 1 ? " whole year" : " whole years") +
               " of service to " + job_.job.end_on->words();
    }

    ledger::Database& database_;
    const rules::RateBook& book_;
    const JobRecords& job_;
    const PaySlipLine& line_;
    std::vector<WorkingStep> steps_;
};

}  // namespace

std::vector<WorkingStep> steps_before_line(ledger::Database& database,
                                           const rules::RateBook& book,
                                           const JobRecords& job,
                                           const PaySlipLine& line) {
    LeavingSteps steps(database, book, job, line);
    const bool is_holiday = line.kind == "holiday" || line.kind == holiday_left_kind;
    if (is_holiday) return steps.of_holiday();
    if (line.kind == notice_kind) return steps.of_notice();
    if (line.kind == redundancy_kind) return steps.of_redundancy();
    return {};
}

}  // namespace almoner::scheduler
