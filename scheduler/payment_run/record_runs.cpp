#include "scheduler/payment_run/record_runs.h"

#include "ledger/posting/contribution.h"
#include "ledger/posting/emergency.h"
#include "ledger/posting/notional.h"
#include "ledger/posting/set_aside.h"
#include "ledger/records/payment_states.h"
#include "ledger/values/invariant.h"
#include "scheduler/payment_run/read_ahead.h"

#include <algorithm>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaymentKind;
using ledger::Share;
using ledger::Shares;
using ledger::Stream;

const ledger::Query last_payment{"SELECT COALESCE(MAX(id), 0) FROM payment"};

std::int64_t next_payment_id(ledger::Work& work) {
    ledger::Rows rows = work.database().select(last_payment);
    return (rows.next() ? rows.integer(0) : 0) + 1;
}

bool before(const Draft& a, const Draft& b) {
    return std::tuple(a.has_no_payment,
                      a.paid_from,
                      a.is_held(),
                      a.entry_on,
                      a.agreement,
                      a.period.first,
                      a.kind,
                      a.attempt) < std::tuple(b.has_no_payment,
                                              b.paid_from,
                                              b.is_held(),
                                              b.entry_on,
                                              b.agreement,
                                              b.period.first,
                                              b.kind,
                                              b.attempt);
}

Shares share(Stream stream, std::int32_t body, Money amount) {
    if (amount.is_zero()) return {};
    return {Share{stream, body, amount}};
}

bool is_emergency(const Draft& draft) {
    return draft.kind == PaymentKind::emergency_advance ||
           draft.kind == PaymentKind::emergency_addition;
}

void set_part_aside(ledger::Work& work, const Draft& draft, const DraftPart& part) {
    const ledger::TransferDetail detail{
        .plan_line = part.plan_line, .effective = draft.period.first, .period = draft.period};
    const ledger::Holding holding{draft.budget, draft.option, draft.client_account};
    const Shares money = share(part.stream, part.body, part.net + part.advanced);
    if (is_emergency(draft)) {
        work.post(post(ledger::EmergencySetAside{holding, money}), detail);
    } else {
        const Shares advanced = share(part.stream, part.body, part.set_aside);
        work.post(post(ledger::PeriodSetAside{holding, money, advanced}), detail);
    }
    if (draft.option == ledger::Option::notional && !draft.has_no_payment) {
        work.post(post(ledger::SupplierInvoiced{holding, share(part.stream, part.body, part.net)}),
                  detail);
    }
    if (part.contribution.is_zero()) return;
    if (draft.contribution_is_netted) {
        work.post(post(ledger::ContributionDue{
                      holding, share(Stream::person, part.body, part.contribution)}),
                  detail);
    } else {
        work.post(
            post(ledger::ContributionInvoiced{share(part.stream, part.body, part.contribution)}),
            detail);
    }
}

void insert_payment(ledger::Work& work, const Draft& draft, std::int64_t run, std::int64_t id) {
    ledger::Records& records = work.records();
    const std::int64_t given = records.insert(ledger::payment_table,
                                              run,
                                              draft.agreement,
                                              draft.budget,
                                              draft.option,
                                              draft.payee_account,
                                              static_cast<int>(draft.kind),
                                              draft.period.first,
                                              draft.period.last,
                                              draft.attempt,
                                              draft.nominal_on,
                                              draft.entry_on,
                                              draft.gross,
                                              draft.contribution,
                                              draft.advanced,
                                              draft.net,
                                              draft.sets_aside ? 1 : 0,
                                              draft.reissues);
    if (given != id) throw ledger::InvariantBroken("the payments of a run do not stand together");
    for (const DraftPart& part : draft.parts) {
        records.insert(ledger::payment_part_table,
                       id,
                       part.body,
                       part.stream,
                       part.plan_line,
                       part.gross,
                       part.contribution,
                       part.advanced,
                       part.net);
    }
    for (const rules::ReleaseRule* const rule : draft.findings) {
        records.insert(ledger::finding_table, id, rule->code, "held");
    }
    if (draft.advanced > Money{}) {
        records.insert(ledger::finding_table, id, "advance-netted", "shown");
    }
}

void insert_kept(ledger::Work& work, const Draft& draft) {
    work.records().insert(ledger::period_kept_table,
                          draft.agreement,
                          draft.budget,
                          draft.period.first,
                          draft.period.last,
                          draft.nominal_on,
                          draft.gross,
                          draft.net);
}

RecordedRun record_run(ledger::Work& work,
                       std::span<const Draft> drafts,
                       std::int64_t first,
                       std::string_view kind,
                       const ledger::Period& due) {
    const auto size = static_cast<std::int64_t>(drafts.size());
    RecordedRun run{.paid_from = drafts.front().paid_from, .payments = {first, first + size - 1}};
    run.id = work.records().insert(ledger::payment_run_table,
                                   kind,
                                   run.paid_from,
                                   due.first,
                                   due.last,
                                   run.payments.first,
                                   run.payments.last,
                                   work.stamp().actor);
    std::int64_t id = first;
    for (const Draft& draft : drafts) {
        insert_payment(work, draft, run.id, id++);
        if (draft.is_held()) {
            ++run.held;
        } else {
            ++run.count;
            run.total += draft.net;
        }
    }
    return run;
}

}  // namespace

std::vector<RecordedRun> record_runs(ledger::Work& work,
                                     std::vector<Draft> drafts,
                                     ledger::RunKind kind,
                                     const ledger::Period& due) {
    if (!std::is_sorted(drafts.begin(), drafts.end(), before)) {
        std::sort(drafts.begin(), drafts.end(), before);
    }
    std::int64_t next = next_payment_id(work);
    std::vector<RecordedRun> runs;
    const std::string_view kind_name =
        kind == ledger::RunKind::emergency ? "emergency" : "scheduled";
    for (auto at = drafts.begin(); at != drafts.end() && !at->has_no_payment;) {
        const auto end = std::find_if(at, drafts.end(), [&](const Draft& draft) {
            return draft.paid_from != at->paid_from || draft.has_no_payment;
        });
        runs.push_back(record_run(work, {at, end}, next, kind_name, due));
        next += end - at;
        at = end;
    }
    for (const RecordedRun& run : runs) {
        if (run.held == 0) continue;
        move_payments(work,
                      {run.payments.last - run.held + 1, run.payments.last},
                      ledger::PaymentState::proposed,
                      ledger::PaymentState::held);
    }
    read_ahead_budgets(work.books(), drafts, [](const Draft& each) { return each.budget; });
    for (const Draft& draft : drafts) {
        if (draft.has_no_payment) insert_kept(work, draft);
        if (!draft.sets_aside) continue;
        for (const DraftPart& part : draft.parts) set_part_aside(work, draft, part);
    }
    return runs;
}

}  // namespace almoner::scheduler
