#include "scheduler/payroll/pay_due.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/slip_recoverable.h"
#include "rules/payroll/hmrc_period.h"
#include "scheduler/payroll/recoverable_pay.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::PaySlip;

class Gathering {
  public:
    Gathering(ledger::Database& database, const ledger::BankHolidays& holidays)
        : database_(database), holidays_(holidays) {}

    void add(const ledger::Employer& employer, const PaySlip& slip) {
        const bool is_managed = slip.option == ledger::Option::managed_account;
        const auto own = [&](const char* what, Money amount) {
            all_.push_back({.what = what,
                            .employer = employer.number,
                            .employment = slip.employment,
                            .slip = slip.id,
                            .amount = amount,
                            .due_by = working_day(slip.paid_on),
                            .is_managed = is_managed});
        };
        own("net-pay", slip.paid);
        own("attachment", slip.attachment);
        const Money given_back = total_of(ledger::recoverable_of_slip(database_, slip.id));
        const rules::HmrcPeriod period =
            rules::hmrc_period(slip.paid_on, employer.pays_hmrc == "quarterly");
        together({.what = "hmrc",
                  .employer = employer.number,
                  .amount = slip.tax + slip.ni_employee + slip.ni_employer + slip.loan +
                            slip.postgraduate - slip.allowance - given_back,
                  .due_by = working_day(period.due_by),
                  .reference = period.reference,
                  .is_managed = is_managed});
        together({.what = "pension",
                  .employer = employer.number,
                  .amount = slip.pension_employee + slip.pension_employer,
                  .due_by = working_day(rules::pension_due_by(slip.paid_on)),
                  .is_managed = is_managed});
    }

    std::vector<PayDue> within(const ledger::Period& days) && {
        for (auto& [key, each] : together_) all_.push_back(each);
        std::erase_if(all_, [&](const PayDue& each) {
            const bool is_left_out =
                each.what == "hmrc" ? each.amount.is_zero() : each.amount <= Money{};
            return is_left_out || !days.holds(each.due_by);
        });
        std::ranges::stable_sort(all_, {}, [](const PayDue& each) {
            return std::tuple(each.due_by, each.employer, each.employment);
        });
        return std::move(all_);
    }

  private:
    [[nodiscard]] Date working_day(Date day) const {
        return ledger::working_day_on_or_before(day, holidays_);
    }

    void together(const PayDue& part) {
        PayDue& sum = together_[{part.what, part.employer, part.due_by, part.is_managed}];
        const Money before = sum.amount;
        sum = part;
        sum.amount += before;
    }

    ledger::Database& database_;
    const ledger::BankHolidays& holidays_;
    std::vector<PayDue> all_;
    std::map<std::tuple<std::string, std::int64_t, Date, bool>, PayDue> together_;
};

}  // namespace

std::vector<PayDue> pay_due(ledger::Database& database,
                            const ledger::Period& days,
                            const ledger::BankHolidays& holidays) {
    Gathering gathering(database, holidays);
    for (const ledger::Employer& employer :
         ledger::employers_on(database, ledger::last_day_of_all)) {
        const auto jobs =
            ledger::employments_of_employer(database, employer.number, ledger::last_day_of_all);
        for (const ledger::Employment& job : jobs) {
            for (const PaySlip& slip : ledger::slips_that_count(database, job.number)) {
                gathering.add(employer, slip);
            }
        }
    }
    return std::move(gathering).within(days);
}

}  // namespace almoner::scheduler
