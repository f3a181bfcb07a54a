#include "scheduler/commands/emergency.h"

#include "gateway/csv/cells.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/emergency_facts.h"
#include "scheduler/payment_run/note_evaluations.h"
#include "scheduler/payment_run/record_runs.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payment_run/terms.h"
#include "scheduler/reconciliation/posting_days.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PaymentKind;

// Constructed: no source lists them; an area's own words go beside the code.
constexpr std::array<std::string_view, 6> reasons{
    "card-failed", "carer-breakdown", "hospital-discharge", "payment-failed", "wages-due", "other"};
constexpr std::string_view cap_unless_set = "500.00";  // constructed
constexpr std::size_t periods_ahead = 4;

const ledger::Query emergencies_of_day{
    "SELECT p.agreement, p.payee_account, p.net, p.state, e.reason_code FROM emergency e"
    " JOIN payment p ON p.id = e.payment"
    " WHERE p.nominal_on = $1 AND p.budget IN (SELECT number FROM budget WHERE person = $2)"
    " ORDER BY p.id"};

// What the payment is for, as the fields say it.
struct Wish {
    Agreement agreement;
    ledger::Budget budget;
    Money amount;
    std::string reason;
    std::string words;
    PaymentKind kind = PaymentKind::emergency_advance;
    std::int64_t payee_account = 0;
    std::int64_t paid_from = 0;
    std::optional<std::int64_t> evidence;
};

Outcome<Done> find_agreement(Asked& asked, Wish& wish) {
    ledger::Database& database = asked.work.database();
    const Outcome<std::string> ref = asked.fields.need("agreement");
    if (!ref.accepted()) return ref.refusal();
    const auto agreement = ledger::agreement_by_ref(database, ref.value(), asked.work.today());
    if (!agreement) {
        return refused("unknown-agreement",
                       "There is no agreement with this reference.",
                       "Look up the person's agreements with 'almoner person show PERSON'.",
                       "agreement");
    }
    wish.agreement = *agreement;
    wish.payee_account = agreement->payee_account;
    const auto budget = ledger::budget_numbered(database, agreement->budget, asked.work.today());
    if (agreement->status != ledger::AgreementStatus::active || !budget) {
        return refused("agreement-not-active",
                       "The agreement is not active.",
                       "Sign the agreement, or use one that is active.",
                       "agreement");
    }
    wish.budget = *budget;
    return Done{};
}

Outcome<Done> read_why(const Asked& asked, Wish& wish) {
    wish.reason = asked.fields.text("reason");
    if (std::ranges::find(reasons, wish.reason) == reasons.end()) {
        return refused("emergency-reason",
                       "The reason must be one of the list.",
                       "Give card-failed, carer-breakdown, hospital-discharge, payment-failed, "
                       "wages-due or other, and say more in words.",
                       "reason");
    }
    const Outcome<std::string> words = asked.fields.need("words");
    if (!words.accepted()) return words.refusal();
    wish.words = words.value();
    const std::string basis = asked.fields.text("basis");
    if (basis != "advance" && basis != "addition") {
        return refused("emergency-basis",
                       "Say whether this is an advance on the next period or an addition to it.",
                       "Give advance or addition.",
                       "basis");
    }
    if (basis == "addition") wish.kind = PaymentKind::emergency_addition;
    return Done{};
}

// What is on its way to the same person today, and whether the very same was asked for already.
struct OfToday {
    Money sum{};
    bool has_same = false;
};

OfToday of_today(Asked& asked, const Wish& wish) {
    OfToday today;
    ledger::Rows rows =
        asked.work.database().select(emergencies_of_day, asked.work.today(), wish.budget.person);
    while (rows.next()) {
        if (!ledger::is_live(static_cast<ledger::PaymentState>(rows.integer(3)))) continue;
        const Money net = rows.money(2);
        today.sum += net;
        const bool same = rows.integer(0) == wish.agreement.number &&
                          rows.integer(1) == wish.payee_account && net == wish.amount &&
                          rows.text(4) == wish.reason;
        today.has_same = today.has_same || same;
    }
    return today;
}

// The cap is for a person and a day: four small payments are one large one.
Outcome<Done> within_the_day(Asked& asked, const Wish& wish) {
    const Outcome<Money> cap =
        gateway::read_money(asked.around.setting("emergency-cap", cap_unless_set));
    if (!cap.accepted()) return cap.refusal();
    const OfToday today = of_today(asked, wish);
    if (today.has_same && !asked.fields.has("again")) {
        return refused("emergency-again",
                       "The same emergency payment was proposed today already.",
                       "Look at it with 'almoner run show'; give --again if a second one is meant.",
                       "amount");
    }
    if (today.sum + wish.amount <= cap.value()) return Done{};
    return refused("above-emergency-cap",
                   "Emergency payments to one person are at most " + in_pounds(cap.value()) +
                       " a day, and " + in_pounds(today.sum) + " of that is taken.",
                   "Pay less, or change the setting emergency-cap by your own procedure.",
                   "amount");
}

Outcome<Done> read_amount(const Asked& asked, Wish& wish) {
    const Outcome<Money> amount = asked.fields.money("amount");
    if (!amount.accepted()) return amount.refusal();
    wish.amount = amount.value();
    if (wish.amount <= Money{}) {
        return refused("emergency-amount",
                       "An emergency payment is above nil.",
                       "Give the amount in pounds.",
                       "amount");
    }
    return Done{};
}

Outcome<Done> read_payee(Asked& asked, Wish& wish) {
    const auto evidence = evidence_named(asked, wish.budget.person, false);
    if (!evidence.accepted()) return evidence.refusal();
    wish.evidence = evidence.value();
    if (!asked.fields.has("payee_account")) return Done{};
    const Outcome<std::int64_t> account = asked.fields.number("payee_account");
    if (!account.accepted()) return account.refusal();
    if (account.value() != wish.agreement.payee_account && !wish.evidence) {
        return refused("evidence-missing",
                       "Another payee's account needs evidence.",
                       "Store it with 'almoner evidence add' and give its number.",
                       "evidence");
    }
    wish.payee_account = account.value();
    return Done{};
}

// The commissioner's own account for Faster Payments, where it has one and only one.
const ledger::BankAccount& urgent_of(const std::vector<ledger::BankAccount>& all,
                                     const ledger::BankAccount& usual) {
    const auto is_urgent = [&](const ledger::BankAccount& each) {
        return each.owner == usual.owner && each.rail == ledger::Rail::faster_payments;
    };
    // NOLINTNEXTLINE(bugprone-return-const-ref-from-parameter): one of what `all` shows
    if (std::ranges::count_if(all, is_urgent) != 1) return usual;
    return *std::ranges::find_if(all, is_urgent);
}

Outcome<Done> read_paid_from(const Asked& asked, Wish& wish) {
    const auto all = ledger::bank_accounts_on(asked.work.database(), asked.work.today());
    const auto usual =
        std::ranges::find(all, wish.agreement.paid_from, &ledger::BankAccount::number);
    if (usual == all.end()) throw ledger::InvariantBroken("an agreement without a bank account");
    if (!asked.fields.has("paid_from")) {
        wish.paid_from = urgent_of(all, *usual).number;
        return Done{};
    }
    const auto from =
        std::ranges::find(all, asked.fields.text("paid_from"), &ledger::BankAccount::ref);
    if (from != all.end() && from->owner == usual->owner) {
        wish.paid_from = from->number;
        return Done{};
    }
    return refused("paid-from-of-another",
                   "This is no bank account of the commissioner that pays this agreement.",
                   "Give one of its accounts, or leave it out.",
                   "paid_from");
}

Outcome<Wish> wish_of(Asked& asked) {
    Wish wish;
    const Outcome<Done> agreement = find_agreement(asked, wish);
    if (!agreement.accepted()) return agreement.refusal();
    const Outcome<Done> from = read_paid_from(asked, wish);
    if (!from.accepted()) return from.refusal();
    const Outcome<Done> amount = read_amount(asked, wish);
    if (!amount.accepted()) return amount.refusal();
    const Outcome<Done> why = read_why(asked, wish);
    if (!why.accepted()) return why.refusal();
    const Outcome<Done> payee = read_payee(asked, wish);
    if (!payee.accepted()) return payee.refusal();
    const Outcome<Done> today = within_the_day(asked, wish);
    if (!today.accepted()) return today.refusal();
    return wish;
}

// The next period that no payment was proposed for, and what it will be worth.
struct NextPeriod {
    ledger::PaymentDate date;
    rules::DueForPeriod due;
    Money advanced;  // of it, by emergencies before
    std::int32_t attempt = 1;
};

bool has_regular(const EarlierPayments& earlier,
                 const Wish& wish,
                 const ledger::PaymentDate& date) {
    return std::ranges::any_of(earlier.of(wish.agreement.number), [&](const Earlier& payment) {
        return payment.kind == PaymentKind::regular && !payment.is_reissued &&
               payment.state != ledger::PaymentState::held &&
               date.period.full.holds(payment.period.first);
    });
}

// The first day of the last period that was proposed, or the least day before any.
Date last_proposed(const EarlierPayments& earlier, const Wish& wish) {
    Date last{};
    for (const Earlier& payment : earlier.of(wish.agreement.number)) {
        const bool counts = payment.kind == PaymentKind::regular && !payment.is_reissued &&
                            payment.state != ledger::PaymentState::held;
        if (counts) last = std::max(last, payment.period.first);
    }
    return last;
}

// The dates of which the next period may be one: also what fell due since the last that was
// proposed, and waits for a run that is late.
std::vector<ledger::PaymentDate> dates_ahead(const Wish& wish,
                                             const EarlierPayments& earlier,
                                             Date today,
                                             const ledger::BankHolidays& holidays) {
    const Date last = last_proposed(earlier, wish);
    const ledger::Schedule schedule = schedule_of(wish.agreement);
    std::vector<ledger::PaymentDate> dates;
    if (last != Date{} && last < today) {
        dates = ledger::payment_dates(schedule, {last, today - 1}, holidays);
    }
    const Date known = dates.empty() ? Date{} : dates.back().dates.nominal_on;
    for (const ledger::PaymentDate& date :
         ledger::next_dates(schedule, today - 1, periods_ahead, holidays)) {
        if (date.dates.nominal_on > known) dates.push_back(date);
    }
    std::erase_if(
        dates, [&](const ledger::PaymentDate& date) { return date.period.covered.first <= last; });
    return dates;
}

Outcome<NextPeriod> next_period(Asked& asked, const Wish& wish) {
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    const auto holidays = holidays_for(database, {today, today});
    if (!holidays.accepted()) return holidays.refusal();
    const EarlierPayments earlier(database, wish.agreement.number);
    const rules::EntitlementTerms terms = terms_alone(database, wish.agreement, wish.budget);
    for (const ledger::PaymentDate& date : dates_ahead(wish, earlier, today, holidays.value())) {
        if (has_regular(earlier, wish, date)) continue;
        NextPeriod next{
            .date = date, .due = rules::due_for_period(terms, date.period), .advanced = {}};
        if (next.due.net <= Money{}) continue;
        for (const Earlier& payment : earlier.of(wish.agreement.number)) {
            if (payment.kind != wish.kind || payment.period.first != date.period.covered.first) {
                continue;
            }
            next.attempt = std::max(next.attempt, payment.attempt + 1);
            if (ledger::is_live(payment.state)) next.advanced += payment.net;
        }
        return next;
    }
    return refused("no-next-period",
                   "Nothing more is due under this agreement.",
                   "Add a plan line or extend the agreement first.",
                   "agreement");
}

Outcome<Draft> draft_for(Asked& asked, const Wish& wish, const NextPeriod& next) {
    if (wish.kind == PaymentKind::emergency_advance && next.advanced + wish.amount > next.due.net) {
        return refused("above-next-period",
                       "An advance is at most what the next period still holds, " +
                           in_pounds(next.due.net - next.advanced) + ".",
                       "Pay less, or make it an addition.",
                       "amount");
    }
    Draft draft{.agreement = wish.agreement.number,
                .budget = static_cast<std::int32_t>(wish.agreement.budget),
                .option = wish.agreement.option,
                .paid_from = wish.paid_from,
                .payee_account = wish.payee_account,
                .kind = wish.kind,
                .period = next.date.period.covered,
                .attempt = next.attempt,
                .nominal_on = asked.work.today(),
                .entry_on = asked.work.today(),
                .gross = wish.amount,
                .net = wish.amount,
                .sets_aside = true};
    for (const rules::DuePart& part : split_over(wish.amount, next.due.parts)) {
        draft.parts.push_back({.plan_line = part.plan_line,
                               .body = part.body,
                               .stream = part.stream,
                               .gross = part.gross,
                               .net = part.net});
    }
    return draft;
}

Outcome<Done> may_go_out(Asked& asked, const Wish& wish, Draft& draft) {
    ledger::Database& database = asked.work.database();
    const PayeeFacts payee = PayeeBook(database, asked.work.today()).of(draft.payee_account);
    draft.client_account = payee.client_account;
    if (payee.client_account != 0 && wish.payee_account != wish.agreement.payee_account) {
        return refused("payee-is-client-account",
                       "This is the pooled account of a support service, whose money the "
                       "agreement does not put there.",
                       "Give the account of whoever is to be paid.",
                       "payee_account");
    }
    const PeopleBook people(database, asked.work.today());
    const auto from = ledger::bank_account_numbered(database, draft.paid_from, asked.work.today());
    const auto findings = rules::release_findings(
        {.agreement = rules::AgreementStanding::active,
         .is_signed = wish.agreement.signed_on.has_value(),
         .has_last_day = true,
         .period = {draft.entry_on, draft.entry_on},
         .died_on = people.died_on(wish.budget.person),
         .budget_ends_on = wish.budget.end_on,
         .payee = payee.standing,
         .gross = draft.gross,
         .net = draft.net,
         .item_limit = from ? from->item_limit : std::nullopt,
         .before_books =
             from && draft.entry_on < posting_days(database, *from, asked.work.today()).first});
    if (findings.empty()) return Done{};
    return refused(findings.front()->code, findings.front()->words, findings.front()->next);
}

Outcome<Done> release_allows(Asked& asked, const Wish& wish, Draft& draft) {
    ReleaseCase payment{.agreement = wish.agreement.number,
                        .budget = wish.budget.number,
                        .person = wish.budget.person,
                        .paid_from = draft.paid_from,
                        .option = draft.option,
                        .account_confirmed = true,  // the release rules before this asked for it
                        .on = asked.work.today()};
    for (const DraftPart& part : draft.parts) payment.streams.push_back(part.stream);
    const auto answer = ReleaseBook(asked.work.database(), asked.work.today()).ask(payment);
    draft.evaluation = answer;
    if (answer->held.empty()) return Done{};
    asked.work.refusal_tells_of(payment.person);
    asked.work.keep_if_refused([answer, payment](ledger::Work& work) {
        note_held(work,
                  {ledger::CaseKind::agreement, payment.agreement},
                  payment.person,
                  payment.on,
                  *answer);
    });
    const rules::ReleaseRule& first = *answer->held.front();
    return refused(first.code, first.words, first.next);
}

// The rules of every release, and those of an emergency.
Outcome<Done> rules_allow(Asked& asked, const Wish& wish, Draft& draft) {
    const Outcome<Done> released = release_allows(asked, wish, draft);
    if (!released.accepted()) return released.refusal();
    return ask_rules(asked,
                     {.event = rules::Event::emergency,
                      .about = {ledger::CaseKind::agreement, wish.agreement.number},
                      .person = wish.budget.person,
                      .on = asked.work.today(),
                      .field = "amount"},
                     facts_to_propose(asked.work.database(),
                                      {.agreement = wish.agreement,
                                       .amount = wish.amount,
                                       .has_evidence = wish.evidence.has_value(),
                                       .proposed_by = asked.actor.number},
                                      asked.work.today()));
}

}  // namespace

Outcome<Answer> emergency_payment(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<Wish> wish = wish_of(asked);
    if (!wish.accepted()) return wish.refusal();
    const Outcome<NextPeriod> next = next_period(asked, wish.value());
    if (!next.accepted()) return next.refusal();
    Outcome<Draft> made = draft_for(asked, wish.value(), next.value());
    if (!made.accepted()) return made.refusal();
    Draft draft = std::move(made).value();
    const Outcome<Done> allowed = may_go_out(asked, wish.value(), draft);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> ruled = rules_allow(asked, wish.value(), draft);
    if (!ruled.accepted()) return ruled.refusal();

    const RecordedRun run =
        record_runs(work, {draft}, ledger::RunKind::emergency, {work.today(), work.today()})
            .front();
    const bool is_advance = draft.kind == PaymentKind::emergency_advance;
    work.records().insert(
        ledger::emergency_table,
        run.payments.first,
        wish.value().reason,
        ledger::insert_private_text(work, wish.value().budget.person, wish.value().words),
        is_advance ? "advance" : "addition",
        wish.value().evidence);
    return nlohmann::json{{"run", ledger::run_ref(run.id)},
                          {"payment", ledger::payment_ref(run.payments.first)},
                          {"amount", run.total.pence()},
                          {"basis", is_advance ? "advance" : "addition"},
                          {"period_first", draft.period.first.iso()},
                          {"confirm", "1:" + std::to_string(run.total.pence())}}
        .dump();
}

}  // namespace almoner::scheduler
