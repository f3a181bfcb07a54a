#include "scheduler/commands/month_close.h"

#include "ledger/calendar/month.h"
#include "ledger/records/month_closing.h"
#include "ledger/views/month_report.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_fields.h"

#include <string>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::MonthReport;
using ledger::Outcome;
using ledger::Period;
using nlohmann::ordered_json;

struct Wish {
    std::string commissioner;  // its reference
    std::int64_t body = 0;
    Period month;
};

std::string command_for(const Wish& wish, std::string_view command, Date first) {
    return "'almoner " + std::string(command) + " --commissioner " + wish.commissioner +
           " --month " + ledger::month_iso(first) + "'";
}

std::string name_of(const Wish& wish) {
    return ledger::month_words(wish.month.first) + " of " + wish.commissioner;
}

ledger::Scope closing_scope(const Asked& asked) {
    return ledger::everything(asked.actor.number, "month end");
}

Outcome<Wish> wish_in(Asked& asked, const std::string& commissioner, const std::string& month) {
    const auto number = ledger::commissioner_number(
        closing_scope(asked), asked.work.database(), commissioner, asked.work.today());
    if (!number.accepted()) return number.refusal();
    const auto days = ledger::month_named(month);
    if (!days) {
        return refused_in(
            "month", "month-unreadable", "That is not a month.", "Write it as 2026-11.");
    }
    return Wish{.commissioner = commissioner, .body = number.value(), .month = *days};
}

Outcome<Done> is_its_turn(Asked& asked, const Wish& wish) {
    if (asked.work.today() <= wish.month.last) {
        return refused_in("month",
                          "month-not-over",
                          name_of(wish) + " is not over.",
                          "Close it from " + (wish.month.last + 1).words() + " on.");
    }
    const auto closed_until = asked.work.books().closed_until(static_cast<std::int32_t>(wish.body));
    if (closed_until && wish.month.last <= *closed_until) {
        return refused_in(
            "month",
            "month-closed-already",
            name_of(wish) + " is closed already, up to " + closed_until->words() + ".",
            "Look at " + command_for(wish, "report month", wish.month.first) + ".");
    }
    const auto open = ledger::months_with_movement(
        asked.work.database(), wish.body, closed_until, asked.work.seq());
    if (open.empty() || open.front().first >= wish.month.first) return Done{};
    const Date earlier = open.front().first;
    return refused_in("month",
                      "earlier-month-open",
                      ledger::month_words(earlier) + " of " + wish.commissioner +
                          " is still open, and money moved in it.",
                      "Close that first, with " + command_for(wish, "month close", earlier) + ".");
}

// The counters of what this group did before are written first, since the report compares them with
// the transfers: before this command has written anything, so that they stay if it is refused.
Outcome<MonthReport> report_that_ties(Asked& asked, const Wish& wish) {
    asked.work.books().fold();
    auto report = ledger::month_report(closing_scope(asked),
                                       asked.work.database(),
                                       wish.commissioner,
                                       wish.month,
                                       ledger::now_on(asked.work.today()));
    if (!report.accepted() || report.value().ties.agree()) return report;
    const auto& off = report.value().ties.disagreements;
    return refused_in("month",
                      "month-does-not-tie",
                      off.empty() ? "There is nothing to compare for " + wish.commissioner + "."
                                  : name_of(wish) + " does not tie: " + words_of(off.front()) + ".",
                      "Look at " + command_for(wish, "report month", wish.month.first) +
                          " and 'almoner verify', and have it put right first.");
}

Outcome<MonthReport> report_to_close(Asked& asked, const Wish& wish) {
    const Outcome<Done> turn = is_its_turn(asked, wish);
    if (!turn.accepted()) return turn.refusal();
    return report_that_ties(asked, wish);
}

// Of a StreamMonth or a StreamFlow.
template <class Flow>
ordered_json flows_shown(const std::vector<Flow>& flows) {
    ordered_json shown = ordered_json::array();
    for (const Flow& each : flows) {
        shown.push_back({{"stream", ledger::name_of(each.stream)},
                         {"due", each.due.pence()},
                         {"paid", each.paid.pence()},
                         {"returned_amount", each.returned.pence()}});
    }
    return shown;
}

ordered_json figures_of(const MonthReport& report) {
    return {{"streams", flows_shown(report.streams)},
            {"adjustments", flows_shown(report.adjustments)}};
}

// Whatever order their fields were stored in.
bool same_figures(const nlohmann::json& now, const nlohmann::json& proposed) {
    return now.at("streams") == proposed.at("streams") &&
           now.at("adjustments") == proposed.at("adjustments");
}

Stake stake_in(const MonthReport& report) {
    Money paid;
    for (const ledger::StreamMonth& each : report.streams) paid += each.paid;
    return {.count = 1, .before = paid, .after = paid};
}

std::int64_t unexplained_lines(const MonthReport& report) {
    std::int64_t lines = 0;
    for (const ledger::Aged& each : report.unmatched) lines += each.count;
    return lines;
}

void add_rows(ordered_json& rows, const ordered_json& flows, const std::string& what) {
    for (const auto& flow : flows) {
        const auto stream = flow.at("stream").get<std::string>();
        for (const auto& [field, words] : {std::pair("due", ", due"),
                                           std::pair("paid", ", paid"),
                                           std::pair("returned_amount", ", returned")}) {
            std::string figure = stream;
            figure += words;
            figure += what;
            const auto amount = Money::from_pence(flow.at(field).get<std::int64_t>());
            rows.push_back({{"what", figure}, {"before", ""}, {"after", in_pounds(amount)}});
        }
    }
}

}  // namespace

Outcome<Answer> month_close(Asked& asked) {
    const Outcome<std::string> commissioner = asked.fields.need("commissioner");
    if (!commissioner.accepted()) return commissioner.refusal();
    const Outcome<std::string> month = asked.fields.need("month");
    if (!month.accepted()) return month.refusal();
    const Outcome<Wish> wish = wish_in(asked, commissioner.value(), month.value());
    if (!wish.accepted()) return wish.refusal();
    const Outcome<MonthReport> report = report_to_close(asked, wish.value());
    if (!report.accepted()) return report.refusal();
    const ordered_json figures = figures_of(report.value());
    ordered_json content = figures;
    content["ref"] = commissioner.value() + " " + month.value();
    content["commissioner"] = commissioner.value();
    content["month"] = month.value();
    const Outcome<Answer> proposed = propose(asked,
                                             {.kind = std::string(month_proposal),
                                              .subject = wish.value().body,
                                              .from_on = wish.value().month.first,
                                              .content = content.dump()},
                                             stake_in(report.value()),
                                             "month");
    if (!proposed.accepted()) return proposed.refusal();
    ordered_json answer = ordered_json::parse(proposed.value());
    answer.update(figures);
    answer["unexplained_lines"] = unexplained_lines(report.value());
    return answer.dump();
}

Outcome<Done> month_close_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    const ordered_json content = ordered_json::parse(proposal.content);
    const Outcome<Wish> wish = wish_in(asked,
                                       content.at("commissioner").get<std::string>(),
                                       content.at("month").get<std::string>());
    if (!wish.accepted()) return wish.refusal();
    const Outcome<MonthReport> report = report_to_close(asked, wish.value());
    if (!report.accepted()) return report.refusal();
    if (!same_figures(figures_of(report.value()), content)) {
        return refused_in("proposal",
                          "month-changed",
                          "The figures of " + name_of(wish.value()) +
                              " are not those that were proposed any more.",
                          "Refuse this proposal with 'almoner proposal refuse', look at the report "
                          "and propose the closing again.");
    }
    ledger::insert_month_closing(asked.work,
                                 {.body = wish.value().body,
                                  .month = wish.value().month,
                                  .closed_on = asked.work.today(),
                                  .proposal = proposal.id,
                                  .proposed_by = proposal.proposed_by,
                                  .confirmed_by = asked.actor.number});
    return Done{};
}

ordered_json month_close_changes(const ledger::Proposal& proposal) {
    const ordered_json content = ordered_json::parse(proposal.content);
    ordered_json rows = ordered_json::array();
    rows.push_back({{"what", "month"}, {"before", "open"}, {"after", "closed"}});
    add_rows(rows, content.at("streams"), "");
    add_rows(rows, content.at("adjustments"), " of closed months");
    return rows;
}

}  // namespace almoner::scheduler
