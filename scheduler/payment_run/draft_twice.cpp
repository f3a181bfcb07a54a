// Whether the same money was proposed or paid before by another agreement.
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_states.h"
#include "scheduler/payment_run/draft_case.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

namespace almoner::scheduler {

using ledger::Agreement;
using ledger::Money;
using ledger::PaymentKind;

namespace {

const ledger::Query same_account{
    "SELECT 1 FROM bank_private a JOIN bank_private b ON b.account_mark = a.account_mark"
    " WHERE a.id = $1 AND b.id = $2"};

bool goes_to_the_person(const Agreement& agreement) {
    return agreement.payee == "holder" || agreement.payee == "representative";
}

// By the details that count on the day; those of one payee may stand under two numbers.
bool is_same_bank_account(ledger::Database& database,
                          std::int64_t one,
                          std::int64_t other,
                          ledger::Date on) {
    if (one == other) return true;
    const auto first = ledger::payee_account_numbered(database, one, on);
    const auto second = ledger::payee_account_numbered(database, other, on);
    return first && second &&
           database.select(same_account, first->bank_private, second->bank_private).next();
}

using Funders = std::map<std::pair<std::int32_t, ledger::Stream>, Money>;

template <class Parts>
Funders funders_of(const Parts& parts) {
    Funders funders;
    for (const auto& part : parts) {
        if (!part.net.is_zero()) funders[{part.body, part.stream}] += part.net;
    }
    return funders;
}

}  // namespace

std::span<const Draft> DraftBuilder::drafts_of(const Agreement& agreement) const {
    const auto found =
        std::ranges::equal_range(found_.drafts, agreement.number, {}, &Draft::agreement);
    return {found.begin(), found.end()};
}

bool DraftBuilder::paid_by_a_sibling(const Case& at, const Draft& draft) const {
    const auto others = siblings_.of_budget(at.agreement.budget);
    if (others.size() < 2) return false;
    const auto same = [&](const auto& other) {
        return other.kind == PaymentKind::regular && other.payee_account == draft.payee_account &&
               other.net == draft.net && other.period == draft.period &&
               other.agreement != draft.agreement;
    };
    return std::ranges::any_of(others, [&](const Agreement* other) {
        const bool in_run = std::ranges::any_of(
            drafts_of(*other), [&](const Draft& each) { return same(each) && !each.is_held(); });
        return in_run ||
               std::ranges::any_of(earlier_.of(other->number), [&](const Earlier& payment) {
                   return ledger::is_live(payment.state) && same(payment);
               });
    });
}

// Those of the same person's other budgets that pay the person.
std::vector<const Agreement*> DraftBuilder::elsewhere(const Case& at) const {
    const ledger::Budget& budget = *at.payable.budget;
    std::vector<const Agreement*> others;
    for (const std::int64_t person : same_person_.numbers_of(budget.person)) {
        for (const auto& [owner, number] : siblings_.budgets_of(person)) {
            if (number == budget.number) continue;
            std::ranges::copy_if(siblings_.of_budget(number),
                                 std::back_inserter(others),
                                 [](const Agreement* other) { return goes_to_the_person(*other); });
        }
    }
    return others;
}

// One person who was taken over twice has two budgets of the same money. Money of another funder is
// another budget, however much alike.
bool DraftBuilder::paid_by_another_budget(const Case& at, const Draft& draft) const {
    if (!goes_to_the_person(*at.terms_then)) return false;
    const std::vector<const Agreement*> others = elsewhere(at);
    if (others.empty()) return false;
    const Funders funders = funders_of(draft.parts);
    const auto same = [&](const auto& other) {
        return other.kind == PaymentKind::regular && other.net == draft.net &&
               other.period == draft.period &&
               is_same_bank_account(
                   database_, other.payee_account, draft.payee_account, draft.entry_on);
    };
    return std::ranges::any_of(others, [&](const Agreement* other) {
        const bool in_run = std::ranges::any_of(drafts_of(*other), [&](const Draft& each) {
            return !each.is_held() && same(each) && funders_of(each.parts) == funders;
        });
        return in_run ||
               std::ranges::any_of(earlier_.of(other->number), [&](const Earlier& payment) {
                   return ledger::is_live(payment.state) && same(payment) &&
                          funders_of(ledger::parts_of(database_, payment.id)) == funders;
               });
    });
}

bool DraftBuilder::paid_already(const Case& at, const Draft& draft) const {
    if (draft.kind != PaymentKind::regular || draft.net.is_zero()) return false;
    return paid_by_a_sibling(at, draft) || paid_by_another_budget(at, draft);
}

}  // namespace almoner::scheduler
