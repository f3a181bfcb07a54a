#include "scheduler/reduction/ground.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/notice.h"
#include "ledger/records/person.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/review.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/reduction/case_standing.h"
#include "scheduler/reduction/replaced.h"

#include <algorithm>
#include <map>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::CaseKind;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::PlanLine;
using nlohmann::json;
using rules::WithoutCase;

// A proposed, a held and a cancelled payment (states 1, 2, 11) never left.
const ledger::Query paid_of_line{
    "SELECT 1 FROM payment_part t JOIN payment p ON p.id = t.payment"
    " WHERE t.plan_line = $1 AND p.agreement <> 0 AND p.state NOT IN (1, 2, 11) LIMIT 1"};

Budget budget_of(ledger::Database& database, std::int64_t number) {
    const auto budget = ledger::budget_numbered(database, number, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a plan of a budget that is not there");
    return *budget;
}

std::string grounds_listed() {
    std::string list;
    for (const std::string_view each : names_of(WithoutCase{})) {
        if (each == name_of_value(WithoutCase::none)) continue;
        list += (list.empty() ? "" : ", ") + std::string(each);
    }
    return list;
}

bool was_never_paid(ledger::Database& database, const Lowering& lowering) {
    return std::ranges::none_of(lowering.lines, [&](const PlanLine& line) {
        return database.select(paid_of_line, line.number).next();
    });
}

bool has_died_by(ledger::Database& database, std::int64_t number, Date from) {
    const auto person = ledger::person_numbered(database, number, last_day_of_all);
    return person && person->died_on && *person->died_on <= from;
}

// What the records themselves say of the ground; of some only a paper can tell.
bool is_borne_out(ledger::Database& database, const Lowering& lowering, WithoutCase ground) {
    switch (ground) {
        case WithoutCase::none: return false;
        case WithoutCase::request:
        case WithoutCase::moved: return true;
        case WithoutCase::death:
            return has_died_by(
                database, budget_of(database, lowering.budget).person, lowering.from);
        case WithoutCase::error: return was_never_paid(database, lowering);
        case WithoutCase::replaced:
            return !lowering.is_other_option && is_replaced(database, lowering);
        case WithoutCase::contribution: return lowering.only_contribution;
    }
    throw ledger::InvariantBroken("an unlisted ground");
}

rules::Facts facts_of(ledger::Database& database,
                      std::int64_t budget,
                      const std::vector<PlanLine>& lines,
                      Date on) {
    rules::Facts facts;
    take_lines(database, lines, on, facts);
    for (rules::LineFacts& each : facts.lines) each.new_amount = each.amount;
    take_attested(
        database, ledger::attested_facts_of(database, {CaseKind::budget, budget}, on), facts);
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

bool waits_for_reconsideration(ledger::Database& database, std::int64_t budget) {
    const auto notices = ledger::notices_of(database, budget);
    return std::ranges::any_of(notices, [](const ledger::Notice& each) {
        return each.kind == notice_for("reduction") && waits_for_an_answer(each);
    });
}

// A case has its own way: here there is neither a review nor a notice of it.
rules::Facts facts_to_lower(ledger::Database& database,
                            const Lowering& lowering,
                            const Ground& ground,
                            Date on) {
    rules::Facts facts = facts_of(database, lowering.budget, lowering.lines, on);
    if (lowering.new_amount) facts.lines.front().new_amount = *lowering.new_amount;
    if (ground.name != WithoutCase::none) {
        // Whoever says why less is paid says that it suffices, unless the cost is on record; who
        // employs whom was asked when the agreement became active.
        for (rules::LineFacts& line : facts.lines) {
            if (!line.planned_cost.value) line.planned_cost = line.new_amount;
        }
        facts.plan.employs_staff = facts.plan.employs_staff.value.value_or(false);
    }
    rules::SurplusFacts& known = facts.surplus;
    known.review_closed = known.review_names_it = false;
    known.notice_written = known.notice_has_reasons = known.notice_to_all = false;
    facts.information.delivery = rules::Delivery::not_sent;
    facts.information.served_again = false;
    known.consulting_inappropriate = false;
    known.consulted = {};
    known.effect_on = lowering.from;
    known.reconsideration_asked = waits_for_reconsideration(database, lowering.budget);
    known.reconsideration_answered = false;
    known.without_case = ground.name;
    known.ground_borne_out = is_borne_out(database, lowering, ground.name);
    known.ground_paper = proof_of(database, ground.evidence);
    return facts;
}

bool was_told_of_suspension(ledger::Database& database, std::int64_t budget, Date from) {
    const auto notices = ledger::notices_of(database, budget);
    return std::ranges::any_of(notices, [&](const ledger::Notice& each) {
        return each.kind == notice_for("suspend") && each.state != "withdrawn" &&
               ledger::has_matured(each, from);
    });
}

}  // namespace

Outcome<Done> review_hold(Asked& asked, std::int64_t number, const std::string& words) {
    const Budget budget = budget_of(asked.work.database(), number);
    const std::int64_t days = policy_in_force(asked.work.database(), asked.work.today())
                                  .number(rules::Parameter::suspension_max_days);
    const Date due = asked.work.today() + static_cast<std::int32_t>(days);
    const std::map<std::string, std::string> fields{
        {"budget", budget.ref}, {"kind", "concern"}, {"due", due.iso()}, {"words", words}};
    Asked review{asked.work, Fields(fields), asked.actor, asked.around};
    const Outcome<Answer> opened = review_open(review);
    if (!opened.accepted() && opened.refusal().code != "review-open") return opened.refusal();
    return Done{};
}

Outcome<Ground> ground_given(const Asked& asked, std::int64_t person) {
    Ground ground;
    if (!asked.fields.has("ground")) return ground;
    const auto name = rules::value_named<WithoutCase>(asked.fields.text("ground"));
    if (!name || *name == WithoutCase::none) {
        return refused_in("ground",
                          "not-in-the-list",
                          "This is none of: " + grounds_listed() + ".",
                          "Write one of those; anything else needs a case.");
    }
    ground.name = *name;
    if (!asked.fields.has("ground_evidence")) return ground;
    const Outcome<std::int64_t> id = asked.fields.number("ground_evidence");
    if (!id.accepted()) return id.refusal();
    const Outcome<Done> known = evidence_numbered(asked, id.value(), person);
    if (!known.accepted()) {
        ledger::Refusal refusal = known.refusal();
        refusal.field = "ground_evidence";
        return refusal;
    }
    ground.evidence = id.value();
    return ground;
}

json with_ground(json content, const Ground& ground) {
    if (ground.name == WithoutCase::none) return content;
    content["ground"] = name_of_value(ground.name);
    if (ground.evidence) content["ground_evidence"] = *ground.evidence;
    return content;
}

Ground ground_in(const json& content) {
    Ground ground;
    if (!content.contains("ground")) return ground;
    ground.name = rules::value_named<WithoutCase>(content.at("ground").get<std::string>())
                      .value_or(WithoutCase::none);
    if (content.contains("ground_evidence")) ground.evidence = content.at("ground_evidence");
    return ground;
}

Lowering lowering_of_lines(ledger::Database& database,
                           std::int64_t budget,
                           std::optional<ledger::Option> option,
                           Date from) {
    Lowering lowering{.budget = budget, .from = from};
    for (PlanLine& line : ledger::plan_lines_of(database, budget, last_day_of_all)) {
        const bool is_over = line.end_on && *line.end_on < from;
        if (is_over || (option && line.option != *option)) continue;
        lowering.lines.push_back(std::move(line));
    }
    return lowering;
}

Outcome<Done> may_lower(Asked& asked, const Lowering& lowering, const Ground& ground) {
    // An agreement without a plan line pays nothing that could be less.
    if (lowering.lines.empty()) return Done{};
    ledger::Database& database = asked.work.database();
    Outcome<Done> allowed =
        ask_rules(asked,
                  {.event = rules::Event::reduce,
                   .about = lowering.about,
                   .person = budget_of(database, lowering.budget).person,
                   .on = asked.work.today(),
                   .field = lowering.field},
                  facts_to_lower(database, lowering, ground, asked.work.today()));
    if (allowed.accepted() || ground.name != WithoutCase::none) return allowed;
    ledger::Refusal refusal = allowed.refusal();
    // All else that the rules miss comes with the case.
    refusal.words.resize(std::min(refusal.words.find('\n'), refusal.words.size()));
    refusal.next.resize(std::min(refusal.next.find('\n'), refusal.next.size()));
    refusal.next +=
        "\nThat is a case ('almoner case open'). Without one, name the ground with "
        "--ground: " +
        grounds_listed() + ".";
    return refusal;
}

rules::Facts facts_to_hold(ledger::Database& database,
                           const Holding& holding,
                           std::optional<std::int64_t> paper,
                           Date on) {
    rules::Facts facts = facts_of(database, holding.budget, holding.lines, on);
    const auto ground = rules::value_named<rules::SuspensionGround>(holding.reason);
    if (ground) facts.stop.suspension_ground = *ground;
    facts.stop.suspension_request = proof_of(database, paper);
    facts.stop.suspension_has_reason = !holding.reason.empty();
    facts.stop.suspension_notified = was_told_of_suspension(database, holding.budget, holding.from);
    facts.stop.suspended_days = std::max(on - holding.from, 0);
    // What nobody has said to be funded is not.
    facts.stop.care_still_funded = facts.stop.care_still_funded.value.value_or(false);
    return facts;
}

Outcome<Done> may_hold(Asked& asked, const Holding& holding) {
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    const Budget budget = budget_of(database, holding.budget);
    std::optional<std::int64_t> paper;
    if (asked.fields.has("ground_evidence")) {
        const Outcome<std::int64_t> id = asked.fields.number("ground_evidence");
        if (!id.accepted()) return id.refusal();
        const Outcome<Done> known = evidence_numbered(asked, id.value(), budget.person);
        if (!known.accepted()) return known.refusal();
        paper = id.value();
    }
    const Outcome<Done> allowed = ask_rules(asked,
                                            {.event = rules::Event::suspend,
                                             .about = holding.about,
                                             .person = budget.person,
                                             .on = today,
                                             .field = holding.field},
                                            facts_to_hold(database, holding, paper, today));
    if (!allowed.accepted()) return allowed.refusal();
    if (holding.reason != name_of_value(rules::SuspensionGround::concern)) return Done{};
    return review_hold(
        asked, holding.budget, "Payments were put on hold at once because of a concern.");
}

}  // namespace almoner::scheduler
