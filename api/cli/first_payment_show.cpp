#include "api/cli/first_payment_show.h"

#include "scheduler/clock/first_payment_clock.h"

namespace almoner::api {
namespace {

using scheduler::FirstPaymentClock;

std::string standing(const FirstPaymentClock& clock) {
    if (clock.paid_on) return *clock.paid_on <= clock.due_by ? "in time" : "paid late";
    return clock.is_late ? "late" : "waiting";
}

}  // namespace

int show_first_payments(const Call& call, Reading& reading) {
    Figures figures{.name = "first_payments",
                    .title = "From the request to the first payment",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"asked_for_on", "Asked for", Kind::date},
                                {"first_payment_by", "To be paid by", Kind::date},
                                {"first_paid_on", "First payment", Kind::date},
                                {"days", "Days", Kind::number},
                                {"standing", "That is", Kind::text}},
                    .rows = {},
                    .notes = {}};
    std::int64_t paid = 0;
    std::int64_t in_time = 0;
    for (const FirstPaymentClock& each :
         scheduler::first_payment_clocks(*reading.database, reading.day)) {
        if (!reading.scope.sees_person(each.person)) continue;
        const std::int64_t days = each.paid_on.value_or(reading.day) - each.asked_for_on;
        figures.rows.push_back({each.budget_ref,
                                each.asked_for_on,
                                each.due_by,
                                each.paid_on ? Cell{*each.paid_on} : Cell{},
                                days,
                                standing(each)});
        paid += each.paid_on ? 1 : 0;
        in_time += each.paid_on && *each.paid_on <= each.due_by ? 1 : 0;
    }
    if (paid > 0) {
        figures.notes.push_back(std::to_string(in_time) + " of " + std::to_string(paid) +
                                " first payments came within the time that the area has set "
                                "itself.");
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
