#include "scheduler/payment_run/free_of_charge.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Period;

constexpr std::string_view exempt = "line.contribution_exempt";

const ledger::Query said_of_lines{
    "SELECT case_number, from_on, value_private FROM attested_fact"
    " WHERE case_kind = $1 AND name = $2 ORDER BY case_number, id"};
const ledger::Query said_of_line{
    "SELECT case_number, from_on, value_private FROM attested_fact"
    " WHERE case_kind = $1 AND name = $2 AND case_number = $3 ORDER BY id"};

struct Said {
    std::int64_t line = 0;
    Date from_on{};
    bool is_free = false;
};

// What was said last counts from its own day on.
std::vector<Period> free_days(std::span<const Said> said) {
    std::vector<Period> days;
    for (const auto& piece : ledger::in_force(said)) {
        if (piece.record->is_free) days.push_back(piece.days);
    }
    return days;
}

}  // namespace

FreeOfCharge::FreeOfCharge(ledger::Database& database, std::optional<std::int64_t> line) {
    const auto kind = static_cast<std::int64_t>(ledger::CaseKind::plan_line);
    ledger::Rows rows = line ? database.select(said_of_line, kind, exempt, *line)
                             : database.select(said_of_lines, kind, exempt);
    std::vector<std::pair<Said, std::int64_t>> found;
    while (rows.next()) {
        found.emplace_back(Said{.line = rows.integer(0), .from_on = rows.date(1)}, rows.integer(2));
    }
    std::map<std::int64_t, std::vector<Said>> said;
    for (auto& [each, text] : found) {
        each.is_free = ledger::private_text(database, text) == "yes";
        said[each.line].push_back(each);
    }
    for (const auto& [number, all] : said) days_[number] = free_days(all);
}

void FreeOfCharge::mark(rules::EntitlementTerms& terms) const {
    if (days_.empty()) return;
    for (rules::PlanLine& each : terms.lines) {
        const auto found = days_.find(each.plan_line);
        if (found != days_.end()) each.free_of_charge = found->second;
    }
}

std::vector<Period> FreeOfCharge::days_of(std::int64_t line) const {
    const auto found = days_.find(line);
    return found == days_.end() ? std::vector<Period>{} : found->second;
}

bool FreeOfCharge::holds(std::int64_t line, Date on) const {
    const auto found = days_.find(line);
    return found != days_.end() &&
           std::ranges::any_of(found->second, [&](const Period& each) { return each.holds(on); });
}

void mark_free_of_charge(ledger::Database& database, rules::EntitlementTerms& terms) {
    if (!terms.contribution) return;
    for (rules::PlanLine& each : terms.lines) {
        each.free_of_charge = FreeOfCharge(database, each.plan_line).days_of(each.plan_line);
    }
}

}  // namespace almoner::scheduler
