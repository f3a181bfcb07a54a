#include "scheduler/commands/budget_answer.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/budget_answer.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/listed_words.h"
#include "scheduler/commands/lives.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/facts/answer_facts.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/plan_facts.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::BudgetAnswer;
using ledger::Done;
using ledger::Outcome;
using ledger::PlanLine;

constexpr std::size_t longest_words = 2'000;
constexpr std::array<std::string_view, 4> streams{"nhs", "social-care", "children", "education"};

Outcome<Budget> budget_to_answer(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    const auto budget =
        ledger::budget_by_ref(asked.work.database(), ref.value(), ledger::last_day_of_all);
    if (budget) return *budget;
    return refused_in("budget",
                      "budget-unknown",
                      "There is no budget of this reference.",
                      "Take the reference from 'almoner person show PERSON'.");
}

std::string streams_of(const std::vector<PlanLine>& lines) {
    std::string list;
    for (const std::string_view name : streams) {
        const bool is_there = std::ranges::any_of(
            lines, [&](const PlanLine& each) { return name_of(each.stream) == name; });
        if (is_there) list += (list.empty() ? "" : ",") + std::string(name);
    }
    return list;
}

bool is_among(const std::string& list, std::string_view name) {
    return ("," + list + ",").find("," + std::string(name) + ",") != std::string::npos;
}

// Of a budget with several streams it may be about some of them.
void read_streams(FieldReading& in, BudgetAnswer& answer) {
    if (!in.has("streams")) return;
    const std::string given = listed_words(in, "streams", streams);
    for (const std::string_view each : streams) {
        const bool is_there = answer.streams.empty() || is_among(answer.streams, each);
        if (is_there || !is_among(given, each)) continue;
        in.refuse("stream-unknown",
                  "No plan line of this budget that goes on is " + std::string(each) + " money.",
                  "Give streams of: " + answer.streams + ".",
                  "streams");
    }
    answer.streams = given;
}

BudgetAnswer read_answer(FieldReading& in, const Asked& asked, const Budget& budget) {
    BudgetAnswer answer{.budget = budget.number,
                        .streams = streams_of(lines_going_on(
                            asked.work.database(), budget.number, asked.work.today())),
                        .on = in.date_or("on", asked.work.today()),
                        .actor = asked.actor.number};
    if (in.accepted() && answer.on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "It can't have been answered on a day that is still to come.",
                  "Give the day of the letter.",
                  "on");
    }
    return answer;
}

void read_offer(FieldReading& in, BudgetAnswer& offer) {
    offer.answer = ledger::budget_offered;
    if (offer.streams.empty()) {
        in.refuse("no-lines",
                  "This budget has no plan line that goes on.",
                  "Add what it is for with 'almoner plan add', and have it confirmed.",
                  "budget");
    } else {
        read_streams(in, offer);
    }
    offer.amount = in.money("amount");
    if (in.accepted() && offer.amount.is_zero()) {
        in.refuse("amount-is-nothing", "The amount is nothing.", "Give an amount.", "amount");
    }
    offer.frequency = name_of(in.named("frequency",
                                       ledger::plan_frequency_named,
                                       "weekly, four-weekly, monthly, yearly, one-off"));
    (void)in.needed("ways");
    offer.ways = listed_words(in, "ways", ways_offered);
    offer.accounts = listed_words(in, "accounts", accounts_offered);
}

void read_refusal(FieldReading& in, BudgetAnswer& refusal) {
    refusal.answer = ledger::budget_refused;
    if (refusal.streams.empty()) (void)in.needed("streams");
    read_streams(in, refusal);
    refusal.reasons = in.words("reasons", longest_words);
    refusal.challenge = in.words("challenge", longest_words);
}

Outcome<Done> may_answer(Asked& asked,
                         rules::Event event,
                         const Budget& budget,
                         const rules::Facts& facts) {
    return ask_rules(asked,
                     {.event = event,
                      .about = {ledger::CaseKind::budget, budget.number},
                      .person = budget.person,
                      .on = asked.work.today(),
                      .field = "budget"},
                     facts);
}

// The first offer says what the budget may come to; one that goes on is offered anew where it is.
Outcome<Done> is_calculated(Asked& asked, const Budget& budget) {
    using rules::BudgetState;
    const BudgetState life = life_of(asked.work.database(), budget);
    const bool goes_on = life == BudgetState::agreed || life == BudgetState::active;
    return goes_on ? Done{} : may_become(life, BudgetState::indicative, "budget");
}

Answer shown(const Budget& budget, const BudgetAnswer& answer) {
    return nlohmann::json{{"budget", budget.ref},
                          {"answer", answer.answer},
                          {"of_streams", answer.streams},
                          {"on", answer.on.iso()}}
        .dump();
}

}  // namespace

Outcome<Answer> budget_offer(Asked& asked) {
    const Outcome<Budget> found = budget_to_answer(asked);
    if (!found.accepted()) return found.refusal();
    const Budget& budget = found.value();
    FieldReading in(asked.fields);
    BudgetAnswer offer = read_answer(in, asked, budget);
    if (in.accepted()) read_offer(in, offer);
    if (!in.accepted()) return in.refusal();
    const auto letter = evidence_named(asked, budget.person, true);
    if (!letter.accepted()) return letter.refusal();
    offer.letter = letter.value();
    const Outcome<Done> allowed =
        may_answer(asked,
                   rules::Event::offer,
                   budget,
                   facts_to_offer(asked.work.database(), budget, offer, asked.work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> moves = is_calculated(asked, budget);
    if (!moves.accepted()) return moves.refusal();
    ledger::insert_budget_answer(asked.work, budget.person, offer);
    return shown(budget, offer);
}

Outcome<Answer> budget_refuse(Asked& asked) {
    const Outcome<Budget> found = budget_to_answer(asked);
    if (!found.accepted()) return found.refusal();
    const Budget& budget = found.value();
    FieldReading in(asked.fields);
    BudgetAnswer refusal = read_answer(in, asked, budget);
    if (in.accepted()) read_refusal(in, refusal);
    if (!in.accepted()) return in.refusal();
    const auto letter = evidence_named(asked, budget.person, false);
    if (!letter.accepted()) return letter.refusal();
    refusal.letter = letter.value();
    const Outcome<Done> allowed =
        may_answer(asked,
                   rules::Event::refuse,
                   budget,
                   facts_to_refuse(asked.work.database(), budget, refusal, asked.work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    ledger::insert_budget_answer(asked.work, budget.person, refusal);
    return shown(budget, refusal);
}

Outcome<Done> was_not_refused(Asked& asked, const ledger::Agreement& agreement) {
    ledger::Database& database = asked.work.database();
    const auto answers = ledger::budget_answers_of(database, agreement.budget);
    if (answers.empty()) return Done{};
    const std::string paid = streams_of(
        lines_paid_by(database, agreement, activation_day(agreement, asked.work.today())));
    // Without a line nobody knows yet what it would pay.
    const std::string about = paid.empty() ? answers.back().streams : paid;
    for (const std::string_view stream : streams) {
        if (!is_among(about, stream)) continue;
        const Outcome<Done> offered =
            stream_was_not_refused(asked, agreement.budget, stream, "agreement");
        if (!offered.accepted()) return offered.refusal();
    }
    return Done{};
}

Outcome<Done> stream_was_not_refused(Asked& asked,
                                     std::int64_t budget,
                                     std::string_view stream,
                                     const std::string& field) {
    const auto answers = ledger::budget_answers_of(asked.work.database(), budget);
    const auto last = std::find_if(answers.rbegin(), answers.rend(), [&](const auto& each) {
        return is_among(each.streams, stream);
    });
    if (last == answers.rend() || last->answer != ledger::budget_refused) return Done{};
    return refused_in(field,
                      "budget-refused",
                      "The " + std::string(stream) + " money of this budget was refused on " +
                          last->on.words() + ".",
                      "Offer it first with 'almoner budget offer', or end its plan lines.");
}

}  // namespace almoner::scheduler
