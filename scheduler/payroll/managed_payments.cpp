#include "scheduler/payroll/managed_payments.h"

#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/ending/held_by_ending.h"
#include "scheduler/reconciliation/posting_days.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using nlohmann::json;

// Of no agreement, they are told apart by their number on a day.
const ledger::Query attempts_of_day{
    "SELECT kind, MAX(attempt) FROM payment WHERE agreement = 0 AND period_first = $1"
    " GROUP BY kind"};

ledger::Shares shares_in(const Draft& draft) {
    ledger::Shares shares;
    shares.reserve(draft.parts.size());
    for (const DraftPart& each : draft.parts) {
        shares.push_back({each.stream, each.body, each.net});
    }
    return shares;
}

std::vector<std::int64_t> lines_of(const std::vector<DraftPart>& parts) {
    std::vector<std::int64_t> lines;
    lines.reserve(parts.size());
    for (const DraftPart& each : parts) lines.push_back(each.plan_line);
    return lines;
}

void number(ledger::Work& work, std::vector<ManagedPayment>& payments) {
    std::map<std::int64_t, std::int32_t> last;
    ledger::Rows rows = work.database().select(attempts_of_day, work.today());
    while (rows.next()) last[rows.integer(0)] = static_cast<std::int32_t>(rows.integer(1));
    for (ManagedPayment& each : payments) {
        each.draft.attempt = ++last[static_cast<std::int64_t>(each.draft.kind)];
    }
}

// As record_runs puts them, so that each is known by its id.
auto place_of(const ManagedPayment& payment) {
    const Draft& draft = payment.draft;
    return std::tuple(draft.paid_from, draft.entry_on, draft.is_held(), draft.kind, draft.attempt);
}

void write_what_for(ledger::Work& work, const ManagedPayment& payment, std::int64_t id) {
    for (ledger::SlipPayOut each : payment.slips) {
        each.payment = id;
        ledger::insert_slip_pay_out(work, each);
    }
    if (payment.what) {
        ledger::ManagedPayOut what = *payment.what;
        what.payment = id;
        ledger::insert_managed_pay_out(work, what);
    }
    if (payment.reference.empty()) return;
    const std::int64_t words = ledger::insert_private_text(work, payment.person, payment.reference);
    ledger::insert_pay_out_reference(work, id, words);
}

}  // namespace

ManagedDrafts::ManagedDrafts(Asked& asked)
    : asked_(asked),
      payees_(asked.work.database(), asked.work.today()),
      people_(asked.work.database(), asked.work.today()),
      funds_(asked.work) {}

const ManagedDrafts::From& ManagedDrafts::from(std::int64_t client_account) {
    const auto known = from_.find(client_account);
    if (known != from_.end()) return known->second;
    ledger::Database& database = asked_.work.database();
    const Date today = asked_.work.today();
    const auto account = ledger::bank_account_numbered(database, client_account, today);
    if (!account) throw ledger::InvariantBroken("a client account that is not there");
    From made{.earliest = today,
              .opened = posting_days(database, *account, today).first,
              .item_limit = account->item_limit};
    if (account->rail != ledger::Rail::faster_payments) {
        const auto holidays = holidays_for(database, {today, today});
        if (holidays.accepted()) {
            made.earliest = ledger::earliest_entry_on(
                london_now(asked_.work.stamp()), holidays.value(), hours_of(asked_.around));
        }
    }
    return from_.emplace(client_account, made).first->second;
}

Draft ManagedDrafts::make(const ManagedWish& wish) {
    const From& paying = from(wish.client_account);
    const Date today = asked_.work.today();
    Draft draft{.budget = static_cast<std::int32_t>(wish.budget),
                .option = wish.option,
                .paid_from = wish.client_account,
                .payee_account = wish.payee_account,
                .kind = wish.kind,
                .period = {today, today},
                .reissues = wish.instead_of,
                .nominal_on = wish.due_by,
                .entry_on = std::max(wish.due_by, paying.earliest),
                .parts = wish.parts};
    add_up(draft);
    const auto budget = ledger::budget_numbered(asked_.work.database(), wish.budget, today);
    rules::ReleaseFacts facts{.agreement = rules::AgreementStanding::active,
                              .is_signed = true,
                              .has_last_day = true,
                              .period = {draft.entry_on, draft.entry_on},
                              .died_on = budget ? people_.died_on(budget->person) : std::nullopt,
                              .payee = payees_.of(wish.payee_account).standing,
                              .gross = draft.gross,
                              .net = draft.net,
                              .item_limit = paying.item_limit,
                              .before_books = draft.entry_on < paying.opened,
                              .reference_missing = wish.is_reference_missing};
    draft.findings = rules::release_findings(facts);
    const auto* const ending =
        held_by_ending(asked_.work.database(), wish.kind, wish.budget, lines_of(wish.parts));
    if (ending != nullptr) draft.findings.insert(draft.findings.begin(), ending);
    if (draft.is_held()) return draft;
    const ledger::Holding holding{static_cast<std::int32_t>(wish.budget),
                                  wish.option,
                                  static_cast<std::int32_t>(wish.client_account)};
    facts.funds_short = !funds_.take(holding, shares_in(draft));
    draft.findings = rules::release_findings(facts);
    return draft;
}

std::vector<ManagedRun> record_managed(ledger::Work& work, std::vector<ManagedPayment> payments) {
    number(work, payments);
    std::ranges::sort(payments, {}, place_of);
    std::vector<ManagedRun> runs;
    for (auto at = payments.begin(); at != payments.end();) {
        const auto end = std::find_if(at, payments.end(), [&](const ManagedPayment& each) {
            return each.draft.paid_from != at->draft.paid_from ||
                   each.draft.entry_on != at->draft.entry_on;
        });
        std::vector<Draft> drafts;
        drafts.reserve(static_cast<std::size_t>(end - at));
        std::transform(at, end, std::back_inserter(drafts), [](const ManagedPayment& each) {
            return each.draft;
        });
        ManagedRun made{.entry_on = at->draft.entry_on, .payments = {at, end}};
        made.run = record_runs(work,
                               std::move(drafts),
                               ledger::RunKind::scheduled,
                               {at->draft.entry_on, at->draft.entry_on})
                       .front();
        std::int64_t id = made.run.payments.first;
        for (const ManagedPayment& each : made.payments) write_what_for(work, each, id++);
        runs.push_back(std::move(made));
        at = end;
    }
    return runs;
}

ledger::Outcome<Answer> propose_managed(Asked& asked, const ManagedDebt& debt) {
    ledger::Work& work = asked.work;
    const auto holidays = holidays_for(work.database(), {work.today(), work.today()});
    if (!holidays.accepted()) return holidays.refusal();
    work.books().fold();  // the accounts are read from the tables
    ManagedWish wish = debt.wish;
    for (const auto& each :
         ledger::managed_pay_outs(work.database(), debt.what.what, debt.what.subject)) {
        if (!each.counts.is_zero()) continue;
        wish.instead_of = each.payment;
        if (each.state != ledger::PaymentState::held) continue;
        (void)move_payments(work,
                            {each.payment, each.payment},
                            ledger::PaymentState::held,
                            ledger::PaymentState::cancelled);
    }
    const Draft draft = ManagedDrafts(asked).make(wish);
    if (draft.is_held()) {
        const rules::ReleaseRule& why = *draft.findings.front();
        return refused(why.code, std::string(why.words), std::string(why.next));
    }
    ManagedPayment payment{
        .draft = draft, .what = debt.what, .reference = debt.reference, .person = debt.person};
    const ManagedRun made = record_managed(work, {std::move(payment)}).front();
    return json{{"run", ledger::run_ref(made.run.id)},
                {"payment", ledger::payment_ref(made.run.payments.first)},
                {"amount", made.run.total.pence()},
                {"entry_on", made.entry_on.iso()},
                {"confirm", to_confirm({made.run.count, made.run.total})}}
        .dump();
}

std::string shown_runs(ledger::Database& database,
                       const std::vector<ManagedRun>& runs,
                       Date today) {
    json answer{{"runs", json::array()}, {"held", json::array()}};
    for (const ManagedRun& each : runs) {
        const auto account = ledger::bank_account_numbered(database, each.run.paid_from, today);
        answer["runs"].push_back({{"run", ledger::run_ref(each.run.id)},
                                  {"client_account", account ? account->ref : std::string{}},
                                  {"entry_on", each.entry_on.iso()},
                                  {"payments", each.run.count},
                                  {"total", each.run.total.pence()},
                                  {"held", each.run.held},
                                  {"confirm", to_confirm({each.run.count, each.run.total})}});
        std::int64_t id = each.run.payments.first;
        for (const ManagedPayment& payment : each.payments) {
            const std::int64_t payment_id = id++;
            if (!payment.draft.is_held()) continue;
            const rules::ReleaseRule& why = *payment.draft.findings.front();
            answer["held"].push_back({{"payment", ledger::payment_ref(payment_id)},
                                      {"kind", name_of(payment.draft.kind)},
                                      {"amount", payment.draft.net.pence()},
                                      {"code", why.code},
                                      {"words", why.words},
                                      {"next", why.next}});
        }
    }
    return answer.dump();
}

}  // namespace almoner::scheduler
