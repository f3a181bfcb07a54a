#include "scheduler/payroll/post_slips.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/payroll.h"
#include "ledger/records/many_jobs.h"
#include "ledger/storage/read_beside.h"
#include "ledger/values/invariant.h"
#include "scheduler/payroll/run_checks.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaySlipSplit;
using ledger::Share;
using ledger::Shares;
using ledger::SlipToPost;

Share share_of(const PaySlipSplit& split, Money amount) {
    return {split.stream, static_cast<std::int32_t>(split.body), amount};
}

void owe(ledger::Debts& debts, AccountName payable, const PaySlipSplit& split, Money amount) {
    if (amount > Money{}) debts.push_back({payable, {share_of(split, amount)}});
}

ledger::Holding holding_of(const SlipToPost& slip) {
    return {.budget = static_cast<std::int32_t>(slip.budget),
            .option = slip.option,
            .client_account = static_cast<std::int32_t>(slip.client_account)};
}

// How far the fund falls short of a slip, over all plan lines that pay it.
Money short_of(ledger::Work& work,
               const SlipToPost& slip,
               const std::vector<PaySlipSplit>& splits) {
    std::map<ledger::AccountKey, Money> wanted;
    const ledger::Holding holding = holding_of(slip);
    for (const PaySlipSplit& each : splits) {
        const auto fund = ledger::of_holding(AccountName::fund, holding, share_of(each, Money{}));
        wanted[fund] += each.total();
    }
    Money short_by;
    for (const auto& [fund, amount] : wanted) {
        const Money free = std::max(free_fund(work, fund), Money{});
        if (amount > free) short_by += amount - free;
    }
    return short_by;
}

class Posting {
  public:
    Posting(ledger::Work& work, const SlipToPost& slip, bool is_owed)
        : work_(work), slip_(slip), is_owed_(is_owed) {}

    // The first and the last transfer; of a slip that moves nothing none.
    ledger::IdRange post(const std::vector<PaySlipSplit>& splits) {
        const std::int64_t first = work_.books().next_transfer();
        for (const PaySlipSplit& each : splits) post_part(each);
        recover(splits);
        const std::int64_t last = work_.books().next_transfer() - 1;
        return last < first ? ledger::IdRange{} : ledger::IdRange{first, last};
    }

  private:
    [[nodiscard]] ledger::TransferDetail detail(std::int64_t plan_line) const {
        return {.plan_line = plan_line, .effective = slip_.paid_on, .period = slip_.worked};
    }

    void post_part(const PaySlipSplit& part) {
        const ledger::Debts debts = debts_of(part);
        const ledger::Holding holding = holding_of(slip_);
        if (is_owed_) {
            work_.post(ledger::post(ledger::WageOwedByLaw{holding, debts}), detail(part.plan_line));
        } else {
            work_.post(ledger::post(ledger::PayrollPosted{holding, debts}), detail(part.plan_line));
        }
        const Shares refund = refund_of(part);
        if (refund.empty()) return;
        work_.post(ledger::post(ledger::HmrcCreditClaimed{holding, refund}),
                   detail(part.plan_line));
    }

    // Of whose money it was overpaid, to them it goes back.
    void recover(const std::vector<PaySlipSplit>& splits) {
        if (slip_.recovered.is_zero()) return;
        const ledger::Holding holding = holding_of(slip_);
        Shares owed;
        std::set<std::pair<ledger::Stream, std::int64_t>> seen;
        for (const PaySlipSplit& each : splits) {
            if (!seen.insert({each.stream, each.body}).second) continue;
            const Share share = share_of(each, Money{});
            const Money left = work_.books()
                                   .balance(ledger::of_holding(
                                       AccountName::receivable_overpaid_pay, holding, share))
                                   .posted;
            if (left > Money{}) owed.push_back(share_of(each, left));
        }
        const Money recovered = std::min(slip_.recovered, ledger::total_of(owed));
        if (recovered.is_zero()) return;
        work_.post(
            ledger::post(ledger::OverpaidRecovered{
                holding,
                {{AccountName::payable_net_pay, ledger::split_by_streams(recovered, owed)}}}),
            detail(0));
    }

    ledger::Work& work_;
    const SlipToPost& slip_;
    bool is_owed_;
};

void count(CountAndTotal& sum, const std::vector<PaySlipSplit>& splits) {
    ++sum.count;
    for (const PaySlipSplit& each : splits) sum.total += each.total();
}

CountAndTotal& sum_of_way(PostedSlips& done, std::string_view way) {
    if (way == "shown") return done.shown;
    return way == "owed" ? done.owed : done.posted;
}

void post_slip(ledger::Work& work,
               const SlipToPost& slip,
               const std::vector<PaySlipSplit>& splits,
               PostedSlips& done) {
    ledger::PaySlipPosting row{.slip = slip.id, .way = "shown", .on = work.today()};
    if (slip.option == ledger::Option::managed_account) {
        const Money short_by = short_of(work, slip, splits);
        const bool is_owed = short_by > Money{};
        if (is_owed) done.short_by_budget[slip.budget] += short_by;
        const ledger::IdRange moved = Posting(work, slip, is_owed).post(splits);
        if (moved.first != 0) row.way = is_owed ? "owed" : "posted";
        row.first_transfer = moved.first;
        row.last_transfer = moved.last;
    }
    ledger::insert_pay_slip_posting(work, row);
    count(sum_of_way(done, row.way), splits);
}

// What plan lines bear of slips, and which of them are in the books already.
class ToPost {
  public:
    ToPost(ledger::Database& database, std::span<const SlipToPost> slips) {
        std::vector<std::int64_t> ids;
        ids.reserve(slips.size());
        for (const SlipToPost& each : slips) ids.push_back(each.id);
        for (const ledger::Stretch& each : ledger::stretches_of(std::move(ids))) {
            std::ranges::move(ledger::splits_of_slips(database, each), std::back_inserter(splits_));
            std::ranges::move(ledger::posted_slips(database, each), std::back_inserter(posted_));
        }
    }

    [[nodiscard]] bool is_posted(std::int64_t slip) const {
        return std::ranges::binary_search(posted_, slip);
    }
    [[nodiscard]] std::vector<PaySlipSplit> splits_of(std::int64_t slip) const {
        const auto own = std::ranges::equal_range(splits_, slip, {}, &PaySlipSplit::slip);
        return {own.begin(), own.end()};
    }

  private:
    std::vector<PaySlipSplit> splits_;  // by slip
    std::vector<std::int64_t> posted_;  // in order
};

void read_ahead_accounts(ledger::Work& work, const std::vector<SlipToPost>& slips) {
    if (slips.empty()) return;
    const auto [first, last] = std::ranges::minmax(slips, {}, &SlipToPost::budget);
    work.books().read_ahead_budgets(first.budget, last.budget, slips.size());
}

void post_all(ledger::Work& work,
              std::span<const SlipToPost> slips,
              const ToPost& read,
              PostedSlips& done) {
    for (const SlipToPost& slip : slips) {
        if (!read.is_posted(slip.id)) post_slip(work, slip, read.splits_of(slip.id), done);
    }
}

}  // namespace

ledger::Debts debts_of(const PaySlipSplit& split) {
    ledger::Debts debts;
    owe(debts, AccountName::payable_net_pay, split, split.net_pay);
    owe(debts, AccountName::payable_hmrc, split, split.hmrc);
    owe(debts, AccountName::payable_pension, split, split.pension);
    owe(debts, AccountName::payable_attachment, split, split.attachment);
    return debts;
}

Shares refund_of(const PaySlipSplit& split) {
    if (split.hmrc >= Money{}) return {};
    return {share_of(split, -split.hmrc)};
}

ledger::Holding holding_of(const ledger::PaySlip& slip) {
    return {.budget = static_cast<std::int32_t>(slip.budget),
            .option = slip.option,
            .client_account = static_cast<std::int32_t>(slip.client_account)};
}

PostedSlips post_slips(ledger::Work& work, std::int64_t run) {
    PostedSlips done;
    const auto slips = ledger::slips_to_post(work.database(), run);
    // What comes later is read while the first third is posted, which takes longer.
    const auto sooner = std::span(slips).first(slips.size() / 3);
    const auto later = std::span(slips).subspan(sooner.size());
    ledger::ReadBeside<ToPost> rest(
        work.database(), std::ssize(later), [later](ledger::Database& database) {
            return ToPost(database, later);
        });
    const ToPost first(work.database(), sooner);
    read_ahead_accounts(work, slips);
    post_all(work, sooner, first, done);
    post_all(work, later, rest.get(), done);
    if (!done.short_by_budget.empty()) {
        work.posts_facts("wages above a fund are owed by law", "payroll");
    }
    return done;
}

}  // namespace almoner::scheduler
