#include "scheduler/facts/release_book.h"

#include "ledger/records/agreement.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_states.h"
#include "rules/engine/dates.h"
#include "rules/release/catalogue_findings.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/said_of_payee.h"
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
    " WHERE b.person = $1 AND p.nominal_on >= $3 AND p.nominal_on < $4 AND p.agreement <> $5"
    " AND p.agreement <> 0"
    " AND p.net > 0"};

// EMG-03: what the emergencies of the budget said of themselves when they were made.
const ledger::Query recorded_as_advance{
    "SELECT p.net FROM payment p JOIN emergency e ON e.payment = p.id"
    " WHERE p.budget = $1 AND e.basis = 'advance'"};

const ledger::Query regular_on_account{
    "SELECT 1 FROM agreement WHERE payee_account = $1 AND option = $2 AND frequency <> 'one-off'"
    " AND status = 'active' LIMIT 1"};

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
                           Usual{"payee.nomination_withdrawn", "no"},
                           Usual{"account.only_direct_payments", "yes"},
                           Usual{"account.is_auditable", "yes"},
                           Usual{"account.only_named_access", "yes"},
                           Usual{"account.one_off_items", ""}};

bool is_unusual(const AttestedFact& fact) {
    const auto* const known = std::ranges::find(usual, fact.name, &Usual::name);
    return known != usual.end() && known->value != fact.value;
}

std::map<std::int64_t, std::vector<AttestedFact>> watched_facts(ledger::Database& database,
                                                                CaseKind kind,
                                                                Date on) {
    std::array<std::string_view, usual.size()> names;
    std::ranges::transform(usual, names.begin(), &Usual::name);
    std::map<std::int64_t, std::vector<AttestedFact>> found;
    for (AttestedFact& each : ledger::attested_facts_on(database, kind, names, on)) {
        found[each.about.number].push_back(std::move(each));
    }
    return found;
}

bool is_direct_payment(ledger::Option option) {
    return option == ledger::Option::direct_payment || option == ledger::Option::managed_account;
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
      of_budgets_(watched_facts(database, CaseKind::budget, today)),
      of_agreements_(watched_facts(database, CaseKind::agreement, today)),
      overdue_(budgets_overdue(database, today)) {}

std::shared_ptr<const ReleaseAnswer> ReleaseBook::ask(const ReleaseCase& payment) {
    const std::vector<AttestedFact> told = unusual_of(payment);
    const bool is_one_off = is_exempt_one_off(payment);
    if (!told.empty() || is_one_off) {
        rules::Facts facts = facts_of(payment);
        facts.account.is_one_off = is_one_off;
        facts.account.paid_before_by_body = is_one_off && paid_before(payment);
        take_attested(database_, told, facts);
        return answer(facts, payment.on);
    }
    const Alike kind{bits_of(payment.streams),
                     payment.option,
                     payment.account_confirmed,
                     netting_of(payment),
                     is_overdue(payment)};
    const auto known = alike_.find(kind);
    if (known != alike_.end()) return known->second;
    return alike_.emplace(kind, answer(facts_of(payment), payment.on)).first->second;
}

// What was said of the agreement counts before what was said of its budget; of the payee's capacity
// nothing is asked where nobody is paid directly.
std::vector<AttestedFact> ReleaseBook::unusual_of(const ReleaseCase& payment) const {
    std::map<std::string_view, const AttestedFact*> told;
    for (const auto* const facts :
         {facts_in(of_budgets_, payment.budget), facts_in(of_agreements_, payment.agreement)}) {
        if (facts == nullptr) continue;
        for (const AttestedFact& each : *facts) told[each.name] = &each;
    }
    std::vector<AttestedFact> unusual;
    for (const auto& [name, fact] : told) {
        const bool is_of_payee = name.starts_with("payee.");
        if (is_of_payee && !is_direct_payment(payment.option)) continue;
        if (is_unusual(*fact)) unusual.push_back(*fact);
    }
    if (unusual.empty()) return unusual;
    const auto agreement =
        ledger::agreement_numbered(database_, payment.agreement, ledger::last_day_of_all);
    if (agreement) {
        leave_out_other_payees(database_, *agreement, payment.on, nullptr, unusual);
    }
    return unusual;
}

// Reg 10(6): it needs no account of its own. Into the account of a regular direct payment it is
// paid like any other.
bool ReleaseBook::is_exempt_one_off(const ReleaseCase& payment) const {
    if (!payment.is_one_off) return false;
    return !database_
                .select(regular_on_account,
                        payment.payee_account,
                        static_cast<int>(ledger::Option::direct_payment))
                .next();
}

rules::Facts ReleaseBook::facts_of(const ReleaseCase& payment) const {
    rules::Facts facts;
    for (const ledger::Stream each : payment.streams) {
        if (each == ledger::Stream::person) continue;  // under nobody's law
        facts.lines.push_back({.regime = regime_of(each), .option = way_of(payment.option)});
    }
    facts.eligibility.exclusion = rules::Exclusion::none;
    facts.payee.capacity_lost = false;
    facts.payee.capacity_resolved = false;
    facts.payee.capacity_returned = false;
    facts.payee.handed_back = false;
    facts.payee.nomination_withdrawn = false;
    facts.account.is_approved = payment.account_confirmed;
    facts.account.only_direct_payments = true;
    facts.account.is_auditable = true;
    facts.account.only_named_access = true;
    facts.account.is_one_off = false;
    facts.account.one_off_items = payment.items;
    facts.account.open_blocks = 0;  // what the other rules of release hold never comes here
    facts.account.review_overdue = is_overdue(payment);
    const Netting netting = netting_of(payment);
    facts.account.nets_emergency = netting != Netting::none;
    facts.account.recorded_as_advance = netting != Netting::of_no_advance;
    facts.information.decision_recorded = true;
    return facts;
}

ReleaseBook::Netting ReleaseBook::netting_of(const ReleaseCase& payment) const {
    if (payment.advanced <= ledger::Money{}) return Netting::none;
    ledger::Money recorded;
    ledger::Rows rows = database_.select(recorded_as_advance, payment.budget);
    while (rows.next()) recorded += rows.money(0);
    return payment.advanced <= recorded ? Netting::of_an_advance : Netting::of_no_advance;
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
                                         payment.agreement);
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
