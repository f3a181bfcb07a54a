#include "scheduler/payroll/correct_slip.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/payroll.h"
#include "ledger/records/slip_recovery.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/pay_findings.h"
#include "scheduler/payroll/post_slips.h"
#include "scheduler/payroll/run_checks.h"
#include "scheduler/payroll/settled_parts.h"

#include <algorithm>
#include <map>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Debts;
using ledger::Money;
using ledger::Outcome;
using ledger::PaySlip;
using ledger::PaySlipSplit;
using ledger::Shares;

// The kind that it was made as: a correction of a correction too.
std::string kind_of(ledger::Database& database, const PaySlip& slip) {
    const auto run = ledger::payroll_run_by_id(database, slip.run);
    if (run->kind == "off-cycle" && slip.closes) return "cycle";  // of one job alone
    if (run->kind != "correction") return run->kind;
    return kind_of(database, *ledger::pay_slip_by_id(database, slip.corrects));
}

// Nobody is paid any more; the year's figures are as if it had not been.
DraftSlip nil_slip(ledger::Database& database, const PaySlip& old) {
    DraftSlip made;
    made.slip = {.employment = old.employment,
                 .employer = old.employer,
                 .budget = old.budget,
                 .option = old.option,
                 .client_account = old.client_account,
                 .payee_account = old.payee_account,
                 .payee_version = old.payee_version,
                 .paid_on = old.paid_on,
                 .tax_year = old.tax_year,
                 .period_no = old.period_no,
                 .worked = old.worked,
                 .tax_code = old.tax_code,
                 .tax_basis = old.tax_basis,
                 .ni_letter = old.ni_letter,
                 .loans = old.loans,
                 .is_after_leaving = old.is_after_leaving,
                 .taxable_to_date = old.taxable_to_date - old.taxable,
                 .tax_to_date = old.tax_to_date - old.tax,
                 .closes = old.closes};
    for (PaySlipSplit each : ledger::splits_of_slip(database, old.id)) {
        each = {.plan_line = each.plan_line, .body = each.body, .stream = each.stream};
        made.splits.push_back(each);
    }
    return made;
}

std::vector<PaySlipSplit> without_slip(std::vector<PaySlipSplit> splits) {
    for (PaySlipSplit& each : splits) each.slip = 0;
    return splits;
}

std::vector<CorrectedPart> parts_of(const std::vector<PaySlipSplit>& before,
                                    const std::vector<PaySlipSplit>& after) {
    std::vector<CorrectedPart> parts;
    parts.reserve(before.size() + after.size());
    for (const PaySlipSplit& each : before) {
        parts.push_back(
            {each, {.plan_line = each.plan_line, .body = each.body, .stream = each.stream}});
    }
    for (const PaySlipSplit& each : after) {
        const auto same = std::ranges::find_if(parts, [&](const CorrectedPart& part) {
            return part.before.plan_line == each.plan_line && part.before.body == each.body &&
                   part.before.stream == each.stream;
        });
        if (same != parts.end()) {
            same->after = each;
        } else {
            parts.push_back(
                {{.plan_line = each.plan_line, .body = each.body, .stream = each.stream}, each});
        }
    }
    return parts;
}

// A refund of one slip is taken back as the other's debt.
ledger::SlipCorrected correction_of(const PaySlip& slip, const CorrectedPart& part, Debts paid) {
    ledger::SlipCorrected event{.holding = holding_of(slip),
                                .old_slip = debts_of(part.before),
                                .new_slip = debts_of(part.after),
                                .paid = std::move(paid)};
    if (const auto refund = refund_of(part.before); !refund.empty()) {
        event.new_slip.push_back({AccountName::payable_hmrc, refund});
    }
    if (const auto refund = refund_of(part.after); !refund.empty()) {
        event.old_slip.push_back({AccountName::payable_hmrc, refund});
    }
    return event;
}

Money overpaid_in(const Debts& settled, const PaySlipSplit& after) {
    const Money net = ledger::total_of(owed_in(settled, AccountName::payable_net_pay));
    return std::max(net - after.net_pay, Money{});
}

Money sum_of(const std::vector<ledger::SlipRecovery>& recoveries) {
    Money sum;
    for (const ledger::SlipRecovery& each : recoveries) sum += each.amount;
    return sum;
}

// What the slips of one chain show as overpaid is set off against what the newest of them pays
// more, without anybody's agreement: the assistant has that money.
class SetOff {
  public:
    SetOff(ledger::Database& database, const PaySlip& old, DraftSlip& made)
        : database_(database), old_(old), made_(made) {}

    // How much of `more` it takes.
    Money take(Money more) {
        Money all;
        for (const std::int64_t id : ledger::slip_and_before(database_, old_)) {
            const Money part = std::clamp(owed_back(id), Money{}, more - all);
            if (part.is_zero()) continue;
            all += part;
            give_back(id, part);
        }
        made_.slip.recovered += all;
        made_.slip.paid -= all;
        return all;
    }

  private:
    Money owed_back(std::int64_t id) {
        const Money overpaid = ledger::pay_slip_by_id(database_, id)->overpaid;
        const auto known = std::ranges::find(made_.recoveries, id, &ledger::SlipRecovery::of_slip);
        const Money agreed = known == made_.recoveries.end() ? Money{} : known->amount;
        return overpaid - ledger::given_back(database_, id, old_.id) - agreed;
    }
    void give_back(std::int64_t id, Money amount) {
        const auto known = std::ranges::find(made_.recoveries, id, &ledger::SlipRecovery::of_slip);
        if (known != made_.recoveries.end()) {
            known->amount += amount;
        } else {
            made_.recoveries.push_back({.of_slip = id, .amount = amount});
        }
    }

    ledger::Database& database_;
    const PaySlip& old_;
    DraftSlip& made_;
};

// As far as the receivables of whose money it is reach; the rest where there is most to take from.
Shares recovered_from(ledger::Work& work, const PaySlip& slip, const Shares& open, Money amount) {
    Shares taken;
    for (const ledger::Share& each : open) {
        const Money owed_back =
            work.books()
                .balance(ledger::of_holding(
                    AccountName::receivable_overpaid_pay, holding_of(slip), each))
                .posted;
        const Money part = std::clamp(std::min(each.amount, owed_back), Money{}, amount);
        if (part.is_zero()) continue;
        amount -= part;
        taken.push_back({each.stream, each.body, part});
    }
    return taken;
}

// Moves the money of a correction.
class PutInPlace {
  public:
    PutInPlace(ledger::Work& work, const PaySlip& old, DraftSlip& made)
        : work_(work),
          old_(old),
          made_(made),
          parts_(
              parts_of(without_slip(ledger::splits_of_slip(work.database(), old.id)), made.splits)),
          settled_(work, old) {}

    // Before the slip is written: what it recovers and what was overpaid.
    void reckon() {
        const Money before = sum_of(ledger::recoveries_of_slip(work_.database(), old_.id));
        const Money now = made_.slip.recovered;
        if (now < before) less_ = settled_.take_less(before - now);
        for (const CorrectedPart& each : parts_) {
            paid_.push_back(settled_.of(each, parts_));
            made_.slip.overpaid += overpaid_in(paid_.back(), each.after);
        }
        open_ = settled_.unsettled_net_pay(parts_);
        more_ = std::max(now - before, Money{});
        const Money left = ledger::total_of(open_) - more_;
        if (left > Money{}) more_ += SetOff(work_.database(), old_, made_).take(left);
    }

    void post() {
        if (!less_.empty()) post_part({holding_of(old_), {}, {}, less_}, 0);
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            post_part(correction_of(old_, parts_[i], paid_[i]), parts_[i].before.plan_line);
        }
        const Shares back = recovered_from(work_, old_, open_, more_);
        if (back.empty()) return;
        work_.post(ledger::post(ledger::OverpaidRecovered{holding_of(old_),
                                                          {{AccountName::payable_net_pay, back}}}),
                   detail(0));
    }

    [[nodiscard]] const std::vector<CorrectedPart>& parts() const { return parts_; }

  private:
    [[nodiscard]] ledger::TransferDetail detail(std::int64_t plan_line) const {
        return {.plan_line = plan_line, .effective = old_.paid_on, .period = old_.worked};
    }
    void post_part(const ledger::SlipCorrected& event, std::int64_t plan_line) {
        work_.post(ledger::post(event), detail(plan_line));
    }

    ledger::Work& work_;
    const PaySlip& old_;
    DraftSlip& made_;
    std::vector<CorrectedPart> parts_;
    SettledParts settled_;
    Debts less_;  // that was recovered and is not any more
    std::vector<Debts> paid_;
    Shares open_;
    Money more_;  // that is recovered now
};

Money short_of(ledger::Work& work, const PaySlip& slip, const std::vector<CorrectedPart>& parts) {
    std::map<ledger::AccountKey, Money> more;
    for (const CorrectedPart& each : parts) {
        more[fund_of(slip, each.before)] += each.after.total() - each.before.total();
    }
    Money short_by;
    for (const auto& [fund, amount] : more) {
        const Money free = std::max(free_fund(work, fund), Money{});
        if (amount > free) short_by += amount - free;
    }
    return short_by;
}

// What was set off when the slip was made is reckoned when its own correction is.
void take_set_offs_out(ledger::Database& database, const PaySlip& old, DraftSlip& was) {
    const auto chain = ledger::slip_and_before(database, old);
    std::erase_if(was.recoveries, [&](const ledger::SlipRecovery& each) {
        const bool is_own = std::ranges::find(chain, each.of_slip) != chain.end();
        if (is_own) was.slip.recovered -= each.amount;
        if (is_own) was.slip.paid += each.amount;
        return is_own;
    });
}

std::int64_t write(ledger::Work& work, std::int64_t run, const DraftSlip& made) {
    PayrollDraft draft;
    draft.slips.push_back(made);
    write_draft(work, run, draft);
    return ledger::slips_of_run(work.database(), run).front().id;
}

}  // namespace

Outcome<DraftSlip> slip_reckoned_anew(const Asked& asked, const PaySlip& old) {
    ledger::Database& database = asked.work.database();
    const auto book = rates_of_program(asked.around);
    if (!book.accepted()) return book.refusal();
    const auto run = ledger::payroll_run_by_id(database, old.run);
    const auto drafted = draft_payroll(asked,
                                       book.value(),
                                       {.service = run->service,
                                        .kind = kind_of(database, old),
                                        .frequency = run->frequency,
                                        .payday = old.paid_on,
                                        .employment = old.employment},
                                       old.id);
    if (!drafted.accepted()) return drafted.refusal();
    const PayrollDraft& draft = drafted.value();
    for (const HeldOut& each : draft.held_out) {
        if (!draft.slips.empty() || each.finding.code == "no-timesheet") continue;
        return refused_in("slip",
                          each.finding.code,
                          words_of_finding(each.finding),
                          "Put that right first, then correct the slip.");
    }
    DraftSlip made = draft.slips.empty() ? nil_slip(database, old) : draft.slips.front();
    if (is_paid_again_by_another(database, old, made.splits)) {
        return refused_in(
            "slip",
            "funders-of-a-paid-slip",
            "This slip is paid out of one funder's money, and by the records of its payday "
            "another would pay it again.",
            "Record the job's plan lines as they were when it was paid, with 'almoner employment "
            "change JOB --plan-lines' from its payday on, and the new ones from a later day; then "
            "correct the slip. What the funders owe one another is settled between them.");
    }
    DraftSlip was = stored_slip(database, old);
    take_set_offs_out(database, old, was);
    PaySlip same = made.slip;
    same.corrects = was.slip.corrects;
    same.overpaid = was.slip.overpaid;
    if (same == was.slip && made.splits == was.splits && made.lines == was.lines) {
        return refused_in("slip",
                          "nothing-differs",
                          "The records make the very same slip.",
                          "Correct the hours, the rate or the code first.");
    }
    made.slip.corrects = old.id;
    return made;
}

Money put_in_place(ledger::Work& work, std::int64_t run, const PaySlip& old, DraftSlip made) {
    if (old.option != ledger::Option::managed_account) {
        made.slip.overpaid = std::max(old.paid - made.slip.paid, Money{});
        const Money more = made.slip.paid - old.paid;
        if (more > Money{}) (void)SetOff(work.database(), old, made).take(more);
        const std::int64_t id = write(work, run, made);
        ledger::insert_pay_slip_posting(work, {.slip = id, .way = "shown", .on = work.today()});
        return Money{};
    }
    PutInPlace putting(work, old, made);
    putting.reckon();
    const std::int64_t id = write(work, run, made);
    ledger::PaySlipPosting row{.slip = id, .way = "shown", .on = work.today()};
    const Money short_by = short_of(work, old, putting.parts());
    const std::int64_t first = work.books().next_transfer();
    putting.post();
    const std::int64_t last = work.books().next_transfer() - 1;
    if (last >= first) {
        row.way = short_by.is_zero() ? "posted" : "owed";
        row.first_transfer = first;
        row.last_transfer = last;
    }
    if (!short_by.is_zero()) work.posts_facts("wages above a fund are owed by law", "payroll");
    ledger::insert_pay_slip_posting(work, row);
    return short_by;
}

}  // namespace almoner::scheduler
