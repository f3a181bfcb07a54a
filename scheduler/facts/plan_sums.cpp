#include "scheduler/facts/plan_sums.h"

#include "ledger/records/budget_answer.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_mark.h"
#include "rules/engine/dates.h"
#include "scheduler/commands/proposal_worth.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::PlanLine;

struct Stands {
    ledger::Period days{};
    Money in_a_year{};
    bool is_social_care = false;
};

// A hold is the last version of its line; before the books had any other it is all that there is.
void leave_out_hold(ledger::Database& database, std::vector<PlanLine>& versions) {
    if (versions.size() < 2) return;
    const PlanLine& last = versions.back();
    if (ledger::plan_hold_of(database, last.number, last.version)) versions.pop_back();
}

void add_regular(std::span<const PlanLine> versions, Date from, std::vector<Stands>& all) {
    for (const auto& piece : ledger::in_force(versions)) {
        const PlanLine& line = *piece.record;
        const Date first = std::max({piece.days.first, line.start_on, from});
        const Date last = std::min(piece.days.last, line.end_on.value_or(last_day_of_all));
        if (last < first) continue;
        all.push_back({.days = {first, last},
                       .in_a_year = worth_in_a_year(line),
                       .is_social_care = line.stream == ledger::Stream::social_care});
    }
}

ledger::Period financial_year_with(Date day) {
    const int year = rules::financial_year(day);
    return {*Date::from_ymd(year, 4, 1), *Date::from_ymd(year + 1, 3, 31)};
}

// Of the financial year of its day alone, whether it was paid yet or not.
void add_one_off(const PlanLine& line, Date from, std::vector<Stands>& all) {
    const bool was_ended_before = line.end_on && *line.end_on < line.start_on;
    const ledger::Period year = financial_year_with(line.start_on);
    if (was_ended_before || year.last < from) return;
    all.push_back({.days = {std::max(year.first, from), year.last},
                   .in_a_year = worth_in_a_year(line),
                   .is_social_care = line.stream == ledger::Stream::social_care});
}

void add(std::span<const PlanLine> versions, Date from, std::vector<Stands>& all) {
    if (versions.empty() || versions.back().stream == ledger::Stream::person) return;
    if (versions.back().frequency == ledger::PlanFrequency::one_off) {
        add_one_off(versions.back(), from, all);
    } else {
        add_regular(versions, from, all);
    }
}

std::vector<Stands> all_that_stands(ledger::Database& database,
                                    std::int64_t budget,
                                    Date from,
                                    std::span<const PlanLine> wanted) {
    std::vector<Stands> all;
    const auto lines = ledger::plan_lines_of(database, budget, last_day_of_all);
    for (const PlanLine& line : lines) {
        auto versions = ledger::plan_line_versions(database, line.number);
        leave_out_hold(database, versions);
        for (const PlanLine& each : wanted) {
            if (each.number == line.number) versions.push_back(each);
        }
        add(versions, from, all);
    }
    for (const PlanLine& each : wanted) {
        const bool is_new = std::ranges::find(lines, each.number, &PlanLine::number) == lines.end();
        if (is_new) add(std::span(&each, 1), from, all);
    }
    return all;
}

PlanSum sum_on(const std::vector<Stands>& all, Date day) {
    PlanSum sum{.on = day};
    for (const Stands& each : all) {
        if (day < each.days.first || each.days.last < day) continue;
        sum.all += each.in_a_year;
        if (each.is_social_care) sum.social_care += each.in_a_year;
    }
    return sum;
}

PlanSum most_of(const std::vector<Stands>& all, Date from) {
    PlanSum most{.on = from};
    for (const Stands& each : all) {
        const PlanSum sum = sum_on(all, each.days.first);
        const bool is_first = sum.all == most.all && sum.on < most.on;
        if (most.all < sum.all || is_first) most = sum;
    }
    return most;
}

// A later answer: its day, and the journal row that it came into the books with.
struct Since {
    Date day{};
    std::int64_t row = 0;
};

const ledger::Query row_of_answer{"SELECT seq FROM budget_answer WHERE id = $1"};
const ledger::Query last_version_before{
    "SELECT COALESCE(MAX(version), 0) FROM plan_line WHERE number = $1 AND seq < $2"};

std::int64_t single(ledger::Rows rows) {
    return rows.next() ? rows.integer(0) : 0;
}

// What the lines of this stream came to from the day on as the books had them before that answer,
// those to come among them. What came into the books with it or later counts to it, of whatever day
// it is.
Money came_to(ledger::Database& database,
              std::int64_t budget,
              const std::string& stream,
              const Since& since) {
    std::vector<Stands> all;
    for (const PlanLine& line : ledger::plan_lines_of(database, budget, last_day_of_all)) {
        if (name_of(line.stream) != stream) continue;
        const std::int64_t last =
            single(database.select(last_version_before, line.number, since.row));
        auto versions = ledger::plan_line_versions(database, line.number);
        std::erase_if(versions, [&](const PlanLine& each) { return last < each.version; });
        leave_out_hold(database, versions);
        add(versions, since.day, all);
    }
    return most_of(all, since.day).all;
}

// What an answer of its own takes off an offer of several streams. Lines that were over by then had
// their part of the offer all the same.
Money part_of(ledger::Database& database,
              std::int64_t budget,
              const std::string& stream,
              const Since& answered,
              const Since& offered) {
    const Money part = came_to(database, budget, stream, answered);
    return part.is_zero() ? came_to(database, budget, stream, offered) : part;
}

// "nhs,social-care"
std::set<std::string> listed(const std::string& streams) {
    std::set<std::string> all;
    std::stringstream text(streams);
    for (std::string each; std::getline(text, each, ',');) all.insert(each);
    return all;
}

}  // namespace

PlanSum most_in_a_year(ledger::Database& database,
                       std::int64_t budget,
                       Date from,
                       std::span<const PlanLine> wanted) {
    return most_of(all_that_stands(database, budget, from, wanted), from);
}

std::optional<Money> offered_in_a_year(ledger::Database& database, std::int64_t budget) {
    const auto answers = ledger::budget_answers_of(database, budget);
    std::map<std::string, Since> answered;  // each stream of a later answer: the first of them
    std::optional<Money> offered;
    for (auto each = answers.rbegin(); each != answers.rend(); ++each) {
        const std::set<std::string> streams = listed(each->streams);
        const Since since{.day = each->on, .row = single(database.select(row_of_answer, each->id))};
        const auto is_anew = [&](const std::string& stream) { return answered.contains(stream); };
        const auto frequency = ledger::plan_frequency_named(each->frequency);
        if (frequency && !std::ranges::all_of(streams, is_anew)) {
            Money rest = worth_in_a_year(PlanLine{.amount = each->amount, .frequency = *frequency});
            for (const std::string& stream : streams) {
                if (!is_anew(stream)) continue;
                rest -= part_of(database, budget, stream, answered[stream], since);
            }
            offered = offered.value_or(Money{}) + std::max(rest, Money{});
        }
        for (const std::string& stream : streams) answered[stream] = since;
    }
    return offered;
}

}  // namespace almoner::scheduler
