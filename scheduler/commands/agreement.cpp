#include "scheduler/commands/agreement.h"

#include "ledger/records/agreement_document.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/agreement_content.h"
#include "scheduler/commands/agreement_fields.h"
#include "scheduler/commands/agreement_parts.h"
#include "scheduler/commands/lives.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/increases.h"
#include "scheduler/papers/signed_document.h"

#include <algorithm>

namespace almoner::scheduler {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Proposal;

namespace {

constexpr const char* document_field = "signed_document";  // of a proposal
constexpr const char* own_form_field = "signed_own_form";

// Which document came back with the signature, where it is one of ours.
void note_signing(Asked& asked, const Agreement& agreement, std::int64_t document) {
    if (!agreement.evidence || !agreement.signed_on || document == 0) return;
    ledger::insert_agreement_signing(asked.work,
                                     {.agreement = agreement.number,
                                      .document = document,
                                      .evidence = *agreement.evidence,
                                      .signed_on = *agreement.signed_on});
}

// A draft pays nothing, so that it takes nothing away.
Outcome<Answer> propose_signed(Asked& asked, const Agreement& agreement, const SignedForm& form) {
    nlohmann::json content = nlohmann::json::parse(content_of(agreement));
    content[document_field] = form.document;
    if (form.is_own) content[own_form_field] = true;
    return propose(asked,
                   {.kind = std::string(agreement_proposal),
                    .subject = agreement.number,
                    .from_on = agreement.from_on,
                    .content = content.dump(),
                    .evidence = agreement.evidence},
                   {.before = {},
                    .after = worth_in_a_year(asked.work.database(), agreement, asked.work.today())},
                   "agreement");
}

// What is signed is what was proposed, and says what the agreement says.
Outcome<std::int64_t> document_confirmed(Asked& asked,
                                         const Agreement& agreement,
                                         const Proposal& proposal) {
    const auto content = nlohmann::json::parse(proposal.content);
    const SignedForm form{.document = content.value(document_field, std::int64_t{0}),
                          .is_own = content.value(own_form_field, false)};
    const Outcome<Done> current =
        is_still_current(asked.work.database(), agreement, form, "proposal");
    if (!current.accepted()) return current.refusal();
    return form.document;
}

// The agreement in its own life, where no other one pays the same; and its budget with the first
// one that pays.
Outcome<Done> moves_on(Asked& asked, const Agreement& before, const Agreement& after) {
    Outcome<Done> moves = may_become(before, after, "proposal");
    if (moves.accepted() && after.status == AgreementStatus::active) moves = is_alone(asked, after);
    const bool begins =
        before.status == AgreementStatus::draft && after.status == AgreementStatus::active;
    if (!moves.accepted() || !begins) return moves;
    return may_begin_to_pay(asked.work.database(), after.budget, "proposal");
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
    return agreement_shown(agreement).dump();
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
        return agreement_shown(agreement).dump();
    }
    if (agreement.payee != before.payee && from < asked.work.today()) {
        return refused_in("from",
                          "payee-in-the-past",
                          "What was paid before today was paid to who was the payee then.",
                          "Give today or a later day.");
    }
    const Outcome<Done> allowed = rules_allow(asked, before, agreement);
    if (!allowed.accepted()) return allowed.refusal();
    return propose_agreement(asked, agreement, true);
}

Outcome<Answer> agreement_sign(Asked& asked) {
    const auto draft = agreement_of_status(
        asked, AgreementStatus::draft, "Only a draft is signed; change it instead.");
    if (!draft.accepted()) return draft.refusal();
    Agreement agreement = draft.value();
    const Outcome<Done> is_signed = sign_agreement(asked, agreement);
    if (!is_signed.accepted()) return is_signed.refusal();
    const Outcome<Done> moves = may_become(draft.value(), agreement, "agreement");
    if (!moves.accepted()) return moves.refusal();
    const Outcome<Done> allowed = rules_allow(asked, draft.value(), agreement);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<SignedForm> form = document_signed(asked, draft.value());
    if (!form.accepted()) return form.refusal();
    return propose_signed(asked, agreement, form.value());
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
    const Outcome<Done> moves = moves_on(asked, stands.value_or(*last), agreement);
    if (!moves.accepted()) return moves.refusal();
    const bool is_activated = agreement.status == AgreementStatus::active;
    const auto before = ledger::agreement_numbered(database, last->number, agreement.from_on);
    const Outcome<Done> allowed = rules_allow(asked, before.value_or(*last), agreement);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> pays =
        may_pay_so(asked, agreement, ground_in(nlohmann::json::parse(proposal.content)));
    if (!pays.accepted()) return pays.refusal();
    const bool was_draft = before.value_or(*last).status == AgreementStatus::draft;
    if (was_draft && is_activated) {
        const auto document = document_confirmed(asked, *last, proposal);
        if (!document.accepted()) return document.refusal();
        note_signing(asked, agreement, document.value());
    }
    note_agreement_reduction(asked, before.value_or(*last), agreement);
    ledger::insert_agreement(asked.work, agreement);
    if (!was_draft && agreement.contribution < before.value_or(*last).contribution) {
        tell_of_increase(asked, {.budget = agreement.budget, .from = agreement.from_on});
    }
    if (agreement.status != AgreementStatus::held) {
        close_tasks(asked.work, "agreement-held", "agreement:" + agreement.ref, "it goes on");
    }
    return Done{};
}

}  // namespace almoner::scheduler
