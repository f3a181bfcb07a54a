#include "ledger/views/account_paths.h"

#include "ledger/values/invariant.h"

#include <string_view>

namespace almoner::ledger {
namespace {

const Query all_accounts{
    "SELECT id, name, stream, option, body, bank_account, budget FROM account ORDER BY id"};
const Query budget_refs{"SELECT number, ref FROM budget ORDER BY id"};
const Query body_refs{"SELECT number, ref FROM organisation ORDER BY id"};
const Query bank_refs{"SELECT number, ref FROM bank_account ORDER BY id"};

using Refs = std::map<std::int64_t, std::string>;

Refs refs_of(Database& database, const Query& query) {
    Refs refs;
    Rows rows = database.select(query);
    while (rows.next()) refs[rows.integer(0)] = rows.str(1);
    return refs;
}

std::string ref_or_number(const Refs& refs, std::int64_t number, std::string_view called) {
    const auto found = refs.find(number);
    return found != refs.end() ? found->second : std::string(called) + "-" + std::to_string(number);
}

std::string_view class_of(AccountName name) {
    if (side_of(name) == Side::asset) return "assets";
    const bool of_commissioner = name == AccountName::funding || name == AccountName::allocation ||
                                 name == AccountName::written_off;
    return of_commissioner ? "equity" : "liabilities";
}

void add_name(AccountPath& path, std::string_view name) {
    while (true) {
        const std::size_t colon = name.find(':');
        path.emplace_back(name.substr(0, colon));
        if (colon == std::string_view::npos) return;
        name.remove_prefix(colon + 1);
    }
}

struct AllRefs {
    Refs budgets;
    Refs bodies;
    Refs banks;
};

AccountPath path_of(const AccountKey& key, const AllRefs& refs) {
    AccountPath path{std::string(class_of(key.name))};
    add_name(path, name_of(key.name));
    if (key.option != Option::none) path.emplace_back(name_of(key.option));
    if (key.budget != 0) path.push_back(ref_or_number(refs.budgets, key.budget, "budget"));
    if (key.bank_account != 0) path.push_back(ref_or_number(refs.banks, key.bank_account, "bank"));
    path.emplace_back(name_of(key.stream));
    if (key.body != 0) path.push_back(ref_or_number(refs.bodies, key.body, "body"));
    return path;
}

AccountKey key_of(const Rows& rows) {
    return {.name = static_cast<AccountName>(rows.integer(1)),
            .stream = rows.stream(2),
            .option = rows.option(3),
            .body = static_cast<std::int32_t>(rows.integer(4)),
            .bank_account = static_cast<std::int32_t>(rows.integer(5)),
            .budget = static_cast<std::int32_t>(rows.integer(6))};
}

}  // namespace

AccountPaths::AccountPaths(Database& database) {
    const AllRefs refs{.budgets = refs_of(database, budget_refs),
                       .bodies = refs_of(database, body_refs),
                       .banks = refs_of(database, bank_refs)};
    Rows rows = database.select(all_accounts);
    while (rows.next()) paths_.emplace(rows.integer(0), path_of(key_of(rows), refs));
}

const AccountPath& AccountPaths::of(std::int64_t account) const {
    const auto found = paths_.find(account);
    if (found == paths_.end())
        throw InvariantBroken("a transfer names an account not in the books");
    return found->second;
}

}  // namespace almoner::ledger
