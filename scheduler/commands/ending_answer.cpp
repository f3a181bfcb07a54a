// Each line of the checklist of an ending: found by one person, confirmed by another.
#include "ledger/records/in_force.h"
#include "ledger/records/names.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payroll/leaving_open.h"
#include "scheduler/payroll/program_rates.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PlanLine;
using nlohmann::json;

// What somebody says of one or several kinds.
struct Said {
    std::vector<std::string> kinds{};
    std::optional<PlanLine> line{};  // none: nothing is owed
    Money amount{};
};

std::string all_kinds() {
    std::string list;
    for (const std::string_view each : ledger::owed_kinds) {
        list += (list.empty() ? "" : ", ") + std::string(each);
    }
    return list;
}

std::vector<std::string> kinds_in(FieldReading& in) {
    std::vector<std::string> kinds;
    std::string one;
    for (const char c : in.needed("what") + ",") {
        if (c != ',') {
            one += c;
            continue;
        }
        if (in.accepted() &&
            std::ranges::find(ledger::owed_kinds, one) == ledger::owed_kinds.end()) {
            in.refuse("not-in-the-list",
                      "This is none of: " + all_kinds() + ".",
                      "Write one of those, or several with commas between them.",
                      "what");
        }
        kinds.push_back(std::move(one));
        one.clear();
    }
    return kinds;
}

Outcome<Done> may_be_nothing(const EndingStanding& standing, const std::string& kind) {
    for (const Owed& each : standing.owed) {
        if (each.kind != kind || each.found.is_zero()) continue;
        return refused_in("what",
                          "owed-already",
                          in_pounds(each.found) + " of " + kind + " was found on plan line " +
                              each.line.ref + ".",
                          "Name that plan line to say that nothing is owed there.");
    }
    return Done{};
}

Outcome<Done> may_be_so_much(const EndingStanding& standing, const Said& said) {
    const Owed* const known = standing.of(said.kinds.front(), said.line->number);
    if (known == nullptr || said.amount >= known->spent + known->by_body) return Done{};
    return refused_in("amount",
                      "less-than-was-met",
                      in_pounds(known->spent + known->by_body) + " of it was met already.",
                      "Give that or more.");
}

Outcome<Said> said_in(const Asked& asked, const EndingStanding& standing) {
    FieldReading in(asked.fields);
    Said said{.kinds = kinds_in(in)};
    const bool is_nothing = asked.fields.text("nothing") == "yes";
    if (is_nothing == in.has("amount")) {
        in.refuse("amount-and-nothing",
                  "It is either an amount or nothing.",
                  "Give --amount, or --nothing.",
                  "amount");
    }
    if (!is_nothing && in.accepted()) said.amount = in.money("amount");
    if (!is_nothing && in.accepted() && said.amount.is_zero()) {
        in.refuse("nothing-to-take", "The amount is nothing.", "Say it with --nothing.", "amount");
    }
    const bool has_line = !is_nothing || in.has("plan_line");
    if (has_line && said.kinds.size() != 1) {
        in.refuse("not-in-the-list",
                  "What is said of a plan line is of one kind.",
                  "Answer each kind by itself.",
                  "what");
    }
    if (!in.accepted()) return in.refusal();
    if (has_line) {
        Outcome<PlanLine> line = line_of_ending(asked, standing);
        if (!line.accepted()) return line.refusal();
        said.line = std::move(line).value();
    }
    return said;
}

Outcome<Done> may_say(ledger::Database& database,
                      const EndingStanding& standing,
                      const Said& said) {
    for (const std::string& kind : said.kinds) {
        if (has_open_proposal(database, standing, kind)) {
            return refused_in("what",
                              "proposal-open",
                              "Something about " + kind + " waits for a second person.",
                              "Have it confirmed or refused first: 'almoner proposal list'.");
        }
        if (said.line) continue;
        const Outcome<Done> allowed = may_be_nothing(standing, kind);
        if (!allowed.accepted()) return allowed;
    }
    return said.line ? may_be_so_much(standing, said) : Outcome<Done>(Done{});
}

Said said_of(ledger::Database& database, const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    Said said{.kinds = content.at("kinds").get<std::vector<std::string>>(),
              .amount = Money::from_pence(content.at("amount").get<std::int64_t>())};
    if (const auto line = content.at("line").get<std::int64_t>(); line != 0) {
        said.line = ledger::plan_line_numbered(database, line, ledger::last_day_of_all);
    }
    return said;
}

}  // namespace

bool has_open_proposal(ledger::Database& database,
                       const EndingStanding& standing,
                       std::string_view kind) {
    for (const std::string_view of : {ending_owed_proposal, ending_met_proposal}) {
        for (const ledger::Proposal& each : ledger::open_proposals(database, std::string(of))) {
            const json content = json::parse(each.content);
            if (content.at("ending").get<std::int64_t>() != standing.opened.id) continue;
            const auto kinds = content.at("kinds").get<std::vector<std::string>>();
            if (kind.empty() || std::ranges::find(kinds, kind) != kinds.end()) return true;
        }
    }
    return false;
}

namespace {

constexpr std::array payroll_parts{ledger::Named{std::string_view("holiday"), "holiday-pay"},
                                   ledger::Named{std::string_view("notice"), "notice-pay"},
                                   ledger::Named{std::string_view("redundancy"), "redundancy"}};

std::string_view kind_of(const OpenLeavingPay& open) {
    return std::ranges::find(payroll_parts,
                             std::string_view(open.part.part),
                             &ledger::Named<std::string_view>::value)
        ->name;
}

// What payroll has reckoned and not paid is answered neither with nothing nor with an amount, which
// would be paid beside the slip.
Outcome<Done> is_paid_by_payroll(const Asked& asked,
                                 const EndingStanding& standing,
                                 const Said& said,
                                 const std::string& field) {
    const auto is_said = [&](std::string_view kind) {
        return std::ranges::find(said.kinds, kind) != said.kinds.end();
    };
    const bool asks_payroll =
        std::ranges::any_of(payroll_parts, is_said, &ledger::Named<std::string_view>::name);
    const auto book = rates_of_program(asked.around);
    if (!asks_payroll || !book.accepted()) return Done{};
    for (const OpenLeavingPay& each : open_leaving_pay(
             asked.work.database(), book.value(), standing.budget.number, asked.work.today())) {
        const std::string kind{kind_of(each)};
        if (!is_said(kind)) continue;
        const std::string open =
            each.is_reckoned ? "Payroll has " + kind + " of job " + each.job +
                                   " that no slip pays: " + in_pounds(each.part.amount) + "."
                             : "Payroll can't say what job " + each.job + " owes of " + kind +
                                   ": the program has no rates for its last day.";
        return refused_in(field,
                          "leaving-pay-open",
                          open,
                          "Decide it with 'almoner employment leaving': pay what is due by a run, "
                          "and answer here once it is paid, or is not due there.");
    }
    return Done{};
}

// With other lines of the budget the person's debts on them go on.
Outcome<Done> has_stopped(ledger::Database& database,
                          const EndingStanding& standing,
                          const PlanLine& line) {
    const bool goes_on = !line.end_on || *line.end_on > standing.opened.last_on;
    if (!goes_on || !is_of_part(database, standing.opened)) return Done{};
    return refused_in(
        "plan_line",
        "plan-line-goes-on",
        "This plan line went on beyond the last day of this ending, and so did what "
        "is owed on it.",
        "Give the line that stopped; of another one its own ending is asked: 'almoner "
        "ending list'.");
}

}  // namespace

Outcome<PlanLine> line_of_ending(const Asked& asked, const EndingStanding& standing) {
    if (!asked.fields.has("plan_line")) {
        std::vector<PlanLine> lines = ledger::plan_lines_of(
            asked.work.database(), standing.budget.number, ledger::last_day_of_all);
        if (lines.size() == 1) return std::move(lines.front());
        return refused_in("plan_line",
                          "plan-line-missing",
                          "The budget has several plan lines, of funders under different laws.",
                          "Say with --plan-line which one owes it.");
    }
    Outcome<PlanLine> line = plan_line_asked_for(asked);
    if (!line.accepted()) return line;
    if (line.value().budget == standing.budget.number) {
        const Outcome<Done> stopped = has_stopped(asked.work.database(), standing, line.value());
        return stopped.accepted() ? line : stopped.refusal();
    }
    return refused_in("plan_line",
                      "plan-line-of-another-budget",
                      "This plan line belongs to another budget.",
                      "Give a line of budget " + standing.budget.ref + ".");
}

Outcome<Answer> ending_answer(Asked& asked) {
    const Outcome<EndingStanding> found = open_ending_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const EndingStanding& standing = found.value();
    const Outcome<Said> said = said_in(asked, standing);
    if (!said.accepted()) return said.refusal();
    const Outcome<Done> allowed = may_say(asked.work.database(), standing, said.value());
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> paid = is_paid_by_payroll(asked, standing, said.value(), "what");
    if (!paid.accepted()) return paid.refusal();
    const auto evidence = evidence_named(asked, standing.budget.person, true);
    if (!evidence.accepted()) return evidence.refusal();
    const std::optional<PlanLine>& line = said.value().line;
    const Owed* const known =
        line ? standing.of(said.value().kinds.front(), line->number) : nullptr;
    return propose(asked,
                   {.kind = std::string(ending_owed_proposal),
                    .from_on = asked.work.today(),
                    .content = json{{"ref", ledger::ending_number(standing.opened.id)},
                                    {"ending", standing.opened.id},
                                    {"kinds", said.value().kinds},
                                    {"line", line ? line->number : 0},
                                    {"line_ref", line ? line->ref : std::string{}},
                                    {"amount", said.value().amount.pence()}}
                                   .dump(),
                    .evidence = evidence.value()},
                   {.count = static_cast<std::int64_t>(said.value().kinds.size()),
                    .before = known != nullptr ? known->found : Money{},
                    .after = said.value().amount},
                   "what");
}

Outcome<Done> ending_answered(Asked& asked, const ledger::Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const auto id = json::parse(proposal.content).at("ending").get<std::int64_t>();
    const EndingStanding standing =
        standing_of_ending(database, ledger::ending_by_id(database, id).value());
    const Said said = said_of(database, proposal);
    // The end of a job may have come into the books since.
    const Outcome<Done> paid = is_paid_by_payroll(asked, standing, said, "proposal");
    if (!paid.accepted()) return paid.refusal();
    if (said.line) {
        const Outcome<Done> allowed = may_be_so_much(standing, said);
        if (!allowed.accepted()) return allowed;
    }
    for (const std::string& kind : said.kinds) {
        ledger::insert_ending_answer(asked.work,
                                     {.ending = id,
                                      .kind = kind,
                                      .plan_line = said.line ? said.line->number : 0,
                                      .amount = said.amount,
                                      .evidence = proposal.evidence.value(),
                                      .proposal = proposal.id,
                                      .proposed_by = proposal.proposed_by,
                                      .approved_by = asked.actor.number});
    }
    return Done{};
}

}  // namespace almoner::scheduler
