#include "scheduler/commands/review.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/review.h"
#include "rules/lifecycle/life_cycles.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/answer_facts.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/review/review_due.h"
#include "scheduler/surplus/surplus_of.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Review;
using ledger::ReviewStep;
using rules::ReviewState;

constexpr std::size_t longest_words = 2'000;
constexpr std::string_view review_task = "review-due";

constexpr std::array<std::string_view, 10> kinds{"first",
                                                 "next",
                                                 "insufficiency",
                                                 "breach",
                                                 "capacity",
                                                 "condition-fails",
                                                 "concern",
                                                 "surplus",
                                                 "missing-return",
                                                 "request"};
constexpr std::array<std::string_view, 9> outcomes{"no-change",
                                                   "increase",
                                                   "reduce",
                                                   "offset",
                                                   "reclaim",
                                                   "change-payee",
                                                   "conditions",
                                                   "suspend",
                                                   "stop"};
constexpr std::array<std::string_view, 4> causes{
    "unmet-need", "over-allocation", "timing", "other"};
constexpr std::array<std::string_view, 5> all_covered{
    "plan", "use", "sufficiency", "terms", "best-interests"};

std::string listed(std::span<const std::string_view> names) {
    std::string list;
    for (const std::string_view name : names)
        list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

std::string one_of(FieldReading& in,
                   const std::string& field,
                   std::span<const std::string_view> names) {
    std::string text = in.needed(field);
    if (in.accepted() && std::ranges::find(names, text) == names.end()) {
        in.refuse("not-in-the-list",
                  "This is none of: " + listed(names) + ".",
                  "Write one of those.",
                  field);
    }
    return text;
}

std::string ref_of(std::int64_t review) {
    return "review:" + std::to_string(review);
}

// A review that is asked about, and where it stands.
struct Standing {
    Review review{};
    ledger::Budget budget{};
    ReviewState state = ReviewState::scheduled;
};

Outcome<Standing> review_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("review");
    if (!id.accepted()) return id.refusal();
    ledger::Database& database = asked.work.database();
    const auto review = ledger::review_by_id(database, id.value());
    if (!review) {
        return refused_in("review",
                          "review-unknown",
                          "There is no review of this number.",
                          "Take the number from 'almoner review due' or 'review list'.");
    }
    const auto budget = ledger::budget_numbered(database, review->budget, last_day_of_all);
    const auto state = rules::value_named<ReviewState>(ledger::state_of(database, review->id));
    return Standing{.review = *review,
                    .budget = budget.value(),
                    .state = state.value_or(ReviewState::scheduled)};
}

ledger::Refusal refused_here(ledger::Refusal refusal) {
    refusal.field = "review";
    return refusal;
}

// Through these states, each a move of the table.
Outcome<Done> step(Asked& asked,
                   Standing& standing,
                   std::initializer_list<ReviewState> states,
                   const ReviewStep& last) {
    for (const ReviewState to : states) {
        const auto move = rules::find_move(rules::review_moves, "review", standing.state, to);
        if (!move.accepted()) return refused_here(move.refusal());
        const bool is_last = to == *(states.end() - 1);
        ReviewStep kept = is_last ? last : ReviewStep{};
        kept.review = standing.review.id;
        kept.state = name_of_value(to);
        if (kept.on == Date{}) kept.on = asked.work.today();
        kept.actor = asked.actor.number;
        ledger::insert_review_step(asked.work, standing.budget.person, kept);
        standing.state = to;
    }
    return Done{};
}

Answer shown(const Standing& standing) {
    return nlohmann::json{{"review", standing.review.id},
                          {"budget", standing.budget.ref},
                          {"state", name_of_value(standing.state)}}
        .dump();
}

// "plan, use" in the order of the list; refused where one is none of them.
std::string covered(FieldReading& in) {
    std::set<std::string, std::less<>> given;
    std::string text = in.has("covers") ? in.needed("covers") : std::string{};
    while (!text.empty()) {
        const std::size_t end = text.find(',');
        std::string each = text.substr(0, end);
        text = end == std::string::npos ? std::string{} : text.substr(end + 1);
        std::erase(each, ' ');
        if (std::ranges::find(all_covered, each) == all_covered.end()) {
            in.refuse("not-in-the-list",
                      "A review covers none of this but: " + listed(all_covered) + ".",
                      "Write some of those, with commas between them.",
                      "covers");
        }
        given.insert(std::move(each));
    }
    std::string list;
    for (const std::string_view name : all_covered) {
        if (given.contains(name)) list += (list.empty() ? "" : ",") + std::string(name);
    }
    return list;
}

bool covers(const ReviewStep& decision, std::string_view what) {
    return ("," + decision.covers + ",").find("," + std::string(what) + ",") != std::string::npos;
}

rules::Facts facts_of(ledger::Database& database,
                      const Standing& standing,
                      const ReviewStep& decision,
                      Date on) {
    rules::Facts facts;
    const auto lines = ledger::plan_lines_of(database, standing.budget.number, last_day_of_all);
    const auto is_current = [&](const ledger::PlanLine& each) {
        return !each.end_on || on <= *each.end_on;
    };
    // Once all have ended they are reviewed as they were.
    const bool any_current = std::ranges::any_of(lines, is_current);
    for (const ledger::PlanLine& each : lines) {
        if (any_current && !is_current(each)) continue;
        if (each.stream == ledger::Stream::person) continue;
        facts.lines.push_back({.ref = each.ref, .regime = regime_of(each.stream)});
    }
    take_surplus(surplus_of(database, standing.budget, on), facts.surplus);
    facts.review.covers_plan = covers(decision, "plan");
    facts.review.covers_use = covers(decision, "use");
    facts.review.covers_sufficiency = covers(decision, "sufficiency");
    facts.review.covers_terms = covers(decision, "terms");
    facts.review.covers_best_interests = covers(decision, "best-interests");
    facts.surplus.cause_recorded = !decision.cause.empty();
    facts.review.all_involved = proof_of(database, decision.involved);
    facts.review.steps_to_agree = proof_of(database, decision.agreed);
    facts.information.decision_recorded = true;  // the review's own step
    return facts;
}

Outcome<std::optional<std::int64_t>> paper(const Asked& asked,
                                           const std::string& field,
                                           std::int64_t person) {
    if (!asked.fields.has(field)) return std::optional<std::int64_t>{};
    const Outcome<std::int64_t> id = asked.fields.number(field);
    if (!id.accepted()) return id.refusal();
    const Outcome<Done> known = evidence_numbered(asked, id.value(), person);
    if (known.accepted()) return std::optional<std::int64_t>(id.value());
    ledger::Refusal refusal = known.refusal();
    refusal.field = field;
    return refusal;
}

// By when the law has it held; nothing of a review that something was the cause of.
std::optional<Date> statutory_day(ledger::Database& database, const Review& review, Date today) {
    for (const ReviewDue& each : reviews_due(database, today)) {
        if (each.budget == review.budget && each.kind == review.kind) return each.due_on;
    }
    return std::nullopt;
}

bool is_open(ledger::Database& database, const Review& review, const std::string& kind) {
    const auto state = rules::value_named<ReviewState>(ledger::state_of(database, review.id));
    return review.kind == kind && state.value_or(ReviewState::scheduled) < ReviewState::decided;
}

}  // namespace

Outcome<Answer> review_open(Asked& asked) {
    ledger::Database& database = asked.work.database();
    FieldReading in(asked.fields);
    const auto budget = ledger::budget_by_ref(database, in.reference("budget"), last_day_of_all);
    if (in.accepted() && !budget) {
        in.refuse("budget-unknown",
                  "There is no budget of this reference.",
                  "Take the reference from 'almoner person show PERSON'.",
                  "budget");
    }
    const std::int64_t days =
        policy_in_force(database, asked.work.today()).number(rules::Parameter::review_task_days);
    Review review{.kind = one_of(in, "kind", kinds),
                  .due_on = in.date_or("due", asked.work.today() + static_cast<std::int32_t>(days)),
                  .opened_on = asked.work.today(),
                  .opened_by = asked.actor.number,
                  .words = in.words("words", longest_words)};
    if (!in.accepted()) return in.refusal();
    review.budget = budget->number;
    const auto by = statutory_day(database, review, asked.work.today());
    if (by && *by < review.due_on) {
        return refused_in("due",
                          "review-due-too-late",
                          "This review is to be held by " + by->words() + ".",
                          "Give that day or an earlier one, or leave it out.");
    }
    for (const Review& each : ledger::reviews_of(database, budget->number)) {
        if (!is_open(database, each, review.kind)) continue;
        return refused_in("kind",
                          "review-open",
                          "Review " + std::to_string(each.id) + " of this kind is open already.",
                          "Decide it with 'almoner review decide'.");
    }
    review.id = ledger::insert_review(asked.work, budget->person, review);
    open_task(asked.work,
              review_task,
              ref_of(review.id),
              "Budget " + budget->ref + " is to be reviewed (" + review.kind + ") by " +
                  review.due_on.words() + ".");
    return nlohmann::json{{"review", review.id},
                          {"budget", budget->ref},
                          {"kind", review.kind},
                          {"due", review.due_on.iso()}}
        .dump();
}

Outcome<Answer> review_decide(Asked& asked) {
    asked.work.books().fold();  // what is held is read from the tables
    Outcome<Standing> found = review_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    Standing standing = std::move(found).value();
    // What comes before it is taken with it.
    const ReviewState from =
        standing.state == ReviewState::scheduled ? ReviewState::evidence_gathered : standing.state;
    const auto possible =
        rules::find_move(rules::review_moves, "review", from, ReviewState::decided);
    if (!possible.accepted()) return refused_here(possible.refusal());
    FieldReading in(asked.fields);
    ReviewStep decision{.outcome = one_of(in, "outcome", outcomes), .covers = covered(in)};
    if (in.has("cause")) decision.cause = one_of(in, "cause", causes);
    (void)in.needed("words");
    decision.words = in.words("words", longest_words);
    decision.on = in.date_or("held", asked.work.today());
    if (in.accepted() && decision.on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "A review can't have been held on a day that is still to come.",
                  "Give the day on which it was held.",
                  "held");
    }
    if (!in.accepted()) return in.refusal();
    const auto involved = paper(asked, "involved", standing.budget.person);
    if (!involved.accepted()) return involved.refusal();
    decision.involved = involved.value();
    const auto agreed = paper(asked, "agreed", standing.budget.person);
    if (!agreed.accepted()) return agreed.refusal();
    decision.agreed = agreed.value();
    const Outcome<Done> allowed =
        ask_rules(asked,
                  {.event = rules::Event::close_review,
                   .about = {ledger::CaseKind::budget, standing.budget.number},
                   .person = standing.budget.person,
                   .on = asked.work.today(),
                   .field = "review"},
                  facts_of(asked.work.database(), standing, decision, asked.work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    const bool is_new = standing.state == ReviewState::scheduled;
    const Outcome<Done> moved =
        is_new ? step(asked,
                      standing,
                      {ReviewState::started, ReviewState::evidence_gathered, ReviewState::decided},
                      decision)
               : step(asked, standing, {ReviewState::decided}, decision);
    if (!moved.accepted()) return moved.refusal();
    close_tasks(asked.work, review_task, ref_of(standing.review.id), "it was decided");
    return shown(standing);
}

Outcome<Answer> review_tell(Asked& asked) {
    Outcome<Standing> found = review_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    Standing standing = std::move(found).value();
    const auto letter = paper(asked, "letter", standing.budget.person);
    if (!letter.accepted()) return letter.refusal();
    if (!letter.value()) {
        return refused_in("letter",
                          "evidence-missing",
                          "This needs the letter that told the person.",
                          "Add it with 'almoner evidence add' and give its number.");
    }
    const Outcome<Done> moved =
        step(asked, standing, {ReviewState::notified}, {.letter = letter.value()});
    if (!moved.accepted()) return moved.refusal();
    return shown(standing);
}

Outcome<Answer> review_close(Asked& asked) {
    Outcome<Standing> found = review_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    Standing standing = std::move(found).value();
    const auto possible =
        rules::find_move(rules::review_moves, "review", standing.state, ReviewState::closed);
    if (!possible.accepted()) return refused_here(possible.refusal());
    const Outcome<Done> allowed =
        ask_rules(asked,
                  {.event = rules::Event::review,
                   .about = {ledger::CaseKind::budget, standing.budget.number},
                   .person = standing.budget.person,
                   .on = asked.work.today(),
                   .field = "review"},
                  facts_of_review(
                      asked.work.database(), standing.budget, standing.review, asked.work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> moved = step(asked, standing, {ReviewState::closed}, {});
    if (!moved.accepted()) return moved.refusal();
    return shown(standing);
}

}  // namespace almoner::scheduler
