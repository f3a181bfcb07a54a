#include "scheduler/option_change/other_terms.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/option_change/new_agreement.h"
#include "scheduler/reduction/lowered.h"

#include <algorithm>
#include <span>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;

// Who paid the line. Where that agreement pays other lines still, it goes on to ask for its share,
// and any new one comes on top.
std::vector<Agreement> payers_before(ledger::Database& database, const OptionWish& wish) {
    if (!wish.ending.empty()) return wish.ending;
    auto payers =
        agreements_going_on(database, wish.old.budget, wish.old.option, wish.line.start_on);
    std::erase_if(payers, [](const Agreement& each) {
        return each.status == ledger::AgreementStatus::draft;
    });
    for (Agreement& each : payers) each.contribution = Money{};
    return payers;
}

bool ends_sooner(const Agreement& a, const Agreement& b) {
    return a.end_on && (!b.end_on || *a.end_on < *b.end_on);
}

bool pays(const Agreement& each) {
    return each.status == ledger::AgreementStatus::active ||
           each.status == ledger::AgreementStatus::held;
}

// Who pays from then on: a draft pays nobody. One that is there asks for its share already.
std::optional<Agreement> payer_after(ledger::Database& database, const OptionWish& wish) {
    if (wish.agreement && pays(*wish.agreement)) return wish.agreement;
    auto there =
        agreements_going_on(database, wish.line.budget, wish.line.option, wish.line.start_on);
    std::erase_if(there, [](const Agreement& each) { return !pays(each); });
    if (there.empty()) return std::nullopt;
    Agreement longest = *std::ranges::max_element(there, ends_sooner);
    longest.start_on = std::min(longest.start_on, wish.line.start_on);
    longest.contribution = Money{};
    return longest;
}

// The person, or who acts for them, has the money: the two ways of a direct payment.
bool is_direct(ledger::Option option) {
    return option == ledger::Option::direct_payment || option == ledger::Option::managed_account;
}

// A direct payment ends at the person's wish, or by a case (SI 2013/1617 reg 17; Care Act 2014
// s 33); whatever it was, it goes on to be paid.
Outcome<Done> may_leave(Asked& asked,
                        const OptionWish& wish,
                        const std::vector<Agreement>& before,
                        const std::optional<Agreement>& after,
                        const Ground& ground) {
    const bool is_left = is_direct(wish.old.option) && !is_direct(wish.line.option);
    if (before.empty() || (after && !is_left)) return Done{};
    return may_lower(asked,
                     {.about = {ledger::CaseKind::plan_line, wish.old.number},
                      .budget = wish.old.budget,
                      .from = wish.line.start_on,
                      .lines = {wish.old},
                      .is_other_option = true,
                      .field = "option"},
                     ground);
}

// It pays as long as there is something to pay.
bool outlives_the_line(ledger::Database& database,
                       const ledger::PlanLine& line,
                       const Agreement& payer) {
    const auto budget = ledger::budget_numbered(database, line.budget, ledger::last_day_of_all);
    const auto reaches = [&](const std::optional<ledger::Date>& end_on) {
        return end_on && payer.end_on && *end_on <= *payer.end_on;
    };
    return reaches(line.end_on) || (budget && reaches(budget->end_on));
}

Outcome<Done> may_differ(Asked& asked,
                         const OptionWish& wish,
                         const Agreement& before,
                         const Agreement& after,
                         const Ground& ground) {
    const auto lowered = lowered_by(std::span(&before, 1), after);
    if (!lowered) return Done{};
    return may_lower(asked,
                     {.about = {ledger::CaseKind::agreement, before.number},
                      .budget = before.budget,
                      .from = lowered->from,
                      .lines = {wish.old},
                      .only_contribution = lowered->only_contribution,
                      .field = lowered->only_contribution ? "contribution" : "end"},
                     ground);
}

}  // namespace

Outcome<Done> may_have_other_terms(Asked& asked, const OptionWish& wish, const Ground& ground) {
    ledger::Database& database = asked.work.database();
    const std::vector<Agreement> payers = payers_before(database, wish);
    auto after = payer_after(database, wish);
    const Outcome<Done> left = may_leave(asked, wish, payers, after, ground);
    if (!left.accepted()) return left.refusal();
    if (!after) after = wish.agreement;  // once it is signed
    if (!after) return Done{};
    after->from_on = wish.line.start_on;
    if (outlives_the_line(database, wish.line, *after)) after->end_on.reset();
    for (const Agreement& before : payers) {
        const Outcome<Done> allowed = may_differ(asked, wish, before, *after, ground);
        if (!allowed.accepted()) return allowed.refusal();
    }
    return Done{};
}

}  // namespace almoner::scheduler
