#include "scheduler/commands/agreement.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/agreement_content.h"
#include "scheduler/commands/agreement_fields.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Proposal;
using nlohmann::json;

constexpr std::array<std::string_view, 4> hold_reasons{"review", "account", "concern", "request"};

Outcome<Agreement> agreement_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("agreement");
    if (!ref.accepted()) return ref.refusal();
    const auto agreement =
        ledger::agreement_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (agreement) return *agreement;
    return refused_in("agreement",
                      "agreement-unknown",
                      "There is no agreement of this reference.",
                      "Take the reference from 'almoner balance PERSON --detail'.");
}

// The version to change from that day on; `last` is the last one that was written.
Agreement version_to_change(FieldReading& in, Asked& asked, const Agreement& last, Date from) {
    if (last.from_on > from && !in.has("replaces_later")) {
        in.refuse("later-change",
                  "A change from " + last.from_on.iso() + " is recorded already.",
                  "Give that day or a later one, or say --replaces-later to drop that change.",
                  in.has("on") ? "on" : "from");
    }
    auto agreement = ledger::agreement_numbered(asked.work.database(), last.number, from);
    if (!agreement) agreement = last;
    agreement->version = last.version;
    agreement->from_on = from;
    return *agreement;
}

json shown(const Agreement& agreement) {
    return {{"agreement", agreement.ref},
            {"status", name_of(agreement.status)},
            {"from", agreement.from_on.iso()}};
}

Outcome<Answer> propose_agreement(Asked& asked, const Agreement& agreement, bool was_paying) {
    const ledger::Money worth =
        worth_in_a_year(asked.work.database(), agreement, asked.work.today());
    return propose(asked,
                   {.kind = std::string(agreement_proposal),
                    .subject = agreement.number,
                    .from_on = agreement.from_on,
                    .content = content_of(agreement),
                    .evidence = agreement.evidence},
                   {.before = was_paying ? worth : ledger::Money{}, .after = worth},
                   "agreement");
}

// Two active agreements would pay the same plan lines twice.
std::optional<Agreement> pays_the_same(ledger::Database& database, const Agreement& agreement) {
    const auto is_one_off = [](const Agreement& each) {
        return each.frequency == ledger::Frequency::one_off;
    };
    for (const Agreement& other :
         ledger::agreements_of(database, agreement.budget, last_day_of_all)) {
        const bool is_apart = (other.end_on && *other.end_on < agreement.start_on) ||
                              (agreement.end_on && *agreement.end_on < other.start_on);
        const bool is_alike =
            other.option == agreement.option && is_one_off(other) == is_one_off(agreement);
        const bool may_pay =
            other.status == AgreementStatus::active || other.status == AgreementStatus::held;
        if (other.number != agreement.number && may_pay && is_alike && !is_apart) return other;
    }
    return std::nullopt;
}

bool takes_back(const Agreement& before, const Agreement& after) {
    const bool ends_sooner = after.end_on && (!before.end_on || *after.end_on < *before.end_on);
    return ends_sooner || after.start_on > before.start_on ||
           after.contribution > before.contribution;
}

Date taken_back_from(const Agreement& before, const Agreement& after) {
    if (after.contribution > before.contribution) return after.from_on;
    if (after.start_on > before.start_on) return before.start_on;
    return *after.end_on + 1;
}

void note_reduction(Asked& asked, const Agreement& before, const Agreement& after) {
    if (before.status == AgreementStatus::draft || !takes_back(before, after)) return;
    const Date from = taken_back_from(before, after);
    if (from >= asked.work.today()) return;
    open_task(asked.work,
              "back-dated-reduction",
              "agreement:" + after.ref,
              "Agreement " + after.ref + " pays less from " + from.iso() +
                  " on, which is past: decide, with a review and notice, whether anything that was "
                  "paid is to come back.");
}

Outcome<Agreement> of_status(const Asked& asked, AgreementStatus wanted, std::string_view next) {
    Outcome<Agreement> last = agreement_asked_for(asked);
    if (!last.accepted() || last.value().status == wanted) return last;
    return refused_in("agreement",
                      "agreement-" + std::string(name_of(last.value().status)),
                      "This agreement is " + std::string(name_of(last.value().status)) + ", not " +
                          std::string(name_of(wanted)) + ".",
                      next);
}

std::int64_t person_of(Asked& asked, const Agreement& agreement) {
    const auto budget =
        ledger::budget_numbered(asked.work.database(), agreement.budget, last_day_of_all);
    return budget ? budget->person : 0;
}

Outcome<Done> is_alone(Asked& asked, const Agreement& agreement) {
    const auto other = pays_the_same(asked.work.database(), agreement);
    if (!other) return Done{};
    return refused_in(
        "agreement",
        "agreements-overlap",
        "Agreement " + other->ref + " pays the same plan lines on some of the same days.",
        "End one before the other begins.");
}

}  // namespace

Outcome<Answer> agreement_add(Asked& asked) {
    FieldReading in(asked.fields);
    Agreement agreement{.ref = in.reference("agreement")};
    ledger::Database& database = asked.work.database();
    if (ledger::agreement_by_ref(database, agreement.ref, last_day_of_all)) {
        in.refuse("agreement-exists",
                  "There is an agreement of this reference already.",
                  "Choose another reference, or change that one.",
                  "agreement");
    }
    const auto budget = ledger::budget_by_ref(database, in.reference("budget"), last_day_of_all);
    if (!budget) {
        in.refuse("budget-unknown",
                  "There is no budget of this reference.",
                  "Correct it, or make the budget with its first plan line.",
                  "budget");
        return in.refusal();
    }
    agreement.budget = budget->number;
    agreement.option = in.named(
        "option", ledger::option_named, "notional, third-party, direct-payment, managed-account");
    read_agreement(in, asked, agreement, true);
    if (!in.accepted()) return in.refusal();
    agreement.from_on = std::min(asked.work.today(), agreement.start_on);
    ledger::insert_agreement(asked.work, agreement);
    return shown(agreement).dump();
}

Outcome<Answer> agreement_change(Asked& asked) {
    const Outcome<Agreement> last = agreement_asked_for(asked);
    if (!last.accepted()) return last.refusal();
    if (last.value().status == AgreementStatus::ended) {
        return refused_in("agreement",
                          "agreement-ended",
                          "This agreement has ended.",
                          "Add a new one with 'almoner agreement add'.");
    }
    FieldReading in(asked.fields);
    const Date from = in.date_or("from", asked.work.today());
    const Agreement before = version_to_change(in, asked, last.value(), from);
    Agreement agreement = before;
    read_agreement(in, asked, agreement, false);
    if (!same_days(agreement, before) && has_payments(asked.work.database(), agreement.number)) {
        in.refuse("agreement-days-are-fixed", days_are_fixed, days_are_fixed_next, "frequency");
    }
    if (agreement == before) {
        in.refuse("nothing-to-change",
                  "This is what the agreement says already.",
                  "Give what is to change.",
                  "agreement");
    }
    if (!in.accepted()) return in.refusal();
    if (before.status == AgreementStatus::draft) {
        ledger::insert_agreement(asked.work, agreement);
        return shown(agreement).dump();
    }
    return propose_agreement(asked, agreement, true);
}

Outcome<Answer> agreement_sign(Asked& asked) {
    const auto draft =
        of_status(asked, AgreementStatus::draft, "Only a draft is signed; change it instead.");
    if (!draft.accepted()) return draft.refusal();
    FieldReading in(asked.fields);
    Agreement agreement = draft.value();
    agreement.signed_on = in.date("signed_on");
    if (in.accepted() && *agreement.signed_on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "It can't have been signed on a day that is still to come.",
                  "Give the day that stands under the signature.",
                  "signed_on");
    }
    if (!in.accepted()) return in.refusal();
    const auto evidence = evidence_named(asked, person_of(asked, agreement), true);
    if (!evidence.accepted()) return evidence.refusal();
    const Outcome<Done> alone = is_alone(asked, agreement);
    if (!alone.accepted()) return alone.refusal();
    agreement.evidence = evidence.value();
    agreement.status = AgreementStatus::active;
    return propose_agreement(asked, agreement, false);
}

Outcome<Answer> agreement_hold(Asked& asked) {
    const auto active =
        of_status(asked, AgreementStatus::active, "Only an active agreement is put on hold.");
    if (!active.accepted()) return active.refusal();
    FieldReading in(asked.fields);
    const std::string reason = in.needed("reason");
    if (std::ranges::find(hold_reasons, reason) == hold_reasons.end()) {
        in.refuse("not-in-the-list",
                  "This is none of: review, account, concern, request.",
                  "Write one of those.",
                  "reason");
    }
    const Date from = in.date_or("from", asked.work.today());
    if (from < asked.work.today()) {
        in.refuse("day-in-the-past",
                  "What went out before today can't be held any more.",
                  "Give today or a later day; recall a payment with 'almoner run recall'.",
                  "from");
    }
    Agreement agreement = version_to_change(in, asked, active.value(), from);
    if (!in.accepted()) return in.refusal();
    agreement.status = AgreementStatus::held;
    ledger::insert_agreement(asked.work, agreement);
    open_task(asked.work,
              "agreement-held",
              "agreement:" + agreement.ref,
              "Agreement " + agreement.ref + " is on hold from " + from.iso() + " (" + reason +
                  "): decide whether it goes on.");
    return shown(agreement).dump();
}

Outcome<Answer> agreement_resume(Asked& asked) {
    const auto held =
        of_status(asked, AgreementStatus::held, "Only an agreement on hold is resumed.");
    if (!held.accepted()) return held.refusal();
    Agreement agreement = held.value();
    agreement.from_on = std::max(asked.work.today(), agreement.from_on);
    agreement.status = agreement.signed_on ? AgreementStatus::active : AgreementStatus::draft;
    return propose_agreement(asked, agreement, false);
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
    // From the day after it, where that is past, so that the days until then keep their terms.
    Agreement agreement = version_to_change(in, asked, known, std::min(asked.work.today(), on + 1));
    if (!in.accepted()) return in.refusal();
    agreement.end_on = on;
    if (on < asked.work.today()) agreement.status = AgreementStatus::ended;
    // What it drops was confirmed by two people.
    if (known.from_on > agreement.from_on) return propose_agreement(asked, agreement, true);
    ledger::insert_agreement(asked.work, agreement);
    note_reduction(asked, known, agreement);
    json answer = shown(agreement);
    answer["end"] = on.iso();
    return answer.dump();
}

Outcome<Done> agreement_takes_effect(Asked& asked, const Proposal& proposal) {
    const Agreement agreement = agreement_of(proposal);
    ledger::Database& database = asked.work.database();
    const auto last = ledger::agreement_by_ref(database, agreement.ref, last_day_of_all);
    if (!last || last->version != agreement.version) {
        return refused_in("proposal",
                          "changed-since",
                          "Agreement " + agreement.ref + " was changed since this was proposed.",
                          "Refuse this proposal and propose the change again.");
    }
    const auto stands = ledger::agreement_numbered(database, last->number, agreement.from_on);
    if (!same_days(agreement, stands.value_or(*last)) && has_payments(database, last->number)) {
        return refused_in(
            "proposal", "agreement-days-are-fixed", days_are_fixed, days_are_fixed_next);
    }
    const bool is_activated = agreement.status == AgreementStatus::active;
    const Outcome<Done> alone = is_activated ? is_alone(asked, agreement) : Done{};
    if (!alone.accepted()) return alone.refusal();
    const auto before = ledger::agreement_numbered(database, last->number, agreement.from_on);
    note_reduction(asked, before.value_or(*last), agreement);
    ledger::insert_agreement(asked.work, agreement);
    return Done{};
}

}  // namespace almoner::scheduler
