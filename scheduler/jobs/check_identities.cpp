#include "scheduler/jobs/check_identities.h"

#include "ledger/posting/counters.h"
#include "ledger/posting/identities.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/states.h"
#include "ledger/views/closings.h"
#include "ledger/views/words.h"

#include <map>
#include <string>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::money_words;

constexpr std::string_view kind = "integrity";
const ledger::Query open_subjects{
    "SELECT DISTINCT subject FROM task WHERE kind = $1 AND state = $2 ORDER BY subject"};

// What is off, by its place: two things that are off in one place make one task.
using Faults = std::map<std::string, std::string>;

void add(Faults& faults, const std::string& subject, const std::string& words) {
    std::string& all = faults[subject];
    all += (all.empty() ? "" : "; ") + words;
}

std::string pounds_of(std::int64_t pence) {
    return money_words(ledger::Money::from_pence(pence));
}

std::string ref_of(ledger::Database& database, std::int64_t bank_account) {
    const auto account =
        ledger::bank_account_numbered(database, bank_account, ledger::last_day_of_all);
    return account ? account->ref : std::to_string(bank_account);
}

void add_books(ledger::Database& database, const ledger::Counters& counters, Faults& faults) {
    for (const ledger::Breach& breach : ledger::breaches_of(counters)) {
        std::string place = ledger::place_of(breach);
        if (breach.where.bank_account != 0) {
            place += " (bank account " + ref_of(database, breach.where.bank_account) + ")";
        }
        const std::int64_t off = breach.off_by_pence;
        add(faults, place, place + " is off by " + pounds_of(off < 0 ? -off : off));
    }
}

// Up to what the last closing covers; what came later is told apart.
void add_statements(ledger::Database& database,
                    const ledger::Counters& counters,
                    Faults& faults,
                    std::string& not_covered) {
    for (const ledger::Closing& closing : ledger::last_closings(database)) {
        const std::string ref = ref_of(database, closing.bank_account);
        if (closing.lines_after > 0) {
            const std::string count = std::to_string(closing.lines_after);
            const std::string lines = closing.lines_after == 1 ? " line" : " lines";
            not_covered += "; bank account " + ref + ": " + count + lines + " of " +
                           pounds_of(closing.pence_after) + " in all " +
                           (closing.on ? "after its closing of " + closing.on->words()
                                       : "with no closing balance") +
                           " not compared";
        }
        if (!closing.on) continue;
        const std::int64_t books =
            ledger::expected_closing_pence(counters.accounts,
                                           static_cast<std::int32_t>(closing.bank_account)) -
            closing.pence_after;
        const std::int64_t off = books - closing.pence;
        if (off == 0) continue;
        add(faults,
            "statement " + ref,
            "bank account " + ref + ": at its closing of " + closing.on->words() +
                " the books come to " + pounds_of(books) + " and the statement to " +
                pounds_of(closing.pence) + ", off by " + pounds_of(off < 0 ? -off : off));
    }
}

}  // namespace

JobFindings check_identities(ledger::Database& database, Date today) {
    const ledger::Counters counters = ledger::read_counters(database);
    Faults faults;
    std::string not_covered;
    add_books(database, counters, faults);
    add_statements(database, counters, faults, not_covered);
    JobFindings found{
        .words = std::to_string(faults.size()) + " identities do not hold" + not_covered,
        .agrees = faults.empty()};
    for (const auto& [subject, words] : faults) {
        found.commands.push_back({.name = "task open",
                                  .fields = {{"kind", std::string(kind)},
                                             {"subject", subject},
                                             {"due", today.iso()},
                                             {"owner", "finance"},
                                             {"words", words}}});
    }
    ledger::Rows rows =
        database.select(open_subjects, kind, static_cast<int>(ledger::TaskState::open));
    while (rows.next()) {
        const std::string subject = rows.str(0);
        if (faults.contains(subject)) continue;
        found.commands.push_back(
            {.name = "task settled",
             .fields = {
                 {"kind", std::string(kind)}, {"subject", subject}, {"cause", "agrees-again"}}});
    }
    return found;
}

}  // namespace almoner::scheduler
