#include "scheduler/commands/agreement_stop.h"

#include "ledger/records/task.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/agreement_parts.h"
#include "scheduler/commands/lives.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/reduction/ground.h"
#include "scheduler/reduction/holds.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Done;
using ledger::Outcome;
using nlohmann::json;

constexpr std::array<std::string_view, 4> hold_reasons{"review", "account", "concern", "request"};

// From the day after its last, where that is past, so that the days until then keep their terms.
Agreement ending_version(FieldReading& in, Asked& asked, const Agreement& last, Date on) {
    Agreement agreement = version_to_change(in, asked, last, std::min(asked.work.today(), on + 1));
    agreement.end_on = on;
    if (on < asked.work.today()) agreement.status = AgreementStatus::ended;
    return agreement;
}

void take_last_day(FieldReading& in, const Asked& asked, Stop& stop) {
    stop.until = longest_hold(asked.work.database(), stop.from);
    const auto until = in.maybe_date("until");
    if (!until) return;
    if (*until < stop.from) {
        in.refuse("ends-before-it-starts",
                  "Its last day would be before its first, " + stop.from.iso() + ".",
                  "Correct one of the two days.",
                  "until");
    }
    if (stop.until < *until) {
        in.refuse("hold-too-long",
                  "The policy has a hold from that day end by " + stop.until.iso() + ".",
                  "Give that day or an earlier one; what is to last longer is a stop, by a case.",
                  "until");
    }
    stop.until = *until;
}

}  // namespace

Stop read_stop(FieldReading& in, const Asked& asked) {
    Stop stop{.reason = in.needed("reason"), .from = in.date_or("from", asked.work.today())};
    if (std::ranges::find(hold_reasons, stop.reason) == hold_reasons.end()) {
        in.refuse("not-in-the-list",
                  "This is none of: review, account, concern, request.",
                  "Write one of those.",
                  "reason");
    }
    if (stop.from < asked.work.today()) {
        in.refuse("day-in-the-past",
                  "What went out before today can't be held any more.",
                  "Give today or a later day; recall a payment with 'almoner run recall'.",
                  "from");
    }
    take_last_day(in, asked, stop);
    return stop;
}

void open_held_task(ledger::Work& work,
                    std::string_view kind,
                    const std::string& ref,
                    const Stop& stop) {
    const bool is_line = kind == line_held_task;
    const std::string words = (is_line ? "Plan line " : "Agreement ") + ref + " is on hold from " +
                              stop.from.iso() + " (" + stop.reason +
                              "): decide whether it goes on.";
    ledger::insert_task(work,
                        {.kind = kind,
                         .subject = (is_line ? "plan-line:" : "agreement:") + ref,
                         .due_on = stop.until,
                         .owner = "finance",
                         .words = words});
}

Outcome<Done> have_hold_checked(Asked& asked,
                                std::string_view kind,
                                std::int64_t subject,
                                const Held& held,
                                ledger::Money worth) {
    const json content{{"ref", held.ref}, {"reason", held.stop.reason}};
    const auto proposed = propose(asked,
                                  {.kind = std::string(kind),
                                   .subject = subject,
                                   .from_on = held.stop.from,
                                   .content = content.dump()},
                                  {.before = worth, .after = {}},
                                  "reason");
    if (!proposed.accepted() && proposed.refusal().code != "proposal-open") {
        return proposed.refusal();
    }
    return Done{};
}

// It stands already.
Outcome<Done> hold_was_checked(Asked& /*asked*/, const ledger::Proposal& /*proposal*/) {
    return Done{};
}

void hold_was_refused(Asked& asked, const ledger::Proposal& proposal) {
    const std::string ref = json::parse(proposal.content).at("ref");
    const bool is_line = proposal.kind == plan_hold_proposal;
    open_task(asked.work,
              "hold-refused",
              (is_line ? "plan-line:" : "agreement:") + ref,
              "The hold of " + ref +
                  " was refused by another person: have it go on with 'almoner " +
                  (is_line ? "plan" : "agreement") + " resume'.");
}

json hold_agreement(FieldReading& in, Asked& asked, const Agreement& active, const Stop& stop) {
    Agreement agreement = version_to_change(in, asked, active, stop.from);
    if (!in.accepted()) return {};
    ledger::Database& database = asked.work.database();
    const Holding holding{
        .about = {ledger::CaseKind::agreement, agreement.number},
        .budget = agreement.budget,
        .from = stop.from,
        .reason = stop.reason,
        .field = "reason",
        .lines = lowering_of_lines(database, agreement.budget, agreement.option, stop.from).lines};
    Outcome<Done> allowed = may_hold(asked, holding);
    if (allowed.accepted()) {
        allowed = have_hold_checked(asked,
                                    agreement_hold_proposal,
                                    agreement.number,
                                    {agreement.ref, stop},
                                    worth_in_a_year(database, agreement, asked.work.today()));
    }
    if (!allowed.accepted()) {
        in.refuse(allowed.refusal());
        return {};
    }
    agreement.status = AgreementStatus::held;
    if (!may_become(active, agreement, "agreement").accepted()) {
        throw ledger::InvariantBroken("an active agreement that can't be held");
    }
    ledger::insert_agreement(asked.work, agreement);
    open_held_task(asked.work, agreement_held_task, agreement.ref, stop);
    return agreement_shown(agreement);
}

Outcome<Answer> propose_to_resume(Asked& asked, const Agreement& held) {
    Agreement resumed = held;
    resumed.from_on = std::max(asked.work.today(), held.from_on);
    resumed.status = AgreementStatus::active;
    const Outcome<Done> moves = may_become(held, resumed, "agreement");
    if (!moves.accepted()) return moves.refusal();
    return propose_agreement(asked, resumed, false);
}

Outcome<Answer> end_agreement(Asked& asked, const Agreement& last, Date on) {
    FieldReading in(asked.fields);
    const Agreement agreement = ending_version(in, asked, last, on);
    if (!in.accepted()) return in.refusal();
    const Outcome<Done> moves = may_become(last, agreement, "agreement");
    if (!moves.accepted()) return moves.refusal();
    ledger::insert_agreement(asked.work, agreement);
    note_agreement_reduction(asked, last, agreement);
    if (agreement.status == AgreementStatus::ended) {
        close_tasks(asked.work, "agreement-held", "agreement:" + agreement.ref, "it ended");
    }
    json answer = agreement_shown(agreement);
    answer["end"] = on.iso();
    return answer.dump();
}

Outcome<Answer> propose_to_end(Asked& asked, const Agreement& last, Date on) {
    FieldReading in(asked.fields);
    const Agreement agreement = ending_version(in, asked, last, on);
    if (!in.accepted()) return in.refusal();
    const bool drops_later = last.from_on > agreement.from_on;
    if (last.status == AgreementStatus::draft && !drops_later) {
        return end_agreement(asked, last, on);
    }
    return propose_agreement(asked, agreement, true);
}

Outcome<Answer> agreement_hold(Asked& asked) {
    const auto active = agreement_of_status(
        asked, AgreementStatus::active, "Only an active agreement is put on hold.");
    if (!active.accepted()) return active.refusal();
    FieldReading in(asked.fields);
    const Stop stop = read_stop(in, asked);
    const json answer = hold_agreement(in, asked, active.value(), stop);
    if (!in.accepted()) return in.refusal();
    return answer.dump();
}

Outcome<Answer> agreement_resume(Asked& asked) {
    const auto held =
        agreement_of_status(asked, AgreementStatus::held, "Only an agreement on hold is resumed.");
    if (!held.accepted()) return held.refusal();
    return propose_to_resume(asked, held.value());
}

Outcome<Answer> agreement_end(Asked& asked) {
    const Outcome<Agreement> last = agreement_asked_for(asked);
    if (!last.accepted()) return last.refusal();
    FieldReading in(asked.fields);
    const Date on = in.date("on");
    const Agreement& known = last.value();
    if (in.accepted() && on < known.start_on) {
        in.refuse("ends-before-it-starts",
                  "Its last day would be before its first, " + known.start_on.iso() + ".",
                  "Give that day or a later one.",
                  "on");
    }
    if (known.end_on && *known.end_on <= on) {
        in.refuse("nothing-to-change",
                  "The agreement ends on " + known.end_on->iso() + " already.",
                  "Give an earlier day.",
                  "on");
    }
    if (!in.accepted()) return in.refusal();
    return propose_to_end(asked, known, on);
}

}  // namespace almoner::scheduler
