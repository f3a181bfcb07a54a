#include "scheduler/commands/proposal_worth.h"

#include "ledger/records/in_force.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PlanFrequency;

const ledger::Query agreements_paid_to{
    "SELECT DISTINCT number FROM agreement WHERE payee_account = $1 ORDER BY number"};

std::int64_t times_a_year(PlanFrequency frequency) {
    switch (frequency) {
        case PlanFrequency::weekly: return 52;
        case PlanFrequency::four_weekly: return 13;
        case PlanFrequency::monthly: return 12;
        case PlanFrequency::yearly:
        case PlanFrequency::one_off: return 1;
    }
    throw ledger::InvariantBroken("unlisted frequency of a plan line");
}

}  // namespace

Money a_week_of(Money in_a_year) {
    constexpr std::int64_t weeks_a_year = 52;
    return in_a_year.mul_div(1, weeks_a_year, ledger::Rounding::up);
}

Money worth_in_a_year(const ledger::PlanLine& line) {
    return line.amount.mul_div(times_a_year(line.frequency), 1, ledger::Rounding::down);
}

Money worth_in_a_year(ledger::Database& database,
                      const ledger::Agreement& agreement,
                      ledger::Date on) {
    Money worth;
    for (const ledger::PlanLine& line :
         ledger::plan_lines_of(database, agreement.budget, ledger::last_day_of_all)) {
        const bool is_over = line.end_on && *line.end_on < on;
        if (line.option == agreement.option && !is_over) worth += worth_in_a_year(line);
    }
    return worth;
}

Money worth_in_a_year(ledger::Database& database, const ledger::Budget& budget, ledger::Date on) {
    Money worth;
    for (const ledger::PlanLine& line :
         ledger::plan_lines_of(database, budget.number, ledger::last_day_of_all)) {
        if (!line.end_on || on <= *line.end_on) worth += worth_in_a_year(line);
    }
    return worth;
}

Money worth_of_payee(ledger::Database& database, std::int64_t payee_account, ledger::Date on) {
    std::vector<std::int64_t> numbers;
    {
        ledger::Rows rows = database.select(agreements_paid_to, payee_account);
        while (rows.next()) numbers.push_back(rows.integer(0));
    }
    Money worth;
    for (const std::int64_t number : numbers) {
        const auto agreement =
            ledger::agreement_numbered(database, number, ledger::last_day_of_all);
        const bool is_paid = agreement && agreement->payee_account == payee_account &&
                             agreement->status != ledger::AgreementStatus::ended;
        if (is_paid) worth += worth_in_a_year(database, *agreement, on);
    }
    return worth;
}

}  // namespace almoner::scheduler
