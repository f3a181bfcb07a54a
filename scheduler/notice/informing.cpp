#include "scheduler/notice/informing.h"

#include "ledger/calendar/month.h"
#include "ledger/records/agreement.h"
#include "ledger/records/appointment.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/records/private_words.h"
#include "ledger/values/invariant.h"
#include "ledger/views/held_words.h"
#include "ledger/views/words.h"
#include "rules/engine/dates.h"
#include "scheduler/facts/case_facts.h"

#include <optional>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::money_words;
using ledger::Notice;
using ledger::Outcome;
using ledger::PaymentRecord;
using ledger::PaymentState;
using ledger::Query;

const Query first_payment{
    "SELECT id FROM payment WHERE budget = $1 AND kind = $2 AND state <> $3"
    " ORDER BY nominal_on, id LIMIT 1"};
// Not those that ended: what is over is no news.
const Query moved_payment{
    "SELECT id FROM payment WHERE budget = $1 AND entry_on <> nominal_on"
    " AND agreement <> 0 AND state IN ($2, $3, $4, $5) ORDER BY id DESC LIMIT 1"};
const Query held_payment{
    "SELECT id FROM payment WHERE budget = $1 AND state = $2 AND agreement <> 0"
    " ORDER BY id DESC LIMIT 1"};
const Query finding_of{
    "SELECT code FROM finding WHERE payment = $1"
    " AND outcome = 'held' ORDER BY id DESC LIMIT 1"};
const Query settled_payments{
    "SELECT entry_on, net FROM payment WHERE budget = $1 AND state = $2 AND agreement <> 0"
    " AND entry_on >= $3"
    " AND entry_on <= $4 ORDER BY entry_on, id"};

ledger::Refusal nothing(std::string words) {
    return {.code = "nothing-to-tell",
            .words = std::move(words),
            .next = "Choose another kind, or draft it once there is something.",
            .field = "kind",
            .citation = ""};
}

std::string line(const std::string& words, Money amount) {
    return words + " = " + ledger::money_with_pence(amount) + "\n";
}

std::optional<PaymentRecord> one(ledger::Database& database, ledger::Rows rows) {
    if (!rows.next()) return std::nullopt;
    return ledger::payment_by_id(database, rows.integer(0));
}

std::string_view often(ledger::Frequency frequency) {
    switch (frequency) {
        case ledger::Frequency::four_weekly: return "After that we pay every four weeks.";
        case ledger::Frequency::monthly: return "After that we pay every month.";
        case ledger::Frequency::one_off: return "It is paid once.";
    }
    throw ledger::InvariantBroken("unlisted frequency");
}

std::string_view each(ledger::PlanFrequency frequency) {
    switch (frequency) {
        case ledger::PlanFrequency::weekly: return "each week";
        case ledger::PlanFrequency::four_weekly: return "every four weeks";
        case ledger::PlanFrequency::monthly: return "each month";
        case ledger::PlanFrequency::yearly: return "each year";
        case ledger::PlanFrequency::one_off: return "once";
    }
    throw ledger::InvariantBroken("unlisted frequency of a plan line");
}

// Sent is not paid: a payment whose day is gone and which no statement shows may not have come.
std::string arrival_of(const PaymentRecord& payment, Date today) {
    const std::string period = ", for " + ledger::period_words(payment.period) + ".";
    const std::string day = payment.entry_on.words();
    const std::string amount = money_words(payment.net);
    if (payment.state == PaymentState::settled) {
        return "The first payment was " + amount + ". It was paid into the account on " + day +
               period;
    }
    if (payment.entry_on < today) {
        return "The first payment is " + amount + ". It should have been in the account on " + day +
               period + " If it has not come, tell us.";
    }
    return "The first payment is " + amount + ". It should be in the account on " + day + period;
}

Outcome<Notice> first(ledger::Database& database, Notice notice, Date today) {
    const auto payment = one(database,
                             database.select(first_payment,
                                             notice.budget,
                                             static_cast<int>(ledger::PaymentKind::regular),
                                             static_cast<int>(PaymentState::cancelled)));
    if (!payment) return nothing("No payment of this budget is proposed yet.");
    const auto agreement =
        ledger::agreement_numbered(database, payment->agreement, ledger::last_day_of_all);
    notice.amount = payment->net;
    notice.effect_on = payment->entry_on;
    notice.reasons = arrival_of(*payment, today);
    if (agreement) notice.reasons += " " + std::string(often(agreement->frequency));
    notice.workings =
        line("The budget for " + ledger::period_words(payment->period), payment->gross);
    if (payment->contribution != Money{}) {
        notice.workings += line("Less the person's own contribution", payment->contribution);
    }
    if (payment->advanced != Money{}) {
        notice.workings += line("Less what was paid before, in an emergency", payment->advanced);
    }
    const bool is_paid = payment->state == PaymentState::settled;
    notice.workings += line(is_paid ? "What we paid" : "What we pay", payment->net);
    return notice;
}

// The last rise of each line.
Outcome<Notice> uplift(ledger::Database& database, Notice notice) {
    std::optional<Date> from;
    for (const auto& now :
         ledger::plan_lines_of(database, notice.budget, ledger::last_day_of_all)) {
        const auto versions = ledger::plan_line_versions(database, now.number);
        for (std::size_t i = versions.size(); i-- > 1;) {
            const ledger::PlanLine& before = versions[i - 1];
            const ledger::PlanLine& after = versions[i];
            if (after.amount <= before.amount || after.frequency != before.frequency) continue;
            std::string what = ledger::words_of(database, after.purpose_private) + ", ";
            what += each(after.frequency);
            notice.workings += line(what + ", before", before.amount);
            notice.workings += line(what + ", from " + after.from_on.words(), after.amount);
            if (!from || *from < after.from_on) from = after.from_on;
            break;
        }
    }
    if (!from) return nothing("No line of this budget's plan has gone up.");
    notice.effect_on = from;
    notice.reasons = "The personal budget goes up from " + from->words() +
                     ". The next payment after that day has the new amount.";
    return notice;
}

Outcome<Notice> moved(ledger::Database& database, Notice notice) {
    const auto payment = one(database,
                             database.select(moved_payment,
                                             notice.budget,
                                             static_cast<int>(PaymentState::proposed),
                                             static_cast<int>(PaymentState::approved),
                                             static_cast<int>(PaymentState::in_file),
                                             static_cast<int>(PaymentState::sent)));
    if (!payment) return nothing("No payment of this budget that is under way has moved.");
    notice.effect_on = payment->entry_on;
    notice.reasons = "A payment of " + money_words(payment->net) + " falls on " +
                     payment->nominal_on.words() + ". It will be in the account on " +
                     payment->entry_on.words() +
                     " instead. The amount is the same, and later payments keep their days.";
    return notice;
}

Outcome<Notice> held(ledger::Database& database, Notice notice) {
    const auto payment =
        one(database,
            database.select(held_payment, notice.budget, static_cast<int>(PaymentState::held)));
    if (!payment) return nothing("No payment of this budget is held.");
    std::string code;
    {
        ledger::Rows rows = database.select(finding_of, payment->id);
        if (rows.next()) code = rows.str(0);
    }
    notice.reasons = "A payment of " + money_words(payment->net) + " that falls on " +
                     payment->nominal_on.words() + " has to wait " +
                     ledger::held_words(code, payment->option) +
                     ". The money is kept and is not lost. Tell us if care would be without money "
                     "meanwhile: an emergency payment can be made.";
    return notice;
}

Outcome<Notice> yearly(ledger::Database& database, Notice notice, Date today) {
    const int year = rules::financial_year(today) - 1;
    const Date begins = *Date::from_ymd(year, 4, 1);
    const Date ends = *Date::from_ymd(year + 1, 3, 31);
    ledger::Rows rows = database.select(
        settled_payments, notice.budget, static_cast<int>(PaymentState::settled), begins, ends);
    Money all;
    while (rows.next()) {
        notice.workings += line("Paid on " + rows.date(0).words(), rows.money(1));
        all += rows.money(1);
    }
    if (all == Money{}) {
        return nothing("Nothing was paid in the year that ended on " + ends.words() + ".");
    }
    notice.amount = all;
    notice.workings += line("All that was paid", all);
    notice.reasons = "From " + begins.words() + " to " + ends.words() + " we paid " +
                     money_words(all) + " for this budget. Each payment stands below.";
    return notice;
}

// Why it is they who act.
std::string_view by_which(std::string_view authority) {
    if (authority == "deputy") return "who is the deputy that the Court of Protection appointed";
    if (authority == "attorney") return "who holds a lasting power of attorney";
    if (authority == ledger::parental_authority) return "who acts as a parent";
    if (authority == "nhs-appointee") return "whom the NHS appointed to look after it";
    return "whom the council authorised to look after it";
}

std::string name_of_person(ledger::Database& database, std::int64_t number) {
    const auto person = ledger::person_numbered(database, number, ledger::last_day_of_all);
    const auto known = person ? ledger::person_private(database, person->personal) : std::nullopt;
    return known ? known->given_name + " " + known->family_name : "the person";
}

// Of those who act on the day, whoever was appointed last.
Outcome<Notice> appointed(ledger::Database& database, Notice notice, Date today) {
    const auto budget = ledger::budget_numbered(database, notice.budget, ledger::last_day_of_all);
    const auto acting = budget ? acting_on(database, budget->person, today) : std::nullopt;
    if (!acting || !acting->appointed) return nothing("Nobody was appointed to act now.");
    const ledger::Appointment& appointment = *acting->appointed;
    const auto name = ledger::private_text(database, acting->who.name_private);
    if (!name) return nothing("The name of who was appointed is not known any more.");
    const std::string holder = name_of_person(database, budget->person);
    notice.effect_on = appointment.appointed_on;
    notice.reasons = "From " + appointment.appointed_on.words() + " the direct payment for " +
                     holder + " goes to " + *name + ", " +
                     std::string(by_which(appointment.authority)) + " and who agreed to this on " +
                     appointment.agreed_on.words() + ".";
    if (appointment.best_interests) {
        notice.reasons += " It was decided because it is best for " + holder +
                          ", who still has a say in how the money is used.";
    }
    notice.reasons += " The amount of the budget stays the same.";
    return notice;
}

}  // namespace

Outcome<Notice> told_by_the_books(ledger::Database& database,
                                  std::string_view kind,
                                  std::int64_t budget,
                                  Date today) {
    Notice notice{.kind = std::string(kind), .budget = budget};
    if (kind == "first-payment") return first(database, notice, today);
    if (kind == "uplift") return uplift(database, notice);
    if (kind == "moved-date") return moved(database, notice);
    if (kind == "held-payment") return held(database, notice);
    if (kind == ledger::appointment_letter) return appointed(database, notice, today);
    return yearly(database, notice, today);
}

}  // namespace almoner::scheduler
