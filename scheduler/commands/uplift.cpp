#include "scheduler/commands/uplift.h"

#include "ledger/records/in_force.h"
#include "ledger/records/payables.h"
#include "ledger/records/plan_line.h"
#include "rules/entitlement/uplift.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/increases.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PlanLine;
using ledger::Proposal;
using nlohmann::json;
using Versions = std::span<const PlanLine>;

const ledger::Query open_line_proposals{
    "SELECT subject FROM proposal WHERE kind = 'plan-line' AND state = 1 AND subject <> 0"};

constexpr Money highest_percent = Money::from_pence(50'00);  // in hundredths, as IncreaseBp

rules::RateFrequency rate_frequency(ledger::PlanFrequency frequency) {
    return static_cast<rules::RateFrequency>(frequency);
}
static_assert(static_cast<int>(ledger::PlanFrequency::one_off) ==
              static_cast<int>(rules::RateFrequency::one_off));

// What the first version says holds from the line's start, also when it was entered later.
rules::RateHistory rates_of(Versions versions) {
    rules::RateHistory rates;
    for (const auto& piece : ledger::in_force(versions)) {
        const PlanLine& line = *piece.record;
        const Date first =
            rates.empty() ? line.start_on : std::max(piece.days.first, line.start_on);
        const Date last = line.end_on ? std::min(piece.days.last, *line.end_on) : piece.days.last;
        if (last < first) continue;
        rates.push_back(
            {.from_on = first,
             .until_on = last == ledger::last_day_of_all ? std::nullopt : std::optional(last),
             .amount = line.amount,
             .frequency = rate_frequency(line.frequency)});
    }
    return rates;
}

std::optional<ledger::PlanFrequency> regular_frequency_named(std::string_view name) {
    const auto frequency = ledger::plan_frequency_named(name);
    return frequency == ledger::PlanFrequency::one_off ? std::nullopt : frequency;
}

void read_scope(FieldReading& in, rules::UpliftScope& scope) {
    if (in.has("stream")) {
        scope.stream =
            in.named("stream", ledger::stream_named, "nhs, social-care, children, education");
    }
    if (in.has("amount")) scope.amount = in.money("amount");
    if (in.has("frequency") || in.has("amount")) {
        scope.frequency = rate_frequency(
            in.named("frequency", regular_frequency_named, "weekly, four-weekly, monthly, yearly"));
    }
    if (!scope.stream && !scope.amount) {
        in.refuse("uplift-scope-missing",
                  "It is not said which plan lines are to be raised.",
                  "Give a stream, or the amount and frequency of the rate that rises.",
                  "stream");
    }
}

rules::UpliftChange read_change(FieldReading& in, const Asked& asked) {
    if (in.has("percent") == in.has("new_amount")) {
        in.refuse("uplift-change-missing",
                  "An uplift is either a percentage or a new amount.",
                  "Give percent, like 3.2, or new_amount.",
                  "percent");
        return rules::IncreaseBp{};
    }
    if (in.has("new_amount")) {
        if (!in.has("amount")) {
            in.refuse("uplift-scope-missing",
                      "A new amount is for the lines at one rate.",
                      "Give the amount and frequency of the rate that rises.",
                      "amount");
        }
        return rules::NewAmount{in.money("new_amount")};
    }
    const Outcome<Money> percent = asked.fields.money("percent");
    if (percent.accepted() && percent.value() > Money{} && percent.value() <= highest_percent) {
        return rules::IncreaseBp{static_cast<std::int32_t>(percent.value().pence())};
    }
    in.refuse("percent-out-of-range",
              "The percentage is above 0 and at most 50, with two decimals.",
              "Write it like 3.2; lower an amount with 'almoner plan change' after a review.",
              "percent");
    return rules::IncreaseBp{};
}

struct Raised {
    const PlanLine* last = nullptr;  // the version that it is based on
    Money after{};
};

struct Found {
    std::vector<Raised> lines;
    nlohmann::ordered_json left_out = nlohmann::ordered_json::array();
    Stake stake{.count = 0};
};

class LineSorter {
  public:
    LineSorter(const rules::Uplift& uplift, ledger::Database& database)
        : uplift_(uplift), database_(database) {
        ledger::Rows rows = database.select(open_line_proposals);
        while (rows.next()) proposed_.insert(rows.integer(0));
    }

    void sort(Versions versions, Found& found) const {
        const PlanLine& last = versions.back();
        const auto& scope = uplift_.scope;
        if (scope.stream && *scope.stream != last.stream) return;
        const rules::PlanLine line{.stream = last.stream, .rates = rates_of(versions)};
        if (!rules::is_meant(uplift_, line)) {
            leave_out_unless_other_rate(line, last, found);
            return;
        }
        if (proposed_.contains(last.number)) {
            leave_out(found,
                      last,
                      "proposal-open",
                      "A change of this line is waiting.",
                      "Have it confirmed or refused, then raise the line by hand.");
            return;
        }
        if (last.amount.is_zero() && is_on_hold(database_, last)) {
            leave_out(found,
                      last,
                      "plan-line-held",
                      "The line is on hold.",
                      "Have it go on first, then raise it by hand.");
            return;
        }
        const auto raised = rules::uplift_line(uplift_, line);
        if (!raised.accepted()) {
            const ledger::Refusal& why = raised.refusal();
            leave_out(found, last, why.code, why.words, why.next);
        } else if (raised.value().after == raised.value().before) {
            leave_out(found,
                      last,
                      "uplift-changes-nothing",
                      "The amount would stay as it is.",
                      "Nothing needs to be done.");
        } else {
            add(found, last, raised.value().after);
        }
    }

  private:
    // Lines at another rate are not meant; lines that have no regular rate on the day might be.
    void leave_out_unless_other_rate(const rules::PlanLine& line,
                                     const PlanLine& last,
                                     Found& found) const {
        const auto rate = rules::rate_on(line.rates, uplift_.from_on);
        if (!rate && !uplift_.scope.amount) {
            leave_out(found,
                      last,
                      "no-amount-on-the-day",
                      "The line is worth nothing on the first day of the uplift.",
                      "Change it by hand if it is to be raised all the same.");
        } else if (rate && rate->frequency == rules::RateFrequency::one_off) {
            leave_out(found,
                      last,
                      "one-off",
                      "A one-off sum is not a rate.",
                      "Change it by hand if it is to be raised all the same.");
        }
    }

    static void leave_out(Found& found,
                          const PlanLine& line,
                          std::string_view code,
                          std::string_view words,
                          std::string_view next) {
        found.left_out.push_back(
            {{"plan_line", line.ref}, {"code", code}, {"words", words}, {"next", next}});
    }

    static void add(Found& found, const PlanLine& last, Money after) {
        PlanLine raised = last;
        raised.amount = after;
        found.lines.push_back({&last, after});
        ++found.stake.count;
        found.stake.before += worth_in_a_year(last);
        found.stake.after += worth_in_a_year(raised);
    }

    const rules::Uplift& uplift_;
    ledger::Database& database_;
    std::set<std::int64_t> proposed_;
};

std::vector<PlanLine> all_versions(ledger::Database& database) {
    std::vector<PlanLine> lines = ledger::every_plan_line_version(database);
    std::ranges::sort(
        lines, {}, [](const PlanLine& line) { return std::pair(line.number, line.version); });
    return lines;
}

json content_of(const Found& found) {
    json lines = json::array();
    for (const Raised& each : found.lines) {
        lines.push_back({each.last->number, each.last->version, each.after.pence()});
    }
    return {{"lines", lines}};
}

nlohmann::ordered_json lines_shown(const Found& found) {
    auto lines = nlohmann::ordered_json::array();
    for (const Raised& each : found.lines) {
        lines.push_back({{"plan_line", each.last->ref},
                         {"stream", name_of(each.last->stream)},
                         {"frequency", name_of(each.last->frequency)},
                         {"before_amount", each.last->amount.pence()},
                         {"after_amount", each.after.pence()}});
    }
    return lines;
}

}  // namespace

std::vector<UpliftLine> uplift_lines(ledger::Database& database, const Proposal& proposal) {
    std::vector<UpliftLine> lines;
    const json content = json::parse(proposal.content);
    for (const json& each : content.at("lines")) {
        const auto versions = ledger::plan_line_versions(database, each.at(0));
        const std::int64_t version = each.at(1);
        const auto base = std::ranges::find(versions, version, &PlanLine::version);
        if (base == versions.end()) throw ledger::InvariantBroken("a plan line is gone");
        lines.push_back({.plan_line = base->ref,
                         .stream = base->stream,
                         .frequency = base->frequency,
                         .before = base->amount,
                         .after = Money::from_pence(each.at(2))});
    }
    return lines;
}

Outcome<Answer> uplift_propose(Asked& asked) {
    FieldReading in(asked.fields);
    rules::Uplift uplift;
    read_scope(in, uplift.scope);
    uplift.change = read_change(in, asked);
    uplift.from_on = in.date("from");
    if (!in.accepted()) return in.refusal();
    const std::vector<PlanLine> lines = all_versions(asked.work.database());
    const LineSorter sorter(uplift, asked.work.database());
    Found found;
    for (const Versions& versions : ledger::plan_lines_in(lines)) sorter.sort(versions, found);
    if (found.lines.empty()) {
        return refused_in("stream",
                          "nothing-to-raise",
                          "No plan line is raised by this; " +
                              std::to_string(found.left_out.size()) + " are left out.",
                          "Check the stream, the amount, the frequency and the day.");
    }
    Outcome<Answer> answer = propose(asked,
                                     {.kind = std::string(uplift_proposal),
                                      .from_on = uplift.from_on,
                                      .content = content_of(found).dump()},
                                     found.stake,
                                     "stream");
    if (!answer.accepted()) return answer;
    auto shown = nlohmann::ordered_json::parse(answer.value());
    shown["lines"] = lines_shown(found);
    shown["left_out"] = std::move(found.left_out);
    return shown.dump();
}

Outcome<Answer> uplift_approve(Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("uplift");
    if (!id.accepted()) return id.refusal();
    const auto proposal = ledger::proposal_by_id(asked.work.database(), id.value());
    if (proposal && proposal->kind == uplift_proposal) return confirm(asked, *proposal);
    return refused_in("uplift",
                      "proposal-unknown",
                      "There is no uplift of this number.",
                      "Look at the open ones with 'almoner proposal list'.");
}

Outcome<Done> uplift_takes_effect(Asked& asked, const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    const std::vector<PlanLine> lines = all_versions(asked.work.database());
    const std::vector<Versions> by_number = ledger::plan_lines_in(lines);
    for (const json& each : content.at("lines")) {
        const std::int64_t number = each.at(0);
        const auto versions = std::ranges::lower_bound(
            by_number, number, {}, [](const Versions& v) { return v.front().number; });
        if (versions == by_number.end() || versions->front().number != number)
            throw ledger::InvariantBroken("a plan line is gone");
        PlanLine line = versions->back();
        if (line.version != each.at(1).get<std::int64_t>()) {
            return refused_in("uplift",
                              "changed-since",
                              "Plan line " + line.ref + " was changed since the preview.",
                              "Refuse this uplift and propose it again.");
        }
        line.from_on = proposal.from_on;
        line.amount = Money::from_pence(each.at(2));
        ledger::insert_plan_line(asked.work, line);
    }
    tell_of_increases(
        asked,
        {.uplift = proposal.id, .lines = content.at("lines").size(), .from = proposal.from_on});
    return Done{};
}

}  // namespace almoner::scheduler
