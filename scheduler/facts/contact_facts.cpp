#include "scheduler/facts/contact_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/appointment.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "rules/engine/dates.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::CaseKind;
using ledger::Date;
using ledger::Representative;

std::vector<Budget> budgets_of(ledger::Database& database, std::int64_t person) {
    return ledger::budgets_of(database, person, ledger::last_day_of_all);
}

bool is_child(ledger::Database& database, std::int64_t person, Date on) {
    constexpr std::int64_t months_until_16 = 192;  // SI 2013/1617 reg 2
    const auto known = ledger::person_numbered(database, person, on);
    const auto details = known ? ledger::person_private(database, known->personal) : std::nullopt;
    return details && details->date_of_birth &&
           on < rules::months_after(*details->date_of_birth, months_until_16);
}

// What a signed agreement says of whom it pays.
bool is_paid_by_agreement(ledger::Database& database, std::int64_t person, Date on) {
    for (const Budget& budget : budgets_of(database, person)) {
        const auto agreements = ledger::agreements_of(database, budget.number, on);
        const bool is_paid = std::ranges::any_of(agreements, [](const ledger::Agreement& each) {
            return each.payee == "representative" && each.signed_on.has_value();
        });
        if (is_paid) return true;
    }
    return false;
}

}  // namespace

rules::Facts facts_to_contact(ledger::Database& database, const Representative& whom, Date on) {
    rules::Facts facts;
    for (const Budget& each : budgets_of(database, whom.person)) {
        take_attested(database,
                      ledger::attested_facts_of(database, {CaseKind::budget, each.number}, on),
                      facts);
    }
    const bool is_without = ledger::appointment_on(database, whom.number, on).has_value() ||
                            facts.payee.capacity_lost.value.value_or(false) ||
                            is_child(database, whom.person, on);
    const bool was_said_to_have = facts.eligibility.has_capacity.value.value_or(true);
    facts.information.person_has_capacity = was_said_to_have && !is_without;
    if (!facts.information.contact_consent.value) {
        facts.information.contact_consent = whom.role == ledger::RepresentativeRole::nominee ||
                                            is_paid_by_agreement(database, whom.person, on);
    }
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

void note_contact(Asked& asked, const Representative& whom, std::int64_t budget) {
    ledger::Database& database = asked.work.database();
    const auto all = budgets_of(database, whom.person);
    if (budget == 0 && !all.empty()) budget = all.front().number;
    (void)consult_rules(asked,
                        {.event = rules::Event::contact,
                         .about = {CaseKind::budget, budget},
                         .person = whom.person,
                         .on = asked.work.today(),
                         .field = "representative"},
                        facts_to_contact(database, whom, asked.work.today()));
}

}  // namespace almoner::scheduler
