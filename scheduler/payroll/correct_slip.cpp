#include "scheduler/payroll/correct_slip.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/payroll.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/pay_findings.h"
#include "scheduler/payroll/post_slips.h"
#include "scheduler/payroll/run_checks.h"

#include <algorithm>
#include <array>
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

// The kind that it was made as: a correction of a correction too.
std::string kind_of(ledger::Database& database, const PaySlip& slip) {
    const auto run = ledger::payroll_run_by_id(database, slip.run);
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
                 .tax_to_date = old.tax_to_date - old.tax};
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

// What of the plan lines' parts has been paid already: what their payables no longer hold.
class PaidParts {
  public:
    PaidParts(ledger::Work& work, const PaySlip& slip) : work_(work), slip_(slip) {}

    Debts of(const PaySlipSplit& split) {
        Debts paid;
        for (const ledger::Debt& debt : debts_of(split)) {
            if (debt.payable == AccountName::payable_hmrc) continue;
            const ledger::Share& share = debt.shares.front();
            Money& unpaid = unpaid_in(debt.payable, share);
            const Money still = std::min(unpaid, share.amount);
            unpaid -= still;
            if (still == share.amount) continue;
            paid.push_back({debt.payable, {{share.stream, share.body, share.amount - still}}});
        }
        return paid;
    }

  private:
    Money& unpaid_in(AccountName payable, const ledger::Share& share) {
        const ledger::AccountKey key = ledger::of_holding(payable, holding_of(slip_), share);
        const auto known = unpaid_.find(key);
        if (known != unpaid_.end()) return known->second;
        const ledger::Balance balance = work_.books().balance(key);
        return unpaid_.emplace(key, std::max(balance.posted - balance.promised, Money{}))
            .first->second;
    }

    ledger::Work& work_;
    const PaySlip& slip_;
    std::map<ledger::AccountKey, Money> unpaid_;
};

// One plan line's part, before and after.
struct Part {
    PaySlipSplit before{};
    PaySlipSplit after{};
};

std::vector<Part> parts_of(const std::vector<PaySlipSplit>& before,
                           const std::vector<PaySlipSplit>& after) {
    std::vector<Part> parts;
    parts.reserve(before.size() + after.size());
    for (const PaySlipSplit& each : before) {
        parts.push_back(
            {each, {.plan_line = each.plan_line, .body = each.body, .stream = each.stream}});
    }
    for (const PaySlipSplit& each : after) {
        const auto same = std::ranges::find_if(parts, [&](const Part& part) {
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
ledger::SlipCorrected correction_of(const PaySlip& slip, const Part& part, Debts paid) {
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

Money overpaid_in(const Debts& paid, const PaySlipSplit& after) {
    const Money paid_net = ledger::total_of(owed_in(paid, AccountName::payable_net_pay));
    return std::max(paid_net - after.net_pay, Money{});
}

Money short_of(ledger::Work& work, const PaySlip& slip, const std::vector<Part>& parts) {
    std::map<ledger::AccountKey, Money> more;
    for (const Part& each : parts) {
        more[fund_of(slip, each.before)] += each.after.total() - each.before.total();
    }
    Money short_by;
    for (const auto& [fund, amount] : more) {
        const Money free = std::max(free_fund(work, fund), Money{});
        if (amount > free) short_by += amount - free;
    }
    return short_by;
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
    constexpr std::array<std::string_view, 2> without_hours{"no-timesheet", "hours-not-confirmed"};
    for (const HeldOut& each : draft.held_out) {
        const bool is_about_hours =
            std::ranges::find(without_hours, each.finding.code) != without_hours.end();
        if (!draft.slips.empty() || is_about_hours) continue;
        return refused_in("slip",
                          each.finding.code,
                          words_of_finding(each.finding),
                          "Put that right first, then correct the slip.");
    }
    DraftSlip made = draft.slips.empty() ? nil_slip(database, old) : draft.slips.front();
    DraftSlip was = stored_draft(database, old.run).slips.front();
    for (DraftSlip& each : stored_draft(database, old.run).slips) {
        if (each.slip.employment == old.employment) was = std::move(each);
    }
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
    const auto before = without_slip(ledger::splits_of_slip(work.database(), old.id));
    const bool is_posted = ledger::posting_of_slip(work.database(), old.id)->way != "shown";
    const bool is_ours = old.option == ledger::Option::managed_account;
    const std::vector<Part> parts = parts_of(before, made.splits);
    PaidParts paid_parts(work, old);
    std::vector<Debts> paid;
    paid.reserve(parts.size());
    for (const Part& each : parts) {
        paid.push_back(is_posted ? paid_parts.of(each.before) : Debts{});
        made.slip.overpaid += overpaid_in(paid.back(), each.after);
    }
    if (!is_ours) made.slip.overpaid = std::max(old.paid - made.slip.paid, Money{});
    const std::int64_t id = write(work, run, made);
    ledger::PaySlipPosting row{.slip = id, .way = "shown", .on = work.today()};
    const Money short_by = is_ours ? short_of(work, old, parts) : Money{};
    if (is_ours) {
        const std::int64_t first = work.books().next_transfer();
        for (std::size_t i = 0; i < parts.size(); ++i) {
            work.post(ledger::post(correction_of(old, parts[i], paid[i])),
                      {.plan_line = parts[i].before.plan_line,
                       .effective = old.paid_on,
                       .period = old.worked});
        }
        const std::int64_t last = work.books().next_transfer() - 1;
        if (last >= first) {
            row.way = short_by.is_zero() ? "posted" : "owed";
            row.first_transfer = first;
            row.last_transfer = last;
        }
    }
    if (!short_by.is_zero()) work.posts_facts("wages above a fund are owed by law", "payroll");
    ledger::insert_pay_slip_posting(work, row);
    return short_by;
}

}  // namespace almoner::scheduler
