#include "api/cli/safeguarding_show.h"

#include "ledger/views/safeguarding.h"
#include "ledger/views/words.h"

#include <vector>

namespace almoner::api {
namespace {

using ledger::ClientAccountHeld;

Figures accounts_table(const std::string& as_of) {
    return {.name = "accounts",
            .title = "Client accounts " + as_of,
            .columns = {{"account", "Account", Kind::text},
                        {"service", "Service", Kind::text},
                        {"held", "Held for people", Kind::money},
                        {"unexplained", "Of nobody yet", Kind::money},
                        {"bank", "Booked by the bank", Kind::money},
                        {"off_by", "Differs by", Kind::money},
                        {"closed_on", "Last closing", Kind::date},
                        {"closing", "It says", Kind::money},
                        {"lines_after", "Lines after it", Kind::money},
                        {"off_statement", "Differs from it by", Kind::money}},
            .rows = {},
            .notes = {"Booked by the bank: what was taken over with every line of its statements "
                      "since. What people hold and the lines of nobody come to the same, to the "
                      "penny, every day."}};
}

Figures people_table() {
    return {.name = "people",
            .title = "What each person holds there",
            .columns = {{"account", "Account", Kind::text},
                        {"person", "Person", Kind::text},
                        {"budget", "Budget", Kind::text},
                        {"held", "Held", Kind::money},
                        {"promised", "Of it promised", Kind::money}},
            .rows = {},
            .notes = {}};
}

void add(Figures& accounts, const ClientAccountHeld& each) {
    const bool has_closing = each.closing.has_value();
    accounts.rows.push_back({each.ref,
                             each.service,
                             each.held,
                             each.unexplained,
                             each.bank,
                             each.off_by(),
                             each.closed_on ? Cell{*each.closed_on} : Cell{},
                             has_closing ? Cell{*each.closing} : Cell{},
                             has_closing ? Cell{each.lines_after} : Cell{},
                             has_closing ? Cell{each.off_statement()} : Cell{}});
}

std::string sentence_of(std::size_t accounts, std::size_t differ) {
    if (accounts == 0) return "No support service has a client account in these books.";
    const std::string all = std::to_string(accounts);
    if (differ == 0) {
        return accounts == 1 ? "The client account agrees to the penny."
                             : "All " + all + " client accounts agree to the penny.";
    }
    return std::to_string(differ) + " of " + all +
           (accounts == 1 ? " client account differs" : " client accounts differ") +
           ": find out why today, and pay nothing out of them until then.";
}

}  // namespace

int show_safeguarding(const Call& call, Reading& reading) {
    const ledger::AsOf as_of = moment_of(call, reading);
    const auto wanted = call.fields.find("service");
    std::vector<Figures> tables{accounts_table(words_of(as_of)), people_table()};
    std::size_t accounts = 0;
    std::size_t differ = 0;
    for (const ClientAccountHeld& each : ledger::client_accounts_held(*reading.database, as_of)) {
        if (wanted != call.fields.end() && each.service != wanted->second) continue;
        ++accounts;
        if (!each.agrees()) ++differ;
        add(tables[0], each);
        for (const ledger::SubBalance& person : each.people) {
            if (!reading.scope.sees_person(person.person)) continue;
            tables[1].rows.push_back(
                {each.ref, person.person_ref, person.budget, person.held, person.promised});
        }
    }
    show_all(call, sentence_of(accounts, differ), tables);
    return differ == 0 ? exit_ok : exit_integrity;
}

}  // namespace almoner::api
