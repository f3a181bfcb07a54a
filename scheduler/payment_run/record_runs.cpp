#include "scheduler/payment_run/record_runs.h"

#include "ledger/posting/contribution.h"
#include "ledger/posting/emergency.h"
#include "ledger/posting/notional.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/surplus.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/task.h"
#include "ledger/values/invariant.h"
#include "scheduler/payment_run/late_payment.h"
#include "scheduler/payment_run/note_evaluations.h"
#include "scheduler/payment_run/paid_besides.h"
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

// What recording a part posts, beside what stands for it already.
class SettingAside {
  public:
    SettingAside(ledger::Work& work, const Draft& draft, const DraftPart& part)
        : work_(work),
          draft_(draft),
          part_(part),
          detail_{
              .plan_line = part.plan_line, .effective = draft.period.first, .period = draft.period},
          holding_{draft.budget, draft.option, draft.client_account} {}

    void post_all() {
        if (is_emergency(draft_)) {
            work_.post(post(ledger::EmergencySetAside{holding_, of_part(part_.net)}), detail_);
        } else {
            set_period_aside();
        }
        if (draft_.option == ledger::Option::notional && !draft_.has_no_payment) invoice();
        ask_for_contribution();
    }

  private:
    [[nodiscard]] Shares of_part(Money amount) const {
        return share(part_.stream, part_.body, amount);
    }

    void set_period_aside() {
        const Money whole = part_.net + part_.advanced + part_.offset;
        const Money stands = part_.set_aside + part_.offset_before;
        if (whole >= stands) {
            work_.post(post(ledger::PeriodSetAside{holding_, of_part(whole), of_part(stands)}),
                       detail_);
        } else {
            const Money back = std::min(stands - whole, part_.may_go_back + part_.offset_before);
            work_.post(post(ledger::CommitmentNotUsed{holding_, of_part(back)}), detail_);
        }
        set_off();
    }

    // What was offset before and is not any more is set aside for the person again.
    void set_off() {
        const Money now = part_.offset;
        const Money before = part_.offset_before;
        if (now > before) {
            work_.post(post(ledger::SurplusOffset{holding_, of_part(now - before)}), detail_);
        } else if (now < before) {
            work_.post(post(ledger::PeriodSetAside{holding_, of_part(before - now), {}}), detail_);
        }
    }

    void invoice() {
        if (part_.net >= part_.invoiced) {
            work_.post(
                post(ledger::SupplierInvoiced{holding_, of_part(part_.net - part_.invoiced)}),
                detail_);
            return;
        }
        work_.post(
            post(ledger::SupplierInvoiceWithdrawn{holding_, of_part(part_.invoiced - part_.net)}),
            detail_);
    }

    void ask_for_contribution() {
        const bool is_same_way = draft_.contribution_is_netted == draft_.contribution_was_netted;
        const Money before = part_.contribution_before;
        const Money stands = is_same_way ? std::min(before, part_.contribution) : Money{};
        if (before > stands) withdraw_contribution(before - stands);
        if (part_.contribution == stands) return;
        const Money more = part_.contribution - stands;
        if (draft_.contribution_is_netted) {
            work_.post(
                post(ledger::ContributionDue{holding_, share(Stream::person, part_.body, more)}),
                detail_);
        } else {
            work_.post(post(ledger::ContributionInvoiced{of_part(more)}), detail_);
        }
    }

    // What the person has spent already can't be taken out of the books again: somebody decides.
    void withdraw_contribution(Money amount) {
        if (!draft_.contribution_was_netted) {
            work_.post(post(ledger::ContributionWithdrawn{holding_, {}, of_part(amount)}), detail_);
            return;
        }
        const ledger::Share own{Stream::person, part_.body, amount};
        const ledger::Balance fund =
            work_.books().balance(ledger::of_holding(ledger::AccountName::fund, holding_, own));
        if (fund.posted - fund.promised >= amount) {
            work_.post(post(ledger::ContributionWithdrawn{holding_, {own}, {}}), detail_);
            return;
        }
        constexpr std::int32_t days_to_answer = 14;
        ledger::insert_task(
            work_,
            {.kind = "contribution-changed",
             .subject = "budget:" + std::to_string(draft_.budget) + " " + draft_.period.first.iso(),
             .due_on = work_.today() + days_to_answer,
             .owner = "finance",
             .words = "A payment was corrected before it left and less is due from the "
                      "person, who has spent it: put what is due right."});
    }

    ledger::Work& work_;
    const Draft& draft_;
    const DraftPart& part_;
    ledger::TransferDetail detail_;
    ledger::Holding holding_;
};

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
    if (draft.evaluation) {
        for (const rules::ReleaseRule* const rule : draft.evaluation->warned) {
            records.insert(ledger::finding_table, id, rule->code, "shown");
        }
    }
    if (draft.sets_aside) note_offsets(work, draft, id);
    if (draft.advanced > Money{}) {
        records.insert(ledger::finding_table, id, "advance-netted", "shown");
    }
    if (draft.paid_besides) records.insert(ledger::finding_table, id, paid_besides, "shown");
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
            run.late += is_late(draft.kind, draft.nominal_on, draft.entry_on) ? 1 : 0;
            run.total += draft.net;
        }
    }
    note_evaluations(work, run.id, first, drafts);
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
    // Before anything is written: what is asked of the database later waits for all of it.
    read_ahead_budgets(work.books(), drafts, [](const Draft& each) { return each.budget; });
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
    for (const Draft& draft : drafts) {
        if (draft.has_no_payment) insert_kept(work, draft);
        if (!draft.sets_aside) continue;
        for (const DraftPart& part : draft.parts) SettingAside(work, draft, part).post_all();
    }
    return runs;
}

}  // namespace almoner::scheduler
