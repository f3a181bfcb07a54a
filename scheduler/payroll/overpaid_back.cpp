#include "scheduler/payroll/overpaid_back.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/payroll.h"
#include "ledger/records/overpaid_came_back.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/returns.h"
#include "ledger/records/slip_pay_out.h"
#include "ledger/records/slip_recovery.h"
#include "scheduler/payroll/moved_back.h"
#include "scheduler/payroll/post_slips.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::PaymentKind;
using ledger::PaySlip;
using ledger::Share;

struct Debt {
    AccountName payable{};
    std::string_view name{};
};

std::optional<Debt> debt_of(PaymentKind kind) {
    if (kind == PaymentKind::net_pay_paid) return Debt{AccountName::payable_net_pay, "net-pay"};
    if (kind == PaymentKind::pension_paid) return Debt{AccountName::payable_pension, "pension"};
    if (kind == PaymentKind::attachment_paid) {
        return Debt{AccountName::payable_attachment, "attachment"};
    }
    return std::nullopt;
}

// The slip that counts in the place of this one.
std::optional<PaySlip> newest_of(ledger::Database& database, std::int64_t slip) {
    while (const auto later = ledger::correction_of(database, slip)) slip = *later;
    return ledger::pay_slip_by_id(database, slip);
}

class TakingBack {
  public:
    TakingBack(ledger::Work& work, const Debt& debt, std::int64_t payment, const MoneyBack& back)
        : work_(work), debt_(debt), payment_(payment), back_(back) {}

    // How much of the share it takes.
    Money take(const PaySlip& newest, const Share& share) {
        Money taken;
        for (const std::int64_t id : ledger::slip_and_before(work_.database(), newest)) {
            const Money part =
                std::min({share.amount - taken,
                          left_of(id, newest, share),
                          posted(newest, debt_.payable, share),
                          posted(newest, AccountName::receivable_overpaid_pay, share)});
            if (part <= Money{}) continue;
            post_back(newest, id, {share.stream, share.body, part});
            taken += part;
        }
        return taken;
    }

  private:
    [[nodiscard]] Money posted(const PaySlip& slip, AccountName name, const Share& share) {
        return work_.books().balance(ledger::of_holding(name, holding_of(slip), share)).posted;
    }

    // Out of the payable into what is owed back, less what went the other way.
    Money moved(const ledger::IdRange& transfers, const Share& share) {
        Money sum;
        for (const MovedBack& each : moved_back(work_, transfers)) {
            const bool is_same = each.payable == debt_.payable && each.stream == share.stream &&
                                 each.body == share.body;
            if (is_same) sum += each.amount;
        }
        return sum;
    }

    // What the slip shows as overpaid of this money and nobody has given back.
    Money left_of(std::int64_t id, const PaySlip& newest, const Share& share) {
        ledger::Database& database = work_.database();
        const auto posting = ledger::posting_of_slip(database, id);
        if (!posting || posting->first_transfer == 0) return {};
        Money left = moved({posting->first_transfer, posting->last_transfer}, share);
        for (const auto& each : ledger::overpaid_came_back(database, id)) {
            if (each.what == debt_.name) {
                left += moved({each.first_transfer, each.last_transfer}, share);
            }
        }
        if (debt_.payable != AccountName::payable_net_pay) return left;
        const auto slip = id == newest.id ? newest : ledger::pay_slip_by_id(database, id).value();
        return std::min(left, slip.overpaid - ledger::given_back(database, id, 0));
    }

    void post_back(const PaySlip& newest, std::int64_t slip, const Share& share) {
        const std::int64_t first = work_.books().next_transfer();
        work_.post(post(ledger::OverpaidRecovered{holding_of(newest), {{debt_.payable, {share}}}}),
                   {.effective = back_.on, .settled = back_.on, .period = newest.worked});
        ledger::insert_overpaid_came_back(work_,
                                          {.slip = slip,
                                           .what = std::string(debt_.name),
                                           .payment = payment_,
                                           .line = back_.id,
                                           .amount = share.amount,
                                           .first_transfer = first,
                                           .last_transfer = work_.books().next_transfer() - 1});
    }

    ledger::Work& work_;
    const Debt& debt_;
    std::int64_t payment_;
    const MoneyBack& back_;
};

}  // namespace

void take_overpaid_back(ledger::Work& work,
                        const ledger::PaymentRecord& payment,
                        const MoneyBack& back) {
    const auto debt = debt_of(payment.kind);
    if (!debt) return;
    ledger::Database& database = work.database();
    std::set<std::int64_t> seen;
    std::vector<PaySlip> newest;
    for (const ledger::SlipPayOut& each : ledger::slip_pay_outs_of(database, payment.id)) {
        const auto slip = newest_of(database, each.debt.slip);
        if (slip && seen.insert(slip->id).second) newest.push_back(*slip);
    }
    if (newest.empty()) return;
    TakingBack taking(work, *debt, payment.id, back);
    const auto shares = ledger::split_by_streams(
        back.amount, ledger::shares_of(ledger::parts_of(database, payment.id)));
    for (Share share : shares) {
        for (const PaySlip& slip : newest) share.amount -= taking.take(slip, share);
    }
}

}  // namespace almoner::scheduler
