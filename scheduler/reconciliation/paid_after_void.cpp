#include "scheduler/reconciliation/paid_after_void.h"

#include "ledger/records/payment_ref.h"
#include "ledger/records/task.h"
#include "scheduler/commands/tasks.h"

#include <string>

namespace almoner::scheduler {
namespace {

constexpr std::int32_t days_to_reclaim = 3;
constexpr std::int32_t days_to_recall = 1;
constexpr std::string_view finance = "finance";

void open_task(ledger::Work& work,
               std::string_view kind,
               std::int64_t payment,
               std::int32_t days,
               std::string_view words) {
    ledger::insert_task(work,
                        {.kind = kind,
                         .subject = ledger::payment_ref(payment),
                         .due_on = work.today() + days,
                         .owner = finance,
                         .words = words});
}

}  // namespace

void tell_paid_after_void(ledger::Work& work,
                          std::int64_t payment,
                          const std::vector<std::int64_t>& others) {
    // What that task asked for, to pay again, would be wrong now.
    close_tasks(work, "payment-rejected", ledger::payment_ref(payment), "settled-late");
    if (others.empty()) {
        open_task(work,
                  paid_after_void,
                  payment,
                  days_to_reclaim,
                  "A voided payment settled: it stands as the payment, unless it is reclaimed");
        return;
    }
    std::string refs;
    for (const std::int64_t other : others) {
        refs += (refs.empty() ? "" : ", ") + ledger::payment_ref(other);
    }
    open_task(work,
              paid_twice,
              payment,
              days_to_recall,
              "A voided payment settled, and " + refs +
                  " went out in its place: recall that one if it is in time, or reclaim one of "
                  "them");
}

}  // namespace almoner::scheduler
