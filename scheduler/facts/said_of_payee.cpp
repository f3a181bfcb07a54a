#include "scheduler/facts/said_of_payee.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/proposal.h"
#include "ledger/records/representative.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::AttestedFact;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::Representative;

constexpr std::string_view payee_facts = "payee.";
constexpr std::string_view withdrawn = "payee.nomination_withdrawn";
constexpr std::string_view organisation_facts = "third_party.";
constexpr std::array of_the_person{"payee.is_child",
                                   "payee.capacity_lost",
                                   "payee.capacity_lost_on",
                                   "payee.lack_is_temporary",
                                   "payee.another_agrees",
                                   "payee.capacity_resolved",
                                   "payee.capacity_returned",
                                   "payee.handed_back",
                                   "payee.capacity_gained",
                                   "payee.turns_16_on",
                                   "payee.young_person_on",
                                   "payee.transition_reviewed",
                                   "payee.transition_refused",
                                   "payee.transition_consents"};

// Whom an agreement pays: "acting:" with the number of who represents the person, the organisation
// as the agreement names it where it manages the money as a third party; else:
constexpr std::string_view own_right = "own-right";  // whoever keeps the account for the person
constexpr std::string_view nobody = "nobody";

std::int64_t person_of(ledger::Database& database, const Agreement& agreement) {
    const auto budget = ledger::budget_numbered(database, agreement.budget, last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("an agreement without a budget");
    return budget->person;
}

constexpr std::string_view acting_word = "acting:";

std::string acting(std::int64_t number) {
    return std::string(acting_word) + std::to_string(number);
}

// That somebody is to act for a person, by a day; those that were confirmed.
const ledger::Query proposed_by_day{
    "SELECT content, private_row FROM proposal WHERE kind = 'representative' AND subject = $1"
    " AND state = $2 AND from_on <= $3 ORDER BY id"};

// They act from the day of the confirmation; what was said while it was waited for is said of them.
bool was_proposed(ledger::Database& database, const std::string& wanted, Date on) {
    if (!wanted.starts_with(acting_word)) return false;
    const std::int64_t number = std::stoll(wanted.substr(acting_word.size()));
    const auto who = ledger::representative_numbered(database, number, last_day_of_all);
    if (!who) return false;
    const bool was_there = ledger::representative_numbered(database, number, on).has_value();
    ledger::Rows rows = database.select(
        proposed_by_day, who->person, static_cast<int>(ledger::ProposalState::confirmed), on);
    while (rows.next()) {
        const auto content = nlohmann::json::parse(rows.str(0));
        const bool is_appointment = content.value("representative", std::int64_t{0}) == number;
        const bool is_added = !was_there && rows.maybe_integer(1) == who->name_private;
        if (is_appointment || is_added) return true;
    }
    return false;
}

std::string representing(ledger::Database& database, std::int64_t person, Date on) {
    if (const auto found = acting_on(database, person, on)) return acting(found->who.number);
    const auto all = ledger::representatives_of(database, person, last_day_of_all);
    const Representative* follows = nullptr;
    for (const Representative& each : all) {
        const bool is_sooner = follows == nullptr || each.start_on < follows->start_on;
        if (each.start_on > on && is_sooner) follows = &each;
    }
    return follows == nullptr ? std::string(nobody) : acting(follows->number);
}

// With the terms that it would have, from their day on.
std::string payee_of(ledger::Database& database, const Agreement& agreement, Date on) {
    if (agreement.number == 0 || on >= agreement.from_on) return agreement.payee;
    const auto then = ledger::agreement_numbered(database, agreement.number, on);
    if (then) return then->payee;
    return ledger::agreement_versions(database, agreement.number).front().payee;
}

std::string paid_on(ledger::Database& database, const Agreement& agreement, Date on) {
    std::string payee = payee_of(database, agreement, on);
    if (agreement.option == ledger::Option::third_party) return payee;
    if (payee != "representative") return std::string(own_right);
    return representing(database, person_of(database, agreement), on);
}

bool is_there(ledger::Database& database, const Agreement& agreement, Date on) {
    if (agreement.number == 0) return on >= agreement.from_on;
    return ledger::agreement_numbered(database, agreement.number, on).has_value();
}

std::vector<Agreement> others_on(ledger::Database& database, const Agreement& agreement, Date on) {
    auto others = ledger::agreements_of(database, agreement.budget, on);
    std::erase_if(others, [&](const Agreement& each) {
        const bool is_alike = (each.option == ledger::Option::third_party) ==
                              (agreement.option == ledger::Option::third_party);
        return each.number == agreement.number || each.status == AgreementStatus::draft ||
               !is_alike;
    });
    return others;
}

// Who represented the person last before a day; nobody: whoever is the first.
std::string represented(ledger::Database& database, std::int64_t person, Date on) {
    if (acting_on(database, person, on - 1)) return representing(database, person, on - 1);
    const auto all = ledger::representatives_of(database, person, last_day_of_all);
    const Representative* last = nullptr;
    for (const Representative& each : all) {
        const bool is_before = each.end_on && *each.end_on < on;
        if (is_before && (last == nullptr || *last->end_on < *each.end_on)) last = &each;
    }
    return last == nullptr ? representing(database, person, on) : acting(last->number);
}

// That a nomination is withdrawn is said of who was paid until then, never of who follows, though
// they begin on that very day (SI 2014/1652 reg 5(3)).
std::string whose_nomination(ledger::Database& database, const Agreement& agreement, Date on) {
    const std::string payee = payee_of(database, agreement, on);
    if (payee != "representative") return paid_on(database, agreement, on);
    return represented(database, person_of(database, agreement), on);
}

bool is_said_of(ledger::Database& database,
                const Agreement& agreement,
                const std::string& wanted,
                const AttestedFact& fact) {
    if (fact.name == withdrawn && fact.value == "yes") {
        return whose_nomination(database, agreement, fact.from_on) == wanted;
    }
    if (fact.about.kind == ledger::CaseKind::budget &&
        !is_there(database, agreement, fact.from_on)) {
        const auto others = others_on(database, agreement, fact.from_on);
        if (!others.empty()) {
            return std::ranges::any_of(others, [&](const Agreement& each) {
                return paid_on(database, each, fact.from_on) == wanted;
            });
        }
    }
    return paid_on(database, agreement, fact.from_on) == wanted ||
           was_proposed(database, wanted, fact.from_on);
}

}  // namespace

bool is_of_payee(std::string_view fact) {
    return fact.starts_with(organisation_facts) ||
           (fact.starts_with(payee_facts) &&
            std::ranges::find(of_the_person, fact) == of_the_person.end());
}

void leave_out_other_payees(ledger::Database& database,
                            const Agreement& agreement,
                            Date on,
                            const Acting* next,
                            std::vector<AttestedFact>& told) {
    const bool any =
        std::ranges::any_of(told, [](const AttestedFact& each) { return is_of_payee(each.name); });
    if (!any) return;
    const std::string wanted =
        next == nullptr ? paid_on(database, agreement, on) : acting(next->who.number);
    std::erase_if(told, [&](const AttestedFact& each) {
        if (!is_of_payee(each.name)) return false;
        const bool is_withdrawn = each.name == withdrawn && each.value == "yes";
        if (next != nullptr && !is_withdrawn &&
            each.from_on >= next->since.value_or(next->who.start_on)) {
            return false;
        }
        const bool is_unknown_yet = next != nullptr && next->who.number == 0;
        return is_unknown_yet || !is_said_of(database, agreement, wanted, each);
    });
}

}  // namespace almoner::scheduler
