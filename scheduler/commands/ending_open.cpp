// An ending is opened, once nothing is paid beyond its last day, and may be withdrawn.
#include "ledger/records/agreement.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "rules/stop/stop_facts.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/ending/ending_facts.h"
#include "scheduler/facts/ask_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Done;
using ledger::Ending;
using ledger::last_day_of_all;
using ledger::Outcome;
using nlohmann::json;

constexpr std::size_t longest_words = 2'000;

std::string task_subject(const Ending& ending) {
    return "ending:" + ledger::ending_number(ending.id);
}

// One budget, or all of a person's.
Outcome<std::vector<Budget>> budgets_asked_for(const Asked& asked) {
    FieldReading in(asked.fields);
    const std::string ref = in.reference("about");
    if (!in.accepted()) return in.refusal();
    ledger::Database& database = asked.work.database();
    if (const auto budget = ledger::budget_by_ref(database, ref, last_day_of_all)) {
        return std::vector{*budget};
    }
    if (const auto person = ledger::person_by_ref(database, ref, last_day_of_all)) {
        return ledger::budgets_of(database, person->number, last_day_of_all);
    }
    return refused_in("about",
                      "subject-unknown",
                      "No budget and no person has this reference.",
                      "Take it from 'almoner person show'.");
}

std::string because_in(FieldReading& in) {
    std::string because = in.needed("because");
    if (in.accepted() &&
        std::ranges::find(ledger::ending_causes, because) == ledger::ending_causes.end()) {
        in.refuse("not-in-the-list",
                  "This is none of: death, stop, move.",
                  "Write one of those.",
                  "because");
    }
    return because;
}

std::string ground_in(FieldReading& in, const std::string& because) {
    if (because != "stop" || !in.accepted()) return {};
    std::string ground = in.needed("ground");
    const auto known = rules::value_named<rules::StopGround>(ground);
    if (in.accepted() &&
        (!known || *known == rules::StopGround::none || *known == rules::StopGround::death)) {
        std::string list;
        for (const std::string_view each : names_of(rules::StopGround{})) {
            if (each == "none" || each == "death") continue;
            list += (list.empty() ? "" : ", ") + std::string(each);
        }
        in.refuse(
            "not-in-the-list", "This is none of: " + list + ".", "Write one of those.", "ground");
    }
    return ground;
}

// Of a death the day that is recorded, and no other.
Date last_day_in(FieldReading& in, const Asked& asked, const Ending& ending, const Budget& budget) {
    if (ending.because != "death") return in.date("on");
    const auto person =
        ledger::person_numbered(asked.work.database(), budget.person, last_day_of_all);
    if (!person || !person->died_on) {
        in.refuse("not-recorded-as-died",
                  "No death of this person is recorded.",
                  "Record it with 'almoner person died' first: it holds the payments.",
                  "because");
        return {};
    }
    const Date on = in.date_or("on", *person->died_on);
    if (in.accepted() && on != *person->died_on) {
        in.refuse("day-differs",
                  "The death is recorded on another day.",
                  "Give that day, or mend it with 'almoner person died'.",
                  "on");
    }
    return on;
}

Outcome<Done> may_open(Asked& asked, const Ending& ending, const Budget& budget) {
    ledger::Database& database = asked.work.database();
    for (const Ending& each : ledger::endings_of(database, budget.number)) {
        if (is_of_part(database, each)) continue;  // what a case stopped goes by itself
        return refused_in("about",
                          "ending-exists",
                          "Ending " + ledger::ending_number(each.id) + " of budget " + budget.ref +
                              " was opened already.",
                          "Go on with that one, or withdraw it.");
    }
    // A death holds them by itself; they end before the books of it are closed.
    if (ending.because == "death") return Done{};
    const std::string beyond = agreements_beyond(database, budget.number, ending.last_on);
    if (beyond.empty()) return Done{};
    return refused_in("on",
                      "agreements-go-on",
                      "These agreements pay beyond that day: " + beyond + ".",
                      "End them with 'almoner agreement end' or 'almoner person end' first.");
}

// Who asked the person before a stop was decided, and when; the words say why nobody did.
Outcome<Done> take_consultation(const Asked& asked, std::int64_t person, Ending& ending) {
    if (!asked.fields.has("consulted")) return Done{};
    const Outcome<std::int64_t> paper = asked.fields.number("consulted");
    if (!paper.accepted()) return paper.refusal();
    Outcome<Done> known = evidence_numbered(asked, paper.value(), person);
    if (!known.accepted()) return known;
    FieldReading in(asked.fields);
    ending.consulted = paper.value();
    ending.consulted_on = in.date_or("consulted_on", asked.work.today());
    if (in.accepted() && *ending.consulted_on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "Nobody was consulted on a day that is still to come.",
                  "Give the day on which it was done.",
                  "consulted_on");
    }
    return in.accepted() ? Outcome<Done>(Done{}) : in.refusal();
}

Outcome<Done> ask_or_note(Asked& asked, const EndingStanding& standing) {
    asked.work.books().fold();  // what is left is read from the tables
    const Date today = asked.work.today();
    const Question question{.event = event_of(standing.opened),
                            .about = {ledger::CaseKind::budget, standing.budget.number},
                            .person = standing.budget.person,
                            .on = today,
                            .field = "because"};
    const rules::Facts facts = facts_of_ending(asked.work.database(), standing, today);
    // A death and a move have happened; only a stop is ours to decide.
    if (standing.opened.because == "stop") return ask_rules(asked, question, facts);
    (void)consult_rules(asked, question, facts);
    return Done{};
}

// Its number.
std::string write_ending(Asked& asked, Ending& ending, const Budget& budget) {
    ending.id = ledger::insert_ending(asked.work, budget.person, ending);
    ledger::insert_ending_step(asked.work,
                               budget.person,
                               {.ending = ending.id,
                                .state = "open",
                                .on = asked.work.today(),
                                .actor = asked.actor.number});
    const std::string number = ledger::ending_number(ending.id);
    open_task(asked.work,
              "ending-open",
              task_subject(ending),
              number + " of budget " + budget.ref +
                  ": find out what is still owed, meet it, and make the final account.");
    return number;
}

Outcome<json> open_one(Asked& asked, Ending ending, const Budget& budget) {
    FieldReading in(asked.fields);
    ending.budget = budget.number;
    ending.last_on = last_day_in(in, asked, ending, budget);
    if (!in.accepted()) return in.refusal();
    const Outcome<Done> consulted = take_consultation(asked, budget.person, ending);
    if (!consulted.accepted()) return consulted.refusal();
    const Outcome<Done> allowed = may_open(asked, ending, budget);
    if (!allowed.accepted()) return allowed.refusal();
    EndingStanding standing = standing_of_ending(asked.work.database(), ending);
    const Outcome<Done> asked_rules = ask_or_note(asked, standing);
    if (!asked_rules.accepted()) return asked_rules.refusal();
    const std::string number = write_ending(asked, ending, budget);
    return json{{"ending", number},
                {"budget", budget.ref},
                {"because", ending.because},
                {"last", ending.last_on.iso()}};
}

// Of the line; of all that stopped where nothing of the budget goes on beyond that.
Date last_day_of(ledger::Database& database, const CaseStanding& standing, Date last_on) {
    std::vector<std::int64_t> stopped{standing.decision->plan_line};
    for (const Ending& each : ledger::endings_of(database, standing.budget.number)) {
        if (const auto stop = stop_that_opened(database, each)) stopped.push_back(stop->plan_line);
    }
    const auto lines =
        ledger::plan_lines_of(database, standing.budget.number, ledger::last_day_of_all);
    Date last = last_on;
    for (const ledger::PlanLine& each : lines) {
        const bool has_stopped =
            each.end_on && std::ranges::find(stopped, each.number) != stopped.end();
        if (has_stopped) last = std::max(last, *each.end_on);
    }
    const bool goes_on = std::ranges::any_of(
        lines, [&](const ledger::PlanLine& each) { return !each.end_on || *each.end_on > last; });
    return goes_on ? last_on : last;
}

}  // namespace

std::string ending_of_stop(Asked& asked, const CaseStanding& standing, Date last_on) {
    // Of the whole budget: it asks about this line too. What another line's asked, it did not ask
    // about this one.
    for (const Ending& each : ledger::endings_of(asked.work.database(), standing.budget.number)) {
        const bool asks = each.state == "open" && !is_of_part(asked.work.database(), each);
        if (asks) return ledger::ending_number(each.id);
    }
    Ending ending{.budget = standing.budget.number,
                  .because = "stop",
                  .last_on = last_day_of(asked.work.database(), standing, last_on),
                  .ground = standing.decision->ground,
                  .opened_on = asked.work.today(),
                  .opened_by = asked.actor.number};
    if (standing.consulted) {
        ending.consulted = standing.consulted->evidence;
        if (ending.consulted) ending.consulted_on = standing.consulted->on;
        ending.words = standing.consulted->words;
    }
    return write_ending(asked, ending, standing.budget);
}

std::string agreements_beyond(ledger::Database& database, std::int64_t budget, Date day) {
    std::string refs;
    for (const ledger::Agreement& each : ledger::agreements_of(database, budget, last_day_of_all)) {
        const bool is_over = each.end_on && (*each.end_on <= day || *each.end_on < each.start_on);
        const bool goes_on = each.status != ledger::AgreementStatus::ended &&
                             each.status != ledger::AgreementStatus::draft && !is_over;
        if (goes_on) refs += (refs.empty() ? "" : ", ") + each.ref;
    }
    return refs;
}

Outcome<EndingStanding> ending_asked_for(const Asked& asked) {
    const Outcome<std::string> number = asked.fields.need("ending");
    if (!number.accepted()) return number.refusal();
    const auto found = ledger::find_ending(asked.work.database(), number.value());
    if (found) return standing_of_ending(asked.work.database(), *found);
    return refused_in("ending",
                      "ending-unknown",
                      "There is no ending of this number.",
                      "Take the number from 'almoner ending list'.");
}

Outcome<EndingStanding> open_ending_asked_for(const Asked& asked) {
    Outcome<EndingStanding> found = ending_asked_for(asked);
    if (!found.accepted() || found.value().is_open()) return found;
    return refused_in("ending",
                      "ending-not-open",
                      "This ending is " + found.value().opened.state + ".",
                      "Look at it with 'almoner ending show'.");
}

Outcome<Answer> ending_open(Asked& asked) {
    const auto budgets = budgets_asked_for(asked);
    if (!budgets.accepted()) return budgets.refusal();
    FieldReading in(asked.fields);
    Ending ending{.because = because_in(in),
                  .opened_on = asked.work.today(),
                  .opened_by = asked.actor.number};
    ending.ground = ground_in(in, ending.because);
    ending.words = in.words("words", longest_words);
    if (!in.accepted()) return in.refusal();
    json opened = json::array();
    for (const Budget& each : budgets.value()) {
        Outcome<json> one = open_one(asked, ending, each);
        if (!one.accepted()) return one.refusal();
        opened.push_back(std::move(one).value());
    }
    if (opened.empty()) {
        return refused_in(
            "about", "nothing-to-end", "This person has no budget.", "Nothing needs to be done.");
    }
    return json{{"endings", std::move(opened)}}.dump();
}

Outcome<Answer> ending_withdraw(Asked& asked) {
    const Outcome<EndingStanding> found = open_ending_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const EndingStanding& standing = found.value();
    FieldReading in(asked.fields);
    (void)in.needed("words");
    const std::string words = in.words("words", longest_words);
    if (!in.accepted()) return in.refusal();
    if (std::ranges::any_of(standing.owed,
                            [](const Owed& each) { return !each.by_body.is_zero(); })) {
        return refused_in("ending",
                          "taken-over-already",
                          "The public body has taken debts over already.",
                          "Go on with it to its end.");
    }
    if (has_open_proposal(asked.work.database(), standing)) {
        return refused_in("ending",
                          "proposal-open",
                          "Something about this ending waits for a second person.",
                          "Have it confirmed or refused first: 'almoner proposal list'.");
    }
    ledger::insert_ending_step(asked.work,
                               standing.budget.person,
                               {.ending = standing.opened.id,
                                .state = "withdrawn",
                                .on = asked.work.today(),
                                .actor = asked.actor.number,
                                .words = words});
    close_tasks(asked.work, "ending-open", task_subject(standing.opened), "withdrawn");
    return json{{"ending", ledger::ending_number(standing.opened.id)}, {"state", "withdrawn"}}
        .dump();
}

}  // namespace almoner::scheduler
