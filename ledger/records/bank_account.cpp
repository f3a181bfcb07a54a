#include "ledger/records/bank_account.h"

#include "ledger/records/names.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr std::array rail_names{Named{Rail::bacs, "bacs"},
                                Named{Rail::faster_payments, "faster-payments"}};

constexpr char columns[] =
    "SELECT number, version, ref, from_on, owner, name, sort_code, account_number, rail, "
    "file_profile, service_user_number, originator_name, item_limit, file_limit FROM bank_account ";
const Query last_version{"SELECT MAX(version) FROM bank_account WHERE number = $1"};

BankAccount read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .ref = rows.str(2),
        .from_on = rows.date(3),
        .owner = rows.integer(4),
        .name = rows.str(5),
        .sort_code = rows.str(6),
        .account_number = rows.str(7),
        .rail = stored_name(rail_names, rows.text(8)),
        .file_profile = rows.str(9),
        .service_user_number = rows.str(10),
        .originator_name = rows.str(11),
        .item_limit = maybe_money(rows, 12),
        .file_limit = maybe_money(rows, 13),
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::string_view name_of(Rail value) {
    return name_in(rail_names, value);
}

std::optional<Rail> rail_named(std::string_view name) {
    return named_in(rail_names, name);
}

std::optional<BankAccount> bank_account_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<BankAccount> bank_account_by_ref(Database& database, std::string_view ref, Date on) {
    return Stored::by_ref(database, ref, on);
}

std::vector<BankAccount> bank_accounts_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<BankAccount> bank_account_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::int64_t insert_bank_account(Work& work, BankAccount bank_account) {
    number_version(work, bank_account_table, last_version, bank_account);
    work.records().insert(bank_account_table,
                          bank_account.number,
                          bank_account.version,
                          bank_account.ref,
                          bank_account.from_on,
                          bank_account.owner,
                          bank_account.name,
                          bank_account.sort_code,
                          bank_account.account_number,
                          name_of(bank_account.rail),
                          bank_account.file_profile,
                          bank_account.service_user_number,
                          bank_account.originator_name,
                          bank_account.item_limit,
                          bank_account.file_limit);
    return bank_account.number;
}

}  // namespace almoner::ledger
