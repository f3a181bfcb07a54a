#include "scheduler/facts/posting_facts.h"

#include "ledger/posting/account.h"
#include "ledger/posting/events.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/person_of_subject.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PlanLine;

const ledger::Query lines_booked{
    "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM statement_line WHERE bank_account = $1"};
// Brought from another system: no line of the bank says it.
const ledger::Query taken_over{
    "SELECT CAST(COALESCE(SUM(CASE WHEN d.name = 32 AND d.bank_account = $1 THEN t.amount"
    " ELSE 0 END - CASE WHEN c.name = 32 AND c.bank_account = $1 THEN t.amount ELSE 0 END), 0)"
    " AS BIGINT) FROM transfer t JOIN account d ON d.id = t.debit JOIN account c ON c.id = t.credit"
    " WHERE t.kind = $2 AND t.state = 0 AND (d.bank_account = $1 OR c.bank_account = $1)"};
// What people have there, and the lines of nobody yet.
const ledger::Query parts_there{
    "SELECT CAST(COALESCE(SUM(debit_posted - credit_posted), 0) AS BIGINT) FROM account"
    " WHERE bank_account = $1 AND name IN (32, 34)"};
static_assert(static_cast<int>(ledger::AccountName::held) == 32 &&
              static_cast<int>(ledger::AccountName::bank) == 34);

Money single(ledger::Rows rows) {
    return rows.next() ? rows.money(0) : Money{};
}

std::vector<PlanLine> managed_lines(ledger::Database& database, std::int64_t budget) {
    auto lines = ledger::plan_lines_of(database, budget, ledger::last_day_of_all);
    std::erase_if(lines, [](const PlanLine& each) {
        return each.option != ledger::Option::managed_account ||
               each.stream == ledger::Stream::person;
    });
    return lines;
}

bool has_stream(const ledger::Organisation& body, ledger::Stream stream) {
    const std::string all = "," + body.streams + ",";
    return all.find("," + std::string(ledger::name_of(stream)) + ",") != std::string::npos;
}

}  // namespace

rules::Facts facts_of_explained(ledger::Work& work, const LineExplained& line) {
    ledger::Database& database = work.database();
    work.books().fold();  // what stands there is read from the tables
    rules::Facts facts;
    const auto lines = managed_lines(database, line.budget);
    take_lines(database, lines, work.today(), facts);
    facts.third_party.carries_funder =
        std::ranges::any_of(lines, [&](const PlanLine& each) { return each.body == line.body; });
    const std::int64_t account = line.item.bank_account;
    facts.third_party.bank_balance =
        single(database.select(lines_booked, account)) +
        single(database.select(
            taken_over, account, static_cast<int>(ledger::Event::person_taken_over)));
    facts.third_party.funder_balances = single(database.select(parts_there, account));
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

rules::Facts facts_of_claim(const ledger::Organisation& partner,
                            const std::vector<Lent>& lent,
                            Money total) {
    rules::Facts facts;
    Money sum;
    for (const Lent& each : lent) sum += each.amount;
    facts.third_party.carries_funder = std::ranges::all_of(
        lent, [&](const Lent& each) { return has_stream(partner, each.stream); });
    facts.third_party.bank_balance = total;
    facts.third_party.funder_balances = sum;
    facts.information.decision_recorded = true;
    return facts;
}

Outcome<Done> may_post_explained(Asked& asked,
                                 const LineExplained& line,
                                 const std::string& field) {
    if (line.to->needs != DestinationNeeds::budget) return Done{};
    return ask_rules(asked,
                     {.event = rules::Event::post,
                      .about = {ledger::CaseKind::budget, line.budget},
                      .person = holder_of(asked.work.database(), line.budget),
                      .on = asked.work.today(),
                      .field = field},
                     facts_of_explained(asked.work, line));
}

// About nobody's case: a claim is of many people's payments.
Outcome<Done> may_post_claim(Asked& asked,
                             const ledger::Organisation& partner,
                             const std::vector<Lent>& lent,
                             Money total) {
    return ask_rules(
        asked,
        {.event = rules::Event::post, .about = {}, .on = asked.work.today(), .field = "partner"},
        facts_of_claim(partner, lent, total));
}

}  // namespace almoner::scheduler
