#include "scheduler/facts/release_book.h"

#include "ledger/records/payment.h"
#include "ledger/records/payment_states.h"
#include "rules/engine/dates.h"
#include "rules/release/catalogue_findings.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/review/review_due.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::AttestedFact;
using ledger::CaseKind;
using ledger::Date;

// SI 2013/1617 reg 10(8): paid by that body to that patient in that financial year.
const ledger::Query paid_in_year{
    "SELECT p.state FROM payment p JOIN budget b ON b.number = p.budget"
    " JOIN payment_run r ON r.id = p.run"
    " JOIN bank_account a ON a.number = r.paid_from"
    " JOIN bank_account mine ON mine.number = $2 AND mine.owner = a.owner"
    " WHERE b.person = $1 AND p.nominal_on >= $3 AND p.nominal_on < $4 AND p.id <> $5"
    " AND p.net > 0"};

// What holds of an active agreement unless something else was recorded: its activation asked.
struct Usual {
    std::string_view name;
    std::string_view value;  // empty: none is usual
};
constexpr std::array usual{Usual{"eligibility.exclusion", "none"},
                           Usual{"payee.capacity_lost", "no"},
                           Usual{"payee.capacity_lost_on", ""},
                           Usual{"payee.lack_is_temporary", ""},
                           Usual{"payee.another_agrees", ""},
                           Usual{"payee.capacity_resolved", "no"},
                           Usual{"payee.capacity_returned", "no"},
                           Usual{"payee.handed_back", "no"},
                           Usual{"account.only_direct_payments", "yes"},
                           Usual{"account.is_auditable", "yes"},
                           Usual{"account.only_named_access", "yes"},
                           Usual{"account.one_off_items", ""}};

bool is_unusual(const AttestedFact& fact) {
    const auto* const known = std::ranges::find(usual, fact.name, &Usual::name);
    return known != usual.end() && known->value != fact.value;
}

std::map<std::int64_t, std::vector<AttestedFact>> unusual_facts(ledger::Database& database,
                                                                CaseKind kind,
                                                                Date on) {
    std::array<std::string_view, usual.size()> names;
    std::ranges::transform(usual, names.begin(), &Usual::name);
    std::map<std::int64_t, std::vector<AttestedFact>> found;
    for (AttestedFact& each : ledger::attested_facts_on(database, kind, names, on)) {
        if (is_unusual(each)) found[each.about.number].push_back(std::move(each));
    }
    return found;
}

unsigned bits_of(const std::vector<ledger::Stream>& streams) {
    unsigned bits = 0;
    for (const ledger::Stream each : streams) bits |= 1U << static_cast<unsigned>(each);
    return bits;
}

const std::vector<AttestedFact>* facts_in(
    const std::map<std::int64_t, std::vector<AttestedFact>>& all, std::int64_t number) {
    const auto found = all.find(number);
    return found == all.end() ? nullptr : &found->second;
}

}  // namespace

ReleaseBook::ReleaseBook(ledger::Database& database, Date today)
    : database_(database),
      policy_(policy_in_force(database, today)),
      of_budgets_(unusual_facts(database, CaseKind::budget, today)),
      of_agreements_(unusual_facts(database, CaseKind::agreement, today)),
      overdue_(budgets_overdue(database, today)) {}

std::shared_ptr<const ReleaseAnswer> ReleaseBook::ask(const ReleaseCase& payment) {
    const auto* const of_budget = facts_in(of_budgets_, payment.budget);
    const auto* const of_agreement = facts_in(of_agreements_, payment.agreement);
    if (of_budget != nullptr || of_agreement != nullptr || payment.is_one_off) {
        rules::Facts facts = facts_of(payment);
        if (of_budget != nullptr) take_attested(database_, *of_budget, facts);
        if (of_agreement != nullptr) take_attested(database_, *of_agreement, facts);
        return answer(facts, payment.on);
    }
    const Alike kind{bits_of(payment.streams),
                     payment.option,
                     payment.is_one_off,
                     payment.account_confirmed,
                     payment.advanced > ledger::Money{},
                     is_overdue(payment)};
    const auto known = alike_.find(kind);
    if (known != alike_.end()) return known->second;
    return alike_.emplace(kind, answer(facts_of(payment), payment.on)).first->second;
}

rules::Facts ReleaseBook::facts_of(const ReleaseCase& payment) const {
    rules::Facts facts;
    for (const ledger::Stream each : payment.streams) {
        facts.lines.push_back({.regime = regime_of(each), .option = way_of(payment.option)});
    }
    facts.eligibility.exclusion = rules::Exclusion::none;
    facts.payee.capacity_lost = false;
    facts.payee.capacity_resolved = false;
    facts.payee.capacity_returned = false;
    facts.payee.handed_back = false;
    facts.account.is_approved = payment.account_confirmed;
    facts.account.only_direct_payments = true;
    facts.account.is_auditable = true;
    facts.account.only_named_access = true;
    facts.account.is_one_off = payment.is_one_off;
    facts.account.one_off_items = payment.items;
    facts.account.paid_before_by_body = payment.is_one_off && paid_before(payment);
    facts.account.open_blocks = 0;  // what the other rules of release hold never comes here
    facts.account.review_overdue = is_overdue(payment);
    facts.account.nets_emergency = payment.advanced > ledger::Money{};
    facts.account.recorded_as_advance = true;  // an emergency says at once which of the two it is
    facts.information.decision_recorded = true;
    return facts;
}

bool ReleaseBook::is_overdue(const ReleaseCase& payment) const {
    return std::ranges::binary_search(overdue_, payment.budget);
}

bool ReleaseBook::paid_before(const ReleaseCase& payment) const {
    const int year = rules::financial_year(payment.on);
    ledger::Rows rows = database_.select(paid_in_year,
                                         payment.person,
                                         payment.paid_from,
                                         *Date::from_ymd(year, 4, 1),
                                         *Date::from_ymd(year + 1, 4, 1),
                                         payment.payment);
    while (rows.next()) {
        if (ledger::is_live(static_cast<ledger::PaymentState>(rows.integer(0)))) return true;
    }
    return false;
}

std::shared_ptr<const ReleaseAnswer> ReleaseBook::answer(const rules::Facts& facts, Date on) const {
    const rules::Evaluation found = rules::evaluate(rules::Event::release, facts, policy_, on);
    ReleaseAnswer answer{.held = rules::held_by_catalogue(found),
                         .warned = rules::warned_by_catalogue(found),
                         .effect = found.worst(),
                         .asked = static_cast<std::int64_t>(found.asked.size()),
                         .policy = found.policy_version,
                         .details = details_of(found, facts)};
    answer.digest = ledger::sha256(answer.details);
    return std::make_shared<const ReleaseAnswer>(std::move(answer));
}

}  // namespace almoner::scheduler
