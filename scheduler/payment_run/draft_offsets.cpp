// What the cases in force take off a period's payment.
#include "ledger/records/reduction_case.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/draft_case.h"
#include "scheduler/payment_run/earlier_money.h"

namespace almoner::scheduler {

using ledger::Money;

// What takes the place of a payment was made as that one was: the offset stands with the first.
Money DraftBuilder::taken_off(const Case& at, const Earlier& payment, std::int64_t plan_line) {
    if (offsets_.none()) return {};
    const Earlier* const by = set_aside_by(at.earlier, payment);
    return offsets_.taken_off(by == nullptr ? payment.id : by->id, plan_line);
}

bool DraftBuilder::is_offset_whole(const Case& at, const Earlier& last) {
    if (offsets_.none() || !last.net.is_zero() || last.state != ledger::PaymentState::held ||
        last.nominal_on > scope_.today) {
        return false;
    }
    const Earlier* const by = set_aside_by(at.earlier, last);
    return by != nullptr && !ledger::offsets_of_payment(database_, by->id).empty();
}

void DraftBuilder::note_offset_too_much(const Case& at, ledger::Date period_first, Money amount) {
    found_.tasks.push_back(
        {"offset-too-much",
         at.agreement.ref + " " + period_first.iso() + " " + in_pounds(amount),
         "A back-dated change leaves less due for the period from " + period_first.words() +
             " than a case took off it and the person was paid, by " + in_pounds(amount) +
             ": nobody was paid that. Decide what it means for what the case still takes."});
}

void DraftBuilder::note_stranded_cases() {
    for (const OffsetRefused& each : offsets_.stranded()) {
        const std::string number = ledger::case_number(each.reduction_case);
        found_.tasks.push_back({"offset-waits",
                                number + " ended",  // whichever of the two it was
                                "Case " + number + " takes nothing more.",
                                each.words});
    }
}

void DraftBuilder::take_offsets(const Case& at, Draft& draft, const Earlier* before) {
    if (offsets_.none() || draft.option == ledger::Option::notional) return;
    const Earlier* const by = before == nullptr ? nullptr : set_aside_by(at.earlier, *before);
    std::vector<OffsetRefused> refused;
    for (DraftPart& part : draft.parts) {
        if (by != nullptr) part.offset_before = offsets_.taken_off(by->id, part.plan_line);
        if (part.net <= Money{}) continue;
        for (OffsetTaken& taken : offsets_.take({.budget = draft.budget,
                                                 .agreement = draft.agreement,
                                                 .period_first = draft.period.first,
                                                 .period_last = draft.period.last,
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
                                    draft.period.first.words() + ".",
                                each.words});
    }
    draft.not_offset = std::move(refused);
}

}  // namespace almoner::scheduler
