// What the cases in force take off a period's payment.
#include "ledger/records/reduction_case.h"
#include "scheduler/payment_run/draft_case.h"
#include "scheduler/payment_run/earlier_money.h"

namespace almoner::scheduler {

using ledger::Money;

void DraftBuilder::take_offsets(const Case& at, Draft& draft, const Earlier* before) {
    if (offsets_.none() || draft.option == ledger::Option::notional) return;
    const Earlier* const by = before == nullptr ? nullptr : set_aside_by(at.earlier, *before);
    std::vector<OffsetRefused> refused;
    for (DraftPart& part : draft.parts) {
        if (by != nullptr) part.offset_before = offsets_.taken_off(by->id, part.plan_line);
        for (OffsetTaken& taken : offsets_.take({.budget = draft.budget,
                                                 .agreement = draft.agreement,
                                                 .period_first = draft.period.first,
                                                 .plan_line = part.plan_line,
                                                 .body = part.body,
                                                 .stream = part.stream,
                                                 .due = part.net},
                                                refused)) {
            part.net -= taken.offset.amount;
            part.offset += taken.offset.amount;
            draft.offsets.push_back(std::move(taken));
        }
    }
    add_up(draft);
    for (const OffsetRefused& each : refused) {
        const std::string number = ledger::case_number(each.reduction_case);
        found_.tasks.push_back({"offset-waits",
                                number + " " + draft.period.first.iso(),
                                "Case " + number + " takes nothing off the period from " +
                                    draft.period.first.words() + ". " + each.words});
    }
}

}  // namespace almoner::scheduler
