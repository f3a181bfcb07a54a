// How a draft is written, and read as it was written.
#include "ledger/records/many_jobs.h"
#include "scheduler/payroll/draft_payroll.h"

#include <algorithm>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Money;

// Puts each row with its slip; the slips' ids are in order.
class Stored {
  public:
    Stored(ledger::Database& database, std::vector<ledger::PaySlip> slips) {
        ids_.reserve(slips.size());
        slips_.reserve(slips.size());
        for (ledger::PaySlip& each : slips) {
            ids_.push_back(each.id);
            each.id = each.seq = each.run = 0;
            slips_.push_back({.slip = std::move(each)});
        }
        for (const ledger::Stretch& each : ledger::stretches_of(ids_)) {
            take(ledger::lines_of_slips(database, each), &DraftSlip::lines);
            take(ledger::orders_of_slips(database, each), &DraftSlip::orders);
            take(ledger::splits_of_slips(database, each), &DraftSlip::splits);
            take(ledger::recoveries_of_slips(database, each), &DraftSlip::recoveries);
            take(ledger::recoverable_of_slips(database, each), &DraftSlip::recoverable);
        }
    }

    // Nothing: of another run.
    [[nodiscard]] DraftSlip* of(std::int64_t id) {
        const auto found = std::ranges::lower_bound(ids_, id);
        if (found == ids_.end() || *found != id) return nullptr;
        return &slips_[static_cast<std::size_t>(found - ids_.begin())];
    }
    [[nodiscard]] std::vector<DraftSlip>& all() { return slips_; }

  private:
    template <class Row>
    void take(std::vector<Row> rows, std::vector<Row> DraftSlip::* into) {
        for (Row& each : rows) {
            DraftSlip* const slip = of(std::exchange(each.slip, 0));
            if (slip != nullptr) (slip->*into).push_back(std::move(each));
        }
    }

    std::vector<std::int64_t> ids_;
    std::vector<DraftSlip> slips_;
};

void write_slip(ledger::Work& work, std::int64_t run, const DraftSlip& slip) {
    ledger::PaySlip head = slip.slip;
    head.run = run;
    const std::int64_t id = ledger::insert_pay_slip(work, head);
    for (ledger::PaySlipLine each : slip.lines) {
        each.slip = id;
        ledger::insert_pay_slip_line(work, each);
    }
    for (ledger::PaySlipOrder each : slip.orders) {
        each.slip = id;
        ledger::insert_pay_slip_order(work, each);
    }
    for (ledger::PaySlipSplit each : slip.splits) {
        each.slip = id;
        ledger::insert_pay_slip_split(work, each);
    }
    for (ledger::SlipRecovery each : slip.recoveries) {
        each.slip = id;
        ledger::insert_slip_recovery(work, each);
    }
    for (ledger::SlipRecoverable each : slip.recoverable) {
        each.slip = id;
        ledger::insert_slip_recoverable(work, each);
    }
    for (const JobFinding& each : slip.findings) {
        ledger::insert_pay_finding(work,
                                   {.run = run,
                                    .slip = id,
                                    .employment = slip.slip.employment,
                                    .code = each.code,
                                    .amount = each.amount,
                                    .other = each.other});
    }
}

}  // namespace

Money DraftSlip::cost() const {
    Money sum;
    for (const ledger::PaySlipSplit& each : splits) sum += each.total();
    return sum;
}

CountAndTotal PayrollDraft::sum() const {
    CountAndTotal all{.count = static_cast<std::int64_t>(slips.size())};
    for (const DraftSlip& each : slips) all.total += each.cost();
    return all;
}

void write_draft(ledger::Work& work, std::int64_t run, const PayrollDraft& draft) {
    for (const DraftSlip& each : draft.slips) write_slip(work, run, each);
    for (const HeldOut& each : draft.held_out) {
        ledger::insert_pay_finding(work,
                                   {.run = run,
                                    .employment = each.employment,
                                    .code = each.finding.code,
                                    .amount = each.finding.amount,
                                    .other = each.finding.other});
    }
}

PayrollDraft stored_draft(ledger::Database& database, std::int64_t run) {
    PayrollDraft draft;
    Stored stored(database, ledger::slips_of_run(database, run));
    for (const ledger::PayFinding& each : ledger::findings_of_payroll_run(database, run)) {
        const JobFinding finding{each.code, each.amount, each.other};
        if (each.slip == 0) {
            draft.held_out.push_back({each.employment, finding});
        } else if (DraftSlip* const slip = stored.of(each.slip)) {
            slip->findings.push_back(finding);
        }
    }
    draft.slips = std::move(stored.all());
    return draft;
}

DraftSlip stored_slip(ledger::Database& database, const ledger::PaySlip& slip) {
    return std::move(Stored(database, {slip}).all().front());
}

}  // namespace almoner::scheduler
