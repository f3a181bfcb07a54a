#include "scheduler/option_change/new_line.h"

#include "ledger/records/in_force.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_hold.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::last_day_of_all;
using ledger::PlanLine;

void check_line(FieldReading& in, const Asked& asked, const PlanLine& line) {
    if (is_on_hold(asked.work.database(), line)) {
        in.refuse("plan-line-held",
                  "This plan line is on hold.",
                  "Have it go on with 'almoner plan resume' first, or end it.",
                  "plan_line");
    }
    if (line.frequency == ledger::PlanFrequency::one_off) {
        in.refuse("one-off-line",
                  "A one-off sum is paid once, so there is nothing to go on another way.",
                  "End it with 'almoner plan end' and add another.",
                  "plan_line");
    }
}

void check_day(FieldReading& in, const Asked& asked, const PlanLine& line, Date from) {
    if (from < asked.work.today()) {
        in.refuse("day-in-the-past",
                  "Until today the money was managed as it was.",
                  "Give today or a later day.",
                  "from");
    }
    if (from <= line.start_on) {
        in.refuse("before-the-line",
                  "The line begins only on " + line.start_on.iso() + ".",
                  "Give a later day, or end the line and add another.",
                  "from");
    }
    if (line.end_on && *line.end_on < from) {
        in.refuse("plan-line-ended",
                  "This plan line ends on " + line.end_on->iso() + ".",
                  "Give an earlier day, or make it longer with 'almoner plan change --end'.",
                  "from");
    }
    if (line.from_on > asked.work.today()) {
        in.refuse("later-change",
                  "A change from " + line.from_on.iso() + " is recorded already.",
                  "Change the option on that day or later, when it counts.",
                  "from");
    }
}

}  // namespace

void check_line_to_leave(FieldReading& in, const Asked& asked, const PlanLine& line, Date from) {
    check_line(in, asked, line);
    check_day(in, asked, line, from);
}

PlanLine line_after(FieldReading& in, const Asked& asked, const PlanLine& old, Date from) {
    PlanLine line = old;
    line.number = line.version = 0;
    line.option = in.named(
        "option", ledger::option_named, "notional, third-party, direct-payment, managed-account");
    if (in.accepted() && line.option == old.option) {
        in.refuse("nothing-to-change",
                  "This plan line is managed so already.",
                  "Give another option.",
                  "option");
    }
    line.ref = in.has("new_plan_line") ? in.reference("new_plan_line")
                                       : old.ref + "-" + std::string(name_of(line.option));
    if (in.has("amount")) line.amount = in.money("amount");
    if (line.amount.is_zero()) {
        in.refuse("amount-is-nothing", "The amount is nothing.", "Give an amount.", "amount");
    }
    if (in.has("purpose")) take_purpose(in, asked, person_of_budget(asked, line.budget), line);
    line.start_on = from;
    line.from_on = std::min(asked.work.today(), from);
    if (ledger::plan_line_by_ref(asked.work.database(), line.ref, last_day_of_all)) {
        in.refuse("plan-line-exists",
                  "There is a plan line " + line.ref + " already.",
                  "Give the new line another reference with --new-line.",
                  "new_plan_line");
    }
    return line;
}

}  // namespace almoner::scheduler
