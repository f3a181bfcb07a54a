#include "scheduler/payment_run/note_evaluations.h"

#include "ledger/records/budget.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/in_force.h"
#include "rules/engine/evaluate.h"
#include "scheduler/facts/ask_rules.h"

#include <set>
#include <string>

namespace almoner::scheduler {
namespace {

using rules::name_of_value;

std::int64_t person_of(ledger::Work& work, std::int64_t budget) {
    const auto known = ledger::budget_numbered(work.database(), budget, ledger::last_day_of_all);
    return known ? known->person : 0;
}

}  // namespace

void note_held(ledger::Work& work,
               const ledger::CaseRef& about,
               std::int64_t person,
               ledger::Date on,
               const ReleaseAnswer& answer) {
    ledger::insert_evaluation(work,
                              person,
                              {.event = std::string(name_of_value(rules::Event::release)),
                               .about = about,
                               .on = on,
                               .policy = answer.policy,
                               .effect = std::string(name_of_value(answer.effect)),
                               .asked = answer.asked,
                               .details = answer.details,
                               .digest = digest_of(work, {answer.policy, answer.details})});
}

void note_evaluations(ledger::Work& work,
                      std::int64_t run,
                      std::int64_t first,
                      std::span<const Draft> drafts) {
    std::string looked_at;
    std::int64_t asked = 0;
    std::string policy;
    std::set<const ReleaseAnswer*> warned;
    std::int64_t payment = first - 1;
    for (const Draft& draft : drafts) {
        ++payment;
        if (!draft.evaluation) continue;
        looked_at += std::to_string(payment) + ":" +
                     std::string(ledger::octets_of(draft.evaluation->digest));
        asked += draft.evaluation->asked;
        policy = draft.evaluation->policy;
        if (draft.evaluation->effect == rules::Effect::allow) continue;
        if (draft.evaluation->held.empty() && !warned.insert(draft.evaluation.get()).second)
            continue;
        note_held(work,
                  {ledger::CaseKind::payment, payment},
                  person_of(work, draft.budget),
                  draft.entry_on,
                  *draft.evaluation);
    }
    if (asked == 0) return;
    ledger::insert_evaluation(work,
                              0,
                              {.event = std::string(name_of_value(rules::Event::release)),
                               .about = {ledger::CaseKind::run, run},
                               .on = work.today(),
                               .policy = policy,
                               .effect = std::string(name_of_value(rules::Effect::allow)),
                               .asked = asked,
                               .digest = digest_of(work, {policy, looked_at})});
}

void note_offsets(ledger::Work& work, const Draft& draft, std::int64_t payment) {
    const auto note = [&](const OffsetTaken& each) {
        const bool is_whole = each.effect != name_of_value(rules::Effect::allow);
        ledger::insert_evaluation(work,
                                  each.person,
                                  {.event = std::string(name_of_value(rules::Event::offset)),
                                   .about = {ledger::CaseKind::payment, payment},
                                   .on = work.today(),
                                   .policy = each.policy,
                                   .effect = each.effect,
                                   .asked = each.asked,
                                   .details = is_whole ? each.details : std::string{},
                                   .digest = digest_of(work, {each.policy, each.details})});
    };
    for (const OffsetTaken& each : draft.offsets) {
        ledger::PeriodOffset offset = each.offset;
        offset.payment = payment;
        ledger::insert_period_offset(work, offset);
        note(each);
    }
    for (const OffsetRefused& each : draft.not_offset) note(each.looked_at);
}

}  // namespace almoner::scheduler
