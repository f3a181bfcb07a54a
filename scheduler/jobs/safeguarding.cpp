#include "scheduler/jobs/safeguarding.h"

#include "ledger/records/states.h"
#include "ledger/views/safeguarding.h"
#include "ledger/views/words.h"

#include <set>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Money;

constexpr std::string_view kind = "safeguarding";
const ledger::Query open_subjects{
    "SELECT DISTINCT subject FROM task WHERE kind = $1 AND state = $2 ORDER BY subject"};

std::string words_of(const ledger::ClientAccountHeld& account) {
    const Money ours = account.held + account.unexplained;
    std::string words = "Client account " + account.ref +
                        ": people's balances and lines of nobody "
                        "come to " +
                        ledger::money_words(ours) + ", ";
    if (!account.off_by().is_zero()) {
        words += "and what its bank booked to " + ledger::money_words(account.bank);
    } else {
        words += "and its closing of " + account.closed_on->words() + " says " +
                 ledger::money_words(*account.closing + account.lines_after);
    }
    return words + ": find the difference today with 'almoner safeguarding' and 'almoner verify'.";
}

}  // namespace

JobFindings look_at_client_accounts(ledger::Database& database, ledger::Date today) {
    JobFindings found;
    std::set<std::string> differ;
    for (const auto& each : ledger::client_accounts_held(database, ledger::now_on(today))) {
        if (each.agrees()) continue;
        differ.insert(each.ref);
        found.commands.push_back({.name = "task open",
                                  .fields = {{"kind", std::string(kind)},
                                             {"subject", each.ref},
                                             {"due", today.iso()},
                                             {"owner", "finance"},
                                             {"words", words_of(each)}}});
    }
    found.words = std::to_string(differ.size()) + " client accounts do not agree";
    found.agrees = differ.empty();
    ledger::Rows rows =
        database.select(open_subjects, kind, static_cast<int>(ledger::TaskState::open));
    while (rows.next()) {
        const std::string subject = rows.str(0);
        if (differ.contains(subject)) continue;
        found.commands.push_back(
            {.name = "task settled",
             .fields = {
                 {"kind", std::string(kind)}, {"subject", subject}, {"cause", "agrees-again"}}});
    }
    return found;
}

}  // namespace almoner::scheduler
