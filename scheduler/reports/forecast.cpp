#include "scheduler/reports/forecast.h"

#include "ledger/calendar/schedule.h"
#include "ledger/records/payables.h"
#include "ledger/views/month_report.h"
#include "rules/entitlement/due.h"
#include "scheduler/payment_run/free_of_charge.h"
#include "scheduler/payment_run/siblings.h"
#include "scheduler/payment_run/terms.h"

#include <map>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Payable;
using ledger::PaymentDate;

class Forecaster {
  public:
    Forecaster(ledger::Database& database, std::int64_t body, Date today)
        : payables_(database, today), siblings_(payables_), free_(database), body_(body) {
        found_.days = {today + 1, year_end_of(today)};
    }

    Forecast run(const ledger::BankHolidays& holidays) {
        for (std::size_t at = 0; at < payables_.size(); ++at) add(payables_.at(at), holidays);
        for (const auto& [stream, figures] : streams_) found_.streams.push_back(figures);
        return std::move(found_);
    }

  private:
    void add(const Payable& payable, const ledger::BankHolidays& holidays) {
        if (payable.agreement->status != ledger::AgreementStatus::active) return;
        const ledger::Schedule schedule = schedule_of(*payable.agreement);
        rules::EntitlementTerms terms =
            terms_of(payable, !siblings_.one_off_is_apart(*payable.agreement));
        free_.mark(terms);
        if (!ledger::check_schedule(schedule).accepted() || !rules::check_terms(terms).accepted()) {
            found_.left_out.push_back(payable.agreement->ref);
            return;
        }
        // A nominal day is never before the day on which its money arrives.
        const ledger::Period window{found_.days.first, found_.days.last + longest_move};
        for (const PaymentDate& date : ledger::payment_dates(schedule, window, holidays)) {
            if (found_.days.holds(date.dates.entry_on)) add_date(payable, terms, date.period);
        }
    }

    void add_date(const Payable& payable,
                  const rules::EntitlementTerms& terms,
                  ledger::PayPeriod period) {
        const auto& budget_ends = payable.budget->end_on;
        if (budget_ends && *budget_ends < period.covered.first) return;
        if (budget_ends && period.covered.holds(*budget_ends)) period.covered.last = *budget_ends;
        if (siblings_.beside_another(*payable.agreement, period.covered)) return;
        std::map<ledger::Stream, bool> counted;
        for (const rules::DuePart& part : rules::due_for_period(terms, period).parts) {
            if (part.body != body_) continue;
            StreamForecast& figures = streams_[part.stream];
            figures.stream = part.stream;
            figures.net += part.net;
            figures.contribution += part.contribution;
            if (!counted[part.stream]) ++figures.payments;
            counted[part.stream] = true;
        }
    }

    static constexpr std::int32_t longest_move = 14;
    ledger::Payables payables_;
    Siblings siblings_;
    FreeOfCharge free_;
    std::int64_t body_;
    std::map<ledger::Stream, StreamForecast> streams_;
    Forecast found_;
};

}  // namespace

ledger::Outcome<Forecast> forecast_to_31_march(const ledger::Scope& scope,
                                               ledger::Database& database,
                                               std::string_view commissioner,
                                               Date today,
                                               const ledger::BankHolidays& holidays) {
    const auto body = ledger::commissioner_number(scope, database, commissioner, today);
    if (!body.accepted()) return body.refusal();
    return Forecaster(database, body.value(), today).run(holidays);
}

Date year_end_of(Date day) {
    const Date this_year = *Date::from_ymd(day.year(), 3, 31);
    return day <= this_year ? this_year : *Date::from_ymd(day.year() + 1, 3, 31);
}

}  // namespace almoner::scheduler
