#include "ledger/records/payee_account.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/names.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr std::array check_result_names{Named{CheckResult::valid, "valid"},
                                        Named{CheckResult::invalid, "invalid"},
                                        Named{CheckResult::uncheckable, "uncheckable"},
                                        Named{CheckResult::not_checked, "not-checked"}};
constexpr std::array payee_status_names{Named{PayeeStatus::confirmed, "confirmed"},
                                        Named{PayeeStatus::blocked, "blocked"}};

constexpr char columns[] =
    "SELECT number, version, from_on, person, organisation, bank_private, check_result, status, "
    "evidence, proposed_by, confirmed_by FROM payee_account ";
constexpr auto payee_accounts_of_person_text =
    joined(columns, "WHERE person = $1 AND from_on <= $2 ORDER BY id");
const Query payee_accounts_of_person_query{payee_accounts_of_person_text.data()};
constexpr auto payee_accounts_of_organisation_text =
    joined(columns, "WHERE organisation = $1 AND from_on <= $2 ORDER BY id");
const Query payee_accounts_of_organisation_query{payee_accounts_of_organisation_text.data()};
constexpr auto of_people_text =
    joined(columns, "WHERE person BETWEEN $1 AND $2 AND from_on <= $3 ORDER BY id");
const Query of_people{of_people_text.data()};
const Query last_version{"SELECT MAX(version) FROM payee_account WHERE number = $1"};

PayeeAccount read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .from_on = rows.date(2),
        .person = rows.integer(3),
        .organisation = rows.integer(4),
        .bank_private = rows.integer(5),
        .check_result = stored_name(check_result_names, rows.text(6)),
        .status = stored_name(payee_status_names, rows.text(7)),
        .evidence = rows.maybe_integer(8),
        .proposed_by = rows.integer(9),
        .confirmed_by = rows.integer(10),
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::string_view name_of(CheckResult value) {
    return name_in(check_result_names, value);
}

std::optional<CheckResult> check_result_named(std::string_view name) {
    return named_in(check_result_names, name);
}

std::string_view name_of(PayeeStatus value) {
    return name_in(payee_status_names, value);
}

std::optional<PayeeStatus> payee_status_named(std::string_view name) {
    return named_in(payee_status_names, name);
}

std::optional<PayeeAccount> payee_account_numbered(Database& database,
                                                   std::int64_t number,
                                                   Date on) {
    return Stored::numbered(database, number, on);
}

std::vector<PayeeAccount> payee_accounts_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<PayeeAccount> payee_account_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::vector<PayeeAccount> payee_accounts_of_person(Database& database,
                                                   std::int64_t person,
                                                   Date on) {
    return last_of_each(database.select(payee_accounts_of_person_query, person, on), read);
}

std::vector<PayeeAccount> payee_accounts_of_people(Database& database,
                                                   const Stretch& people,
                                                   Date on) {
    return last_of_each(database.select(of_people, people.first, people.last, on), read);
}

std::vector<PayeeAccount> payee_accounts_of_organisation(Database& database,
                                                         std::int64_t organisation,
                                                         Date on) {
    return last_of_each(database.select(payee_accounts_of_organisation_query, organisation, on),
                        read);
}

std::int64_t insert_payee_account(Work& work, PayeeAccount payee_account) {
    number_version(work, payee_account_table, last_version, payee_account);
    work.records().insert(payee_account_table,
                          payee_account.number,
                          payee_account.version,
                          payee_account.from_on,
                          payee_account.person,
                          payee_account.organisation,
                          payee_account.bank_private,
                          name_of(payee_account.check_result),
                          name_of(payee_account.status),
                          payee_account.evidence,
                          payee_account.proposed_by,
                          payee_account.confirmed_by);
    return payee_account.number;
}

}  // namespace almoner::ledger
