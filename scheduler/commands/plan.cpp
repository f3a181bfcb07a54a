#include "scheduler/commands/plan.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_words.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/content_days.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/begins.h"
#include "scheduler/facts/building.h"
#include "scheduler/facts/increases.h"
#include "scheduler/facts/told.h"
#include "scheduler/reduction/ground.h"
#include "scheduler/reduction/lowered.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;
using ledger::PlanFrequency;
using ledger::PlanLine;
using ledger::Proposal;
using nlohmann::json;

std::string list_in_words(const std::string& names, std::string_view name) {
    return names.empty() ? std::string(name) : names + ", " + std::string(name);
}

std::optional<ledger::Organisation> commissioner_named(ledger::Database& database,
                                                       const std::string& ref) {
    for (const auto kind : {ledger::OrganisationKind::nhs, ledger::OrganisationKind::council}) {
        if (auto body = ledger::organisation_by_ref(database, kind, ref, last_day_of_all)) {
            return body;
        }
    }
    return std::nullopt;
}

std::int64_t commissioner(FieldReading& in, const Asked& asked, const std::string& field) {
    const auto body = commissioner_named(asked.work.database(), in.reference(field));
    if (body) return body->number;
    in.refuse("commissioner-unknown",
              "There is no commissioner of this reference.",
              "Give the reference of an NHS body or council of this area.",
              field);
    return 0;
}

// A budget that is to begin with this line; it carries no money before its lines do.
Budget wanted_budget(FieldReading& in, const Asked& asked, const std::string& ref) {
    if (!in.has("person")) {
        in.refuse("budget-unknown",
                  "There is no budget of this reference.",
                  "Correct it, or give --person and --lead as well to make it.",
                  "budget");
        return {};
    }
    const auto person =
        ledger::person_by_ref(asked.work.database(), in.reference("person"), last_day_of_all);
    if (!person) {
        in.refuse("person-unknown",
                  "There is no person of this reference.",
                  "Add the person first with 'almoner person add'.",
                  "person");
    }
    const Date start = in.date("start");
    return {.ref = ref,
            .from_on = std::min(asked.work.today(), start),
            .person = person ? person->number : 0,
            .lead = commissioner(in, asked, "lead_commissioner"),
            .start_on = start};
}

Budget budget_named(FieldReading& in, const Asked& asked) {
    const std::string ref = in.reference("budget");
    if (const auto known = ledger::budget_by_ref(asked.work.database(), ref, last_day_of_all)) {
        return *known;
    }
    return wanted_budget(in, asked, ref);
}

void check_stream(FieldReading& in, const Asked& asked, const PlanLine& line) {
    if (!in.accepted()) return;
    const auto body =
        ledger::organisation_numbered(asked.work.database(), line.body, last_day_of_all);
    if (!body) return;
    const std::string listed = "," + body->streams + ",";
    if (listed.find("," + std::string(name_of(line.stream)) + ",") != std::string::npos) return;
    in.refuse("stream-of-another-body",
              "This commissioner does not fund this stream.",
              "Its streams are " + body->streams + ".",
              "stream");
}

void check_days(FieldReading& in, const PlanLine& line, const Budget& budget) {
    if (line.end_on && *line.end_on < line.start_on) {
        in.refuse("ends-before-it-starts",
                  "Its last day is before its first, " + line.start_on.iso() + ".",
                  "Correct one of the two dates.",
                  "end");
    }
    if (line.start_on < budget.start_on) {
        in.refuse("outside-the-budget",
                  "It begins before its budget, on " + budget.start_on.iso() + ".",
                  "Correct this date or the budget's.",
                  "start");
    }
    if (budget.end_on &&
        (line.start_on > *budget.end_on || (line.end_on && *line.end_on > *budget.end_on))) {
        in.refuse("outside-the-budget",
                  "It goes on after its budget ends, on " + budget.end_on->iso() + ".",
                  "Correct this date or the budget's.",
                  line.end_on ? "end" : "start");
    }
}

constexpr std::string_view frequencies = "weekly, four-weekly, monthly, yearly, one-off";

PlanLine wanted_line(FieldReading& in, const Asked& asked) {
    PlanLine line{.ref = in.reference("plan_line")};
    if (ledger::plan_line_by_ref(asked.work.database(), line.ref, last_day_of_all)) {
        in.refuse("plan-line-exists",
                  "There is a plan line of this reference already.",
                  "Choose another reference, or change that line with 'almoner plan change'.",
                  "plan_line");
    }
    line.body = commissioner(in, asked, "commissioner");
    line.stream = in.named("stream", ledger::stream_named, "nhs, social-care, children, education");
    std::string options;
    for (const ledger::Option option : ledger::all_options) {
        options = list_in_words(options, name_of(option));
    }
    line.option = in.named("option", ledger::option_named, options);
    line.amount = in.money("amount");
    if (line.amount.is_zero()) {
        in.refuse("amount-is-nothing", "The amount is nothing.", "Give an amount.", "amount");
    }
    line.frequency = in.named("frequency", ledger::plan_frequency_named, frequencies);
    line.start_on = in.date("start");
    line.end_on = in.maybe_date("end");
    line.from_on = std::min(asked.work.today(), line.start_on);
    return line;
}

// The version to change from that day on; `last` is the last one that was written.
PlanLine version_to_change(FieldReading& in, Asked& asked, const PlanLine& last, Date from) {
    if (from < last.start_on) {
        in.refuse("before-the-line",
                  "The line begins only on " + last.start_on.iso() + ".",
                  "Give that day or a later one.",
                  "from");
    }
    if (last.from_on > from && !in.has("replaces_later")) {
        in.refuse("later-change",
                  "A change from " + last.from_on.iso() + " is recorded already.",
                  "Give that day or a later one, or say --replaces-later to drop that change.",
                  in.has("on") ? "on" : "from");
    }
    auto line = ledger::plan_line_numbered(asked.work.database(), last.number, from);
    if (!line) line = last;
    line->version = last.version;
    line->from_on = from;
    return *line;
}

bool differs(const PlanLine& before, const PlanLine& after) {
    return before.amount != after.amount || before.frequency != after.frequency ||
           before.end_on != after.end_on;
}

Outcome<Answer> propose_line(Asked& asked, const PlanLine& line, const json& content, Stake stake) {
    stake.after = worth_in_a_year(line);
    return propose(asked,
                   {.kind = std::string(plan_line_proposal),
                    .subject = line.number,
                    .from_on = line.from_on,
                    .content = content.dump()},
                   stake,
                   "plan_line");
}

// Nothing where the line is worth no less on any day.
Outcome<Done> may_say(Asked& asked, const PlanLine& after, const Ground& ground) {
    ledger::Database& database = asked.work.database();
    const auto versions = ledger::plan_line_versions(database, after.number);
    const auto lowered = lowered_by(versions, after);
    if (!lowered) return Done{};
    const bool goes_on = !after.end_on || *after.end_on >= lowered->from;
    const auto stands = ledger::plan_line_numbered(database, after.number, lowered->from);
    return may_lower(asked,
                     {.about = {ledger::CaseKind::plan_line, after.number},
                      .budget = after.budget,
                      .from = lowered->from,
                      .lines = {stands.value_or(after)},
                      .new_amount = goes_on ? std::optional<Money>(after.amount) : std::nullopt,
                      .field = "plan_line"},
                     ground);
}

// For somebody else to confirm, with the ground where it is to be worth less.
Outcome<Answer> propose_changed(Asked& asked, const PlanLine& line, Money before) {
    const Outcome<Ground> ground = ground_given(asked, person_of_budget(asked, line.budget));
    if (!ground.accepted()) return ground.refusal();
    const Outcome<Done> allowed = may_say(asked, line, ground.value());
    if (!allowed.accepted()) return allowed.refusal();
    return propose_line(
        asked, line, with_ground(plan_line_content(line), ground.value()), {.before = before});
}

void read_changes(FieldReading& in, const Asked& asked, PlanLine& line) {
    const bool was_one_off = line.frequency == PlanFrequency::one_off;
    if (in.has("amount")) {
        line.amount = in.money("amount");
        if (line.amount.is_zero()) {
            in.refuse("amount-is-nothing",
                      "The amount is nothing, and the line would go on without it.",
                      "End the line with 'almoner plan end', or stop it for a while with 'almoner "
                      "plan hold'.",
                      "amount");
        }
    }
    if (in.has("purpose")) take_purpose(in, asked, person_of_budget(asked, line.budget), line);
    if (in.has("end")) line.end_on = in.date("end");
    if (in.has("frequency")) {
        line.frequency = in.named("frequency", ledger::plan_frequency_named, frequencies);
        if (was_one_off != (line.frequency == PlanFrequency::one_off)) {
            in.refuse("one-off-and-regular",
                      "A one-off sum has a plan line of its own.",
                      "End this line and add another.",
                      "frequency");
        }
    }
}

bool reduces(const PlanLine& before, const PlanLine& after) {
    const bool ends_sooner = after.end_on && (!before.end_on || *after.end_on < *before.end_on);
    return ends_sooner || worth_in_a_year(after) < worth_in_a_year(before);
}

// The first day that the new version takes something away from.
Date reduced_from(const PlanLine& before, const PlanLine& after) {
    if (worth_in_a_year(after) < worth_in_a_year(before)) return after.from_on;
    return *after.end_on + 1;
}

// What was said of each past day that the new version takes over, also by versions that it drops.
void note_reduction(Asked& asked, const PlanLine& after) {
    const Date today = asked.work.today();
    const auto versions = ledger::plan_line_versions(asked.work.database(), after.number);
    for (const auto& piece : ledger::in_force(std::span<const PlanLine>(versions))) {
        const bool is_taken_over = after.from_on <= piece.days.last && piece.days.first < today;
        if (!is_taken_over || !reduces(*piece.record, after)) continue;
        const Date from = std::max(piece.days.first, reduced_from(*piece.record, after));
        if (from >= today) continue;
        open_task(asked.work,
                  "back-dated-reduction",
                  "plan-line:" + after.ref,
                  "Plan line " + after.ref + " is worth less from " + from.iso() +
                      " on, which is past: decide, with a review and notice, whether anything "
                      "that was paid is to come back.");
        return;
    }
}

// Into its budget, and under the agreements that pay already.
Outcome<Done> may_come_in(Asked& asked,
                          const PlanLine& line,
                          const std::vector<ledger::AttestedFact>& told) {
    Outcome<Done> begins = may_begin(asked, {.line = line, .told = told, .field = "plan_line"});
    if (!begins.accepted()) return begins;
    Outcome<Done> within =
        stays_within_plan(asked.work, line.budget, std::span(&line, 1), "plan_line");
    if (!within.accepted()) return within;
    return may_build(asked, {.line = line, .told = told, .with = nullptr}, "plan_line");
}

// As part of the budget that it stands in.
Outcome<Done> may_stand_so(Asked& asked, const PlanLine& before, const PlanLine& line) {
    Outcome<Done> within =
        stays_within_plan(asked.work, line.budget, std::span(&line, 1), "plan_line");
    if (!within.accepted()) return within;
    return may_be_worth(asked, before, line, "plan_line");
}

// `last`: what was said of it last.
Outcome<Done> line_is_changed(Asked& asked, const PlanLine& line, const PlanLine& last) {
    const PlanLine before =
        ledger::plan_line_numbered(asked.work.database(), line.number, line.from_on).value_or(last);
    Outcome<Done> allowed = may_stand_so(asked, before, line);
    if (!allowed.accepted()) return allowed;
    note_reduction(asked, line);
    close_hold_task(asked.work, line, "the line was changed");
    ledger::insert_plan_line(asked.work, line);
    if (worth_in_a_year(line) > worth_in_a_year(before)) {
        tell_of_increase(asked, {.budget = line.budget, .from = line.from_on});
    }
    if (worth_in_a_year(line) != worth_in_a_year(before)) note_plan_changed(asked, line.budget);
    return Done{};
}

}  // namespace

Outcome<PlanLine> plan_line_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("plan_line");
    if (!ref.accepted()) return ref.refusal();
    const auto line = ledger::plan_line_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (line) return *line;
    return refused_in("plan_line",
                      "plan-line-unknown",
                      "There is no plan line of this reference.",
                      "Take the reference from 'almoner person show PERSON'.");
}

void take_purpose(FieldReading& in, const Asked& asked, std::int64_t person, PlanLine& line) {
    constexpr std::size_t longest_purpose = 500;
    const std::string purpose = in.words("purpose", longest_purpose);
    if (!in.accepted()) return;
    if (purpose == ledger::words_of(asked.work.database(), line.purpose_private)) return;
    line.purpose_private = ledger::insert_words(asked.work, person, purpose);
}

std::int64_t person_of_budget(const Asked& asked, std::int64_t number) {
    const auto budget = ledger::budget_numbered(asked.work.database(), number, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a plan line of a budget that is not there");
    return budget->person;
}

json plan_line_content(const PlanLine& line) {
    return {{"ref", line.ref},
            {"base_version", line.version},
            {"budget", line.budget},
            {"body", line.body},
            {"stream", name_of(line.stream)},
            {"option", name_of(line.option)},
            {"purpose_private", optional_number(line.purpose_private)},
            {"amount", line.amount.pence()},
            {"frequency", name_of(line.frequency)},
            {"start", line.start_on.iso()},
            {"end", optional_day(line.end_on)}};
}

PlanLine plan_line_of(const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    return {.number = proposal.subject,
            .version = content.at("base_version"),
            .ref = content.at("ref"),
            .from_on = proposal.from_on,
            .budget = content.at("budget"),
            .body = content.at("body"),
            .stream = ledger::stream_named(content.at("stream").get<std::string>()).value(),
            .option = ledger::option_named(content.at("option").get<std::string>()).value(),
            .purpose_private = number_in(content.at("purpose_private")),
            .amount = Money::from_pence(content.at("amount")),
            .frequency =
                ledger::plan_frequency_named(content.at("frequency").get<std::string>()).value(),
            .start_on = day_in(content.at("start")).value(),
            .end_on = day_in(content.at("end"))};
}

Outcome<Answer> plan_add(Asked& asked) {
    FieldReading in(asked.fields);
    PlanLine line = wanted_line(in, asked);
    Budget budget = budget_named(in, asked);
    check_stream(in, asked, line);
    check_days(in, line, budget);
    take_purpose(in, asked, budget.person, line);
    if (!in.accepted()) return in.refusal();
    const auto told = line_facts_told(asked, budget.person);
    if (!told.accepted()) return told.refusal();
    if (budget.number == 0) {
        budget.number = ledger::insert_budget(asked.work, budget);
        begin_plan(asked.work, budget, asked.actor.number);
    }
    line.budget = budget.number;
    const Outcome<Done> allowed = may_come_in(asked, line, told.value());
    if (!allowed.accepted()) return allowed.refusal();
    const json content =
        with_told(asked.work, budget.person, plan_line_content(line), told.value());
    return propose_line(asked, line, content, {});
}

Outcome<Answer> plan_change(Asked& asked) {
    const Outcome<PlanLine> last = plan_line_asked_for(asked);
    if (!last.accepted()) return last.refusal();
    FieldReading in(asked.fields);
    const Date from = in.date_or("from", asked.work.today());
    if (is_on_hold(asked.work.database(), last.value())) {
        in.refuse("plan-line-held",
                  "This plan line is on hold.",
                  "Have it go on with 'almoner plan resume' first, or end it.",
                  "plan_line");
    }
    const PlanLine before = version_to_change(in, asked, last.value(), from);
    PlanLine line = before;
    read_changes(in, asked, line);
    const auto budget =
        ledger::budget_numbered(asked.work.database(), line.budget, last_day_of_all);
    if (line.end_on != before.end_on && budget) check_days(in, line, *budget);
    if (line == before) {
        in.refuse("nothing-to-change",
                  "This is what the plan line says already.",
                  "Give amount, frequency, purpose or end.",
                  "plan_line");
    }
    if (!in.accepted()) return in.refusal();
    // What it drops was confirmed by two people.
    const bool drops_later = last.value().from_on > from;
    if (drops_later || differs(before, line)) {
        const Outcome<Done> allowed = may_stand_so(asked, before, line);
        if (!allowed.accepted()) return allowed.refusal();
        return propose_changed(asked, line, worth_in_a_year(before));
    }
    ledger::insert_plan_line(asked.work, line);
    return json{{"plan_line", line.ref}, {"from", from.iso()}}.dump();
}

Outcome<Answer> plan_end(Asked& asked) {
    const Outcome<PlanLine> last = plan_line_asked_for(asked);
    if (!last.accepted()) return last.refusal();
    FieldReading in(asked.fields);
    const Date on = in.date("on");
    if (in.accepted() && on < last.value().start_on) {
        in.refuse("ends-before-it-starts",
                  "Its last day would be before its first, " + last.value().start_on.iso() + ".",
                  "Give that day or a later one.",
                  "on");
    }
    if (!in.accepted()) return in.refusal();
    // From the day after it, where that is past, so that the days until then keep their amount.
    const Date from = std::max(std::min(asked.work.today(), on + 1), last.value().start_on);
    const PlanLine before = version_to_change(in, asked, last.value(), from);
    PlanLine line = before;
    line.end_on = on;
    if (before.end_on && *before.end_on <= on) {
        in.refuse("nothing-to-change",
                  "The line ends on " + before.end_on->iso() + " already.",
                  "Give an earlier day, or make it longer with 'almoner plan change --end'.",
                  "on");
    }
    if (!in.accepted()) return in.refusal();
    return propose_changed(asked, line, worth_in_a_year(before));
}

Outcome<Done> plan_line_takes_effect(Asked& asked, const Proposal& proposal) {
    const PlanLine line = plan_line_of(proposal);
    ledger::Database& database = asked.work.database();
    const auto last = ledger::plan_line_by_ref(database, line.ref, last_day_of_all);
    if (proposal.subject == 0 && last) {
        return refused_in("proposal",
                          "plan-line-exists",
                          "Plan line " + line.ref + " was added since by another proposal.",
                          "Refuse this proposal.");
    }
    if (last && last->version != line.version) {
        return refused_in("proposal",
                          "changed-since",
                          "Plan line " + line.ref + " was changed since this was proposed.",
                          "Refuse this proposal and propose the change again.");
    }
    if (last) {
        const Outcome<Done> allowed =
            may_say(asked, line, ground_in(json::parse(proposal.content)));
        return allowed.accepted() ? line_is_changed(asked, line, *last) : allowed;
    }
    auto told = told_in(database, proposal);
    const Outcome<Done> allowed = may_come_in(asked, line, told);
    if (!allowed.accepted()) return allowed.refusal();
    const std::int64_t number = ledger::insert_plan_line(asked.work, line);
    note_plan_changed(asked, line.budget);
    record_told(asked.work,
                {.person = person_of_budget(asked, line.budget),
                 .about = {ledger::CaseKind::plan_line, number},
                 .from_on = line.from_on},
                std::move(told));
    return Done{};
}

}  // namespace almoner::scheduler
