#include "api/cli/person_find.h"

#include "ledger/people/nhs_number.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"

#include <algorithm>
#include <set>
#include <string>

namespace almoner::api {
namespace {

using ledger::Outcome;
using ledger::Query;
using ledger::Rows;
using People = std::set<std::int64_t>;

const Query owner_of_details{"SELECT person FROM bank_private WHERE id = $1 AND person <> 0"};

std::string field(const Call& call, const char* name) {
    const auto found = call.fields.find(name);
    return found == call.fields.end() ? std::string{} : found->second;
}

std::string digits_in(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '-'; });
    return text;
}

People with_account(ledger::Database& database,
                    const std::string& sort_code,
                    const std::string& account_number) {
    People people;
    for (const std::int64_t row :
         ledger::bank_rows_of_account(database, digits_in(sort_code), digits_in(account_number))) {
        Rows rows = database.select(owner_of_details, row);
        if (rows.next()) people.insert(rows.integer(0));
    }
    return people;
}

Outcome<People> found_by(const Call& call, ledger::Database& database) {
    const std::string sort_code = field(call, "sort_code");
    const std::string account_number = field(call, "account_number");
    if (!sort_code.empty() && !account_number.empty()) {
        return with_account(database, sort_code, account_number);
    }
    if (!field(call, "nhs_number").empty()) {
        const auto number = ledger::NhsNumber::read(field(call, "nhs_number"));
        if (!number.accepted()) return number.refusal();
        const auto all = ledger::people_with_nhs_number(database, number.value().digits());
        return People(all.begin(), all.end());
    }
    return ledger::Refusal{.code = "field-missing",
                           .words = "There is nothing to find anybody by.",
                           .next = "Give --nhs-number, or --sort-code and --account-number.",
                           .field = "nhs_number",
                           .citation = ""};
}

}  // namespace

int find_person(const Call& call, Reading& reading) {
    const auto people = found_by(call, *reading.database);
    if (!people.accepted()) return show_refusal(call, people.refusal());
    Figures figures{.name = "people",
                    .title = "Who has this, or once had it",
                    .columns = {{"person", "Person", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const std::int64_t number : people.value()) {
        const auto person =
            ledger::person_numbered(*reading.database, number, ledger::last_day_of_all);
        if (person && reading.scope.sees_person(number)) figures.rows.push_back({person->ref});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nobody.");
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
