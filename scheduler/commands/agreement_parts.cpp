#include "scheduler/commands/agreement_parts.h"

#include "ledger/records/agreement_document.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/agreement_content.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/begins.h"
#include "scheduler/facts/building.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/schedule_facts.h"
#include "scheduler/reduction/lowered.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using nlohmann::json;

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

// Of the person, on the same days and as often.
bool asks_the_same(const Agreement& before, const Agreement& after) {
    return before.contribution == after.contribution && before.frequency == after.frequency &&
           before.start_on == after.start_on && before.end_on == after.end_on;
}

// A draft begins to pay once the budget's plan was approved and the budget was not refused; what it
// asks of the person is asked about where that is new.
Outcome<Done> may_pay_at_all(Asked& asked,
                             const Agreement& before,
                             const Agreement& after,
                             const MeansNow* means) {
    const bool is_signed = before.status == AgreementStatus::draft;
    if (is_signed) {
        Outcome<Done> offered = was_not_refused(asked, after);
        if (!offered.accepted()) return offered;
        const Outcome<Done> approved = plan_was_approved(asked, after);
        if (!approved.accepted()) return approved;
    }
    if (!is_signed && asks_the_same(before, after)) return Done{};
    return may_ask_share(asked, after, "agreement", means);
}

}  // namespace

Outcome<Agreement> agreement_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("agreement");
    if (!ref.accepted()) return ref.refusal();
    const auto agreement =
        ledger::agreement_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (agreement) return *agreement;
    return refused_in("agreement",
                      "agreement-unknown",
                      "There is no agreement of this reference.",
                      "Take the reference from 'almoner person show PERSON'.");
}

Outcome<Agreement> agreement_of_status(const Asked& asked,
                                       AgreementStatus wanted,
                                       std::string_view next) {
    Outcome<Agreement> last = agreement_asked_for(asked);
    if (!last.accepted() || last.value().status == wanted) return last;
    return refused_in("agreement",
                      "agreement-" + std::string(name_of(last.value().status)),
                      "This agreement is " + std::string(name_of(last.value().status)) + ", not " +
                          std::string(name_of(wanted)) + ".",
                      next);
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

std::int64_t person_of_agreement(Asked& asked, const Agreement& agreement) {
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

Outcome<Done> sign_agreement(Asked& asked, Agreement& agreement) {
    FieldReading in(asked.fields);
    agreement.signed_on = in.date("signed_on");
    if (in.accepted() && *agreement.signed_on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "It can't have been signed on a day that is still to come.",
                  "Give the day that stands under the signature.",
                  "signed_on");
    }
    if (!in.accepted()) return in.refusal();
    const auto evidence = evidence_named(asked, person_of_agreement(asked, agreement), true);
    if (!evidence.accepted()) return evidence.refusal();
    for (const auto& each :
         ledger::agreement_documents_of(asked.work.database(), agreement.number)) {
        if (each.html != evidence.value() && each.plain != evidence.value()) continue;
        return refused_in("evidence",
                          "document-not-signed",
                          "This is the agreement as it was written out, before anybody signed it.",
                          "Store what came back signed with 'almoner evidence add'.");
    }
    agreement.evidence = evidence.value();
    agreement.status = AgreementStatus::active;
    return is_alone(asked, agreement);
}

// The lines that it did not pay before: it goes on longer, or pays more than one-off sums.
Outcome<Done> what_it_reaches_may_begin(Asked& asked,
                                        const Agreement& before,
                                        const Agreement& after) {
    constexpr auto one_off = ledger::Frequency::one_off;
    const bool is_longer = before.end_on && (!after.end_on || *after.end_on > *before.end_on);
    const bool is_regular = before.frequency == one_off && after.frequency != one_off;
    if (!is_longer && !is_regular) return Done{};
    for (const ledger::PlanLine& line :
         ledger::plan_lines_of(asked.work.database(), after.budget, last_day_of_all)) {
        const bool begins_after = is_longer && line.start_on > *before.end_on;
        const bool was_left_out = is_regular && line.frequency != ledger::PlanFrequency::one_off;
        if (!begins_after && !was_left_out) continue;
        const Outcome<Done> allowed =
            may_begin(asked, {.line = line, .with = after, .field = "agreement"});
        if (!allowed.accepted()) return allowed.refusal();
    }
    const Date reached = is_longer ? *before.end_on : activation_day(after, asked.work.today());
    return those_who_follow_may(asked, after, reached);
}

Outcome<Done> chosen_payee_may(Asked& asked, const Agreement& agreement, const std::string& field) {
    ledger::Database& database = asked.work.database();
    const Date on = activation_day(agreement, asked.work.today());
    const auto acting = agreement.payee == "representative"
                            ? acting_on(database, person_of_agreement(asked, agreement), on)
                            : std::nullopt;
    if (!acting) return Done{};
    const auto role = facts_to_activate(database, agreement, on).payee.role.value;
    const bool is_chosen =
        role == rules::PayeeRole::nominee || role == rules::PayeeRole::authorised_person;
    return is_chosen ? may_take_over(asked, *acting, {agreement}, field) : Done{};
}

Outcome<Done> rules_allow(Asked& asked,
                          const Agreement& before,
                          const Agreement& after,
                          const MeansNow* means) {
    if (!pays(after)) return Done{};
    Outcome<Done> may_pay = may_pay_at_all(asked, before, after, means);
    if (!may_pay.accepted()) return may_pay;
    Outcome<Done> scheduled = may_schedule(asked, before, after);
    if (!scheduled.accepted()) return scheduled;
    const bool is_signed = before.status == AgreementStatus::draft;
    // Another organisation is asked about as the first one was.
    const bool is_activated = is_signed || !is_direct_payment(after.option);
    if (!is_signed) {
        const Outcome<Done> reached = what_it_reaches_may_begin(asked, before, after);
        if (!reached.accepted() || before.payee == after.payee) return reached;
    }
    const Date on = activation_day(after, asked.work.today());
    const rules::Facts facts = facts_to_activate(asked.work.database(), after, on);
    // Each line is asked about when it begins.
    if (!is_direct_payment(after.option) && facts.lines.empty()) return Done{};
    const Outcome<Done> allowed =
        ask_rules(asked,
                  {.event = is_activated ? rules::Event::activate : rules::Event::change_payee,
                   .about = {ledger::CaseKind::agreement, after.number},
                   .person = person_of_agreement(asked, after),
                   .on = on,
                   .field = "agreement"},
                  facts);
    if (!allowed.accepted()) return allowed;
    const Outcome<Done> chosen =
        is_activated ? chosen_payee_may(asked, after, "agreement") : Done{};
    return chosen.accepted() ? those_who_follow_may(asked, after, on) : chosen;
}

Outcome<Done> may_pay_so(Asked& asked, const Agreement& after, const Ground& ground) {
    ledger::Database& database = asked.work.database();
    const auto versions = ledger::agreement_versions(database, after.number);
    const auto lowered = lowered_by(versions, after);
    if (!lowered) return Done{};
    Lowering lowering = lowering_of_lines(database, after.budget, after.option, lowered->from);
    lowering.about = {ledger::CaseKind::agreement, after.number};
    lowering.only_contribution = lowered->only_contribution;
    lowering.field = "agreement";
    return may_lower(asked, lowering, ground);
}

Outcome<Answer> propose_agreement(Asked& asked, const Agreement& agreement, bool was_paying) {
    const Outcome<Ground> ground = ground_given(asked, person_of_agreement(asked, agreement));
    if (!ground.accepted()) return ground.refusal();
    const Outcome<Done> allowed = may_pay_so(asked, agreement, ground.value());
    if (!allowed.accepted()) return allowed.refusal();
    const ledger::Money worth =
        worth_in_a_year(asked.work.database(), agreement, asked.work.today());
    return propose(
        asked,
        {.kind = std::string(agreement_proposal),
         .subject = agreement.number,
         .from_on = agreement.from_on,
         .content = with_ground(json::parse(content_of(agreement)), ground.value()).dump(),
         .evidence = agreement.evidence},
        {.before = was_paying ? worth : ledger::Money{}, .after = worth},
        "agreement");
}

void note_agreement_reduction(Asked& asked, const Agreement& before, const Agreement& after) {
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

json agreement_shown(const Agreement& agreement) {
    return {{"agreement", agreement.ref},
            {"status", name_of(agreement.status)},
            {"from", agreement.from_on.iso()}};
}

}  // namespace almoner::scheduler
