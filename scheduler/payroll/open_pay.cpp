#include "scheduler/payroll/open_pay.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/employer.h"
#include "ledger/records/hmrc_refund.h"
#include "ledger/records/in_force.h"
#include "ledger/records/overpaid_came_back.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/slip_recovery.h"
#include "rules/payroll/hmrc_period.h"
#include "scheduler/payroll/moved_back.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::PaymentKind;
using ledger::PaySlip;
using ledger::PaySlipSplit;
using ledger::SlipDebt;

std::string_view debt_named(ledger::AccountName payable) {
    if (payable == ledger::AccountName::payable_net_pay) return "net-pay";
    return payable == ledger::AccountName::payable_pension ? "pension" : "attachment";
}

SlipDebt debt_of(const PaySlipSplit& split, std::int64_t slip, const char* what) {
    return {.slip = slip,
            .what = what,
            .plan_line = split.plan_line,
            .body = split.body,
            .stream = split.stream};
}

void add(OpenParts& parts, const SlipDebt& debt, Money amount) {
    if (!amount.is_zero()) parts[debt] += amount;
}

// What an order takes comes out of the plan lines' parts one after another.
void add_orders(OpenParts& parts,
                ledger::Database& database,
                const PaySlip& slip,
                std::vector<PaySlipSplit> splits) {
    if (slip.attachment.is_zero()) return;
    for (const ledger::PaySlipOrder& order : ledger::orders_of_slip(database, slip.id)) {
        Money left = order.taken;
        for (PaySlipSplit& split : splits) {
            const Money part = std::min(left, split.attachment);
            SlipDebt debt = debt_of(split, slip.id, "attachment");
            debt.pay_order = order.pay_order;
            add(parts, debt, part);
            left -= part;
            split.attachment -= part;
        }
    }
}

// On the first part of the same kind and money; the parts of these are seen together afterwards.
void change(OpenParts& parts, const SlipDebt& like, Money by) {
    const auto same = std::ranges::find_if(parts, [&](const auto& each) {
        const SlipDebt& debt = each.first;
        return debt.slip == like.slip && debt.what == like.what && debt.body == like.body &&
               debt.stream == like.stream;
    });
    if (same != parts.end()) same->second += by;
}

struct Moved {
    SlipDebt debt{};  // of no plan line
    Money amount{};   // above zero: owed back; below: recovered
};

void read_moved(std::vector<Moved>& moved,
                ledger::Work& work,
                std::int64_t slip,
                const ledger::IdRange& transfers) {
    for (const MovedBack& each : moved_back(work, transfers)) {
        moved.push_back({.debt = {.slip = slip,
                                  .what = std::string(debt_named(each.payable)),
                                  .body = each.body,
                                  .stream = each.stream},
                         .amount = each.amount});
    }
}

// Between payables and what assistants owe back, by a slip, and by what came back of it.
void read_moved_by(std::vector<Moved>& moved,
                   ledger::Work& work,
                   std::int64_t slip,
                   std::int64_t posted) {
    const auto posting = ledger::posting_of_slip(work.database(), posted);
    if (posting && posting->first_transfer != 0) {
        read_moved(moved, work, slip, {posting->first_transfer, posting->last_transfer});
    }
    for (const ledger::OverpaidCameBack& each :
         ledger::overpaid_came_back(work.database(), posted)) {
        read_moved(moved, work, slip, {each.first_transfer, each.last_transfer});
    }
}

std::vector<Moved> moved_by(ledger::Work& work,
                            const PaySlip& slip,
                            const std::vector<std::int64_t>& chain) {
    std::vector<Moved> moved;
    if (chain.size() == 1 && slip.recovered.is_zero()) return moved;
    for (const std::int64_t each : chain) read_moved_by(moved, work, slip.id, each);
    return moved;
}

// By whose money it is, what of those debts is owed back and was not given back yet.
using OwedBack = std::map<std::tuple<std::string, std::int64_t, ledger::Stream>, Money>;

// What the slips of the chain show as overpaid and nobody has given back.
Money overpaid_still(ledger::Database& database, const std::vector<std::int64_t>& chain) {
    Money left;
    for (const std::int64_t each : chain) {
        const auto slip = ledger::pay_slip_by_id(database, each);
        if (slip) left += slip->overpaid - ledger::given_back(database, each, 0);
    }
    return left;
}

// Other slips may have given back some of the net pay.
OwedBack owed_back(ledger::Database& database,
                   const std::vector<Moved>& moved,
                   const std::vector<std::int64_t>& chain) {
    OwedBack owed;
    std::vector<std::int64_t> weights;
    for (const Moved& each : moved) {
        // Net pay is given back by other slips too: what is left of it is worked out below.
        const bool is_given_back = each.amount <= Money{};
        if (is_given_back && each.debt.what == "net-pay") continue;
        owed[{each.debt.what, each.debt.body, each.debt.stream}] += each.amount;
    }
    if (owed.empty()) return owed;
    const Money left = overpaid_still(database, chain);
    weights.reserve(owed.size());
    Money net_pay;
    for (const auto& [money, amount] : owed) {
        const bool is_net_pay = std::get<0>(money) == "net-pay";
        weights.push_back(is_net_pay ? amount.pence() : 0);
        if (is_net_pay) net_pay += amount;
    }
    if (net_pay.is_zero()) return owed;
    const auto parts = std::clamp(left, Money{}, net_pay).allocate(weights);
    std::size_t at = 0;
    for (auto& [money, amount] : owed) {
        if (std::get<0>(money) == "net-pay") amount = parts[at];
        ++at;
    }
    return owed;
}

// What one slip owes, with what was taken back of it or of those in whose place it stands.
OpenParts owed_by(ledger::Database& database,
                  const PaySlip& slip,
                  const std::vector<Moved>& moved) {
    OpenParts parts;
    const auto splits = ledger::splits_of_slip(database, slip.id);
    for (const PaySlipSplit& each : splits) {
        add(parts, debt_of(each, slip.id, "net-pay"), each.net_pay);
        add(parts, debt_of(each, slip.id, "hmrc"), each.hmrc);
        add(parts, debt_of(each, slip.id, "pension"), each.pension);
    }
    add_orders(parts, database, slip, splits);
    // What was recovered of an assistant is owed no more; what they owe back is no longer paid.
    for (const Moved& each : moved) change(parts, each.debt, each.amount);
    return parts;
}

// Two slips of one job that one another corrects are one for what is paid of them.
class PaidParts {
  public:
    PaidParts(ledger::Database& database, const ledger::IdRange& without) {
        for (const ledger::SlipPayOut& each : ledger::every_slip_pay_out(database)) {
            const bool is_left_out = each.payment >= without.first && each.payment <= without.last;
            if (!is_left_out && !each.counts.is_zero()) by_slip_[each.debt.slip].push_back(each);
        }
        // What HMRC paid back is set off no more.
        for (const ledger::HmrcRefundPart& each : ledger::hmrc_refund_parts(database)) {
            by_slip_[each.debt.slip].push_back(
                {.debt = each.debt, .amount = -each.amount, .counts = -each.amount});
        }
    }

    void take_from(OpenParts& parts, std::int64_t slip, std::int64_t paid) const {
        const auto found = by_slip_.find(paid);
        if (found == by_slip_.end()) return;
        for (const ledger::SlipPayOut& each : found->second) {
            SlipDebt debt = each.debt;
            debt.slip = slip;
            parts[debt] -= each.counts;
        }
    }

  private:
    std::map<std::int64_t, std::vector<ledger::SlipPayOut>> by_slip_;
};

// Payables are of a commissioner's stream and not of a plan line: of the parts of one, what was
// paid above one is paid of the others. HMRC's stay signed, they are set off over its period. What
// is owed back is not paid again where the bank gave back what was paid: its payee has it no more,
// and only the rest is owed.
void set_off(OpenParts& parts, OwedBack kept) {
    using Together = std::tuple<std::string, std::int64_t, std::int64_t, ledger::Stream>;
    std::map<Together, Money> left;
    const auto together = [](const SlipDebt& debt) {
        return Together{debt.what, debt.pay_order, debt.body, debt.stream};
    };
    for (const auto& [debt, amount] : parts) left[together(debt)] += amount;
    for (auto& [debts, rest] : left) {
        const auto& [what, pay_order, body, stream] = debts;
        const auto found = kept.find({what, body, stream});
        if (found == kept.end()) continue;
        const Money part = std::clamp(found->second, Money{}, std::max(rest, Money{}));
        found->second -= part;
        rest -= part;
    }
    for (auto& [debt, amount] : parts) {
        if (debt.what == "hmrc") continue;
        Money& rest = left[together(debt)];
        amount = std::clamp(amount, Money{}, std::max(rest, Money{}));
        rest -= amount;
    }
}

// Assistants come first, then what a court takes of their wages.
int rank_of(PaymentKind kind) {
    if (kind == PaymentKind::net_pay_paid) return 1;
    if (kind == PaymentKind::attachment_paid) return 2;
    return kind == PaymentKind::hmrc_paid ? 3 : 4;
}

PaymentKind kind_of(std::string_view what) {
    if (what == "net-pay") return PaymentKind::net_pay_paid;
    if (what == "attachment") return PaymentKind::attachment_paid;
    return what == "hmrc" ? PaymentKind::hmrc_paid : PaymentKind::pension_paid;
}

class Grouping {
  public:
    Grouping(ledger::Database& database, const ledger::BankHolidays& holidays)
        : holidays_(holidays) {
        for (const auto& each : ledger::employers_on(database, ledger::last_day_of_all)) {
            quarterly_[each.number] = each.pays_hmrc == "quarterly";
        }
    }

    void add(const PaySlip& slip, const SlipDebt& debt, Money amount) {
        OpenPay pay{.kind = kind_of(debt.what),
                    .employer = slip.employer,
                    .slip = slip.id,
                    .pay_order = debt.pay_order,
                    .budget = slip.budget,
                    .option = slip.option,
                    .client_account = slip.client_account,
                    .due_by = working_day(slip.paid_on),
                    .ready_on = slip.paid_on};
        std::int64_t alone = slip.id;
        if (pay.kind == PaymentKind::hmrc_paid) {
            const auto period = rules::hmrc_period(slip.paid_on, quarterly_[slip.employer]);
            pay.due_by = working_day(period.due_by);
            pay.ready_on = period.days.last + 1;
            pay.period = period.reference;
            alone = 0;
        } else if (pay.kind == PaymentKind::pension_paid) {
            pay.due_by = working_day(rules::pension_due_by(slip.paid_on));
            alone = 0;
        }
        OpenPay& sum = all_.try_emplace(key_of(pay, alone), pay).first->second;
        sum.parts.emplace_back(debt, amount);
        sum.amount += amount;
    }

    std::vector<OpenPay> in_order() && {
        std::vector<OpenPay> due;
        OpenPay owed_to_employer;
        for (auto& [key, each] : all_) {
            if (!is_same_debtor(owed_to_employer, each)) owed_to_employer = {};
            each.parts.insert(
                each.parts.end(), owed_to_employer.parts.begin(), owed_to_employer.parts.end());
            owed_to_employer = refunds_taken_from(each);
            if (each.amount > Money{}) due.push_back(std::move(each));
        }
        std::ranges::stable_sort(due, {}, [](const OpenPay& each) {
            return std::tuple(each.due_by, rank_of(each.kind), each.employer, each.slip);
        });
        return due;
    }

  private:
    using Key = std::tuple<PaymentKind,
                           std::int64_t,
                           std::int64_t,
                           std::int64_t,
                           Date,
                           std::int64_t,
                           std::int64_t>;

    static Key key_of(const OpenPay& pay, std::int64_t alone) {
        return {pay.kind,
                pay.employer,
                pay.budget,
                pay.client_account,
                pay.due_by,
                alone,
                pay.pay_order};
    }
    // A refund of one funder's money pays no other's debt: what of it is above its own waits.
    static OpenPay refunds_taken_from(OpenPay& pay) {
        OpenPay refunds = pay;
        std::map<std::pair<std::int64_t, ledger::Stream>, Money> by_money;
        for (const auto& [debt, amount] : pay.parts) by_money[{debt.body, debt.stream}] += amount;
        const auto is_owed = [&](const auto& part) {
            return by_money.at({part.first.body, part.first.stream}) > Money{};
        };
        std::erase_if(refunds.parts, is_owed);
        std::erase_if(pay.parts, [&](const auto& part) { return !is_owed(part); });
        pay.amount = refunds.amount = Money{};
        for (const auto& [debt, amount] : pay.parts) pay.amount += amount;
        for (const auto& [debt, amount] : refunds.parts) refunds.amount += amount;
        return refunds;
    }
    static bool is_same_debtor(const OpenPay& a, const OpenPay& b) {
        return a.kind == PaymentKind::hmrc_paid && b.kind == a.kind && a.employer == b.employer &&
               a.budget == b.budget && a.client_account == b.client_account;
    }
    [[nodiscard]] Date working_day(Date day) const {
        return ledger::working_day_on_or_before(day, holidays_);
    }

    const ledger::BankHolidays& holidays_;
    std::map<std::int64_t, bool> quarterly_;
    std::map<Key, OpenPay> all_;
};

// A slip that counts, with those in whose place it stands.
struct SlipRows {
    const PaySlip& slip;
    const std::vector<std::int64_t>& chain;
    const std::vector<Moved>& moved;
};

template <class Take>
void each_slip(ledger::Work& work, const ledger::IdRange& without, const Take& take) {
    ledger::Database& database = work.database();
    const PaidParts paid(database, without);
    for (const PaySlip& slip : ledger::managed_slips_that_count(database)) {
        const auto chain = ledger::slip_and_before(database, slip);
        const auto moved = moved_by(work, slip, chain);
        OpenParts parts = owed_by(database, slip, moved);
        for (const std::int64_t each : chain) paid.take_from(parts, slip.id, each);
        take(SlipRows{slip, chain, moved}, parts);
    }
}

template <class Take>
void each_open_part(ledger::Work& work, const ledger::IdRange& without, const Take& take) {
    work.books().fold();  // the transfers are read from the tables
    each_slip(work, without, [&](const SlipRows& rows, OpenParts& parts) {
        set_off(parts, owed_back(work.database(), rows.moved, rows.chain));
        for (const auto& [debt, amount] : parts) {
            if (!amount.is_zero()) take(rows.slip, debt, amount);
        }
    });
}

}  // namespace

OpenParts left_by_rows(ledger::Work& work) {
    OpenParts left;
    each_slip(work, {0, 0}, [&](const SlipRows&, const OpenParts& parts) {
        for (const auto& [debt, amount] : parts) {
            SlipDebt together = debt;
            together.plan_line = 0;
            left[together] += amount;
        }
    });
    return left;
}

OpenParts open_parts(ledger::Work& work, const ledger::IdRange& without) {
    OpenParts open;
    each_open_part(work, without, [&](const PaySlip&, const SlipDebt& debt, Money amount) {
        open[debt] = amount;
    });
    return open;
}

std::vector<OpenPay> open_pay(ledger::Work& work, const ledger::BankHolidays& holidays) {
    Grouping grouping(work.database(), holidays);
    each_open_part(work, {0, 0}, [&](const PaySlip& slip, const SlipDebt& debt, Money amount) {
        grouping.add(slip, debt, amount);
    });
    return std::move(grouping).in_order();
}

}  // namespace almoner::scheduler
