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

bool is_direct(ledger::Option option) {
    return option == ledger::Option::direct_payment || option == ledger::Option::managed_account;
}

// Whether it is paid directly under an agreement that was made before that day: for a child then.
bool was_agreed_before(ledger::Database& database, const FactSubject& of, Date day, Date today) {
    const auto agreements = ledger::agreements_of(database, of.budget, today);
    return std::ranges::any_of(agreements, [&](const ledger::Agreement& each) {
        const bool is_over = each.end_on && *each.end_on < today;
        return is_direct(each.option) && each.status != ledger::AgreementStatus::draft &&
               each.status != ledger::AgreementStatus::ended && !is_over && each.start_on < day;
    });
}

// Compulsory school age ends with the last Friday of June of the school year in which somebody
// turns 16 (Education Act 1996 s 8: memory, unverified).
Date out_of_school_age(Date turns_16) {
    constexpr int last_month = 8;
    const int year = turns_16.year() + (turns_16.month() > last_month ? 1 : 0);
    Date day = *Date::from_ymd(year, 6, 30);
    while (day.iso_weekday() != 5) day = day - 1;
    return day + 1;
}

// SI 2013/1617 reg 2: a child is somebody under 16. What was agreed for a child goes on with their
// own consent alone (reg 4(4); SI 2014/1652 reg 15), however long ago the birthday was.
void take_birthday(ledger::Database& database,
                   const FactSubject& of,
                   Event event,
                   Date today,
                   rules::PayeeFacts& facts) {
    constexpr std::int64_t months_until_16 = 192;
    const auto known = ledger::person_numbered(database, of.person, today);
    const auto details = known ? ledger::person_private(database, known->personal) : std::nullopt;
    if (!details || !details->date_of_birth) return;
    const Date turns_16 = rules::months_after(*details->date_of_birth, months_until_16);
    facts.turns_16_on = turns_16;
    facts.is_child = today < turns_16;
    if (event != Event::transition) return;
    facts.is_child = today < turns_16 || was_agreed_before(database, of, turns_16, today);
    const Date grown = out_of_school_age(turns_16);
    const bool is_settled = today >= grown && !was_agreed_before(database, of, grown, today);
    if (!facts.young_person_on.value && !is_settled) facts.young_person_on = grown;
}

rules::Facts facts_said(ledger::Database& database,
                        const FactSubject& of,
                        Event event,
                        Date today) {
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
    take_birthday(database, of, event, today, facts.payee);
    return facts;
}

bool asks_for_something(const rules::Finding& finding) {
    return finding.effect > rules::Effect::warn && finding.reason != "not-known";
}

// Which rules ask for something, and their words, which are about the person.
struct Wanted {
    std::string codes{};
    std::string words{};
};
Wanted wanted_by(const rules::Evaluation& found) {
    Wanted wanted;
    for (const rules::Finding& each : found.findings) {
        if (!asks_for_something(each)) continue;
        wanted.codes += (wanted.codes.empty() ? "" : ", ") + std::string(each.rule);
        wanted.words +=
            (wanted.words.empty() ? "" : " ") + each.words + " " + std::string(each.next);
    }
    return wanted;
}

std::string kind_of(Event event) {
    return "said-" + std::string(name_of_value(event));
}

std::string ref_of_budget(ledger::Database& database, const FactSubject& of) {
    const auto budget = ledger::budget_numbered(database, of.budget, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("something was said of no budget");
    return budget->ref;
}

// Of a birthday too, of which nobody recorded anything.
std::string words_of_task(const std::string& budget_ref, const std::string& codes) {
    return "What is known of budget " + budget_ref + " asks for something (" + codes + ").";
}

void tell(Asked& asked, const FactSubject& of, const rules::Evaluation& found) {
    const Wanted wanted = wanted_by(found);
    const std::string budget = ref_of_budget(asked.work.database(), of);
    const std::string kind = kind_of(found.event);
    const std::string subject = "budget:" + budget;
    close_tasks(asked.work, kind, subject, wanted.codes.empty() ? "no-longer-asked" : "said-again");
    if (wanted.codes.empty()) return;
    open_task(asked.work,
              kind,
              subject,
              words_of_task(budget, wanted.codes),
              ledger::insert_private_text(asked.work, of.person, wanted.words));
}

rules::Evaluation ask(Asked& asked, const FactSubject& of, Event event) {
    const Date today = asked.work.today();
    return consult_rules(
        asked,
        {.event = event, .about = of.about, .person = of.person, .on = today, .field = "facts"},
        facts_said(asked.work.database(), of, event, today));
}

}  // namespace

void ask_about_what_was_said(Asked& asked,
                             const FactSubject& of,
                             const std::vector<AttestedFact>& told) {
    for (const Event event : events) {
        if (is_read_at(event, told)) tell(asked, of, ask(asked, of, event));
    }
}

std::string asked_by_birthday(ledger::Database& database,
                              const FactSubject& of,
                              const rules::Policy& policy,
                              Date today) {
    const rules::Evaluation found = rules::evaluate(
        Event::transition, facts_said(database, of, Event::transition, today), policy, today);
    const Wanted wanted = wanted_by(found);
    if (wanted.codes.empty()) return {};
    return words_of_task(ref_of_budget(database, of), wanted.codes);
}

void ask_about_birthday(Asked& asked, const FactSubject& of) {
    tell(asked, of, ask(asked, of, Event::transition));
}

}  // namespace almoner::scheduler
