#include "scheduler/payroll/settled_parts.h"

#include "ledger/records/overpaid_came_back.h"
#include "ledger/records/slip_pay_out.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Debts;
using ledger::Money;
using ledger::PaySlipSplit;
using ledger::Share;
using ledger::Stream;

constexpr std::array payables{
    AccountName::payable_net_pay, AccountName::payable_pension, AccountName::payable_attachment};

static_assert(static_cast<int>(AccountName::receivable_overpaid_pay) == 37);
const ledger::Query moved{
    "SELECT d.name, c.name, d.stream, d.body, t.amount FROM transfer t"
    " JOIN account d ON d.id = t.debit JOIN account c ON c.id = t.credit"
    " WHERE t.id BETWEEN $1 AND $2 AND (d.name = 37 OR c.name = 37) ORDER BY t.id"};

AccountName payable_of(std::string_view what) {
    if (what == "net-pay") return AccountName::payable_net_pay;
    return what == "pension" ? AccountName::payable_pension : AccountName::payable_attachment;
}

Share share_of(Stream stream, std::int64_t body, Money amount) {
    return {stream, static_cast<std::int32_t>(body), amount};
}

constexpr Money by_rounding = Money::from_pence(1);

// By payable, and by whose money it is.
using ByFunder = std::map<std::string, std::map<std::pair<Stream, std::int64_t>, Money>>;

void add_owed(ByFunder& sums, const PaySlipSplit& split) {
    const std::pair funder{split.stream, split.body};
    sums["net-pay"][funder] += split.net_pay;
    sums["hmrc"][funder] += split.hmrc;
    sums["pension"][funder] += split.pension;
    sums["attachment"][funder] += split.attachment;
}

bool is_like(const PaySlipSplit& a, const PaySlipSplit& b) {
    return a.stream == b.stream && a.body == b.body;
}

}  // namespace

Money amount_in(const PaySlipSplit& split, AccountName payable) {
    if (payable == AccountName::payable_net_pay) return split.net_pay;
    return payable == AccountName::payable_pension ? split.pension : split.attachment;
}

bool is_paid_again_by_another(ledger::Database& database,
                              const ledger::PaySlip& slip,
                              const std::vector<PaySlipSplit>& after) {
    ByFunder paid;
    for (const std::int64_t each : ledger::slip_and_before(database, slip)) {
        for (const ledger::SlipPayOut& part : ledger::pay_outs_of_slip(database, each)) {
            if (part.state == ledger::PaymentState::proposed) continue;
            paid[part.debt.what][{part.debt.stream, part.debt.body}] += part.counts;
        }
    }
    ByFunder owed;
    for (const PaySlipSplit& each : after) add_owed(owed, each);
    return std::ranges::any_of(paid, [&](const auto& payable) {
        const auto& [what, by_funder] = payable;
        Money above;
        Money more;
        for (const auto& [funder, amount] : by_funder) {
            above += std::max(amount - owed[what][funder], Money{});
        }
        for (const auto& [funder, amount] : owed[what]) {
            const auto found = by_funder.find(funder);
            const Money before = found == by_funder.end() ? Money{} : found->second;
            more += std::max(amount - before, Money{});
        }
        return std::min(above, more) > by_rounding;
    });
}

SettledParts::SettledParts(ledger::Work& work, const ledger::PaySlip& slip) {
    work.books().fold();  // the transfers are read from the tables
    for (const std::int64_t each : ledger::slip_and_before(work.database(), slip)) {
        read_pay_outs(work.database(), each);
        read_taken_back(work.database(), each);
    }
    left_ = settled_;
}

// What is approved to be paid counts as paid.
void SettledParts::read_pay_outs(ledger::Database& database, std::int64_t slip) {
    for (const ledger::SlipPayOut& each : ledger::pay_outs_of_slip(database, slip)) {
        const ledger::SlipDebt& debt = each.debt;
        if (debt.what == "hmrc" || each.state == ledger::PaymentState::proposed) continue;
        settled_[{payable_of(debt.what), debt.stream, debt.body}] += each.counts;
    }
}

// What was recovered of it settled it; what is owed back is settled no longer.
void SettledParts::read_taken_back(ledger::Database& database, std::int64_t slip) {
    for (const ledger::OverpaidCameBack& each : ledger::overpaid_came_back(database, slip)) {
        read_moved(database, {each.first_transfer, each.last_transfer});
    }
    const auto posting = ledger::posting_of_slip(database, slip);
    if (!posting || posting->first_transfer == 0) return;
    read_moved(database, {posting->first_transfer, posting->last_transfer});
}

void SettledParts::read_moved(ledger::Database& database, const ledger::IdRange& transfers) {
    ledger::Rows rows = database.select(moved, transfers.first, transfers.last);
    while (rows.next()) {
        const auto debited = static_cast<AccountName>(rows.integer(0));
        const auto credited = static_cast<AccountName>(rows.integer(1));
        const bool is_recovered = credited == AccountName::receivable_overpaid_pay;
        Money& settled =
            settled_[{is_recovered ? debited : credited, rows.stream(2), rows.integer(3)}];
        settled += is_recovered ? rows.money(4) : -rows.money(4);
    }
}

Debts SettledParts::take_less(Money amount) {
    Debts less;
    for (auto& [place, settled] : settled_) {
        const auto& [payable, stream, body] = place;
        const Money part = std::clamp(settled, Money{}, amount);
        if (payable != AccountName::payable_net_pay || part.is_zero()) continue;
        settled -= part;
        amount -= part;
        less.push_back({payable, {share_of(stream, body, part)}});
    }
    left_ = settled_;
    return less;
}

Debts SettledParts::of(const CorrectedPart& part, const std::vector<CorrectedPart>& all) {
    Debts debts;
    for (const AccountName payable : payables) {
        Money& left = left_[{payable, part.after.stream, part.after.body}];
        // On the first part stands also what none of them owes any more.
        Money owed = amount_in(part.after, payable);
        const auto first = std::ranges::find_if(
            all, [&](const CorrectedPart& each) { return is_like(each.after, part.after); });
        if (first->after.plan_line == part.after.plan_line) {
            Money of_all;
            for (const CorrectedPart& each : all) {
                if (is_like(each.after, part.after)) of_all += amount_in(each.after, payable);
            }
            owed += std::max(left - of_all, Money{});
        }
        const Money settled = std::clamp(left, Money{}, owed);
        left -= settled;
        if (settled > Money{}) {
            debts.push_back({payable, {share_of(part.after.stream, part.after.body, settled)}});
        }
    }
    return debts;
}

ledger::Shares SettledParts::unsettled_net_pay(const std::vector<CorrectedPart>& all) const {
    std::map<Place, Money> owed;
    for (const CorrectedPart& each : all) {
        owed[{AccountName::payable_net_pay, each.after.stream, each.after.body}] +=
            each.after.net_pay;
    }
    ledger::Shares open;
    for (const auto& [place, amount] : owed) {
        const auto found = settled_.find(place);
        const Money settled = found == settled_.end() ? Money{} : found->second;
        if (amount > settled) {
            open.push_back(share_of(std::get<1>(place), std::get<2>(place), amount - settled));
        }
    }
    return open;
}

}  // namespace almoner::scheduler
