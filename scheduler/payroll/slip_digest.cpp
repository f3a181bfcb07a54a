#include "scheduler/payroll/slip_digest.h"

#include "ledger/journal/sha256.h"

#include <initializer_list>

namespace almoner::scheduler {
namespace {

using ledger::Money;

class Digest {
  public:
    // Each text with its length: no two slips read alike.
    void add(const std::string& text) { all_ += std::to_string(text.size()) + ":" + text + ";"; }
    void add(std::initializer_list<std::int64_t> numbers) {
        for (const std::int64_t each : numbers) all_ += std::to_string(each) + ";";
    }
    void add(std::initializer_list<Money> sums) {
        for (const Money each : sums) all_ += std::to_string(each.pence()) + ";";
    }
    [[nodiscard]] std::string hex() const { return ledger::sha256_hex(all_); }

  private:
    std::string all_;
};

void add_head(Digest& all, const ledger::PaySlip& slip) {
    const ledger::Period closes = slip.closes.value_or(ledger::Period{});
    all.add({slip.employment,
             slip.employer,
             slip.budget,
             static_cast<std::int64_t>(slip.option),
             slip.client_account,
             slip.payee_account,
             slip.payee_version,
             slip.paid_on.days(),
             slip.tax_year,
             slip.period_no,
             slip.worked.first.days(),
             slip.worked.last.days(),
             static_cast<std::int64_t>(slip.is_after_leaving),
             static_cast<std::int64_t>(slip.closes.has_value()),
             closes.first.days(),
             closes.last.days()});
    for (const std::string& each : {slip.tax_code, slip.tax_basis, slip.ni_letter, slip.loans}) {
        all.add(each);
    }
    all.add({slip.gross,
             slip.expenses,
             slip.taxable,
             slip.tax,
             slip.ni_employee,
             slip.ni_employer,
             slip.at_lel,
             slip.lel_to_pt,
             slip.pt_to_uel,
             slip.loan,
             slip.postgraduate,
             slip.pension_qualifying,
             slip.pension_employee,
             slip.pension_relief,
             slip.pension_employer,
             slip.attachment,
             slip.recovered,
             slip.net,
             slip.paid,
             slip.allowance,
             slip.taxable_to_date,
             slip.tax_to_date});
}

}  // namespace

std::string digest_of_slip(const DraftSlip& slip) {
    Digest all;
    add_head(all, slip.slip);
    for (const ledger::PaySlipLine& each : slip.lines) {
        all.add(each.kind);
        all.add(each.counts);
        all.add(each.rule);
        all.add({each.quantity, each.timesheet, each.rate.pence(), each.amount.pence()});
    }
    for (const ledger::PaySlipOrder& each : slip.orders) {
        all.add({each.pay_order, each.taken.pence(), each.arrears.pence()});
    }
    for (const ledger::PaySlipSplit& each : slip.splits) {
        all.add({each.plan_line, each.body, static_cast<std::int64_t>(each.stream)});
        all.add({each.net_pay, each.hmrc, each.pension, each.attachment});
    }
    for (const ledger::SlipRecovery& each : slip.recoveries) {
        all.add({each.of_slip, each.amount.pence()});
    }
    for (const ledger::SlipRecoverable& each : slip.recoverable) {
        all.add(each.kind);
        all.add({each.paid, each.recovered, each.compensation});
    }
    return all.hex();
}

}  // namespace almoner::scheduler
