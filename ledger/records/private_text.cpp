#include "ledger/records/private_text.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/record_table.h"
#include "ledger/records/sealed_row.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query text_by_id{
    "SELECT person, sealed FROM private_text WHERE id = $1 AND sealed IS NOT NULL"};
const Query details_by_id{
    "SELECT person, sealed FROM person_private WHERE id = $1 AND sealed IS NOT NULL"};
const Query details_between{
    "SELECT id, person, sealed FROM person_private WHERE id BETWEEN $1 AND $2"
    " AND sealed IS NOT NULL ORDER BY id"};
const Query bank_by_id{
    "SELECT person, sealed FROM bank_private WHERE id = $1 AND sealed IS NOT NULL"};
const Query people_by_mark{
    "SELECT DISTINCT person FROM person_private WHERE nhs_mark = $1 ORDER BY person"};
const Query bank_rows_by_mark{"SELECT id FROM bank_private WHERE account_mark = $1 ORDER BY id"};

std::optional<std::string> row_opened(Database& database,
                                      const Query& query,
                                      const RecordTable& table,
                                      std::int64_t id) {
    Rows rows = database.select(query, id);
    if (!rows.next()) return std::nullopt;
    return opened(
        database, {.table = table.name, .id = id, .person = rows.integer(0)}, rows.text(1));
}

std::optional<Date> birth_in(std::string_view row) {
    OpenedRow in(row);
    (void)in.text();  // the given name
    (void)in.text();  // the family name
    return in.maybe_date();
}

BankDetails bank_details_in(std::string_view row) {
    OpenedRow in(row);
    BankDetails details;
    details.account_name = in.text();
    details.sort_code = in.text();
    details.account_number = in.text();
    return details;
}

std::vector<std::int64_t> numbers_with(Database& database,
                                       const Query& query,
                                       const std::optional<std::string>& mark) {
    std::vector<std::int64_t> numbers;
    if (!mark) return numbers;
    for (Rows rows = database.select(query, Blob{*mark}); rows.next();) {
        numbers.push_back(rows.integer(0));
    }
    return numbers;
}

}  // namespace

std::int64_t insert_private_text(Work& work, std::int64_t person, std::string_view text) {
    return work.records().insert(private_text_table, person, text);
}

std::optional<std::string> private_text(Database& database, std::int64_t id) {
    const auto row = row_opened(database, text_by_id, private_text_table, id);
    if (!row) return std::nullopt;
    return OpenedRow(*row).text();
}

std::optional<std::string> opened_text(Database& database,
                                       std::int64_t id,
                                       std::int64_t person,
                                       std::string_view octets) {
    const auto row =
        opened(database, {.table = private_text_table.name, .id = id, .person = person}, octets);
    if (!row) return std::nullopt;
    return OpenedRow(*row).text();
}

std::int64_t insert_person_private(Work& work, std::int64_t person, const PersonDetails& details) {
    return work.records().insert(person_private_table,
                                 person,
                                 details.given_name,
                                 details.family_name,
                                 details.date_of_birth,
                                 details.nhs_number,
                                 details.address,
                                 details.postcode,
                                 details.phone,
                                 details.email,
                                 details.language);
}

std::optional<PersonDetails> person_private(Database& database, std::int64_t id) {
    const auto row = row_opened(database, details_by_id, person_private_table, id);
    if (!row) return std::nullopt;
    OpenedRow in(*row);
    PersonDetails details;
    details.given_name = in.text();
    details.family_name = in.text();
    details.date_of_birth = in.maybe_date();
    details.nhs_number = in.text();
    details.address = in.text();
    details.postcode = in.text();
    details.phone = in.text();
    details.email = in.text();
    details.language = in.text();
    return details;
}

std::vector<OpenedDay> births_of(Database& database, std::span<const std::int64_t> ids) {
    std::vector<OpenedDay> days;
    for (const Stretch& each : stretches_of({ids.begin(), ids.end()})) {
        Rows rows = database.select(details_between, each.first, each.last);
        while (rows.next()) {
            const std::int64_t id = rows.integer(0);
            if (!std::ranges::binary_search(ids, id)) continue;
            const auto row =
                opened(database,
                       {.table = person_private_table.name, .id = id, .person = rows.integer(1)},
                       rows.text(2));
            const auto born_on = row ? birth_in(*row) : std::nullopt;
            if (born_on) days.push_back({.id = id, .day = *born_on});
        }
    }
    return days;
}

std::optional<std::string> mark_of_nhs_number(Database& database, std::string_view digits) {
    return mark_for(database, person_private_table.mark_column, digits);
}

std::vector<std::int64_t> people_with_nhs_number(Database& database, std::string_view digits) {
    return numbers_with(database, people_by_mark, mark_of_nhs_number(database, digits));
}

std::int64_t insert_bank_private(Work& work, std::int64_t person, const BankDetails& details) {
    return work.records().insert(bank_private_table,
                                 person,
                                 details.account_name,
                                 details.sort_code,
                                 details.account_number);
}

std::optional<BankDetails> bank_private(Database& database, std::int64_t id) {
    const auto row = row_opened(database, bank_by_id, bank_private_table, id);
    if (!row) return std::nullopt;
    return bank_details_in(*row);
}

std::optional<BankDetails> opened_bank_details(Database& database,
                                               std::int64_t id,
                                               std::int64_t person,
                                               std::string_view octets) {
    const auto row =
        opened(database, {.table = bank_private_table.name, .id = id, .person = person}, octets);
    if (!row) return std::nullopt;
    return bank_details_in(*row);
}

std::vector<std::int64_t> bank_rows_of_account(Database& database,
                                               std::string_view sort_code,
                                               std::string_view account_number) {
    return numbers_with(database,
                        bank_rows_by_mark,
                        mark_for(database,
                                 bank_private_table.mark_column,
                                 std::string(sort_code) + std::string(account_number)));
}

}  // namespace almoner::ledger
