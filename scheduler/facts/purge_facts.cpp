#include "scheduler/facts/purge_facts.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "rules/engine/dates.h"
#include "scheduler/facts/attested.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using rules::RecordClass;

const ledger::Query held_document{
    "SELECT 1 FROM evidence WHERE person = $1 AND legal_hold = 1 LIMIT 1"};

}  // namespace

rules::Facts facts_to_purge(ledger::Database& database,
                            std::int64_t person,
                            Date last_event,
                            Date on) {
    bool is_held = database.select(held_document, person).next();
    bool is_permanent = false;
    for (const ledger::Budget& each :
         ledger::budgets_of(database, person, ledger::last_day_of_all)) {
        rules::Facts said;
        take_attested(
            database,
            ledger::attested_facts_of(database, {ledger::CaseKind::budget, each.number}, on),
            said);
        is_held = is_held || said.information.legal_hold.value.value_or(false);
        is_permanent = is_permanent ||
                       said.information.record_class.value == RecordClass::permanent_adaptation;
    }
    rules::Facts facts;
    facts.information.record_class =
        is_permanent ? RecordClass::permanent_adaptation : RecordClass::major;
    const int years = rules::financial_year(on) - rules::financial_year(last_event) - 1;
    facts.information.whole_years_kept = std::max(years, 0);
    facts.information.legal_hold = is_held;
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

}  // namespace almoner::scheduler
