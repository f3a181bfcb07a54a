#include "scheduler/facts/fact_subject.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;
using ledger::last_day_of_all;
using ledger::Outcome;

constexpr std::array kinds{CaseKind::budget, CaseKind::agreement, CaseKind::plan_line};

struct Found {
    std::int64_t number = 0;
    std::int64_t budget = 0;
};

template <class Record>
std::optional<Found> in_budget(const std::optional<Record>& record) {
    if (!record) return std::nullopt;
    return Found{record->number, record->budget};
}

std::optional<Found> find(ledger::Database& database, CaseKind kind, std::string_view ref) {
    if (kind == CaseKind::agreement) {
        return in_budget(ledger::agreement_by_ref(database, ref, last_day_of_all));
    }
    if (kind == CaseKind::plan_line) {
        return in_budget(ledger::plan_line_by_ref(database, ref, last_day_of_all));
    }
    const auto budget = ledger::budget_by_ref(database, ref, last_day_of_all);
    if (!budget) return std::nullopt;
    return Found{budget->number, budget->number};
}

ledger::Refusal refused(std::string code, std::string words, std::string next) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = "subject",
            .citation = {}};
}

// The kind that is written before the reference, if one is; the rest is the reference.
std::optional<CaseKind> take_kind(std::string_view& ref) {
    for (const CaseKind kind : kinds) {
        const std::string_view name = name_of(kind);
        if (!ref.starts_with(name) || !ref.substr(name.size()).starts_with(":")) continue;
        ref.remove_prefix(name.size() + 1);
        return kind;
    }
    return std::nullopt;
}

}  // namespace

Outcome<FactSubject> fact_subject(ledger::Database& database, std::string_view ref) {
    const std::optional<CaseKind> wanted = take_kind(ref);
    std::vector<FactSubject> found;
    for (const CaseKind kind : kinds) {
        if (wanted && *wanted != kind) continue;
        if (const auto each = find(database, kind, ref)) {
            found.push_back({.about = {kind, each->number}, .budget = each->budget});
        }
    }
    if (found.empty()) {
        return refused("subject-unknown",
                       "There is no budget, agreement or plan line of this reference.",
                       "Take the reference from 'almoner person show PERSON'.");
    }
    if (found.size() > 1) {
        return refused("subject-which",
                       "Several things have this reference.",
                       "Write budget:, agreement: or plan-line: before it.");
    }
    const auto budget = ledger::budget_numbered(database, found.front().budget, last_day_of_all);
    if (budget) found.front().person = budget->person;
    return found.front();
}

}  // namespace almoner::scheduler
