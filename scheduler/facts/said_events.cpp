#include "scheduler/facts/said_events.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"
#include "rules/engine/catalogue.h"
#include "rules/engine/dates.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>
#include <array>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::AttestedFact;
using ledger::CaseKind;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::PlanLine;
using rules::Event;

constexpr std::array events{Event::capacity_change,
                            Event::transition,
                            Event::nomination_change,
                            Event::report,
                            Event::request,
                            Event::absence};
// The command's own journal row answers it (AUD-01).
constexpr std::string_view of_every_event = "information.decision_recorded";

bool is_read_at(Event event, const std::vector<AttestedFact>& told) {
    for (const rules::Rule* const rule : rules::rules_of(event)) {
        for (const std::string& name : rules::facts_read_by(*rule, event)) {
            const bool is_told = std::ranges::find(told, name, &AttestedFact::name) != told.end();
            if (is_told && name != of_every_event) return true;
        }
    }
    return false;
}

// What nobody said is as usual.
rules::Facts usual_facts() {
    rules::Facts facts;
    rules::PayeeFacts& payee = facts.payee;
    payee.capacity_lost = payee.capacity_resolved = payee.capacity_returned = false;
    payee.handed_back = payee.capacity_gained = payee.nomination_withdrawn = false;
    payee.transition_reviewed = payee.transition_refused = false;
    facts.plan.told_insufficient = facts.plan.shortfall_reviewed = false;
    facts.plan.health_changed = facts.plan.change_reviewed = false;
    facts.review.report = rules::ReportKind::none;
    facts.review.report_reviewed = false;
    facts.review.review_requested = facts.review.request_declined = false;
    facts.eligibility.reconsidered_before = false;
    facts.surplus.reconsideration_asked = facts.surplus.reconsidered_once = false;
    facts.surplus.reconsideration_answered = facts.surplus.further_review_asked = false;
    facts.surplus.further_review_held = facts.surplus.further_review_decided = false;
    facts.reclaim.reconsideration_asked = facts.reclaim.reconsidered_once = false;
    facts.stop.reconsideration_asked = facts.stop.reconsidered_once = false;
    facts.stop.absence_reviewed = facts.stop.stop_proposed = false;
    facts.stop.days_in_hospital = 0;
    facts.information.decision_recorded = true;
    return facts;
}

std::vector<PlanLine> lines_of(ledger::Database& database, const FactSubject& of, Date today) {
    if (of.about.kind == CaseKind::agreement) {
        const auto agreement =
            ledger::agreement_numbered(database, of.about.number, last_day_of_all);
        if (agreement) return lines_paid_by(database, *agreement, today);
    }
    auto lines = ledger::plan_lines_of(database, of.budget, last_day_of_all);
    std::erase_if(lines, [&](const PlanLine& each) {
        const bool is_another =
            of.about.kind == CaseKind::plan_line && each.number != of.about.number;
        return is_another || (each.end_on && *each.end_on < today);
    });
    return lines;
}

// SI 2013/1617 reg 2: a child is somebody under 16.
void take_birthday(ledger::Database& database,
                   std::int64_t person,
                   Date today,
                   rules::PayeeFacts& facts) {
    constexpr std::int64_t months_until_16 = 192;
    const auto known = ledger::person_numbered(database, person, today);
    const auto details = known ? ledger::person_private(database, known->personal) : std::nullopt;
    if (!details || !details->date_of_birth) return;
    const Date turns_16 = rules::months_after(*details->date_of_birth, months_until_16);
    facts.turns_16_on = turns_16;
    facts.is_child = today < turns_16;
}

rules::Facts facts_said(ledger::Database& database, const FactSubject& of, Date today) {
    rules::Facts facts = usual_facts();
    auto lines = lines_of(database, of, today);
    std::erase_if(lines,
                  [](const PlanLine& each) { return each.stream == ledger::Stream::person; });
    take_lines(database, lines, today, facts);
    const ledger::CaseRef whole{CaseKind::budget, of.budget};
    take_attested(database, ledger::attested_facts_of(database, whole, today), facts);
    if (of.about.kind == CaseKind::agreement) {
        take_attested(database, ledger::attested_facts_of(database, of.about, today), facts);
    }
    take_birthday(database, of.person, today, facts.payee);
    return facts;
}

bool asks_for_something(const rules::Finding& finding) {
    return finding.effect > rules::Effect::warn && finding.reason != "not-known";
}

void tell(Asked& asked, const FactSubject& of, const rules::Evaluation& found) {
    std::string codes;
    std::string words;
    for (const rules::Finding& each : found.findings) {
        if (!asks_for_something(each)) continue;
        codes += (codes.empty() ? "" : ", ") + std::string(each.rule);
        words += (words.empty() ? "" : " ") + each.words + " " + std::string(each.next);
    }
    const auto budget = ledger::budget_numbered(asked.work.database(), of.budget, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("something was said of no budget");
    const std::string kind = "said-" + std::string(name_of_value(found.event));
    const std::string subject = "budget:" + budget->ref;
    close_tasks(asked.work, kind, subject, codes.empty() ? "no-longer-asked" : "said-again");
    if (codes.empty()) return;
    open_task(asked.work,
              kind,
              subject,
              "What was recorded of budget " + budget->ref + " asks for something (" + codes + ").",
              ledger::insert_private_text(asked.work, of.person, words));
}

}  // namespace

void ask_about_what_was_said(Asked& asked,
                             const FactSubject& of,
                             const std::vector<AttestedFact>& told) {
    const Date today = asked.work.today();
    for (const Event event : events) {
        if (!is_read_at(event, told)) continue;
        tell(asked,
             of,
             consult_rules(asked,
                           {.event = event,
                            .about = of.about,
                            .person = of.person,
                            .on = today,
                            .field = "facts"},
                           facts_said(asked.work.database(), of, today)));
    }
}

}  // namespace almoner::scheduler
